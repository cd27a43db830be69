"""Who may do what with papers: each rule, each role."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from reports import rules
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db

AUTHOR, APPROVER, CLERK = Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        (rules.can_read_papers, set(Role)),
        (rules.can_see_drafts, {AUTHOR, APPROVER, CLERK}),
        (rules.can_start_report, {AUTHOR}),
        (rules.can_write_report, {AUTHOR}),
        (rules.can_add_meeting, {AUTHOR, CLERK}),
        (rules.can_change_meeting, {AUTHOR, CLERK}),
        (rules.can_get_bytes, {AUTHOR, APPROVER}),
    ],
)
def test_which_roles_may(rule, may):
    assert {role for role in Role if rule(make_user(role))} == may
    assert not rule(make_user())


def test_an_approver_publishes_what_somebody_else_wrote():
    both = make_user(AUTHOR, APPROVER)
    report = make_report()
    assert {role for role in Role if rules.can_publish(make_user(role), report)} == {APPROVER}
    assert rules.can_publish(both, report)
    own = make_report(plan=report.plan, author=both, held_on=date(2019, 9, 13))
    assert not rules.can_publish(both, own)
