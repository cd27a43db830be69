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
        (rules.can_comment, {APPROVER, CLERK}),
        (rules.can_withdraw, {APPROVER, CLERK}),
    ],
)
def test_which_roles_may(rule, may):
    assert {role for role in Role if rule(make_user(role))} == may
    assert not rule(make_user())


def roles(rule, report):
    return {role for role in Role if rule(make_user(role), report)}


def test_an_approver_clears_what_somebody_else_wrote():
    both, report = make_user(AUTHOR, APPROVER), make_report()
    assert roles(rules.can_clear, report) == {APPROVER}
    assert rules.can_clear(both, report)
    own = make_report(plan=report.plan, author=both, held_on=date(2019, 9, 13))
    assert not rules.can_clear(both, own)


def test_democratic_services_or_an_approver_publish_what_somebody_else_wrote():
    both, report = make_user(AUTHOR, CLERK), make_report()
    assert roles(rules.can_publish, report) == {APPROVER, CLERK}
    assert rules.can_publish(both, report)
    own = make_report(plan=report.plan, author=both, held_on=date(2019, 9, 13))
    assert not rules.can_publish(both, own)


@pytest.mark.parametrize(
    ("state", "returns", "gets_bytes"),
    [
        ("planned", {APPROVER}, {AUTHOR, APPROVER}),
        ("drafting", {APPROVER}, {AUTHOR, APPROVER}),
        ("in_clearance", {APPROVER}, {AUTHOR, APPROVER, CLERK}),
        ("cleared", {APPROVER, CLERK}, {AUTHOR, APPROVER, CLERK}),
        ("released", {APPROVER, CLERK}, {AUTHOR, APPROVER, CLERK}),
        ("published", {APPROVER}, {AUTHOR, APPROVER, CLERK}),
        ("withdrawn", {APPROVER}, {AUTHOR, APPROVER, CLERK}),
    ],
)
def test_who_returns_and_who_reads_it_early_depends_on_where_it_stands(state, returns, gets_bytes):
    report = make_report(state=state)
    assert roles(rules.can_return, report) == returns
    assert roles(rules.can_get_bytes, report) == gets_bytes
