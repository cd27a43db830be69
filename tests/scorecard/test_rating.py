from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.figures import State, Unit
from scorecard.rating import (
    Area,
    NotRated,
    Polarity,
    Rated,
    Rating,
    RatingError,
    TargetKind,
    TargetRule,
    contradiction,
    overridden,
    rate,
)

HIGH, LOW, BAND, NEUTRAL = Polarity
GREEN, AMBER, RED, NOT_RATED = Rating
NUMBERS = st.decimals(-1000, 1000, places=2)


def target(value, **options):
    return TargetRule(TargetKind.TARGET, D(value), **options)


def band(lower, upper, **options):
    return TargetRule(TargetKind.BAND, lower=D(lower), upper=D(upper), **options)


def floor(value, **options):
    return TargetRule(TargetKind.FLOOR, floor=D(value), **options)


def rated(figure, rule, polarity=HIGH, unit=Unit.PERCENT, decimals=0):
    answer = rate(D(figure), rule, polarity, unit=unit, decimals=decimals)
    return answer.rating, answer.words, answer.sentence


def test_kent_rates_green_for_the_target_amber_for_the_floor_and_red_below_it():
    rule = target(90, floor=D(85))
    short = "{}% meets the floor standard of at least 85% but not the target of at least 90%."
    assert [rated(figure, rule) for figure in (90, 89, 85, 84)] == [
        (GREEN, "On target", "90% meets the target of at least 90%."),
        (AMBER, "Floor met", short.format(89)),
        (AMBER, "Floor met", short.format(85)),
        (
            RED,
            "Floor missed",
            "84% misses the floor standard of at least 85% and the target of at least 90%.",
        ),
    ]


def test_where_lower_is_better_target_floor_and_tolerance_turn_round():
    rule = target(20, floor=D(25), tolerance=D(2))
    floor_words, target_words = (
        "the floor standard of at most 25 days",
        "the target of at most 20 days",
    )
    assert [rated(figure, rule, LOW, Unit.DAYS) for figure in (20, 22, 25, 26)] == [
        (GREEN, "On target", f"20 days meets {target_words}."),
        (AMBER, "Near target", f"22 days is near {target_words} (tolerance 2 days)."),
        (AMBER, "Floor met", f"25 days meets {floor_words} but not {target_words}."),
        (RED, "Floor missed", f"26 days misses {floor_words} and {target_words}."),
    ]


def test_a_target_without_tolerance_knows_no_amber():
    assert [rated(figure, target(98)) for figure in ("98", "97.9")] == [
        (GREEN, "On target", "98% meets the target of at least 98%."),
        (RED, "Off target", "97.9% misses the target of at least 98%."),
    ]


def test_a_tolerance_is_in_points_and_reaches_to_its_end():
    rule = target(90, tolerance=D(1))
    assert [rated(figure, rule)[0] for figure in ("90", "89", "88.99")] == [GREEN, AMBER, RED]
    assert rated(89, rule)[2] == "89% is near the target of at least 90% (tolerance 1 point)."


def test_fewer_than_85_is_not_met_by_85():
    rule = target(85, is_strict=True, polarity=LOW)
    assert [rated(figure, rule, LOW, Unit.NUMBER) for figure in (84, 85)] == [
        (GREEN, "On target", "84 meets the target of fewer than 85."),
        (RED, "Off target", "85 misses the target of fewer than 85."),
    ]
    assert rated(85, rule, LOW)[2] == "85% misses the target of less than 85%."


def test_a_milestone_is_called_one():
    rule = TargetRule(TargetKind.MILESTONE, D(80))
    assert rated(81, rule)[2] == "81% meets the milestone of at least 80%."


def test_a_floor_alone_makes_nothing_green():
    assert [rated(figure, floor(98)) for figure in (100, 98, 97)] == [
        (AMBER, "Floor met", "100% meets the floor standard of at least 98%."),
        (AMBER, "Floor met", "98% meets the floor standard of at least 98%."),
        (RED, "Floor missed", "97% misses the floor standard of at least 98%."),
    ]
    assert rated(98, floor(98, is_strict=True))[1:] == (
        "Floor missed",
        "98% misses the floor standard of more than 98%.",
    )


def test_a_band_is_met_between_its_ends():
    rule = band(15, 20, tolerance=D(1))
    figures = (14, 15, 20, 21, 22)
    assert [rated(figure, rule, BAND, Unit.NUMBER)[0] for figure in figures] == [
        *(AMBER, GREEN, GREEN, AMBER, RED)
    ]
    assert rated(13, rule, BAND, Unit.NUMBER)[2] == "13 misses the target of 15 to 20."


def test_a_strict_band_leaves_out_its_ends():
    rule = band(15, 20, is_strict=True)
    assert [rated(figure, rule, BAND)[0] for figure in (15, 16, 20)] == [RED, GREEN, RED]
    assert rated(16, rule, BAND)[2] == "16% meets the target of above 15% and below 20%."


