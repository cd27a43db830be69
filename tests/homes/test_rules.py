"""Who may do what with homes."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from homes import rules
from homes.editions import Edition
from tests.factories import make_lead, make_user
from tests.home_factories import make_home

pytestmark = pytest.mark.django_db

DAY = date(2021, 10, 1)
FULL = Edition(on=DAY, names=True, exempt=True, embargoed=True)


@pytest.mark.parametrize(
    ("role", "edition"),
    [
        (None, Edition(on=DAY)),
        (Role.LEAD, Edition(on=DAY)),
        (Role.OFFICER, FULL),
        (Role.ANALYST, Edition(on=DAY)),
        (Role.AUTHOR, Edition(on=DAY)),
        (Role.APPROVER, Edition(on=DAY)),
        (Role.DEMOCRATIC_SERVICES, Edition(on=DAY)),
        (Role.MEMBER, Edition(on=DAY)),
        (Role.ADMINISTRATOR, Edition(on=DAY, names=True)),
    ],
)
def test_only_officers_read_all_and_only_administrators_names(role, edition):
    user = make_user(*[role] if role else [])
    assert rules.edition_for(user, DAY) == edition
    assert rules.can_view_homes(user) == (role is not None)
    assert rules.can_view_history(user) == (role == Role.OFFICER)
    assert rules.records_any(user) == (role == Role.OFFICER)
    assert rules.can_record_authority(user) == (role == Role.OFFICER)
    assert rules.can_import_homes(user) == (role == Role.OFFICER)
    assert rules.can_change_homes(user) == (role in (Role.OFFICER, Role.ADMINISTRATOR))


def test_who_answers_for_a_home_reads_and_records_all_of_it_while_they_do():
    user = make_user(Role.LEAD)
    home = make_home(lead=make_lead(user=user, active_until=DAY))
    assert rules.edition_of_home(user, home, DAY) == FULL
    assert rules.can_record(user, home, DAY)
    later = date(2021, 10, 2)
    assert rules.edition_of_home(user, home, later) == Edition(on=later)
    assert not rules.can_record(user, home, later)


def test_nobody_else_records_anything_of_it():
    home = make_home(lead=make_lead(user=make_user(Role.LEAD)))
    for role in (Role.LEAD, Role.MEMBER, Role.AUTHOR, Role.ADMINISTRATOR):
        assert not rules.can_record(make_user(role), home, DAY)
    assert rules.can_record(make_user(Role.OFFICER), home, DAY)
    assert not rules.can_record(make_user(Role.LEAD), make_home(), DAY)


def test_a_lead_without_the_role_reads_nothing_more():
    user = make_user()
    home = make_home(lead=make_lead(user=user, active_from=DAY))
    assert rules.edition_of_home(user, home, DAY) == Edition(on=DAY)
    assert not rules.can_record(user, home, DAY)
    lead = make_user(Role.LEAD)
    home.lead.user = lead
    assert not rules.answers_for(lead, home, date(2021, 9, 30))
    assert rules.answers_for(lead, home, DAY)
