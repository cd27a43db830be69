"""Hiding that was switched off for a time: what could be read then is not read from others now."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corporate_parenting.models import Council
from scorecard.figures import State
from scorecard.models import Measurement
from scorecard.periods import parse
from scorecard.queries import public_edition
from scorecard.queries.paper import paper_rows
from tests.factories import make_area, make_council, make_indicator, make_measurement

pytestmark = pytest.mark.django_db

Q1, Q2, Q3 = (parse(f"Quarter {number} 2019-20") for number in (1, 2, 3))
HIDDEN = State.SUPPRESSED


@pytest.fixture
def leavers():
    """What counts up through the year, so that each figure less the one before is a number too."""
    make_council()
    return make_indicator(unit="number", basis="year_to_date", frequency="quarter")


def at(day, row, **fields):
    """The row as it is saved, on that day of May 2019."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record = row.history.latest("history_id")
    record.history_date = datetime(2019, 5, day, 9, tzinfo=UTC)
    record.save(update_fields=["history_date"])
    return row


def enter(day, indicator, period, value):
    own = indicator.measurements.first()
    area = own.area if own else make_area()
    return at(day, make_measurement(indicator, area, period, value))


def enter_first_two(indicator):
    """Two figures, of which the first is small, and the second tells nothing of it."""
    at(1, indicator)
    enter(2, indicator, Q1, 3)
    enter(3, indicator, Q2, 20)


def edition():
    rows = Measurement.objects.select_related("indicator", "area").order_by("period_starts_on")
    return [each.figure for each in public_edition(rows, Council.objects.get())]


def switch(row, limit, *days):
    """Off on the first of the days, on again on the second."""
    off, on = days
    at(off, row, hide_up_to=0)
    at(on, row, hide_up_to=limit)


def test_a_figure_that_tells_what_it_adds_to_one_that_could_be_read_is_hidden(leavers):
    at(1, leavers)
    enter(2, leavers, Q1, 3)
    enter(20, leavers, Q2, 6)
    assert edition() == [HIDDEN, 6]
    switch(leavers, None, 5, 9)
    assert edition() == [HIDDEN, HIDDEN]


def test_it_is_the_same_where_the_council_hid_nothing_for_a_time(leavers):
    council = at(1, Council.objects.get())
    at(1, leavers)
    enter(2, leavers, Q1, 3)
    enter(20, leavers, Q2, 6)
    switch(council, 4, 5, 9)
    assert edition() == [HIDDEN, HIDDEN]


@pytest.mark.parametrize("days", [(25, 28), (1, 1)])
def test_a_time_in_which_the_figure_did_not_stand_or_both_did_hides_no_more(leavers, days):
    at(1, leavers)
    enter(2, leavers, Q1, 3)
    enter(20, leavers, Q2, 6)
    switch(leavers, None, *days)
    assert edition() == [HIDDEN, 6]


def test_what_counted_no_people_for_a_time_was_shown_then(leavers):
    at(1, leavers, counts_people=False)
    enter(2, leavers, Q1, 3)
    at(9, leavers, counts_people=True)
    enter(20, leavers, Q2, 6)
    assert edition() == [HIDDEN, HIDDEN]


def test_a_figure_that_was_corrected_before_that_time_and_set_back_after_it_was_not_shown(leavers):
    at(1, leavers)
    first = enter(2, leavers, Q1, 3)
    at(4, first, value=9)
    at(12, first, value=3)
    enter(20, leavers, Q2, 6)
    switch(leavers, None, 5, 9)
    assert edition() == [HIDDEN, 6]


def test_papers_reckon_with_it_too(leavers):
    at(1, leavers)
    enter(2, leavers, Q1, 3)
    enter(20, leavers, Q2, 6)
    switch(leavers, None, 5, 9)
    (row,) = paper_rows(Q2, Council.objects.get())
    assert row.position.figure is HIDDEN


def test_figures_that_have_room_enough_are_shown_as_ever(leavers):
    enter_first_two(leavers)
    switch(leavers, None, 5, 9)
    enter(20, leavers, Q3, 40)
    assert edition() == [HIDDEN, 20, 40]


def test_the_rules_of_the_past_take_one_query_however_many_there_are(leavers):
    enter_first_two(leavers)
    asked = []
    for day in (5, 10, 15):
        switch(leavers, None, day, day + 2)
        with CaptureQueriesContext(connection) as captured:
            edition()
        asked.append(len(captured))
    assert asked == [5] * 3
