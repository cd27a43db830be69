"""Whole ways through the site: with the keyboard alone, and without any JavaScript."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from actions.models import ProgressNote
from corporate_parenting.roles import Role
from reports.models import Publication, Rendering
from reports.tasks import render_paper
from tests.browser.checks import sign_in
from tests.factories import (
    make_action,
    make_council,
    make_kinds,
    make_lead,
    make_strand,
    make_user,
)

PASSWORD = "four quiet otters swim"
PLAN = """Priority,No.,Action,Who/where,Lead,Timescale,Comments/progress
1. A settled home,1.,Find each child a settled home.,Fostering team,Ada Rowe,Ongoing,
1. A settled home,2.,Help brothers and sisters stay together.,Placement panel,Bo Lund,Termly,
"""
# What shows where one is: an outline, a thick shadow, or the yellow of GOV.UK behind the words.
SHOWS_FOCUS = """() => {
  const at = document.activeElement;
  const boxes = [at, at.nextElementSibling, at.firstElementChild].filter(Boolean);
  const seen = (style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) ||
    style.boxShadow !== "none";
  return boxes.some((box) => ["", "::before"].some((part) => seen(getComputedStyle(box, part))));
}"""


def tab_to(page, wanted):
    """Press Tab until ``wanted`` (a selector) has the focus; each stop on the way must show it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert page.evaluate(SHOWS_FOCUS), f"the focus cannot be seen on {where}"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


@pytest.fixture
def officer(live_server):
    """An officer who leads a strand and signs in with a password."""
    make_council()
    user = make_user(Role.OFFICER, email="officer@fernmoor.example", password=PASSWORD)
    lead = make_lead(user=user)
    make_strand(lead, action=make_action())
    return user


def sign_in_with_keys(page):
    page.goto("/my-actions/")
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link:focus")
    assert skip.inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main-content$"))
    tab_to(page, "input[name=login]")
    page.keyboard.type("officer@fernmoor.example")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_answer(page):
    tab_to(page, "main summary")
    page.keyboard.press("Enter")
    tab_to(page, "main textarea")


def test_an_officer_answers_in_place_with_the_keyboard_alone(desktop, officer):
    sign_in_with_keys(desktop)
    assert desktop.locator("h1").inner_text() == "My actions"
    open_answer(desktop)
    desktop.keyboard.type("Two more families.")
    tab_to(desktop, "main form button[type=submit]")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    message = desktop.locator(".govuk-notification-banner--success")
    assert "Progress recorded on 1.1." in message.inner_text()
    assert message.get_attribute("role") == "alert"
    expect(message).to_be_focused()
    assert ProgressNote.objects.get().text == "Two more families."
    assert desktop.complaints == []


def test_the_summary_of_errors_leads_to_the_field_with_the_keyboard(desktop, officer):
    sign_in(desktop, officer)
    desktop.goto("/my-actions/")
    open_answer(desktop)
    tab_to(desktop, "main form button[type=submit]")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator(".govuk-error-summary")).to_be_focused()
    tab_to(desktop, ".govuk-error-summary a")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("main textarea[name=text]")).to_be_focused()
    desktop.keyboard.type("Three families.")
    tab_to(desktop, "main form button[type=submit]")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    assert ProgressNote.objects.get().text == "Three families."


class Without:
    """What people do on pages that run no JavaScript."""

    def __init__(self, page):
        self.page = page

    def become(self, role):
        self.page.context.clear_cookies()
        sign_in(self.page, make_user(role, first_name="Kit", last_name=role.label))
        self.page.goto("/")

    def follow(self, words):
        """The first link of these words; some look like a button."""
        self.page.locator("a").filter(has_text=words).first.click()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def day(self, group, words):
        day = self.page.get_by_role("group", name=group)
        for part, value in zip(("Day", "Month", "Year"), words.split(), strict=True):
            day.get_by_label(part).fill(value)

    def reads(self, words):
        expect(self.page.locator("main")).to_contain_text(words)


