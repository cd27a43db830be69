"""Clear days: bank holidays of England and Wales, and how many days a paper still has."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.clear_days import (
    ClearDayRule,
    Deadline,
    bank_holidays,
    clear_days_between,
    easter_sunday,
    is_working_day,
    last_day_to_publish,
)
from tests.factories import make_council

WORKING, ALL = ClearDayRule(), ClearDayRule(days=3, only_working=False)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2011, "1-3 4-22 4-25 4-29 5-2 5-30 8-29 12-26 12-27"),
        (2012, "1-2 4-6 4-9 5-7 6-4 6-5 8-27 12-25 12-26"),
        (2020, "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28"),
        (2021, "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28"),
        (2022, "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27"),
        (2023, "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26"),
        (2026, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28"),
        (2028, "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26"),
    ],
)
def test_the_bank_holidays_of_a_year_are_those_that_were_proclaimed(year, days):
    assert [f"{day.month}-{day.day}" for day in sorted(bank_holidays(year))] == days.split()


def test_easter_is_where_the_calendar_has_it():
    assert [easter_sunday(year) for year in (1818, 2008, 2019, 2038, 2049)] == [
        date(1818, 3, 22), date(2008, 3, 23), date(2019, 4, 21), date(2038, 4, 25),
        date(2049, 4, 18),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "meeting", "rule", "left"),
    [
        (date(2019, 6, 6), date(2019, 6, 14), WORKING, 5),
        (date(2019, 6, 7), date(2019, 6, 14), WORKING, 4),
        (date(2019, 4, 17), date(2019, 4, 26), WORKING, 4),  # over Easter
        (date(2019, 12, 20), date(2020, 1, 3), WORKING, 6),
        (date(2019, 6, 10), date(2019, 6, 14), ALL, 3),
        (date(2019, 6, 7), date(2019, 6, 10), ALL, 2),
        (date(2019, 6, 13), date(2019, 6, 14), WORKING, 0),
        (date(2019, 6, 14), date(2019, 6, 14), WORKING, 0),
        (date(2019, 6, 20), date(2019, 6, 14), WORKING, 0),
    ],
)
def test_neither_the_day_of_issue_nor_that_of_the_meeting_counts(published, meeting, rule, left):
    assert clear_days_between(published, meeting, rule) == left


@pytest.mark.parametrize("rule", [WORKING, ALL, ClearDayRule(days=0)])
def test_the_last_day_in_time_leaves_as_many_days_as_the_rule_asks_for_and_the_next_one_fewer(rule):
    for meeting in (date(2019, 1, 1) + timedelta(days=number) for number in range(0, 730, 3)):
        last = last_day_to_publish(meeting, rule)
        counted = [
            sum(
                is_working_day(day) or not rule.only_working
                for day in (start + timedelta(days=n) for n in range(1, (meeting - start).days))
            )
            for start in (last, last + timedelta(days=1))
        ]
        assert counted[0] == rule.days == clear_days_between(last, meeting, rule)
        assert counted[1] < rule.days or rule.days == 0


def test_a_meeting_in_a_far_year_is_counted_at_once():
    assert clear_days_between(date(2019, 6, 14), date(9999, 12, 31), WORKING) > 2_000_000


@pytest.mark.parametrize(
    ("today", "missed", "over"),
    [
        (date(2019, 6, 6), False, False),
        (date(2019, 6, 7), True, False),
        (date(2019, 6, 14), True, True),
    ],
)
def test_a_deadline_says_whether_it_is_missed(today, missed, over):
    deadline = Deadline(date(2019, 6, 14), today, WORKING)
    assert (deadline.is_missed, deadline.is_over) == (missed, over)
    assert (deadline.last_on, deadline.unit) == (date(2019, 6, 6), "clear working day")


@pytest.mark.django_db
def test_the_rule_is_the_councils_own():
    council = make_council(clear_days=3, clear_days_are_working=False)
    assert council.clear_day_rule == ALL
    council.clear_days = 31
    with pytest.raises(ValidationError, match="30"):
        council.full_clean()
