"""Who may write to the scorecard: each kind of user."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from scorecard import rules
from tests.factories import make_indicator, make_lead, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2020, 1, 15)


def people():
    """Somebody of each role, and somebody with none; nobody of them answers for anything."""
    return {role.value: make_user(role) for role in Role} | {"nobody": make_user()}


def allowed(rule):
    return {name for name, user in people().items() if rule(user)}


def test_analysts_enter_every_figure_and_say_what_it_is():
    indicator = make_indicator()
    for rule in (rules.can_enter_figures, rules.can_write_commentary):
        assert allowed(lambda user, rule=rule: rule(user, indicator, TODAY)) == {"analyst"}
    assert allowed(lambda user: rules.enters_some_figures(user, TODAY)) == {"analyst"}
    assert allowed(rules.enters_any_figures) == {"analyst"}


def test_analysts_alone_set_a_rating_by_hand():
    assert allowed(rules.can_set_rating) == {"analyst"}


def test_analysts_and_administrators_set_targets():
    assert allowed(rules.can_set_targets) == {"analyst", "administrator"}


@pytest.mark.parametrize(
    ("fields", "enters"),
    [
        ({}, True),
        ({"active_from": date(2020, 1, 15)}, True),
        ({"active_from": date(2020, 1, 16)}, False),
        ({"active_until": date(2020, 1, 15)}, True),
        ({"active_until": date(2020, 1, 14)}, False),
    ],
)
def test_whoever_answers_for_an_indicator_enters_its_figures_in_their_time(fields, enters):
    user = make_user(Role.LEAD)
    mine = make_indicator(owner=make_lead(user=user, **fields))
    other = make_indicator(code="P4.3", owner=make_lead(name="Bo Lund", user=make_user()))
    assert rules.can_enter_figures(user, mine, TODAY) == enters
    assert rules.can_write_commentary(user, mine, TODAY) == enters
    assert rules.enters_some_figures(user, TODAY) == enters
    assert not rules.can_enter_figures(user, other, TODAY)
    assert not rules.can_set_rating(user)


def test_whoever_may_not_read_the_scorecard_enters_nothing():
    member = make_user(Role.MEMBER)
    indicator = make_indicator(owner=make_lead(user=member))
    assert not rules.can_enter_figures(member, indicator, TODAY)
    assert not rules.enters_some_figures(member, TODAY)
