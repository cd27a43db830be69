"""Where a person lands after signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from corporate_parenting.roles import Role
from tests.factories import make_lead, make_user

pytestmark = pytest.mark.django_db


def lands_on(user):
    client = Client()
    client.force_login(user)
    return getattr(client.get(reverse("home")), "url", None)


@pytest.mark.parametrize(
    ("role", "route"),
    [
        (Role.LEAD, "actions:plan-current"),
        (Role.OFFICER, "actions:plan-current"),
        (Role.ANALYST, "actions:plan-current"),
        (Role.AUTHOR, "reports:report-list"),
        (Role.APPROVER, "reports:report-list"),
        (Role.DEMOCRATIC_SERVICES, "reports:report-list"),
        (Role.MEMBER, "reports:publication-list"),
        (Role.ADMINISTRATOR, "actions:plan-current"),
    ],
)
def test_each_role_begins_where_its_work_is(role, route):
    assert lands_on(make_user(role)) == reverse(route)


@pytest.mark.parametrize("role", [Role.LEAD, Role.OFFICER, Role.AUTHOR])
def test_whoever_leads_begins_with_what_they_lead(role):
    user = make_user(role)
    make_lead(user=user)
    assert lands_on(user) == reverse("actions:my-actions")


def test_a_lead_who_may_not_read_the_plan_is_not_sent_there():
    user = make_user(Role.MEMBER)
    make_lead(user=user)
    assert lands_on(user) == reverse("reports:publication-list")


def test_whoever_has_no_role_begins_in_admin_or_is_told_so():
    assert lands_on(make_user(is_staff=True)) == reverse("admin:index")
    assert lands_on(make_user()) is None
