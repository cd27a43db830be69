"""A real Chromium in front of a real server. Fixtures: ``phone``, ``desktop``, ``page`` (both).

Each gives a page with ``page.goto("/plan/")`` relative to the server, and ``page.complaints``.
"""

import os
import shutil
from functools import cache

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.checks import watch

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing may leave the machine, and nothing may wait for what is not there.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
MISSING = "No Chromium on this machine: install the package 'chromium', or set CHROMIUM to its path"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker("browser")


def pytest_runtest_setup(item):
    """Without a browser the tests are skipped, or fail under REQUIRE_BROWSER=1.

    Skipped here, not in a fixture: so pytest tells of all of them in one line.
    """
    if chromium():
        return
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)


@cache
def chromium():
    """Path of the browser, or None."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, which Django would take for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server):
    """A function that opens a page in a browser of its own: ``open_page(PHONE)``."""
    contexts = []

    def opened(viewport, **options):
        context = browser.new_context(
            base_url=live_server.url, viewport=viewport, locale="en-GB", **options
        )
        context.site = live_server.url
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)


@pytest.fixture
def desktop(open_page):
    return open_page(DESKTOP)


@pytest.fixture
def without_scripts(open_page):
    """A desktop page in which no JavaScript runs."""
    return open_page(DESKTOP, java_script_enabled=False)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request, open_page):
    """The same test once on a phone and once on a desktop."""
    return open_page(request.param)
