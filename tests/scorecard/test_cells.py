"""The three numbers of a row: what is read, worked out, refused and doubted."""

from decimal import Decimal

import pytest

from scorecard.cells import Reading, read_numbers, typed_numbers
from scorecard.figures import State, Unit

SHORT = [
    (State.NOT_YET, "not yet"),
    (State.NOT_COLLECTED, "not collected"),
    (State.NOT_APPLICABLE, "n/a"),
    (State.NOT_AVAILABLE, "x"),
    (State.SUPPRESSED, "c"),
    (State.ROUNDS_TO_ZERO, "k"),
]


def read(value="", numerator="", denominator="", unit=Unit.PERCENT):
    typed = {"value": value, "numerator": numerator, "denominator": denominator}
    return read_numbers(typed, unit)


def test_a_percentage_left_blank_is_worked_out():
    assert read("", "92", "128") == Reading(Decimal("71.875000"), Decimal(92), Decimal(128))


def test_a_figure_that_agrees_at_its_own_decimals_is_kept_as_it_is_typed():
    assert read("72", "92", "128") == Reading(Decimal(72), Decimal(92), Decimal(128))
    assert read("71.9%", "92", "128") == Reading(Decimal("71.9"), Decimal(92), Decimal(128))


def test_three_numbers_that_disagree_are_doubted():
    reading = read("74", "92", "128")
    assert (reading.figure, reading.errors) == (Decimal(74), {})
    assert reading.doubt == "74% is not 92 of 128, which is 71.9%."


def test_nothing_of_nothing_is_not_applicable():
    nothing = Reading(State.NOT_APPLICABLE, Decimal(0), Decimal(0))
    assert read("", "0", "0") == read("n/a", "0", "0") == nothing


def test_states_are_read_and_an_empty_row_says_nothing():
    assert (read("c").figure, read("not yet").figure) == (State.SUPPRESSED, State.NOT_YET)
    assert read() == Reading()


def test_other_units_keep_both_numbers_and_work_nothing_out():
    assert read("13.5", "1350", "100", Unit.SCORE).figure == Decimal("13.5")
    assert read("£12", "£1,200", "£100", Unit.POUNDS).numerator == Decimal(1200)
    assert read("", "1350", "100", Unit.SCORE).errors == {
        "value": "Enter the figure. Only a percentage is worked out from its two numbers."
    }


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (("104",), {"value": "“104” is above 100%. Check it."}),
        (
            ("", "130", "128"),
            {"numerator": "130 is more than the denominator, 128. Check both numbers."},
        ),
        (
            ("", "92", ""),
            {"denominator": "Enter both numbers, the numerator and the denominator, or neither."},
        ),
        (
            ("", "", "128"),
            {"numerator": "Enter both numbers, the numerator and the denominator, or neither."},
        ),
        (
            ("", "c", "128"),
            {
                "numerator": "“c” is not a number. Write it in place of the figure, and leave"
                " this empty."
            },
        ),
        (
            ("c", "3", "128"),
            {
                "value": "“c” says that there is no figure, but a numerator and a denominator"
                " are entered. Clear them, or this."
            },
        ),
        (
            ("50", "0", "0"),
            {"denominator": "Of 0 there is no percentage. Correct it, or clear the figure."},
        ),
        (
            ("1.2345678",),
            {"value": "“1.2345678” has more than six figures after the point. Shorten it."},
        ),
    ],
)
def test_what_cannot_be_is_named_at_its_column(typed, errors):
    assert read(*typed) == Reading(errors=errors)


def test_mixed_decimal_marks_and_days_are_named_at_each_column():
    errors = read("1.234,5", "31/12/2019", "1,2").errors
    assert errors == {
        "value": "“1.234,5” may be 1,234.5 or 1.2345. Write it with a point before the decimals"
        " and no other marks, or with commas at the thousands.",
        "numerator": "“31/12/2019” is not a figure. Write a number such as 1,234 or 12.5, or why"
        " there is none, such as “not yet”.",
        "denominator": "“1,2” may be 1.2 or 12. Write it with a point before the decimals and no"
        " other marks, or with commas at the thousands.",
    }


@pytest.mark.parametrize(
    ("kept", "unit", "shown"),
    [
        ((Decimal("72.000000"), None, None), Unit.PERCENT, ("72", "", "")),
        (
            (Decimal("71.875000"), Decimal("92.000000"), Decimal(128)),
            Unit.PERCENT,
            ("", "92", "128"),
        ),
        ((Decimal("71.9"), Decimal(92), Decimal(128)), Unit.PERCENT, ("71.9", "92", "128")),
        *(((state, None, None), Unit.PERCENT, (short, "", "")) for state, short in SHORT),
        ((Decimal(22), None, None), Unit.YEARS_MONTHS, ("1:10", "", "")),
        ((Decimal(100), None, None), Unit.NUMBER, ("100", "", "")),
        ((None, None, None), Unit.NUMBER, ("", "", "")),
    ],
)
def test_what_the_boxes_show_is_read_back_as_it_is_kept(kept, unit, shown):
    typed = typed_numbers(*kept, unit)
    assert tuple(typed.values()) == shown
    reading = read_numbers(typed, unit)
    assert (reading.figure, reading.numerator, reading.denominator) == kept
