from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import (
    NO_FIGURE,
    FigureError,
    State,
    Unit,
    out_of,
    percentage,
    read_figure,
    rounded,
    shown,
)

COUNTS = st.integers(0, 10**9).map(D)


@pytest.mark.parametrize(
    ("figure", "decimals", "unit", "words"),
    [
        (D("1234.5"), None, Unit.NUMBER, "1,234.5"),
        (D("1234"), 0, Unit.NUMBER, "1,234"),
        (D("1200.5000"), None, Unit.NUMBER, "1,200.5"),
        (D("1E+3"), None, Unit.NUMBER, "1,000"),
        (D("12.25"), 1, Unit.PERCENT, "12.3%"),
        (D("92"), 1, Unit.PERCENT, "92.0%"),
        (D("62.14"), 1, Unit.RATE, "62.1 per 10,000"),
        (D("426"), 0, Unit.DAYS, "426 days"),
        (D("1"), 0, Unit.DAYS, "1 day"),
        (D("1"), 1, Unit.WEEKS, "1.0 weeks"),
        (D("0"), None, Unit.WEEKS, "0 weeks"),
        (D("1234.5"), 2, Unit.POUNDS, "£1,234.50"),
        (D("-1234"), 0, Unit.POUNDS, "−£1,234"),
        (D("-0.55"), 1, Unit.SCORE, "−0.6"),
        (D("-0.04"), 1, Unit.SCORE, "0.0"),
        (D("22"), None, Unit.YEARS_MONTHS, "1 year 10 months"),
        (D("24"), None, Unit.YEARS_MONTHS, "2 years"),
        (D("11.5"), None, Unit.YEARS_MONTHS, "1 year"),
        (D("1"), None, Unit.YEARS_MONTHS, "1 month"),
        (D("0"), None, Unit.YEARS_MONTHS, "0 months"),
        (D("-13"), None, Unit.YEARS_MONTHS, "−1 year 1 month"),
        (State.SUPPRESSED, 1, Unit.PERCENT, "Hidden to protect people"),
        (State.NOT_YET, None, Unit.DAYS, "Not yet available"),
        (None, 0, Unit.NUMBER, NO_FIGURE),
    ],
)
def test_a_figure_is_shown_as_people_read_it(figure, decimals, unit, words):
    assert shown(figure, decimals, unit) == words


@pytest.mark.parametrize(
    ("figure", "decimals", "expected"),
    [
        (D("2.25"), 1, D("2.3")),
        (D("2.35"), 1, D("2.4")),
        (D("-2.25"), 1, D("-2.3")),
        (D("0.5"), 0, D("1")),
        (D("2.5"), 0, D("3")),
        (D("3"), 2, D("3.00")),
    ],
)
def test_halves_are_rounded_up_as_people_do(figure, decimals, expected):
    assert rounded(figure, decimals) == expected


def test_a_state_has_words_and_a_symbol():
    assert [(state.label, state.symbol) for state in State] == [
        ("Not yet available", "…"),
        ("Not collected", "n"),
        ("Not applicable", "z"),
        ("Not available", "x"),
        ("Hidden to protect people", "c"),
        ("Rounds to zero, but is not zero", "k"),
    ]


def test_a_state_is_said_in_a_sentence():
    assert [State.NOT_YET.predicate, State.ROUNDS_TO_ZERO.predicate] == [
        "is not yet available",
        "rounds to zero, but is not zero",
    ]


def test_only_some_units_can_fall_below_zero_and_only_a_percentage_ends_at_100():
    assert [unit.label for unit in Unit if unit.lowest is None] == [
        "Score",
        "Difference between two rates",
        "Pounds",
    ]
    assert [unit for unit in Unit if unit.highest is not None] == [Unit.PERCENT]
    assert (Unit.PERCENT.lowest, Unit.PERCENT.highest) == (D(0), D(100))


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (D(92), D(112), "92 of 112"),
        (D(1234), D(5000), "1,234 of 5,000"),
        (State.SUPPRESSED, D(112), ""),
        (D(92), State.NOT_YET, ""),
        (None, None, ""),
    ],
)
def test_numerator_and_denominator_stand_beside_a_percentage(numerator, denominator, words):
    assert out_of(numerator, denominator) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        (D(92), D(112), D("82.14285714285714285714285714")),
        (D(0), D(112), D(0)),
        (D(112), D(112), D(100)),
        (D(0), D(0), State.NOT_APPLICABLE),
        (State.NOT_YET, D(5), State.NOT_YET),
        (D(5), State.NOT_COLLECTED, State.NOT_COLLECTED),
        (State.NOT_YET, State.SUPPRESSED, State.SUPPRESSED),
        (State.SUPPRESSED, D(5), State.SUPPRESSED),
        (State.ROUNDS_TO_ZERO, D(5), State.ROUNDS_TO_ZERO),
        (D(0), State.ROUNDS_TO_ZERO, State.NOT_AVAILABLE),
    ],
)
def test_a_percentage_is_worked_out_or_is_a_state(numerator, denominator, share):
    assert percentage(numerator, denominator) == share


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [(D(3), D(2), "3 of 2"), (D(1), D(0), "1 of 0"), (D(-1), D(2), "−1 of 2")],
)
def test_a_part_above_its_whole_is_no_share(numerator, denominator, words):
    with pytest.raises(FigureError) as refusal:
        percentage(numerator, denominator)
    assert str(refusal.value) == (
        f"{words} is no share: the part must lie between 0 and the whole. Check both numbers."
    )


@given(numerator=COUNTS, rest=COUNTS)
def test_a_share_lies_between_none_and_all(numerator, rest):
    share = percentage(numerator, numerator + rest)
    assert share == State.NOT_APPLICABLE or 0 <= share <= 100


@given(
    figure=st.decimals(-(10**11), 10**11, places=4),
    decimals=st.integers(0, 4),
    unit=st.sampled_from([Unit.NUMBER, Unit.POUNDS, Unit.SCORE]),
)
def test_what_is_shown_reads_back_as_the_rounded_figure(figure, decimals, unit):
    assert read_figure(shown(figure, decimals, unit)) == rounded(figure, decimals)
