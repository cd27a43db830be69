"""The register as at a day, in each edition."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from homes.editions import Edition
from homes.kinds import Governance, HomeState
from homes.queries import due_for_inspection, register
from homes.queries.loading import WITHHELD
from tests.factories import make_agency, make_lead
from tests.home_factories import (
    area,
    make_home,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
    make_visit,
)

pytestmark = pytest.mark.django_db

DAY = date(2021, 10, 1)
PUBLIC = Edition(on=date(2022, 3, 1))
FULL = replace(PUBLIC, names=True, exempt=True, embargoed=True)


def told(found):
    return [(home.label, home.grade and home.grade.short_name) for home in found.homes]


def test_homes_are_counted_by_grade_with_the_joint_venture_apart():
    for overall in ("Good", "Outstanding", "Good", "Requires improvement to be good"):
        make_inspection(overall=overall)
    for overall in ("Outstanding", "Good"):
        make_inspection(make_home(governance="joint_venture", sector="private"), overall)
    make_home()
    found = register(DAY, PUBLIC)
    assert [(group.governance, group.words, group.not_judged) for group in found.groups] == [
        (Governance.OWN, "1 Outstanding, 2 Good, 1 Requires improvement", 1),
        (Governance.JOINT_VENTURE, "1 Outstanding, 1 Good", 0),
    ]
    assert (found.words, found.not_judged) == ("2 Outstanding, 3 Good, 1 Requires improvement", 1)
    assert [group.places for group in found.groups] == [20, 8]


def test_the_register_is_as_at_any_day():
    home = make_home(alias="Willow")
    make_inspection(
        home, "Outstanding", published_on=date(2020, 5, 4), visited_from=DAY.replace(2019)
    )
    make_inspection(home, "Good", published_on=date(2021, 10, 2))
    days = (date(2020, 5, 3), date(2020, 5, 4), date(2021, 10, 1), date(2021, 10, 2))
    assert [told(register(day, PUBLIC)) for day in days] == [
        [("Willow", None)],
        [("Willow", "Outstanding")],
        [("Willow", "Outstanding")],
        [("Willow", "Good")],
    ]


def test_planned_homes_stand_beside_those_that_are_registered_and_closed_ones_are_gone():
    make_home(alias="Ash", opened_on=None, registered_on=date(2021, 9, 1))
    make_home(
        alias="Birch", urn="", registered_on=None, opened_on=None, expected_on=date(2022, 5, 1)
    )
    make_inspection(make_home(alias="Cedar", closed_on=DAY, closed_because="Too small."))
    make_home(alias="Dogwood", registered_on=date(2022, 1, 1), opened_on=None)
    (group,) = register(DAY, PUBLIC).groups
    assert [(home.label, home.state) for home in group.homes] == [
        ("Ash", HomeState.REGISTERED),
        ("Birch", HomeState.PLANNED),
    ]
    assert [home.label for home in group.running] == ["Ash"]
    assert [home.label for home in group.planned] == ["Birch"]
    assert (group.words, group.places) == ("", 4)
    before = register(date(2021, 9, 30), PUBLIC)
    assert (before.words, told(before)[2]) == ("1 Good", ("Cedar", "Good"))
    assert told(register(DAY, PUBLIC, with_closed=True))[2] == ("Cedar", "Good")


def test_homes_of_others_in_our_area_are_shown_only_if_they_are_asked_for():
    make_inspection(make_home(alias="Theirs", governance="area"))
    assert register(DAY, PUBLIC).groups == ()
    found = register(DAY, PUBLIC, governance=Governance)
    assert told(found) == [("Theirs", "Good")]


SECRETS = {
    "internal_name": "CANARY Grove",
    "urn": "CAN900001",
    "location": "CANARY Street",
    "provider": "CANARY Care",
    "purpose": "CANARY crisis care",
}


def make_secrets(**fields):
    """A home with a canary in all that the public may not read."""
    lead = make_lead(name="CANARY Rowe", agency=make_agency())
    home = make_home(alias="Willow", lead=lead, **SECRETS | fields)
    public = make_inspection(
        home, reason_exempt="CANARY exempt", event_number="CANARY1", source="CANARY file"
    )
    make_requirement(public, text="CANARY requirement", regulation="CANARY 12")
    make_requirement(
        public, text="Keep records.", is_public=True, closed_on=DAY, evidence="CANARY seen"
    )
    hidden = make_inspection(
        home,
        "Inadequate",
        visited_from=date(2021, 9, 1),
        published_on=None,
        reason_public="CANARY embargoed",
    )
    make_requirement(hidden, text="CANARY embargoed requirement", is_public=True)
    make_notice(home, words_public="CANARY unpublished", reference="CANARY2")
    make_notice(
        home, published_on=DAY, words_public="Two rooms.", words_exempt="CANARY exempt notice"
    )
    make_visit(home, summary_exempt="CANARY summary")
    return home


def test_the_public_edition_holds_no_canary_and_the_full_one_all():
    make_secrets()
    assert "CAN" not in repr(asdict(register(DAY, PUBLIC)))
    (row,) = register(DAY, PUBLIC).homes
    assert (row.called, row.urn, row.name, row.judgement.event_number) == ("Willow", "", "", "")
    assert (row.embargoed, row.grade.name, len(row.inspections)) == ((), "Good", 1)
    assert [each.text for each in row.requirements] == ["Keep records."]
    assert [each.words_public for each in row.notices] == ["Two rooms."]
    (full,) = register(DAY, FULL).homes
    assert (full.called, full.label, full.urn) == ("CANARY Grove", "Willow", "CAN900001")
    assert (full.grade.name, [each.overall.name for each in full.embargoed]) == (
        "Good",
        ["Inadequate"],
    )
    assert (len(full.requirements), len(full.notices), "CANARY Rowe" in full.lead) == (3, 2, True)


def test_an_embargoed_inspection_leaves_no_trace_at_all():
    home = make_home()
    make_inspection(home)
    before = register(DAY, PUBLIC)
    hidden = make_inspection(
        home, "Inadequate", visited_from=date(2021, 9, 1), published_on=date(2021, 10, 2)
    )
    make_requirement(hidden, is_public=True)
    assert register(DAY, PUBLIC) == before
    assert register(date(2021, 10, 2), PUBLIC) != before


def test_to_ask_for_a_day_to_come_lifts_no_embargo():
    home = make_home(alias="Willow")
    make_inspection(home)
    make_inspection(
        home, "Inadequate", visited_from=date(2021, 9, 1), published_on=date(2021, 10, 9)
    )
    early = Edition(on=DAY)
    assert told(register(date(2030, 1, 1), early)) == [("Willow", "Good")]
    assert told(register(date(2030, 1, 1), replace(early, embargoed=True))) == [("Willow", "Good")]


def test_the_urn_is_shown_only_where_the_name_is():
    make_inspection(
        make_home(internal_name="Ash", label_kind="name", urn="SC100001"), event_number="10200099"
    )
    (row,) = register(DAY, PUBLIC).homes
    assert (row.label, row.urn, row.judgement.event_number) == ("Ash", "SC100001", "10200099")


def test_words_for_all_that_name_a_private_home_are_withheld():
    home = make_home(internal_name="Oak House", alias="Willow")
    inspection = make_inspection(home, reason_public="Staff of Oak House were new.")
    make_requirement(
        inspection, is_public=True, text="Oak house keeps records.", regulation="12, Oak House"
    )
    make_notice(home, published_on=DAY, words_public="OAK HOUSE")
    (row,) = register(DAY, PUBLIC).homes
    assert row.judgement.reason_public == WITHHELD
    assert [(each.text, each.regulation) for each in row.requirements] == [(WITHHELD, WITHHELD)]
    assert [each.words_public for each in row.notices] == [WITHHELD]
    (row,) = register(DAY, FULL).homes
    assert row.judgement.reason_public == "Staff of Oak House were new."
    assert row.requirements[0].regulation == "12, Oak House"


@pytest.mark.parametrize("words", ["Oak Rise", "3 Mill Lane", "fm1 2ab"])
@pytest.mark.parametrize("kind", ["number", "none"])
def test_words_for_all_tell_no_unshown_alias_and_no_address(words, kind):
    where = "3 Mill Lane\nFernmoor, FM1 2AB"
    home = make_home(label_kind=kind, number=4, alias="Oak Rise", location=where)
    make_inspection(home, reason_public=f"At {words} all was well.")
    (row,) = register(DAY, PUBLIC).homes
    assert row.judgement.reason_public == WITHHELD


def test_words_for_all_may_name_the_town_of_a_home():
    make_inspection(make_home(location="Fernmoor"), reason_public="Fernmoor trains its staff.")
    (row,) = register(DAY, PUBLIC).homes
    assert row.judgement.reason_public == "Fernmoor trains its staff."


def test_public_rows_stand_in_the_order_of_labels_and_not_of_names():
    make_home(internal_name="Alder", alias="Willow")
    make_home(internal_name="Yew", alias="Birch")
    assert [home.called for home in register(DAY, PUBLIC).homes] == ["Birch", "Willow"]
    assert [home.called for home in register(DAY, FULL).homes] == ["Alder", "Yew"]


def test_requirements_are_counted_open_and_overdue_by_the_day():
    inspection = make_inspection()
    late = make_requirement(inspection, due_on=date(2021, 9, 1), is_public=True)
    make_requirement(inspection, due_on=date(2021, 12, 1), is_public=True)
    make_requirement(
        inspection, is_public=True, closed_on=date(2021, 10, 2), evidence="Seen.", text="Later"
    )
    (home,) = register(DAY, PUBLIC).homes
    assert (home.open_requirements, home.overdue_requirements) == (3, 1)
    first = home.requirements[0]
    assert (first.key, first.is_overdue, first.closed_on) == (late.pk, True, None)
    (later,) = register(date(2021, 10, 2), FULL).homes
    assert [row.is_open for row in later.requirements] == [True, True, False]
    met = later.requirements[-1]
    assert (met.text, met.evidence, met.closed_on) == ("Later", "Seen.", date(2021, 10, 2))


def test_homes_that_are_due_come_first_due_first():
    weak = make_inspection(make_home(alias="Weak"), "Inadequate")
    make_inspection(make_home(alias="Good"))
    found = register(DAY, PUBLIC).homes
    assert [home.label for home in due_for_inspection(found, DAY)] == ["Weak"]
    far = due_for_inspection(found, DAY, days=365)
    assert [(home.label, home.due.on) for home in far] == [
        ("Weak", date(2021, 9, 9)),
        ("Good", date(2022, 3, 9)),
    ]
    assert weak.visited_from == far[0].due.since


def test_an_inspection_tells_all_its_judgements_in_their_order_with_the_words():
    inspection = make_inspection(overall="")
    make_judgement(inspection, area=area("leaders"), words="RI")
    make_judgement(inspection, area=area("overall"))
    (home,) = register(DAY, PUBLIC).homes
    assert [(each.area, each.label, each.words) for each in home.judgement.grades] == [
        ("overall", "Overall", "Good"),
        ("leaders", "Leaders and managers", "RI"),
    ]


@pytest.mark.parametrize("homes", [1, 3])
@pytest.mark.parametrize(("edition", "queries"), [(PUBLIC, 7), (FULL, 7)])
def test_the_register_takes_as_many_queries_for_many_homes(
    homes, edition, queries, django_assert_num_queries
):
    for _ in range(homes):
        make_requirement(make_inspection())
    with django_assert_num_queries(queries):
        register(DAY, edition)
