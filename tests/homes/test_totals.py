"""What the register says of all its homes, and of days that are past, to each reader."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from corporate_parenting.roles import Role
from homes.due import months_after
from tests.factories import make_council
from tests.home_factories import make_home, make_inspection
from tests.homes.reading import page_of, rows_of, signed_in, words

pytestmark = pytest.mark.django_db
PAGE = "/homes/"
DUE = "Next inspection by"


def test_the_counts_add_up_to_the_homes_that_are_listed():
    make_council()
    make_inspection(make_home(alias="Alder"))
    make_home(alias="Birch")
    planned = {"registered_on": None, "opened_on": None, "expected_on": date(2030, 1, 1)}
    make_home(alias="Cedar", places=6, **planned)
    make_home(alias="Dogwood", closed_on=date(2021, 5, 4), closed_because="It moved.")
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?state=all")
    assert len(rows_of(page)) == 4
    told = "1 Good; 1 not judged yet; 1 planned; 1 closed"
    assert words(page.find(".//p[@class='govuk-body-l']")) == told
    # Places are those in which children live.
    assert words(page.find(".//section/p")) == f"{told}; 8 places"


def test_a_home_that_is_planned_only_is_told_as_such():
    make_council()
    planned = {"registered_on": None, "opened_on": None, "expected_on": date(2030, 1, 1)}
    make_home(alias="Cedar", **planned)
    page = page_of(signed_in(Role.MEMBER), PAGE)
    assert words(page.find(".//section/p")) == "1 planned"


def make_past_due(alias):
    """A home whose next inspection by what is published was due four weeks ago."""
    due = timezone.localdate() - timedelta(days=28)
    home = make_home(alias=alias, internal_name=f"{alias} House")
    visited = months_after(due, -12)
    make_inspection(home, visited_from=visited, published_on=visited + timedelta(days=40))
    return home


def test_members_read_the_same_of_a_home_whose_inspection_is_under_embargo():
    """Neither that it was inspected, nor "overdue", which would be false."""
    make_council()
    inspected, late = make_past_due("Alder"), make_past_due("Birch")
    visited = timezone.localdate() - timedelta(days=30)
    make_inspection(inspected, "Inadequate", visited_from=visited, published_on=None)
    client = signed_in(Role.MEMBER)
    rows = rows_of(page_of(client, PAGE))
    assert rows["Alder"] == rows["Birch"]
    assert rows["Alder"][DUE].endswith(" (no later one is published)")
    told = {
        words(page_of(client, f"{PAGE}{home.pk}/")).count("overdue") for home in (inspected, late)
    }
    assert told == {0}
    rows = rows_of(page_of(signed_in(Role.OFFICER), PAGE))
    assert "overdue" not in rows["Alder House"][DUE]
    assert rows["Birch House"][DUE].endswith(" (overdue)")
