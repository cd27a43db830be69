"""Days as people type them into one box."""

from datetime import date

import pytest

from scorecard.days import DayError, day_problem, is_day, read_day, typed_day
from scorecard.periods import parse

DAY = date(2019, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("31/12/2019", "31.12.2019", "31-12-2019", " 2019-12-31 "),
        *("31 December 2019", "31-Dec-2019", "31st December, 2019"),
    ],
)
def test_a_day_is_read_in_british_order(text):
    assert read_day(text) == DAY


def test_a_blank_is_no_day_and_a_day_is_shown_as_it_is_typed():
    assert (read_day("  "), typed_day(None), typed_day(DAY)) == (None, "", "31/12/2019")
    assert read_day(typed_day(DAY)) == DAY


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("72", "“72” is not a day. Write the day like 31/12/2019."),
        ("31/9/2019", "“31/9/2019” is not a date that exists. Write the day like 31/12/2019."),
        ("1/1/1899", "“1/1/1899” is not of a likely year. Write the day like 31/12/2019."),
        ("1/1/19", "“1/1/19” is not a day. Write the day like 31/12/2019."),
        (
            "31/12/\u200b2019",
            "“31/12/2019” holds characters that cannot be seen. Write the day like 31/12/2019.",
        ),
    ],
)
def test_what_is_no_day_says_what_to_write(text, sentence):
    with pytest.raises(DayError) as error:
        read_day(text)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("text", "expected"), [("31/12/2019", True), ("31/12/1899", False), ("Q3", False), ("", False)]
)
def test_a_head_is_a_day_or_not(text, expected):
    assert is_day(text) == expected


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, ""),
        (date(2019, 10, 1), ""),
        (date(2020, 1, 15), ""),
        (date(2019, 9, 30), "30 September 2019 lies before Quarter 3 2019-20. Correct the day."),
        (date(2020, 1, 16), "16 January 2020 lies in the future. Enter a day up to today."),
    ],
)
def test_a_figure_is_as_at_a_day_from_its_period_on_up_to_today(day, sentence):
    assert day_problem(day, parse("Quarter 3 2019-20"), date(2020, 1, 15)) == sentence
