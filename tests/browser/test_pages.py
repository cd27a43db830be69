"""Every page, empty, in use and with errors, on a phone and on a desktop."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.services.status import change_wording
from corporate_parenting.roles import Role
from reports.services import refresh_entries
from tests.browser.checks import axe, is_scrolled_sideways, sign_in
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import (
    BARE,
    NOT_PAGES,
    NOTHING,
    SIGN_IN,
    TYPICAL,
    WITHOUT_FORM,
    WRONG_ADDRESSES,
    Page,
)
from tests.factories import (
    make_action,
    make_council,
    make_figure_import,
    make_lait_import,
    make_lead,
    make_note,
    make_plan_import,
    make_priority,
    make_report,
    make_strand,
    make_timescale,
    make_user,
)
from tests.home_factories import make_home, make_ofsted_import
from tests.reports.publishing import make_rendering
from tests.routes import all_routes
from tests.test_permissions import address
from tests.world import FIXED, OBJECT_OF_ROUTE, make_world

pytestmark = pytest.mark.same_on_both
ANSWERED = "Failed to load resource: the server responded with a status of"
# Empties every box of the page's form, and its tokens, so that the server must refuse it.
SPOIL = """() => {
  const form = document.querySelector("main form[method=post]");
  form.noValidate = true;
  for (const box of form.elements) {
    if (["checkbox", "radio"].includes(box.type)) box.checked = false;
    else if (box.name === "submission" || box.name === "version" || box.type !== "hidden") {
      if (box.type !== "submit") box.value = "";
    }
  }
  form.querySelector("button[type=submit]").click();
}"""


class Site:
    """The people and the objects that pages are opened by and for."""

    def __init__(self, objects, lead):
        roles = (
            Role.OFFICER, Role.ANALYST, Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES,
        )  # fmt: skip
        self.people = {role.value: make_user(role) for role in roles}
        self.people |= {"member": make_user(Role.MEMBER), "nobody": make_user(), "lead": lead}
        self.objects = objects

    def open(self, browser_page, page):
        """Open the page as its person; gives the answer."""
        if page.person != getattr(browser_page, "person", None):
            browser_page.context.clear_cookies()
            if page.person:
                sign_in(browser_page, self.people[page.person])
            browser_page.person = page.person
        browser_page.complaints.clear()
        browser_page.set_viewport_size(DESKTOP)
        return browser_page.goto(self.address(page))

    def address(self, page):
        route = next(route for route in all_routes() if route.name == page.route)
        words = {"iso": f"{timezone.localdate():%Y-%m-%d}", "lead": ""}
        if "lead" in self.objects:
            words["lead"] = self.objects["lead"].pk
        arguments = [self.argument(page.route, name) for name in route.arguments]
        return reverse(page.route, args=arguments) + page.query.format(**words)

    def argument(self, route, name):
        return FIXED[name] if name in FIXED else self.objects[self.noun(route, name)].pk

    def noun(self, route, name):
        special = OBJECT_OF_ROUTE | {
            "actions:status-set": "action",
            "reports:report-correct": "published",
            "scorecard:figureimport-columns": "publishedfigures",
            "scorecard:figureimport-dictionary": "laitfigures",
        }
        if name != "pk":
            return name.removesuffix("_pk")
        return special.get(route) or route.rpartition(":")[2].partition("-")[0]


@pytest.fixture
def site(live_server):
    """A site in use: long words, corrections, evidence, a draft and a paper."""
    world = make_world()
    objects = world.objects
    site = Site(objects, objects["user"])
    action, strand, note = objects["action"], objects["strand"], objects["note"]
    by = site.people["officer"]
    change_wording(action=action, version=action.version, wording="Find a settled home.", by=by)
    make_note(strand, text="Three families.", corrects=note, author=by)
    make_note(action, is_unchanged=True, text="", visibility="officers")
    make_timescale(strand, "31 September 2020", order=2)
    other = make_priority(plan=objects["plan"], number=5, title="Leaving care")
    make_strand(make_lead(name="Bo Lund"), action=make_action(priority=other, reference="5.10"))
    # Only what is not corrected may go into a paper, and a person reviews only their own file.
    objects["note"] = objects["entry"].note
    objects["import"] = make_plan_import(uploaded_by=by)
    objects["ofstedimport"] = make_ofsted_import(uploaded_by=by)
    analyst = site.people["analyst"]
    objects["figureimport"] = make_figure_import(uploaded_by=analyst)
    objects["publishedfigures"] = make_figure_import(kind="published", uploaded_by=analyst)
    objects["laitfigures"] = make_lait_import(uploaded_by=analyst)
    objects["published"] = objects["publication"].report
    # The paper waits for its approver: made again after the plan was changed.
    report = objects["report"]
    refresh_entries(report=report, by=by)
    report.refresh_from_db()
    make_rendering(report)
    return site


def faults_of(page, title):
    """What is wrong with the page that is open, each in words."""
    found = [f"refused: {words}" for words in page.complaints if not words.startswith(ANSWERED)]
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    if not page.title().startswith(title):
        found.append(f"its title is {page.title()!r}")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found += [f"{size['width']}: {barrier}" for barrier in axe(page)]
        if is_scrolled_sideways(page):
            found.append(f"{size['width']}: scrolled sideways")
    return found


def faults(site, browser_page, pages):
    """{address: what is wrong} for those of ``pages`` that are not right."""
    found = {}
    today = f"{timezone.localdate():%-d %B %Y}"
    for page in pages:
        answer = site.open(browser_page, page)
        wrong = faults_of(browser_page, page.title.format(today=today))
        if answer.status != (422 if page.title.startswith("Error") else 200):
            wrong.append(f"status {answer.status}")
        if wrong:
            found[page.route + page.query] = wrong
    return found


def test_every_page_of_our_own_is_looked_at():
    ours = ("actions:", "homes:", "reports:", "scorecard:")
    routes = {r.name for r in all_routes() if r.name.startswith(ours)}
    looked_at = {page.route for page in TYPICAL}
    assert routes - looked_at - set(NOT_PAGES) == set()
    assert (looked_at | set(NOT_PAGES)) - routes == set()


@pytest.mark.django_db
def test_what_is_not_looked_at_is_no_page():
    world = make_world()
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    answers = {
        route.name: client.get(address(route, world))
        for route in all_routes()
        if route.name in NOT_PAGES
    }
    assert {
        name
        for name, answer in answers.items()
        if answer.status_code != 405 and "attachment" not in answer.get("Content-Disposition", "")
    } == set()


def test_pages_in_use_have_no_barrier(desktop, site):
    assert faults(site, desktop, TYPICAL) == {}


def test_pages_with_nothing_in_them_have_no_barrier(desktop, live_server):
    make_council()
    site = Site({}, make_user(Role.LEAD))
    assert faults(site, desktop, NOTHING) == {}
    report = make_report(plan=make_priority().plan)
    priority = report.plan.priorities.get()
    objects = {"plan": report.plan, "priority": priority, "report": report}
    objects["action"] = make_action(priority=priority)
    objects["home"] = make_home()
    make_lead(user=site.people["lead"])
    site.objects = objects
    assert faults(site, desktop, BARE) == {}


def test_forms_with_errors_have_no_barrier_and_the_summary_has_the_focus(desktop, site):
    found = faults(site, desktop, WRONG_ADDRESSES)
    for page in TYPICAL:
        if page.route in WITHOUT_FORM or (page.route == "actions:hand-over" and not page.query):
            continue
        site.open(desktop, page)
        with desktop.expect_navigation():
            desktop.evaluate(SPOIL)
        wrong = faults_of(desktop, f"Error: {page.title}")
        if desktop.locator(".govuk-error-summary:focus").count() != 1:
            wrong.append("the summary of errors has not the focus")
        dead = desktop.evaluate(
            "[...document.querySelectorAll('.govuk-error-summary a')]"
            ".filter(link => !document.querySelector(link.hash)).map(link => link.hash)"
        )
        found |= {page.route: wrong + dead} if wrong or dead else {}
    assert found == {}


def test_the_pages_of_signing_in_have_no_barrier(desktop, live_server):
    make_council()
    site = Site({}, make_user(Role.LEAD))
    site.people["officer"].set_password("four quiet otters swim")
    site.people["officer"].save()
    assert faults(site, desktop, SIGN_IN) == {}


class Broken:
    """In place of the connection: fails as ``error`` does."""

    def __init__(self, error):
        self.error = error

    def cursor(self):
        raise self.error


def test_pages_that_say_what_went_wrong_have_no_barrier(desktop, live_server, monkeypatch):
    make_council()
    site = Site({}, make_user(Role.LEAD))
    member = Page("reports:publication-list", "member", "Papers")
    site.open(desktop, member)
    asked = [
        ("/nowhere/", 404, "Page not found"),
        ("/plan/", 403, "You cannot do this"),
        ("/?next=a%00b", 400, "This address or form could not be read"),
    ]
    for path, status, title in asked:
        assert desktop.goto(path).status == status
        assert faults_of(desktop, title) == []
    monkeypatch.setattr("corporate_parenting.views.connection", Broken(RuntimeError("a fault")))
    assert desktop.goto("/health/").status == 500
    assert faults_of(desktop, "Something went wrong") == []


def test_a_form_that_had_expired_says_so_and_keeps_the_text(desktop, site):
    site.open(desktop, Page("actions:note-add", "officer", ""))
    desktop.get_by_label("What has been done").fill("Two families more.")
    desktop.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'")
    desktop.get_by_role("button", name="Save", exact=True).click()
    desktop.get_by_role("heading", name="The page had expired").wait_for()
    assert faults_of(desktop, "The page had expired") == []
    desktop.go_back()
    assert desktop.get_by_label("What has been done").input_value() == "Two families more."


def test_both_texts_of_a_clash_are_shown_without_a_barrier(desktop, site):
    action = site.objects["action"]
    action.refresh_from_db()
    site.open(desktop, Page("actions:action-change", "officer", ""))
    change_wording(
        action=action, version=action.version, wording="By me.", by=site.people["author"]
    )
    desktop.get_by_label("Wording", exact=True).fill("By you.")
    desktop.get_by_role("button", name="Save", exact=True).click()
    desktop.get_by_role("heading", name="Both texts").wait_for()
    assert faults_of(desktop, "Error: Change the wording") == []
    assert "By me." in desktop.locator("main").inner_text()
