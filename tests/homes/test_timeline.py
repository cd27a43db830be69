"""What happened to a home, what changed, and what the council as a whole is judged."""

from dataclasses import replace
from datetime import date

import pytest

from homes.editions import Edition
from homes.queries import (
    EventKind,
    all_changes_since,
    authority_inspections,
    authority_judgement,
    home_timeline,
)
from tests.home_factories import (
    area,
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_home,
    make_inspection,
    make_notice,
    make_requirement,
    make_visit,
)

pytestmark = pytest.mark.django_db

DAY = date(2021, 12, 31)
PUBLIC = Edition(on=date(2022, 3, 1))
FULL = replace(PUBLIC, names=True, exempt=True, embargoed=True)


def lines(home, edition, day=DAY):
    return [(event.day, event.title) for event in home_timeline(home.pk, day, edition).events]


@pytest.fixture
def eventful():
    home = make_home(internal_name="Oak House", closed_on=DAY, closed_because="Oak House is small.")
    inspection = make_inspection(home)
    make_requirement(inspection, closed_on=date(2021, 7, 1), evidence="Seen.", is_public=True)
    make_inspection(home, "Inadequate", visited_from=date(2021, 9, 1), published_on=None)
    make_notice(home, ended_on=date(2021, 8, 1), published_on=date(2021, 4, 2))
    make_notice(home, kind="suspension", issued_on=date(2021, 9, 2))
    make_visit(home, summary_public="The garden is new.")
    make_visit(home, visited_on=date(2021, 6, 20), summary_exempt="Two beds.")
    return home


def test_the_timeline_tells_all_the_newest_first(eventful):
    assert lines(eventful, FULL) == [
        (date(2021, 12, 31), "Closed"),
        (date(2021, 9, 2), "Suspension of registration"),
        (date(2021, 9, 1), "Full inspection: Inadequate"),
        (date(2021, 8, 1), "Compliance notice ended"),
        (date(2021, 7, 1), "Requirement met"),
        (date(2021, 6, 20), "Regulation 44 visit"),
        (date(2021, 5, 4), "Full inspection: Good"),
        (date(2021, 4, 20), "Regulation 44 visit"),
        (date(2021, 4, 1), "Compliance notice"),
        (date(2015, 2, 2), "Opened"),
        (date(2015, 1, 5), "Registered"),
    ]


def test_the_public_timeline_leaves_out_what_is_not_for_all(eventful):
    assert lines(eventful, PUBLIC) == [
        (date(2021, 12, 31), "Closed"),
        (date(2021, 8, 1), "Compliance notice ended"),
        (date(2021, 7, 1), "Requirement met"),
        (date(2021, 5, 4), "Full inspection: Good"),
        (date(2021, 4, 20), "Regulation 44 visit"),
        (date(2021, 4, 1), "Compliance notice"),
        (date(2015, 2, 2), "Opened"),
        (date(2015, 1, 5), "Registered"),
    ]
    found = home_timeline(eventful.pk, DAY, PUBLIC)
    assert {event.words_exempt for event in found.events} == {""}
    assert [visit.visitor for visit in found.visits] == [""]


def test_the_timeline_ends_on_the_day_asked_for(eventful):
    assert lines(eventful, FULL, date(2021, 4, 1))[0] == (date(2021, 4, 1), "Compliance notice")
    kinds = {event.kind for event in home_timeline(eventful.pk, DAY, FULL).events}
    assert kinds == set(EventKind)


def test_there_is_no_timeline_of_a_home_that_is_not_there(eventful):
    assert home_timeline(eventful.pk + 1, DAY, FULL) is None
    assert home_timeline(eventful.pk, date(2015, 1, 4), FULL) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_timeline_takes_as_many_queries_for_many_events(
    eventful, count, django_assert_num_queries
):
    for number in range(count):
        make_visit(eventful, visited_on=date(2021, 8, 1 + number))
    with django_assert_num_queries(8):
        home_timeline(eventful.pk, DAY, FULL)


