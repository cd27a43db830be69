import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import sync_playwright

from corporate_parenting.models import Council, User
from tests.corporate_parenting.component_pages import FilterForm, SampleForm

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ACCOUNT_PAGES = [
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/no-such-page/",
]
pytestmark = [pytest.mark.urls("tests.corporate_parenting.component_pages")]


class Ids(HTMLParser):
    """Collects what is an id, and what points at one."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.targets = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            self.targets.update((attrs.get(name) or "").split())
        if (attrs.get("href") or "").startswith("#"):
            self.targets.add(attrs["href"][1:])


@pytest.fixture
def pages(client, db):
    Council.objects.create(pk=1, name="Fernmoor Council", brand_colour="#5b2a86")
    return client.get("/sample/").text, client.post("/sample/", {"name": ""}).text


def test_every_pointer_of_an_empty_and_of_a_failed_form_meets_one_id(pages):
    for page in pages:
        found = Ids(page)
        assert sorted(found.targets - set(found.ids)) == []
        assert sorted(found.ids) == sorted(set(found.ids))


def test_each_required_field_has_its_error_in_the_summary_and_at_the_field(pages):
    _, failed = pages
    links = re.findall(r'<a href="#(id_\w+)">', failed)
    fields = ["name", "text", "lead", "status_0", "years_0", "for_board", "as_at_0", "evidence"]
    assert links == [f"id_{name}" for name in fields]
    errors = re.findall(r'<p id="id_(\w+)_error"', failed)
    assert errors == [name.removesuffix("_0") for name in fields]
    assert "<title>Error: Sample – Fernmoor Council</title>" in failed


def test_box_is_described_by_its_hint_its_error_and_its_count():
    form = SampleForm({"text": "x" * 51})
    assert 'aria-describedby="id_text_helptext id_text_error id_text-info"' in str(form["text"])
    assert 'aria-describedby="id_short-info"' in str(form["short"])
    assert "maxlength=" not in str(form["text"]).replace("data-maxlength=", "")


def test_class_of_a_widget_joins_ours():
    assert 'class="govuk-textarea govuk-js-character-count wide"' in str(SampleForm()["text"])


def test_optional_is_said_once_and_never_in_a_filter():
    assert str(SampleForm()).count("(optional)") == 1
    assert "Short (optional)" in str(SampleForm())
    panel = render_to_string("components/filter.html", {"form": FilterForm()})
    assert "(optional)" not in panel


def test_typed_text_is_escaped_in_every_box_and_message():
    nasty = "<script>alert(1)</script>"
    form = SampleForm({"name": nasty, "text": nasty * 5, "lead": nasty, "as_at_day": nasty})
    shown = render_to_string("components/error_summary.html", {"form": form}) + str(form)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_summary_list_shows_nought_and_says_when_nothing_is_recorded(pages):
    values = re.findall(r'summary-list__value">(.*?)</dd>', pages[0])
    assert values == ["Ada Marsh", "0", '<span class="council-muted">None recorded</span>']


def test_page_links_keep_the_filter(client, db):
    page = client.get("/sample/?words=late&page=5").text
    links = re.findall(r'pagination__link" href="([^"]+)"', page)
    assert links == [f"?words=late&amp;page={number}" for number in (4, 1, 4, 5, 6, 12, 6)]


def test_one_page_has_no_links_to_pages():
    page = type("Page", (), {"paginator": type("P", (), {"num_pages": 1})})
    assert render_to_string("components/pagination.html", {"page": page}).strip() == ""


@pytest.mark.parametrize("name", ["400", "403", "404", "409"])
def test_error_pages_name_the_council_and_say_what_to_do(name, db):
    Council.objects.create(pk=1, name="Fernmoor Council")
    page = render_to_string(f"{name}.html", {}, RequestFactory().get("/"))
    assert page.count("<h1") == 1
    assert "Fernmoor Council" in page
    assert '<html lang="en-GB"' in page


@pytest.mark.parametrize("name", ["400", "404", "500", "503"])
def test_error_pages_stand_without_a_request_and_without_a_database(name):
    page = render_to_string(f"{name}.html")
    assert page.count("<h1") == 1
    assert '<a class="govuk-link" href="/">' in page


def test_sign_in_pages_carry_the_look_and_the_language(client, db):
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        page = client.get(address).text
        assert '<html lang="en-GB" class="govuk-template">' in page
        assert 'class="govuk-heading-l"' in page


def test_templates_hold_no_inline_style_and_no_inline_script():
    found = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*src=)", path.read_text())
        and "papers" not in path.parts
    ]
    assert found == []


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER is set, but no Chromium was found.")
        pytest.skip("No Chromium was found: the tests in a browser are left out.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop of its own, in which Django would refuse to ask the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def sheet(browser, live_server):
    """A function that opens the sample page and gives it with everything the console said."""
    Council.objects.create(pk=1, name="Fernmoor Council", brand_colour="#f0d000")
    said = []

    def opened(width, address="/sample/", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live_server.url + address)
        return page

    opened.said = said
    return opened


def signed_in(sheet):
    User.objects.create_user("ada@fernmoor.example", "long-enough-words", first_name="Ada")
    page = sheet(390, "/accounts/login/")
    sign_in(page)
    return page


def sign_in(page):
    page.fill("#id_login", "ada@fernmoor.example")
    page.fill("#id_password", "long-enough-words")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".council-header__person")


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_sample_page_is_accessible_before_and_after_a_failure(sheet, width):
    page = sheet(width)
    assert violations(page) == []
    page.get_by_role("button", name="Save progress").click()
    page.wait_for_selector(".govuk-error-summary")
    page.wait_for_function("document.activeElement.className == 'govuk-error-summary'")
    assert violations(page) == []
    assert [line for line in sheet.said if "422" not in line] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_before_sign_in_are_accessible(sheet, width):
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        page = sheet(width, address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sheet.said == []


@pytest.mark.browser
def test_account_pages_are_accessible_and_lead_out(sheet):
    page = signed_in(sheet)
    site = page.url.rstrip("/")
    for address in ACCOUNT_PAGES:
        page.goto(site + address)
        assert page.locator("h1").count() == 1
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("#id_login")
    assert [line for line in sheet.said if "404" not in line] == []


@pytest.mark.browser
def test_header_is_readable_on_a_light_and_on_a_dark_council_colour(sheet):
    page = sheet(1280)
    colour = "getComputedStyle(document.querySelector('.council-header__service')).color"
    assert page.evaluate(colour) == "color(srgb-linear 0 0 0)"
    council = Council.objects.get()
    council.brand_colour = "#5b2a86"
    council.save()
    assert sheet(1280, "/sample/?dark").evaluate(colour) == "color(srgb-linear 1 1 1)"


@pytest.mark.browser
def test_list_pasted_from_word_becomes_lines_with_dashes(sheet):
    page = sheet(1280)
    page.locator("#id_text").focus()
    page.evaluate(
        """() => {
          const clip = new DataTransfer();
          clip.setData("text/plain", "Done:\\r\\n•\\tLeaflet sent\\r\\n·  Two visits");
          const paste = new ClipboardEvent("paste", {clipboardData: clip, cancelable: true});
          document.activeElement.dispatchEvent(paste);
        }"""
    )
    assert page.input_value("#id_text") == "Done:\n- Leaflet sent\n- Two visits"


@pytest.mark.browser
def test_words_outside_the_list_do_not_keep_the_option_chosen_before(sheet):
    page = sheet(1280)
    box = page.locator("input#id_lead")
    box.fill("Bo Fenn")
    assert page.input_value("#id_lead-select") == "2"
    box.fill("Nobody")
    assert page.input_value("#id_lead-select") == ""
    page.get_by_role("button", name="Save progress").click()
    group = page.locator(".govuk-form-group--error")
    assert group.locator(".govuk-error-message").all_text_contents() == [
        "Nobody is not in the list. Choose one from the list."
    ]


@pytest.mark.browser
def test_form_works_without_scripts(sheet):
    page = sheet(390, scripts=False)
    page.select_option("#id_lead", "2")
    assert page.locator("text=You can enter up to 50 characters").is_visible()
    assert page.get_by_role("link", name="Papers").is_visible()


@pytest.mark.browser
def test_leaving_with_unsaved_text_asks_first_and_the_text_is_offered_back(sheet):
    page = signed_in(sheet)
    site, asked = page.url.rstrip("/"), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(site + "/sample/")
    page.fill("#id_text", "A leaflet was sent")
    page.goto(site + "/accounts/password/change/")
    assert asked == ["beforeunload"]
    page.goto(site + "/sample/")
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("#id_text") == "A leaflet was sent"
    page.fill("#id_name", "good")
    page.evaluate("document.querySelector('#id_text').form.requestSubmit()")
    page.get_by_text("Saved.").wait_for()
    assert page.get_by_role("button", name="Put it back").count() == 0
    assert asked == ["beforeunload"]
    assert page.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.browser
def test_text_sent_after_the_session_ended_is_offered_back_to_the_same_person_only(sheet):
    page = signed_in(sheet)
    site = page.url.rstrip("/")
    page.goto(site + "/sample/")
    page.fill("#id_text", "A leaflet was sent")
    page.context.clear_cookies()
    page.evaluate("document.querySelector('#id_text').form.requestSubmit()")
    page.get_by_role("heading", name="You cannot do this").wait_for()
    page.goto(site + "/accounts/login/")
    sign_in(page)
    page.goto(site + "/sample/")
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("#id_text") == "A leaflet was sent"
    page.evaluate("document.body.dataset.user = '999'")
    page.add_script_tag(url="/static/js/unsaved.js")
    assert page.evaluate("Object.keys(sessionStorage)") == []
