from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import Period, PeriodError, PeriodKind, UnlikePeriods, periods_between

MONTH, QUARTER, FINANCIAL, ACADEMIC, CALENDAR = PeriodKind
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.builds(Period.of, st.sampled_from(PeriodKind), DAYS)


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on", "label", "short_label"),
    [
        (MONTH, date(2020, 2, 1), date(2020, 2, 29), "February 2020", "Feb 2020"),
        (QUARTER, date(2019, 4, 1), date(2019, 6, 30), "Quarter 1 2019-20", "Q1 2019-20"),
        (QUARTER, date(2019, 10, 1), date(2019, 12, 31), "Quarter 3 2019-20", "Q3 2019-20"),
        (QUARTER, date(2020, 1, 1), date(2020, 3, 31), "Quarter 4 2019-20", "Q4 2019-20"),
        (FINANCIAL, date(2019, 4, 1), date(2020, 3, 31), "2019-20", "2019-20"),
        (FINANCIAL, date(1999, 4, 1), date(2000, 3, 31), "1999-00", "1999-00"),
        (ACADEMIC, date(2019, 9, 1), date(2020, 8, 31), "2019/20 academic year", "2019/20"),
        (CALENDAR, date(2020, 1, 1), date(2020, 12, 31), "2020", "2020"),
    ],
)
def test_a_period_has_its_days_and_its_names(kind, starts_on, ends_on, label, short_label):
    period = Period(kind, starts_on)
    assert (period.ends_on, period.label, str(period), period.short_label) == (
        ends_on,
        label,
        label,
        short_label,
    )


@pytest.mark.parametrize(
    ("kind", "before", "after", "year_before"),
    [
        (MONTH, date(2019, 12, 1), date(2020, 2, 1), date(2019, 1, 1)),
        (QUARTER, date(2019, 10, 1), date(2020, 4, 1), date(2019, 1, 1)),
        (CALENDAR, date(2019, 1, 1), date(2021, 1, 1), date(2019, 1, 1)),
    ],
)
def test_a_period_knows_its_neighbours_in_time(kind, before, after, year_before):
    period = Period(kind, date(2020, 1, 1))
    assert (period.previous(), period.next(), period.year_before()) == (
        Period(kind, before),
        Period(kind, after),
        Period(kind, year_before),
    )


def test_a_kind_from_the_database_is_plain_text():
    assert Period("quarter", date(2020, 1, 1)) == Period(QUARTER, date(2020, 1, 1))
    assert Period.of("quarter", date(2020, 2, 3)) == Period(QUARTER, date(2020, 1, 1))


def test_a_period_starts_on_its_first_day():
    with pytest.raises(PeriodError) as refusal:
        Period(FINANCIAL, date(2020, 3, 31))
    assert str(refusal.value) == (
        "No financial year starts on 31 March 2020. Give its first day, 1 April 2019."
    )


def test_a_moment_is_no_first_day():
    with pytest.raises(PeriodError):
        Period(MONTH, datetime(2020, 3, 1, 12))


def test_quarters_sort_by_time_and_not_by_their_number():
    days = [date(2020, 1, 1), date(2019, 4, 1), date(2019, 10, 1)]
    assert [str(period) for period in sorted(Period(QUARTER, day) for day in days)] == [
        "Quarter 1 2019-20",
        "Quarter 3 2019-20",
        "Quarter 4 2019-20",
    ]


def test_two_kinds_of_period_have_no_order():
    month, year = Period(MONTH, date(2020, 4, 1)), Period(ACADEMIC, date(2019, 9, 1))
    for compare in (lambda: month < year, lambda: month >= year, lambda: sorted([year, month])):
        with pytest.raises(UnlikePeriods):
            compare()
    with pytest.raises(TypeError) as refusal:
        _ = month < year
    assert str(refusal.value) == (
        "April 2020 is a month and 2019/20 academic year is an academic year:"
        " the two have no order."
    )


def test_periods_of_two_kinds_that_start_together_are_not_equal():
    assert Period(MONTH, date(2020, 1, 1)) != Period(CALENDAR, date(2020, 1, 1))


def test_a_period_has_no_order_with_a_day():
    with pytest.raises(TypeError):
        _ = Period(MONTH, date(2020, 1, 1)) < date(2020, 1, 1)


def test_the_periods_between_two_include_both():
    third, first = Period(QUARTER, date(2019, 10, 1)), Period(QUARTER, date(2020, 4, 1))
    assert [str(period) for period in periods_between(third, first)] == [
        "Quarter 3 2019-20",
        "Quarter 4 2019-20",
        "Quarter 1 2020-21",
    ]
    assert periods_between(first, third) == ()


@pytest.mark.parametrize(
    ("kind", "phrase", "months"),
    [(MONTH, "a month", 1), (QUARTER, "a quarter", 3), (ACADEMIC, "an academic year", 12)],
)
def test_a_kind_has_its_words_and_length(kind, phrase, months):
    assert (kind.phrase, kind.months) == (phrase, months)


@given(kind=st.sampled_from(PeriodKind), day=DAYS)
def test_every_day_lies_in_exactly_one_period_of_a_kind(kind, day):
    period = Period.of(kind, day)
    around = (period.previous(), period, period.next())
    held = [each.starts_on <= day <= each.ends_on for each in around]
    assert held == [False, True, False]


@given(period=PERIODS)
def test_periods_of_a_kind_follow_each_other_without_a_gap(period):
    assert period.next().starts_on - period.ends_on == timedelta(days=1)
    assert period.next().previous() == period
    steps = periods_between(period.year_before(), period)
    assert (steps[0].next() == steps[1], len(steps)) == (True, 12 // period.kind.months + 1)


@given(first=PERIODS, second=PERIODS)
def test_periods_of_one_kind_sort_by_time(first, second):
    if first.kind is second.kind:
        assert (first < second) == (first.ends_on < second.ends_on)
        assert (first <= second) == (first.ends_on <= second.ends_on)