def told(since, day=DAY, edition=PUBLIC):
    return [(each.home.label, each.words) for each in all_changes_since(since, day, edition).homes]


def test_what_changed_since_a_day_is_told_in_words():
    for alias, before, after in [
        ("Ash", "Outstanding", "Outstanding"),
        ("Birch", "Good", "Requires improvement to be good"),
        ("Cedar", "Inadequate", "Good"),
        ("Dogwood", None, "Good"),
        ("Elm", "Good", None),
    ]:
        home = make_home(alias=alias)
        days = {"visited_from": date(2020, 3, 1), "published_on": date(2020, 4, 1)}
        if before:
            make_inspection(home, before, **days)
        if after:
            make_inspection(home, after)
    make_home(alias="Fir", closed_on=date(2021, 7, 1), closed_because="Too small.")
    make_home(alias="Gorse", registered_on=date(2021, 8, 1), opened_on=None)
    make_home(alias="Hazel", registered_on=date(2021, 2, 1), opened_on=date(2021, 8, 1))
    assert told(date(2021, 4, 30)) == [
        ("Ash", "again Outstanding"),
        ("Birch", "down from Good"),
        ("Cedar", "up from Inadequate"),
        ("Dogwood", "first judgement"),
        ("Fir", "closed"),
        ("Gorse", "newly registered"),
        ("Hazel", "opened"),
    ]
    assert told(date(2021, 8, 1)) == []


def test_a_transferred_home_is_gone_under_its_old_registration_and_there_under_its_new_one():
    moved = date(2021, 7, 1)
    old = make_home(alias="Willow", closed_on=moved, closed_because="To the trust.")
    make_inspection(old)
    make_home(alias="Willow", registered_on=moved, opened_on=moved, transferred_from=old)
    assert told(date(2021, 6, 30)) == [
        ("Willow", "transferred, last judged Good"),
        ("Willow", "registered anew after a transfer"),
    ]


def test_an_embargoed_inspection_is_a_change_to_those_alone_who_know_of_it():
    row = make_inspection(published_on=date(2022, 1, 1))
    assert told(date(2021, 1, 1)) == []
    assert told(date(2021, 1, 1), edition=FULL) == [
        (row.home.public_label, "not published: inspected")
    ]


def test_the_council_is_judged_by_its_latest_published_inspection_with_a_grade():
    first = make_authority_inspection(visited_on=date(2018, 6, 7), published_on=date(2018, 8, 1))
    make_authority_judgement(first)
    row = make_authority_inspection()
    make_authority_judgement(row, grade=grade("Outstanding"))
    make_authority_judgement(row, grade=None, words="", area=area("care_leavers", "authority"))
    make_authority_inspection(
        kind="focused",
        visited_on=date(2021, 9, 1),
        theme="Front door",
        published_on=date(2021, 10, 1),
    )
    hidden = make_authority_inspection(
        kind="short", visited_on=date(2021, 11, 1), published_on=None, reason_exempt="CANARY"
    )
    make_authority_judgement(hidden, grade=grade("Inadequate"))
    found = authority_judgement(DAY, PUBLIC)
    assert [(each.area, each.words) for each in found.grades] == [
        ("overall", "Outstanding"),
        ("care_leavers", "Not inspected"),
    ]
    assert authority_judgement(DAY, FULL).key == found.key == row.pk
    assert authority_judgement(date(2021, 7, 25), PUBLIC).key == first.pk
    assert [each.kind for each in authority_inspections(DAY, PUBLIC)] == [
        "focused", "standard", "standard",
    ]  # fmt: skip
    assert [each.is_embargoed for each in authority_inspections(DAY, FULL)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert authority_inspections(DAY, FULL)[0].reason_exempt == "CANARY"
    assert authority_inspections(DAY, replace(FULL, exempt=False))[0].reason_exempt == ""