def bring_in(site):
    site.follow("Plan")
    site.follow("Bring in a plan")
    content = {"name": "plan.csv", "mimeType": "text/csv", "buffer": PLAN.encode()}
    site.page.get_by_label("The plan", exact=True).set_input_files(content)
    site.page.get_by_label("Title of the plan").fill("Our promise to you")
    site.day("The plan starts on", "1 1 2019")
    site.day("The plan ends on", "31 12 2021")
    site.press("Read the file")
    site.reads("would make a new plan")
    site.press("Save this plan")
    site.reads("Find each child a settled home.")


def record_and_correct(site):
    site.page.goto("/actions/?words=brothers")
    site.reads("1 action found")
    site.page.get_by_label("Words").fill("settled")
    site.press("Apply filter")
    site.follow("1.1")
    site.follow("Record progress")
    site.page.get_by_label("What has been done").fill("Two famlies were approved.")
    site.day("As at", "1 5 2019")
    site.press("Save")
    site.reads("Progress recorded on 1.1.")
    site.follow("Correct")
    site.page.get_by_label("What has been done").fill("Two families were approved.")
    site.press("Save")
    site.reads("The earlier words are kept.")


def draft(site):
    site.follow("Add a meeting")
    site.day("Date", "14 6 2019")
    site.press("Save")
    site.follow("Start a paper")
    site.page.get_by_label("Kind of paper").select_option(label="Update report")
    site.page.get_by_label("Meeting").select_option(index=1)
    site.day("Notes up to", "31 5 2019")
    site.press("Start the draft")
    site.reads("Two families were approved.")
    site.follow("Add words to Items after the progress")
    site.page.get_by_label("Heading").fill("Visits")
    site.page.get_by_label("Text", exact=True).fill("Two homes were seen.")
    site.press("Save")
    site.press("Make the paper")
    site.reads("Waiting")
    assert render_paper.func(Rendering.objects.get().pk) == Rendering.State.READY
    site.page.reload()
    site.reads("Ready")
    site.follow("Checks")
    site.page.get_by_label("Answer", exact=True).fill("The meeting was long ago.")
    site.press("Answer")
    site.follow("Update report, 14 June 2019")
    site.follow("Send to clearance")
    site.press("Send to clearance")
    site.reads("The paper is in clearance.")


def clear(site):
    site.follow("Drafts")
    site.follow("Update report")
    site.follow("Paragraph by paragraph")
    site.page.get_by_role("link", name="Comment on paragraph 2").click()
    site.page.get_by_label("Comment").fill("Which homes?")
    site.press("Save the comment")
    site.reads("Which homes?")
    site.follow("Update report")
    site.follow("Read and clear")
    site.page.get_by_label("I have read this paper").check()
    site.press("Clear this paper")
    site.reads("The paper is cleared.")


def publish(site):
    site.follow("Drafts")
    site.follow("Update report")
    site.follow("Release")
    site.press("Release this paper")
    site.reads("The paper is released.")
    site.follow("Publish")
    site.press("Publish")
    site.reads("was published.")


def read(site):
    site.follow("14 June 2019")
    for words in ("Two families were approved.", "Two homes were seen."):
        site.reads(words)
    with site.page.expect_download() as download:
        site.follow("Download as PDF")
    with open(download.value.path(), "rb") as file:
        pdf = file.read()
    assert pdf == bytes(Publication.objects.get().pdf)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Two families were approved." in " ".join(text.split())


def test_from_the_file_to_the_published_paper_without_javascript(without_scripts, live_server):
    make_council()
    make_kinds()
    site = Without(without_scripts)
    site.become(Role.OFFICER)
    bring_in(site)
    record_and_correct(site)
    site.become(Role.AUTHOR)
    site.follow("Drafts")
    draft(site)
    site.become(Role.APPROVER)
    clear(site)
    site.become(Role.DEMOCRATIC_SERVICES)
    publish(site)
    site.become(Role.MEMBER)
    read(site)
    assert without_scripts.complaints == []
