"""The components in a real browser: barriers, width, scripts, and the guard of unsaved text."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from corporate_parenting.models import Council, User
from tests.browser.checks import axe

ACCOUNT_PAGES = [
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/no-such-page/",
]
pytestmark = [
    pytest.mark.urls("tests.corporate_parenting.component_pages"),
    pytest.mark.same_on_both,
]


@pytest.fixture
def sheet(browser, live_server):
    """A function that opens the sample page and gives it with everything the console said."""
    Council.objects.create(pk=1, name="Fernmoor Council", brand_colour="#f0d000")
    said, contexts = [], []

    def opened(width, address="/sample/", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live_server.url + address)
        return page

    opened.said = said
    yield opened
    for context in contexts:
        context.close()


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


@pytest.mark.parametrize("width", [390, 1280])
def test_sample_page_is_accessible_before_and_after_a_failure(sheet, width):
    page = sheet(width)
    assert axe(page) == []
    page.get_by_role("button", name="Save progress").click()
    page.wait_for_selector(".govuk-error-summary")
    page.wait_for_function("document.activeElement.className == 'govuk-error-summary'")
    assert axe(page) == []
    assert [line for line in sheet.said if "422" not in line] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_before_sign_in_are_accessible(sheet, width):
    for address in ("/accounts/login/", "/accounts/password/reset/"):
        page = sheet(width, address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sheet.said == []


def test_account_pages_are_accessible_and_lead_out(sheet):
    page = signed_in(sheet)
    site = page.url.rstrip("/")
    for address in ACCOUNT_PAGES:
        page.goto(site + address)
        assert page.locator("h1").count() == 1
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("#id_login")
    assert [line for line in sheet.said if "404" not in line] == []


def totp_code(page):
    """What the person's phone would show for the secret on the page."""
    counter = int(time.time()) // 30
    secret = page.input_value("#authenticator_secret")
    return format_hotp_value(hotp_value(secret, counter))


def test_second_factor_is_set_up_and_asked_for_on_accessible_pages(sheet):
    page = signed_in(sheet)
    site = page.url.rstrip("/")
    page.goto(site + "/accounts/2fa/totp/activate/")
    page.fill("#id_password", "long-enough-words")
    page.get_by_role("button", name="Go on").click()
    page.fill("#id_code", "000000")
    page.get_by_role("button", name="Turn on").click()
    page.wait_for_selector(".govuk-error-summary")
    assert axe(page) == []
    page.fill("#id_code", totp_code(page))
    page.get_by_role("button", name="Turn on").click()
    page.wait_for_selector("#recovery_codes")
    for address in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/"):
        page.goto(site + address)
        assert axe(page) == []
    page.get_by_role("button", name="Sign out").click()
    page.fill("#id_login", "ada@fernmoor.example")
    page.fill("#id_password", "long-enough-words")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("#id_code")
    assert axe(page) == []
    assert [line for line in sheet.said if "Password forms" not in line] == []


def test_header_is_readable_on_a_light_and_on_a_dark_council_colour(sheet):
    page = sheet(1280)
    colour = "getComputedStyle(document.querySelector('.council-header__service')).color"
    assert page.evaluate(colour) == "color(srgb-linear 0 0 0)"
    council = Council.objects.get()
    council.brand_colour = "#5b2a86"
    council.save()
    assert sheet(1280, "/sample/?dark").evaluate(colour) == "color(srgb-linear 1 1 1)"


PASTE = """([plain, html]) => {
  const clip = new DataTransfer();
  clip.setData("text/plain", plain);
  clip.setData("text/html", html);
  const paste = new ClipboardEvent("paste", {clipboardData: clip, cancelable: true});
  document.activeElement.dispatchEvent(paste);
}"""
COPIED = (
    "Before <b>bold</b> words<ul><li>One<p>more</p><ol><li>Inner</li></ol></li><li>Two</li></ul>"
    "<p>After</p>the end"
)


@pytest.mark.parametrize(
    ("plain", "html", "expected"),
    [
        ("Done:\r\n•\tLeaflet sent\r\n·  Two", "", "Done:\n- Leaflet sent\n- Two"),
        ("o\tInner\n2)\tSecond\n2019 – a year", "<p>x</p>", "- Inner\n2. Second\n2019 – a year"),
        (
            "One\nTwo",
            COPIED,
            "Before bold words\n\n- One more\n   1. Inner\n- Two\n\nAfter\n\nthe end",
        ),
    ],
)
def test_pasted_lists_become_lines_with_marks_and_no_word_is_lost(sheet, plain, html, expected):
    page = sheet(1280)
    page.locator("#id_text").focus()
    page.evaluate(PASTE, [plain, html])
    assert page.input_value("#id_text") == expected


def test_words_outside_the_list_do_not_keep_the_option_chosen_before(sheet):
    page = sheet(1280)
    box = page.locator("input#id_lead")
    box.fill("Bo Fenn")
    assert page.input_value("#id_lead-select") == "2"
    box.fill("Nobody")
    assert page.input_value("#id_lead-select") == ""
    page.get_by_role("button", name="Save progress").click()
    group = page.locator(".govuk-form-group--error")
    expect(group.locator(".govuk-error-message")).to_have_text(
        ["Nobody is not in the list. Choose one from the list."]
    )


def test_form_works_without_scripts(sheet):
    page = sheet(390, scripts=False)
    page.select_option("#id_lead", "2")
    assert page.locator("text=You can enter up to 50 characters").is_visible()
    assert page.get_by_role("link", name="Papers").is_visible()


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
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    assert asked == ["beforeunload"]
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_text_sent_after_the_session_ended_is_offered_back_to_the_same_person_only(sheet):
    page = signed_in(sheet)
    site = page.url.rstrip("/")
    page.goto(site + "/sample/")
    page.fill("#id_text", "A leaflet was sent")
    page.context.clear_cookies()
    page.evaluate("document.querySelector('#id_text').form.requestSubmit()")
    page.get_by_role("heading", name="The page had expired").wait_for()
    page.goto(site + "/accounts/login/")
    sign_in(page)
    page.goto(site + "/sample/")
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("#id_text") == "A leaflet was sent"
    page.evaluate("document.body.dataset.user = '999'")
    page.add_script_tag(url="/static/js/unsaved.js")
    assert page.evaluate("Object.keys(sessionStorage)") == []