def test_the_average_of_other_areas_is_not_told_to_its_last_decimal():
    rule = target(D(434) / 30, is_strict=True, area=Area.NEIGHBOURS)
    assert "the target of more than 14.47%, the figure for" in rated(72, rule)[2]


def test_a_target_of_another_area_names_it():
    rule = target("81.4", is_strict=True, area=Area.NEIGHBOURS)
    assert rated(72, rule)[2] == (
        "72% misses the target of more than 81.4%, the figure for the statistical neighbours."
    )


def test_a_figure_is_shown_rounded_unless_it_would_then_be_rated_otherwise():
    rule = target(90, tolerance=D(5))
    assert rate(D("71.94"), rule, HIGH, unit=Unit.PERCENT, decimals=1).sentence == (
        "71.9% misses the target of at least 90%."
    )
    rated = rate(D("89.96"), rule, HIGH, unit=Unit.PERCENT, decimals=1)
    assert rated.decimals == 2
    assert rated.sentence == "89.96% is near the target of at least 90% (tolerance 5 points)."


@pytest.mark.parametrize(
    ("figure", "rule", "polarity", "why", "sentence"),
    [
        (None, target(90), HIGH, NotRated.NO_FIGURE, "no figure is recorded"),
        (D(90), target(90), NEUTRAL, NotRated.NEUTRAL, "neither higher nor lower is better"),
        (State.NOT_YET, target(90), HIGH, NotRated.STATE, "the figure is not yet available"),
        (
            State.SUPPRESSED,
            target(90),
            HIGH,
            NotRated.STATE,
            "the figure is hidden to protect people",
        ),
        (D(90), TargetRule(), HIGH, NotRated.NO_TARGET, "no target is set"),
        (D(90), TargetRule(TargetKind.TARGET), HIGH, NotRated.NO_TARGET, "no target is set"),
        (
            D(90),
            TargetRule(TargetKind.TARGET, words="Improve on last year"),
            HIGH,
            NotRated.WORDS,
            "the target “Improve on last year” is not a figure",
        ),
        (
            D(90),
            TargetRule(TargetKind.TARGET, area=Area.REGION),
            HIGH,
            NotRated.NO_COMPARATOR,
            "there is no figure for the region to compare with",
        ),
        (
            D(90),
            target(85, polarity=LOW),
            HIGH,
            NotRated.CONTRADICTION,
            "the target asks for the opposite of “Higher is better”",
        ),
        (
            D(90),
            band(15, 20, polarity=BAND),
            HIGH,
            NotRated.CONTRADICTION,
            "a target of the kind “Band” does not fit “Higher is better”",
        ),
        (
            D(90),
            target(90),
            BAND,
            NotRated.CONTRADICTION,
            "a target of the kind “Target” does not fit “Best between two figures”",
        ),
        (
            D(90),
            target(90, floor=D(95)),
            HIGH,
            NotRated.CONTRADICTION,
            "the floor asks for more than the target",
        ),
    ],
)
def test_what_cannot_be_rated_has_no_colour_and_says_why(figure, rule, polarity, why, sentence):
    assert rate(figure, rule, polarity) == Rated(
        NOT_RATED, "Not rated", "", f"Not rated: {sentence}.", why
    )


def test_a_floor_may_equal_its_target_and_no_target_contradicts_nothing():
    assert [
        contradiction(target(90, floor=D(90)), HIGH),
        contradiction(target(20, floor=D(25)), LOW),
        contradiction(TargetRule(polarity=LOW), HIGH),
        contradiction(target(90, polarity=LOW), NEUTRAL),
    ] == ["", "", "", ""]


def test_a_figure_that_rounds_to_zero_is_rated_only_where_every_such_figure_rates_alike():
    near_zero = State.ROUNDS_TO_ZERO
    unsure = "Not rated: the figure rounds to zero, but is not zero."
    assert [
        rate(near_zero, target(90), HIGH, unit=Unit.PERCENT).sentence,
        rate(near_zero, target(12), LOW, unit=Unit.PERCENT).sentence,
        rate(near_zero, target(5), LOW, unit=Unit.PERCENT).rating,
        rate(near_zero, target("4.9"), LOW, unit=Unit.PERCENT).sentence,
        rate(near_zero, target("0.1"), HIGH, unit=Unit.PERCENT).sentence,
        rate(near_zero, band(0, 20), BAND, unit=Unit.PERCENT).sentence,
    ] == [
        "A figure that rounds to zero misses the target of at least 90%.",
        "A figure that rounds to zero meets the target of at most 12%.",
        GREEN,
        unsure,
        unsure,
        unsure,
    ]


