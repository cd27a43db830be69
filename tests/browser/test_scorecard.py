"""The scorecard by keyboard alone, and its chart on the smallest phone."""

from decimal import Decimal
from time import monotonic

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from corporate_parenting.roles import Role
from scorecard.periods import parse
from tests.browser.checks import axe, is_scrolled_sideways, sign_in
from tests.browser.test_journey import tab_to
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_target,
    make_user,
)
from tests.scorecard.entering import Q2, URL, kept

SMALLEST = {"width": 320, "height": 568}
COLUMNS = ("value", "numerator", "denominator", "as_at", "finality")  # the boxes of a row
MOST_SECONDS = 5
# (words, size in pixels of the screen, left and right edge) of each text of the charts in sight.
TEXTS = """() => [...document.querySelectorAll("main svg.chart")]
  .filter((chart) => chart.getBoundingClientRect().width > 0)
  .flatMap((chart) => [...chart.querySelectorAll("text")])
  .map((text) => {
    const box = text.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    return [text.textContent, size, box.left, box.right];
  })"""


@pytest.fixture
def area(live_server):
    make_council()
    return make_area()


def test_figures_are_entered_with_the_keyboard_alone_in_seconds(desktop, area):
    rows = [make_indicator(code=code) for code in ("P4.1", "P4.2")]
    for row in rows:
        make_measurement(row, area, Q2, 70)
    sign_in(desktop, make_user(Role.ANALYST))
    desktop.goto(URL)
    tab_to(desktop, f"[name=value_{rows[0].pk}]")
    began = monotonic()
    desktop.keyboard.type("72.5")
    for _ in COLUMNS:
        desktop.keyboard.press("Tab")
    expect(desktop.locator(f"[name=value_{rows[1].pk}]")).to_be_focused()
    desktop.keyboard.type("74")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    expect(desktop.locator(".govuk-notification-banner--success")).to_be_focused()
    took = monotonic() - began
    quarter = [(code, figure) for code, period, figure, *_ in kept() if period != Q2]
    assert quarter == [("P4.1", Decimal("72.5")), ("P4.2", 74)]
    assert took < MOST_SECONDS
    assert desktop.complaints == []


def make_long(area):
    """An indicator with a target, limits of what is usual, and areas beside our own."""
    indicator = make_indicator()
    make_target(indicator)
    others = [
        make_area(name=name, kind=kind)
        for name, kind in (("North East", "region"), ("England", "england"))
    ]
    for place in (area, *others):
        for number in range(14):
            year, quarter = divmod(number, 4)
            period = parse(f"Quarter {quarter + 1} 20{16 + year}-{17 + year}")
            make_measurement(indicator, place, period, 70 + number % 5)
    return indicator


@pytest.mark.parametrize("query", ["", "?limits=on"])
def test_the_chart_is_legible_on_the_smallest_phone(open_page, area, query):
    indicator, phone = make_long(area), open_page(SMALLEST)
    sign_in(phone, make_user(Role.LEAD))
    phone.goto(reverse("scorecard:indicator-detail", args=[indicator.pk]) + query)
    assert not is_scrolled_sideways(phone)
    texts = phone.evaluate(TEXTS)
    said = {words for words, *_ in texts}
    assert {"Fernmoor", "England"} <= {word for words in said for word in words.split()}
    assert [text for text in texts if text[1] < 11] == []
    assert [text for text in texts if text[2] < 0 or text[3] > SMALLEST["width"]] == []
    assert axe(phone) == []
