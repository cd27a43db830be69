from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import State, Unit
from scorecard.noise import Limits, Noise, Signal, SignalKind, noise
from scorecard.periods import Period, PeriodKind, UnlikePeriods
from scorecard.rating import Basis, Polarity

FIRST = Period(PeriodKind.MONTH, date(2018, 1, 1))
# Mean 80 and mean move 2, so that the limits are 80 - 5.32 and 80 + 5.32.
USUAL = [80, 82, 80, 78, 80, 82, 80, 78, 80, 82, 80, 78, 80]


def period(number):
    """The month so many months after the first."""
    found = FIRST
    for _ in range(number):
        found = found.next()
    return found


def series(*figures, start=FIRST):
    points = []
    for figure in figures:
        is_gap = figure is None or isinstance(figure, State)
        points.append((start, figure if is_gap else D(figure)))
        start = start.next()
    return points


def judged(*figures, **options):
    options = {"unit": Unit.PERCENT, "decimals": 1} | options
    return noise(series(*figures), **options)


def signals(*figures):
    return [(each.kind, each.is_above, each.first, each.last) for each in judged(*figures).signals]


def test_the_limits_lie_2_66_mean_moves_beside_the_mean_of_the_first_13_figures():
    assert judged(*USUAL) == Noise(
        Limits(D(80), D("74.68"), D("85.32"), D(2), FIRST, period(12)),
        (),
        "is within its usual range (74.7% to 85.3%)",
        "The figure for January 2019 is within its usual range (74.7% to 85.3%).",
    )


def test_later_figures_never_move_the_limits():
    later = judged(*USUAL, 95, 96, 97, 98, 99, 99, 99, 99, 99)
    assert later.limits == judged(*USUAL).limits


@pytest.mark.parametrize(
    ("figures", "predicate", "sentence"),
    [
        (
            USUAL[:9],
            "has too few figures before it to say what is usual (9 of the 13 needed)",
            "Too few points to say what is usual: 9 of the 13 needed.",
        ),
        ([], "", "Too few points to say what is usual: 0 of the 13 needed."),
        (
            [State.SUPPRESSED, None],
            "",
            "Too few points to say what is usual: 0 of the 13 needed.",
        ),
    ],
)
def test_before_13_points_there_are_too_few_to_say(figures, predicate, sentence):
    assert judged(*figures) == Noise(None, (), predicate, sentence)


def test_a_figure_outside_the_limits_is_a_sign_of_change():
    found = judged(*USUAL, 86)
    assert found.signals == (Signal(SignalKind.OUTSIDE, True, period(13), period(13)),)
    assert found.sentence == (
        "The figure for February 2019 is above its usual range (74.7% to 85.3%), so something has"
        " probably changed."
    )
    assert signals(*USUAL, 74) == [(SignalKind.OUTSIDE, False, period(13), period(13))]


def test_a_figure_at_a_limit_is_not_outside_it():
    assert signals(*USUAL, "85.32") == []


@pytest.mark.parametrize(
    ("figure", "polarity", "words"),
    [
        (86, Polarity.HIGH, "for the better"),
        (86, Polarity.LOW, "for the worse"),
        (74, Polarity.HIGH, "for the worse"),
        (74, Polarity.LOW, "for the better"),
    ],
)
def test_a_change_is_for_the_better_or_worse_by_what_is_better(figure, polarity, words):
    found = judged(*USUAL, figure, polarity=polarity)
    assert found.predicate.endswith(f", so something has probably changed {words}")


def test_eight_figures_in_a_row_on_one_side_are_a_sign_of_change():
    row = [81, 82] * 4
    assert signals(*USUAL, *row[:7]) == []
    found = judged(*USUAL, *row)
    assert found.signals == (Signal(SignalKind.RUN, True, period(13), period(20)),)
    assert found.predicate == (
        "is one of at least 8 in a row above the usual average (80.0%), so something has probably"
        " changed"
    )
    assert signals(*USUAL, *row, 81) == [(SignalKind.RUN, True, period(13), period(21))]


def test_a_figure_on_the_mean_ends_a_row():
    assert signals(*USUAL, *[79] * 4, 80, *[79] * 4) == []


def test_three_of_four_nearer_to_a_limit_than_to_the_mean_are_a_sign_of_change():
    found = judged(*USUAL, 83, 80, 83, 83)
    assert found.signals == (Signal(SignalKind.NEAR_LIMIT, True, period(13), period(16)),)
    assert found.predicate == (
        "is one of the last 4, of which at least 3 lie near the upper end of the usual range"
        " (74.7% to 85.3%), so something has probably changed"
    )
    assert judged(*USUAL, 77, 77, 80, 77).predicate.startswith(
        "is one of the last 4, of which at least 3 lie near the lower end of the usual range"
    )


def test_half_way_to_the_limit_is_not_nearer_to_it():
    assert signals(*USUAL, *["82.66"] * 4) == []


def test_three_near_different_limits_are_none():
    assert signals(*USUAL, 83, 77, 83, 77) == []


def test_fours_that_overlap_are_one_signal_and_others_are_not():
    assert signals(*USUAL, 83, 83, 83, 80, 83, 83) == [
        (SignalKind.NEAR_LIMIT, True, period(12), period(18))
    ]
    assert signals(*USUAL, 83, 83, 83, 80, 80, 80, 83, 83, 83) == [
        (SignalKind.NEAR_LIMIT, True, period(12), period(16)),
        (SignalKind.NEAR_LIMIT, True, period(18), period(21)),
    ]