def test_a_rating_set_by_hand_says_so_and_why():
    off = rate(D(88), target(90), HIGH, unit=Unit.PERCENT)
    by_hand = overridden(off, AMBER, " Two late  visits were outside our control. ")
    assert by_hand == Rated(
        AMBER,
        "Near target",
        "misses the target of at least 90%",
        "Rated “Near target” by hand, not “Off target”: Two late visits were outside our control."
        " 88% misses the target of at least 90%.",
        None,
        "Two late visits were outside our control.",
        "Off target",
    )
    assert (off.is_override, by_hand.is_override) == (False, True)


def test_words_that_were_not_read_may_be_rated_by_hand():
    unread = rate(D(88), TargetRule(TargetKind.TARGET, words="Improve"), HIGH)
    assert overridden(unread, GREEN, "It improved").sentence == (
        "Rated “On target” by hand, not “Not rated”: It improved."
        " Not rated: the target “Improve” is not a figure."
    )


@pytest.mark.parametrize(
    ("figure", "polarity", "rating", "reason", "refusal"),
    [
        (D(88), HIGH, GREEN, " ", "Say why the rating is not the one that was worked out."),
        (D(88), HIGH, RED, "Why", "The rating is “Off target” already."),
        (
            State.SUPPRESSED,
            HIGH,
            GREEN,
            "Why",
            "This cannot be rated by hand. Not rated: the figure is hidden to protect people.",
        ),
        (
            D(88),
            NEUTRAL,
            GREEN,
            "Why",
            "This cannot be rated by hand. Not rated: neither higher nor lower is better.",
        ),
        (None, HIGH, RED, "Why", "This cannot be rated by hand. Not rated: no figure is recorded."),
    ],
)
def test_nothing_is_coloured_by_hand_without_a_reason_or_a_figure(
    figure, polarity, rating, reason, refusal
):
    with pytest.raises(RatingError) as refused:
        overridden(rate(figure, target(90), polarity), rating, reason)
    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"kind": "band", "lower": D(20), "upper": D(15)}, "A band needs two figures, the lower"),
        ({"kind": "band", "lower": D(20)}, "A band needs two figures, the lower one first."),
        ({"kind": "floor", "value": D(20)}, "A floor needs a figure."),
        ({"kind": "target", "tolerance": D(-1)}, "A tolerance is not below 0."),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(fields, refusal):
    with pytest.raises(RatingError, match=refusal):
        TargetRule(**fields)


def test_kinds_polarities_areas_and_ratings_have_words():
    assert [
        [each.label for each in Polarity],
        [each.label for each in TargetKind],
        [each.label for each in Area],
        [each.label for each in Rating],
    ] == [
        [
            "Higher is better",
            "Lower is better",
            "Best between two figures",
            "Neither higher nor lower is better",
        ],
        ["Target", "Floor", "Milestone", "Band", "No target"],
        ["the statistical neighbours", "the region", "England"],
        ["On target", "Near target", "Off target", "Not rated"],
    ]


RULES = st.builds(
    TargetRule,
    st.sampled_from([TargetKind.TARGET, TargetKind.MILESTONE]),
    value=NUMBERS,
    floor=st.none() | NUMBERS,
    tolerance=st.none() | st.decimals(0, 100, places=2),
    is_strict=st.booleans(),
)
ORDER = [RED, AMBER, GREEN]


@given(figures=st.lists(NUMBERS, min_size=2, max_size=2), rule=RULES)
def test_a_better_figure_never_rates_worse(figures, rule):
    low, high = sorted(figures)
    for polarity, worse, better in ((HIGH, low, high), (LOW, high, low)):
        if not contradiction(rule, polarity):
            ratings = [rate(figure, rule, polarity).rating for figure in (worse, better)]
            assert ratings == sorted(ratings, key=ORDER.index)


@given(figure=NUMBERS, rule=RULES)
def test_high_and_low_are_mirror_images(figure, rule):
    assume(not contradiction(rule, HIGH))
    mirrored = TargetRule(
        rule.kind,
        value=-rule.value,
        floor=None if rule.floor is None else -rule.floor,
        tolerance=rule.tolerance,
        is_strict=rule.is_strict,
    )
    assert rate(figure, rule, HIGH).rating == rate(-figure, mirrored, LOW).rating


@given(
    figure=st.none() | NUMBERS | st.sampled_from(State),
    rule=RULES | st.just(TargetRule()),
    polarity=st.sampled_from(Polarity),
    decimals=st.none() | st.integers(0, 2),
)
def test_a_colour_has_a_figure_a_polarity_and_a_target_and_no_colour_has_a_reason(
    figure, rule, polarity, decimals
):
    answer = rate(figure, rule, polarity, decimals=decimals)
    assert answer.rating == rate(figure, rule, polarity).rating
    assert (answer.rating is NOT_RATED) == (answer.why is not None) == (not answer.predicate)
    if figure is None or polarity is NEUTRAL or rule.kind is TargetKind.NONE:
        assert answer.rating is NOT_RATED
    if isinstance(figure, State) and figure is not State.ROUNDS_TO_ZERO:
        assert answer.rating is NOT_RATED
