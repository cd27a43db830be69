"""Signing in, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from corporate_parenting.roles import Role
from tests.browser.checks import axe, is_scrolled_sideways, sign_in
from tests.factories import make_council, make_user

PASSWORD = "four quiet otters swim"
OUTSIDE_ACCOUNTS = re.compile(r"^https?://[^/]+/(?!accounts/)")


@pytest.fixture
def officer(live_server):
    make_council()
    user = make_user(Role.OFFICER, email="officer@fernmoor.example")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def fill_in(page, password):
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("officer@fernmoor.example")
    page.locator("input[name=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()


def test_the_sign_in_page_has_no_barrier_and_breaks_no_rule(page, officer):
    page.goto("/accounts/login/")
    assert page.locator("h1").count() == 1
    assert (axe(page), page.complaints, is_scrolled_sideways(page)) == ([], [], False)


def test_a_wrong_password_is_said_without_a_barrier(page, officer):
    fill_in(page, "not the password")
    expect(page.locator("[class*=error-summary]").first).to_be_visible()
    expect(page).to_have_url(re.compile("/accounts/login/$"))
    assert (axe(page), page.complaints, is_scrolled_sideways(page)) == ([], [], False)


def test_the_right_password_opens_the_site(desktop, officer):
    fill_in(desktop, PASSWORD)
    expect(desktop).to_have_url(OUTSIDE_ACCOUNTS)
    assert desktop.complaints == []


def test_the_right_password_opens_the_site_without_scripts(without_scripts, officer):
    fill_in(without_scripts, PASSWORD)
    expect(without_scripts).to_have_url(OUTSIDE_ACCOUNTS)


def test_a_session_given_to_the_browser_opens_the_site(desktop, officer):
    sign_in(desktop, officer)
    answer = desktop.goto("/")
    assert (answer.status, "/accounts/" in desktop.url) == (200, False)


def test_the_watch_sees_what_the_policy_refuses(desktop, officer):
    desktop.goto("/accounts/login/")
    desktop.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'document.title = 1'}))"
    )
    desktop.wait_for_function("true")
    (complaint,) = desktop.complaints
    assert "Content Security Policy" in complaint


def test_the_barrier_check_sees_a_field_without_a_label(desktop, officer):
    desktop.goto("/accounts/login/")
    desktop.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [barrier.split(" ")[0] for barrier in axe(desktop)] == ["label"]
