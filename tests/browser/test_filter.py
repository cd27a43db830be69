"""The filter of the list of actions, by hand."""

import pytest

from corporate_parenting.roles import Role
from tests.browser.checks import sign_in
from tests.browser.conftest import PHONE
from tests.factories import (
    make_action,
    make_council,
    make_lead,
    make_priority,
    make_strand,
    make_user,
)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_lead_whom_nobody_knows_is_not_taken_for_anyone(desktop, live_server, by_key):
    make_council()
    make_strand(make_lead())
    sign_in(desktop, make_user(Role.OFFICER))
    desktop.goto("/actions/")
    box = desktop.locator("input#id_lead")
    box.press_sequentially("Nobody")
    if by_key:
        box.press("Enter")
    else:
        desktop.get_by_role("button", name="Apply filter").click()
    said = desktop.get_by_text("Nobody is not in the list. Choose one from the list.")
    said.wait_for(timeout=5_000)
    assert box.input_value() == "Nobody"


def test_every_control_of_the_open_filter_is_on_a_phones_screen(open_page, live_server):
    make_council()
    title = "We promise you a settled home near the people who matter most to you all"
    make_strand(make_lead(), action=make_action(priority=make_priority(title=title * 3)))
    page = open_page(PHONE)
    sign_in(page, make_user(Role.OFFICER))
    page.goto("/actions/")
    page.get_by_role("button", name="Show filter").click(timeout=4_000)
    page.locator("select#id_priority").wait_for(timeout=4_000)
    boxes = [box.bounding_box() for box in page.locator("[data-council-filter] label").all()]
    assert boxes
    assert [box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes] == [
        True
    ] * len(boxes)