def test_the_plainest_sign_is_told_of_the_newest_figure():
    found = judged(*USUAL, *[83] * 7, 86)
    assert {signal.kind for signal in found.signals} == set(SignalKind)
    assert found.newest == Signal(SignalKind.OUTSIDE, True, period(20), period(20))
    assert found.predicate.startswith("is above its usual range")


def test_an_earlier_sign_says_nothing_of_the_newest_figure():
    found = judged(*USUAL, 86, 80)
    assert (len(found.signals), found.newest, found.predicate) == (
        1,
        None,
        "is within its usual range (74.7% to 85.3%)",
    )


def test_fours_that_touch_are_one_signal():
    assert signals(*USUAL, 83, 83, 80, 83, 80, 83, 83) == [
        (SignalKind.NEAR_LIMIT, True, period(13), period(19))
    ]


def test_every_move_of_the_baseline_counts_and_no_later_one():
    assert judged(*[80] * 12, 86).limits.usual_move == D("0.5")
    assert judged(*[80] * 12, 86, 80).limits.usual_move == D("0.5")


def test_a_gap_breaks_moves_and_rows_and_is_no_figure():
    gap = State.SUPPRESSED
    assert judged(*USUAL[:6], gap, *USUAL[6:]).limits == Limits(
        D(80), D("74.68"), D("85.32"), D(2), FIRST, period(13)
    )
    assert signals(*USUAL, *[81] * 4, gap, *[81] * 4) == []
    assert signals(*USUAL, 83, 83, None, 83) == []
    assert signals(*USUAL, None, 83, 83, 83) == []


def test_a_period_that_is_missing_is_a_gap():
    start = period(14)
    points = [*series(*USUAL), *series(*[81] * 5, start=start)]
    late = [*points, *series(*[81] * 3, start=period(20))]
    assert noise(late).signals == ()


def test_six_moves_are_enough_to_say_what_is_usual_and_five_are_not():
    pairs = [each for pair in [(79, 81)] * 5 for each in (*pair, None)]
    assert judged(*pairs, 79, 81, None, 80).limits.usual_move == 2
    assert judged(*pairs, 79, None, 81, None, 80).limits is None


def test_with_too_many_gaps_nothing_is_said():
    figures = [each for figure in USUAL for each in (figure, None)]
    assert judged(*figures) == Noise(
        None, (), "", "Too many periods have no figure to work out what is usual."
    )


def test_a_baseline_starts_where_a_person_says_and_leaves_out_what_was_before():
    found = judged(*[50] * 5, *USUAL, baseline_from=period(5))
    assert found.limits == Limits(D(80), D("74.68"), D("85.32"), D(2), period(5), period(17))
    assert found.signals == ()
    assert judged(*USUAL, baseline_from=period(3)).sentence == (
        "Too few points to say what is usual: 10 of the 13 needed since April 2018."
    )


def test_limits_stay_within_what_the_unit_can_be():
    low = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 2]
    high = [100 - figure for figure in low]
    assert (judged(*low, unit=Unit.NUMBER).limits.lower, judged(*high).limits.upper) == (0, 100)
    score = judged(*low, unit=Unit.SCORE).limits
    assert score.lower < 0
    assert judged(*high, unit=Unit.NUMBER).limits.upper > 100


def test_an_indicator_that_never_moved_shows_any_move():
    assert signals(*[100] * 13) == []
    assert judged(*[100] * 13, 99).predicate == (
        "is below its usual range (100.0% to 100.0%), so something has probably changed"
    )


def test_a_figure_just_outside_is_told_from_the_limit():
    assert judged(*USUAL, "85.33").predicate.startswith("is above its usual range (74.680% to")


@pytest.mark.parametrize(
    ("basis", "is_silent"),
    [
        (Basis.SNAPSHOT, False),
        (Basis.ROLLING_12_MONTHS, True),
        (Basis.YEAR_TO_DATE, True),
        (Basis.THREE_YEAR_AVERAGE, True),
    ],
)
def test_figures_that_share_months_with_their_neighbours_are_not_judged(basis, is_silent):
    sentence = (
        "Each figure covers some of the same months as the one before, so what is usual cannot be"
        " worked out."
    )
    assert (judged(*USUAL, basis=basis).sentence == sentence) == is_silent


def test_a_period_has_one_figure_and_one_kind():
    with pytest.raises(ValueError, match="A period has one figure"):
        noise([*series(80), *series(81)])
    with pytest.raises(UnlikePeriods):
        noise([*series(80), (Period(PeriodKind.QUARTER, date(2018, 4, 1)), D(80))])


FIGURES = st.lists(st.none() | st.sampled_from(State) | st.decimals(0, 100, places=1), max_size=40)


@given(figures=FIGURES, random=st.randoms(use_true_random=False))
def test_the_order_of_import_changes_nothing(figures, random):
    points = series(*figures)
    shuffled = random.sample(points, len(points))
    assert noise(shuffled, unit=Unit.PERCENT) == noise(points, unit=Unit.PERCENT)


@given(figures=FIGURES, later=st.lists(st.decimals(0, 100, places=1), max_size=5))
def test_limits_hold_the_mean_and_stay_as_they_are(figures, later):
    found = noise(series(*figures), unit=Unit.PERCENT)
    if found.limits:
        limits = found.limits
        assert 0 <= limits.lower <= limits.mean <= limits.upper <= 100
        assert noise(series(*figures, *later), unit=Unit.PERCENT).limits == limits


@given(figures=FIGURES)
def test_signs_mirror_when_figures_do(figures):
    mirrored = [100 - each if isinstance(each, D) else each for each in figures]
    there, back = (
        {(each.kind, each.is_above, each.first, each.last) for each in noise(series(*some)).signals}
        for some in (figures, mirrored)
    )
    assert {(kind, not is_above, *span) for kind, is_above, *span in back} == there
