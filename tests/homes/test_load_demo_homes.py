"""The made-up homes: loaded once, with something of every sort to look at."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from homes.editions import Edition
from homes.kinds import HomeState
from homes.models import Home, Inspection, Requirement
from homes.queries import all_changes_since, authority_judgement, home_timeline, register
from tests.home_factories import make_grades, make_home

pytestmark = pytest.mark.django_db


def load(command="load_demo_homes"):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_demo_has_homes_of_every_sort_and_is_loaded_once():
    make_grades()
    call_command("sync_roles", verbosity=0)
    load("load_demo_plan")
    assert "11 homes with 17 inspections loaded." in load()
    assert "nothing was changed" in load()
    assert (Home.objects.count(), Inspection.objects.count()) == (11, 17)
    today = timezone.localdate()
    public = Edition(on=today)
    found = register(today, public, with_closed=True)
    assert {home.state for home in found.homes} == set(HomeState) - {HomeState.REGISTERED}
    assert [(group.label, group.words) for group in register(today, public).groups] == [
        ("Our own", "1 Outstanding, 2 Good, 1 Requires improvement"),
        ("Run by our trust", ""),
        ("Joint venture", "1 Outstanding, 1 Good"),
        ("Commissioned", "1 Consistently strong"),
    ]
    told = [(each.home.label, each.words) for each in all_changes_since(
        today - timedelta(days=365), today, public
    ).homes]  # fmt: skip
    assert told == [
        ("A children’s home", "first judgement"),
        ("Bluebell", "up from Good"),
        ("Cornflower", "first judgement"),
        ("Harebell", "transferred, last judged Good"),
        ("Harebell", "registered anew after a transfer"),
        ("Home 3", "down from Good"),
        ("Home 7", "first judgement"),
        ("Maple Row", "up from Requires improvement"),
        ("Primrose", "closed, last judged Good"),
        ("Willow", "again Outstanding"),
    ]
    assert [each.words for each in authority_judgement(today, public).grades][-1] == "Not inspected"


def test_the_demo_holds_an_embargo_that_the_public_edition_keeps():
    make_grades()
    call_command("sync_roles", verbosity=0)
    load("load_demo_plan")
    load()
    today = timezone.localdate()
    home = Home.objects.get(internal_name="Fell View")
    public = home_timeline(home.pk, today, Edition(on=today))
    full = replace(Edition(on=today), names=True, exempt=True, embargoed=True)
    assert [each.overall.name for each in public.home.inspections] == ["Good"]
    assert [each.is_embargoed for each in home_timeline(home.pk, today, full).home.inspections] == [
        True, False,
    ]  # fmt: skip
    assert {row.is_open_on(today) for row in Requirement.objects.all()} == {True, False}


def test_a_council_that_has_homes_keeps_them():
    make_home()
    assert "nothing was changed" in load()
    assert Home.objects.count() == 1
