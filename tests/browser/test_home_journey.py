"""An inspection is recorded and its requirement closed: by keyboard alone, and without scripts."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from corporate_parenting.roles import Role
from homes.models import Inspection, Requirement
from tests.browser.checks import sign_in
from tests.browser.test_journey import Without, tab_to
from tests.factories import make_council, make_user
from tests.home_factories import make_grades, make_home

VISITED, MET = date(2021, 3, 9), date(2021, 6, 1)


@pytest.fixture
def home(live_server):
    make_council()
    make_grades()
    return make_home(internal_name="Larkfield", alias="Willow")


def kept():
    """The judgement, what was required and what shows that it is met."""
    inspection, requirement = Inspection.objects.get(), Requirement.objects.get()
    return (
        inspection.visited_from, inspection.judgements.get().grade.name, requirement.text,
        requirement.closed_on, requirement.evidence,
    )  # fmt: skip


def press(page, wanted):
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_day(page, name, day):
    for part in ("day", "month", "year"):
        tab_to(page, f"input[name={name}_{part}]")
        page.keyboard.type(str(getattr(day, part)))


def test_an_inspection_is_recorded_and_answered_with_the_keyboard_alone(desktop, home):
    sign_in(desktop, make_user(Role.OFFICER))
    desktop.goto(reverse("homes:home-record", args=[home.pk]))
    press(desktop, "main a[href$='/inspections/add/']")
    type_day(desktop, "visited_from", VISITED)
    tab_to(desktop, "select[name=area_overall]")
    desktop.keyboard.type("Outst")
    tab_to(desktop, "textarea[name=requirements]")
    desktop.keyboard.type("Keep records.")
    press(desktop, "main form button[type=submit]")
    expect(desktop.locator(".govuk-notification-banner--success")).to_be_focused()
    press(desktop, "main a[href$='/record/']")
    press(desktop, "main a[href*='/requirements/'][href$='/close/']")
    type_day(desktop, "closed_on", MET)
    press(desktop, "main form button[type=submit]")  # without what shows it
    expect(desktop.locator(".govuk-error-summary")).to_be_focused()
    tab_to(desktop, ".govuk-error-summary a")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("textarea[name=evidence]")).to_be_focused()
    desktop.keyboard.type("They were seen.")
    press(desktop, "main form button[type=submit]")
    expect(desktop.locator(".govuk-notification-banner--success")).to_be_focused()
    assert kept() == (VISITED, "Outstanding", "Keep records.", MET, "They were seen.")
    (refused,) = desktop.complaints
    assert "422" in refused


def test_an_inspection_is_recorded_and_answered_without_javascript(without_scripts, home):
    site, page = Without(without_scripts), without_scripts
    site.become(Role.OFFICER)
    for link in ("Homes", "Larkfield", "Record and correct", "Record an inspection"):
        site.follow(link)
    site.day("First day of the visit", "9 3 2021")
    page.locator("select[name=area_overall]").select_option(label="Outstanding")
    page.get_by_label("What it requires").fill("Keep records.")
    site.press("Record the inspection")
    site.reads("Full inspection of 9 March 2021 is recorded.")
    for link in ("Record and correct", "It is met"):
        site.follow(link)
    site.day("Met on", "1 6 2021")
    site.press("It is met")
    site.reads("Enter what shows that it is met.")
    page.get_by_label("What shows that it is met").fill("They were seen.")
    site.press("It is met")
    site.reads("The requirement is met.")
    assert kept() == (VISITED, "Outstanding", "Keep records.", MET, "They were seen.")
    (refused,) = page.complaints
    assert "422" in refused
