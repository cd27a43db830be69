"""What a member sees of a paper at a glance, and where each place leads."""

from datetime import date

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from reports.document import Cell, Column, Document, Heading, Landscape, RatedCell, Table
from reports.highlights import highlights
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_entry,
    make_indicator,
    make_measurement,
    make_note,
    make_report,
    make_section,
    make_strand,
    make_timescale,
)
from tests.home_factories import make_home, make_inspection
from tests.reports.homes import choose
from tests.reports.papers import make_document
from tests.reports.publishing import publish, withdraw
from tests.reports.test_views import signed_in

DAY = date(2019, 5, 31)
Q3 = parse("Quarter 3 2018-19")


def reading(client, publication):
    return client.get(reverse("reports:publication-reading", args=[publication.pk]))


def test_places_are_found_in_headings_and_in_tables_turned_sideways():
    row = (
        Cell(("P1.1", "Moves"), header=True, about="indicator:4"),
        RatedCell(("Below target",), "red"),
        Cell(("Worse by 2 points", "since Quarter 2"), mark="worse"),
    )
    plain = (Cell(("P1.2", "Visits"), header=True), Cell(("Good",)), Cell(("Better",)))
    columns = (Column("Indicator"), Column("Rating", 20), Column("Change", 20))
    document = make_document(
        Heading(2, "Progress", anchor="part-progress"),
        Heading(3, "Find homes", number="2.4", anchor="a", about="action:7", mark="overdue"),
        Heading(2, "Scorecard", anchor="part-scorecard"),
        Landscape((Table("Scorecard", columns, (row, plain)),)),
    )
    assert isinstance(document, Document)
    found = highlights(document)
    assert [(told.words, told.anchor, told.key) for told in found.overdue] == [
        ("2.4 Find homes", "a", ("action", 7)),
    ]
    assert [(told.words, told.anchor, told.more) for told in found.worse] == [
        ("P1.1 Moves", "part-scorecard", "Worse by 2 points, since Quarter 2"),
    ]
    assert [told.about for told in found.places] == ["action:7", "indicator:4"]


@pytest.mark.django_db
def test_what_is_overdue_or_worse_stands_first_with_its_page_for_those_who_may_open_it():
    note = make_note(as_at=DAY)
    strand = make_strand(action=note.action, order=2)
    make_timescale(strand, words="March 2019", kind="by", ends_on=date(2019, 3, 31))
    indicator = make_indicator(code="P1.1", polarity="high")
    area = make_area()
    make_measurement(indicator, area, Q3.previous(), value=80)
    make_measurement(indicator, area, Q3, value=60)
    report = make_report(plan=note.action.priority.plan, cut_off_on=DAY)
    make_entry(report, note)
    make_section(report, "scorecard_table", Q3)
    publication = publish(report)
    page = reading(signed_in(Role.OFFICER), publication)
    html = page.content.decode()
    assert [line.told.about for line in page.context["overdue"]] == [f"action:{note.action.pk}"]
    assert [line.told.about for line in page.context["worse"]] == [f"indicator:{indicator.pk}"]
    assert f'href="{reverse("actions:action-detail", args=[note.action.pk])}"' in html
    assert "It is the first paper of its kind for this board." in html
    assert "Overdue on 31 May 2019." in publication.html
    html = reading(signed_in(Role.MEMBER), publication).content.decode()
    assert note.action.wording in html
    assert reverse("actions:action-detail", args=[note.action.pk]) not in html


@pytest.mark.django_db
def test_what_changed_since_the_last_board_is_told_by_section():
    before = publish(make_report(held_on=date(2019, 3, 8)))
    report = make_report(recommendation="Note the report.", plan=before.report.plan)
    page = reading(signed_in(Role.MEMBER), publish(report))
    changed = [(change.heading, change.fate) for change in page.context["changes"]]
    assert ("Recommendation", "added") in changed
    assert "The paper names no action that is overdue." in page.content.decode()


@pytest.mark.django_db
def test_a_withdrawn_paper_is_not_read_at_a_glance_nor_compared():
    publication = publish(make_report())
    withdraw(publication.report)
    member = signed_in(Role.MEMBER)
    assert reading(member, publication).status_code == 410
    beside = reverse("reports:publication-compare", args=[publication.pk, publication.pk])
    assert member.get(beside).status_code == 410


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_glance_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    note = make_note(as_at=DAY)
    report = make_report(plan=note.action.priority.plan, cut_off_on=DAY)
    for order in range(1, count + 1):
        make_entry(report, make_note(note.action, as_at=DAY), order=order)
    publication = publish(report)
    member = signed_in(Role.MEMBER)
    reading(member, publication)
    with django_assert_num_queries(9):
        reading(member, publication)


def on(day):
    return {"visited_from": day, "published_on": day}


@pytest.mark.django_db
def test_homes_judged_otherwise_than_in_the_last_paper_are_told_with_their_page():
    willow, ash = make_home(alias="Willow"), make_home(alias="Ash")
    make_inspection(willow, "Good", **on(date(2019, 1, 10)))
    make_inspection(ash, "Good", **on(date(2019, 1, 10)))
    first = make_report(held_on=date(2019, 3, 8))
    choose(first, "home_judgements", date(2019, 3, 1))
    publish(first)
    make_inspection(willow, "Inadequate", **on(date(2019, 4, 10)))
    report = make_report(plan=first.plan)
    choose(report, "home_judgements", date(2019, 6, 1))
    publication = publish(report)
    page = reading(signed_in(Role.MEMBER), publication)
    told = [(line.told.words, line.told.more, line.url) for line in page.context["homes"]]
    address = reverse("homes:home-detail", args=[willow.pk])
    assert told == [("Willow", "Inadequate, before that Good", address)]
    html = page.content.decode()
    assert f'#{page.context["homes"][0].told.anchor}">Willow</a>: Inadequate' in html
    assert f'href="{address}"' in html
