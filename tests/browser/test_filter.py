"""The filter of the list of actions, by hand."""

import pytest

from corporate_parenting.roles import Role
from tests.browser.checks import sign_in
from tests.factories import make_council, make_lead, make_strand, make_user


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
