"""What homes are judged on a day: the arithmetic, also over histories that nobody thought of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes.due import Due, months_after, next_due
from homes.grades import GradeFacts
from homes.judgements import (
    Change,
    ChangeKind,
    Event,
    GradeCount,
    beside,
    change,
    count_words,
    counts,
    current,
    embargoed,
    newest_first,
)
from homes.kinds import InspectionKind, Tone

BEST = GradeFacts("Outstanding", "Outstanding", 1, Tone.BEST, 1)
GOOD = GradeFacts("Good", "Good", 2, Tone.GOOD, 1)
WEAK = GradeFacts(
    "Requires improvement to be good", "Requires improvement", 3, Tone.CONCERN, 1, True, 6
)
POINTS = GradeFacts("Very good", "Very good", 2, Tone.BEST, 5)
CONCERNS = GradeFacts("Serious or widespread concerns", "Serious", 2, Tone.PLAIN, 3, False, 6)
FULL, ASSURANCE, MONITORING = (
    InspectionKind.FULL,
    InspectionKind.ASSURANCE,
    InspectionKind.MONITORING,
)
DAY = date(2022, 1, 1)


def event(key, visited, published=None, overall=GOOD, kind=FULL, number=""):
    return Event(key, kind, visited, published, number, overall)


FIRST = event(1, date(2020, 3, 1), date(2020, 4, 20), BEST)
SECOND = event(2, date(2021, 3, 1), date(2021, 4, 20), GOOD)

days = st.dates(date(2019, 1, 1), date(2023, 12, 31))
grades = st.sampled_from([BEST, GOOD, WEAK, POINTS, CONCERNS, None])


@st.composite
def histories(draw):
    """Inspections of one home as they may stand in a table: any days, kinds, grades and order."""
    found = []
    for key in range(draw(st.integers(0, 8))):
        visited = draw(days)
        waits = draw(st.one_of(st.none(), st.integers(0, 200)))
        published = None if waits is None else visited + timedelta(waits)
        number = draw(st.sampled_from(["", "9", "10", "10200001", "x1"]))
        kind = draw(st.sampled_from(list(InspectionKind)))
        found.append(event(key, visited, published, draw(grades), kind, number))
    return found


def test_the_judgement_is_that_of_the_latest_full_inspection_published_by_the_day():
    events = [SECOND, FIRST]
    assert current(events, date(2020, 4, 19)) is None
    assert current(events, date(2020, 4, 20)) == FIRST
    assert current(events, date(2021, 4, 19)) == FIRST
    assert current(events, date(2021, 4, 20)) == SECOND


@pytest.mark.parametrize("kind", [kind for kind in InspectionKind if kind is not FULL])
def test_no_other_kind_of_inspection_changes_it_whatever_its_grade(kind):
    later = event(3, date(2021, 9, 1), date(2021, 9, 30), WEAK, kind)
    assert current([SECOND, later], DAY) == SECOND
    assert beside([SECOND, later], DAY) == [later]


def test_an_outcome_that_is_no_grade_and_a_full_inspection_without_one_stand_beside():
    outcome = event(3, date(2021, 9, 1), date(2021, 9, 30), CONCERNS)
    blank = event(4, date(2021, 10, 1), date(2021, 10, 30), None)
    assert current([SECOND, outcome, blank], DAY) == SECOND
    assert beside([outcome, SECOND, blank], DAY) == [blank, outcome]


def test_what_was_visited_before_the_judgement_stands_beside_it_no_more():
    earlier = event(3, date(2021, 2, 1), date(2021, 2, 20), None, MONITORING)
    assert beside([SECOND, earlier], DAY) == []
    assert beside([earlier], DAY) == [earlier]


def test_of_two_published_on_one_day_the_later_visit_and_then_the_higher_number_stands():
    out = date(2021, 5, 1)
    early = event(9, date(2021, 3, 1), out, WEAK, number="99")
    late = event(1, date(2021, 3, 2), out, GOOD, number="9")
    later = event(0, date(2021, 3, 2), out, BEST, number="10")
    assert current([early, late], DAY) == late
    assert current([later, late, early], DAY) == later


def test_what_is_visited_and_not_published_is_embargoed():
    soon = event(3, date(2021, 12, 1), date(2022, 1, 2), WEAK)
    planned = event(4, date(2022, 2, 1))
    assert embargoed([SECOND, soon, planned], DAY) == [soon]
    assert embargoed([SECOND, soon, planned], date(2022, 1, 2)) == []


def test_homes_are_counted_by_grade_the_best_first():
    found = counts([GOOD, BEST, WEAK, GOOD, None, BEST, GOOD, GOOD])
    assert found == (GradeCount(BEST, 2), GradeCount(GOOD, 4), GradeCount(WEAK, 1))
    assert count_words(found) == "2 Outstanding, 4 Good, 1 Requires improvement"
    assert (counts([None]), count_words(())) == ((), "")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (BEST, BEST, "again Outstanding"),
        (GOOD, WEAK, "down from Good"),
        (WEAK, GOOD, "up from Requires improvement"),
        (None, GOOD, "first judgement"),
        (POINTS, GOOD, "was Very good on another scale"),
    ],
)
def test_a_judgement_says_how_it_differs_from_the_one_before(before, after, words):
    was = event(1, date(2020, 3, 1), date(2020, 4, 1), before) if before else None
    found = change(was, event(2, date(2021, 3, 1), date(2021, 4, 1), after))
    assert (found.words, found.before, found.after) == (words, before, after)


def test_a_home_whose_judgement_stands_has_not_changed_and_a_closed_one_is_gone():
    assert change(SECOND, SECOND) is None
    assert change(None, None) is None
    assert change(SECOND, SECOND, is_closed=True) == Change(ChangeKind.GONE, GOOD, None)
    assert change(SECOND, SECOND, is_closed=True).words == "last judged Good"
    assert change(None, None, is_closed=True).words == ""


@given(histories(), days, st.randoms())
def test_nothing_depends_on_the_order_of_rows(events, day, random):
    mixed = list(events)
    random.shuffle(mixed)
    assert current(mixed, day) == current(events, day)
    assert beside(mixed, day) == beside(events, day)
    assert embargoed(mixed, day) == embargoed(events, day)
    assert newest_first(mixed) == newest_first(events)
    assert next_due(mixed, date(2018, 1, 1), day) == next_due(events, date(2018, 1, 1), day)


@given(histories(), days)
def test_what_is_not_published_by_the_day_changes_nothing_of_what_is_told(events, day):
    public = [each for each in events if each.published_on and each.published_on <= day]
    assert current(events, day) == current(public, day)
    assert beside(events, day) == beside(public, day)
    assert {each.key for each in embargoed(events, day)}.isdisjoint(each.key for each in public)


@given(histories(), days)
def test_the_judgement_is_newer_than_all_others_that_could_stand(events, day):
    found = current(events, day)
    able = [
        each.published_on
        for each in events
        if each.kind is FULL and each.overall and each.overall.is_judgement
        if each.published_on and each.published_on <= day
    ]
    assert (found and found.published_on) == max(able, default=None)


@given(st.lists(grades))
def test_counts_add_up_to_the_homes_that_have_a_judgement(given_grades):
    found = counts(given_grades)
    assert sum(each.count for each in found) == sum(grade is not None for grade in given_grades)


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ([], Due(date(2020, 2, 1), date(2019, 2, 1), 12)),
        ([SECOND], Due(date(2022, 3, 1), date(2021, 3, 1), 12)),
        (
            [event(1, date(2021, 8, 31), date(2021, 10, 1), WEAK)],
            Due(date(2022, 2, 28), date(2021, 8, 31), 6),
        ),
        # Known to who reads it here, and not published yet.
        (
            [SECOND, event(3, date(2021, 12, 1), None, WEAK)],
            Due(date(2022, 6, 1), date(2021, 12, 1), 6),
        ),
    ],
)
def test_a_home_is_due_in_a_year_or_in_half_a_year_by_its_grade(events, due):
    assert next_due(events, date(2019, 2, 1), DAY) == due


def test_a_monitoring_visit_counts_only_where_a_home_is_inspected_often():
    visit = event(3, date(2021, 11, 1), date(2021, 11, 20), None, MONITORING)
    weak = event(1, date(2021, 8, 1), date(2021, 9, 1), WEAK)
    assert next_due([SECOND, visit], None, DAY) is None
    assert next_due([SECOND, visit], date(2019, 2, 1), DAY).on == date(2022, 3, 1)
    assert next_due([weak, visit], date(2019, 2, 1), DAY).on == date(2022, 5, 1)


def test_serious_concerns_since_the_judgement_bring_the_next_inspection_nearer():
    found = event(3, date(2021, 9, 1), date(2021, 9, 30), CONCERNS, ASSURANCE)
    assert next_due([SECOND, found], date(2019, 2, 1), DAY) == Due(
        date(2022, 3, 1), date(2021, 9, 1), 6
    )


def test_a_home_that_has_not_begun_is_not_due():
    assert next_due([], date(2022, 1, 2), DAY) is None


def test_months_end_on_the_last_day_of_a_shorter_one():
    assert months_after(date(2021, 8, 31), 6) == date(2022, 2, 28)
    assert months_after(date(2020, 12, 15), 12) == date(2021, 12, 15)
    assert Due(date(2022, 3, 1), DAY, 6).is_near(date(2022, 1, 1), days=59)
    assert not Due(date(2022, 3, 1), DAY, 6).is_near(date(2022, 1, 1), days=58)
