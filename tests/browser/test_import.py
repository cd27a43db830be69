"""A plan is brought in with the keyboard, without scripts, and with a file that is too large."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from corporate_parenting.roles import Role
from tests.browser.checks import axe, is_scrolled_sideways, sign_in
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_council, make_user

# One row of each kind that a person should look at: leads by blanks, a cut row, odd timescales.
PLAN = b"""Priority,No.,Action,Who/where,Lead,Timescale,Comments/progress,Budget
1. Home,1.,Find each child a home.,Fostering team,Ada Rowe Bo Lund,31 September 2020,They,5
,,,,,,are well.,
2. Health,3.,See a dentist.,Nurse,CAMHS - Ada Rowe NHS - Bo Lund,Ongoing,,
"""


@pytest.fixture
def officer(live_server):
    make_council()
    return make_user(Role.OFFICER)


def upload(page, officer, content=PLAN):
    sign_in(page, officer)
    page.goto(reverse("actions:import-add"))
    page.set_input_files(
        "input[type=file]", {"name": "plan.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_label("Title of the plan").fill("Our promise")
    for name, (day, month, year) in {"starts_on": (1, 4, 2019), "ends_on": (31, 3, 2022)}.items():
        for part, value in (("day", day), ("month", month), ("year", year)):
            page.fill(f"input[name={name}_{part}]", str(value))
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_review_has_no_barrier_closed_or_open(open_page, officer, size):
    page = open_page(size)
    upload(page, officer)
    page.get_by_role("button", name="Save this plan").wait_for()
    assert axe(page) == []
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    assert (axe(page), is_scrolled_sideways(page), page.complaints) == ([], False, [])


def test_leads_are_typed_and_saved_without_scripts_and_with_the_keyboard(without_scripts, officer):
    page = without_scripts
    upload(page, officer)
    box = page.get_by_label("The leads, with / between them")
    for at in (0, 1):
        box.nth(at).wait_for(state="hidden")
    page.get_by_label("2 leads: Ada Rowe / Bo Lund").focus()
    page.keyboard.press("ArrowDown")
    expect(box.nth(0)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.type("Ed May / ")
    page.keyboard.press("Enter")
    page.get_by_text("The file was read again with your choices.").wait_for()
    page.get_by_role("button", name="Save this plan").click()
    page.get_by_role("heading", level=1, name="Our promise", exact=True).wait_for()
    expect(page.locator("main")).to_contain_text("Ed May")


def test_a_file_that_is_far_too_large_is_refused_before_it_is_sent(desktop, officer):
    upload(desktop, officer, b"a" * 12_000_000)
    alert = desktop.get_by_role("alert").inner_text()
    assert alert == (
        "The file is larger than 10 MB. Take pictures out of it, or save the plan alone."
    )
    assert desktop.get_by_label("Title of the plan").input_value() == "Our promise"
    assert desktop.input_value("input[name=ends_on_year]") == "2022"
