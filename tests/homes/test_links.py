"""Actions of the plan that answer an inspection: linked, refused and taken away."""

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.roles import Role
from homes import services
from homes.models import ImprovementAction
from tests.factories import make_action, make_lead, make_user
from tests.home_factories import (
    make_home,
    make_improvement_action,
    make_inspection,
    make_requirement,
)
from tests.homes.recording import errors, newest, said, sent, shown, url

pytestmark = pytest.mark.django_db

NOT_CURRENT = "This is no action of a current plan. Choose one of those that are offered."
GONE = "This link was taken away already."


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def make_action_of(state):
    action = make_action()
    action.priority.plan.state = state
    action.priority.plan.save()
    return action


def test_an_action_of_the_plan_answers_a_requirement_until_somebody_says_why_not(officer):
    required = make_requirement()
    link = services.link_action(
        inspection=required.inspection, requirement=required, action=make_action(), by=officer
    )
    assert newest(link) == ("+", officer, None)
    with pytest.raises(ValidationError, match="This action is linked already."):
        services.link_action(
            inspection=required.inspection, requirement=required, action=link.action, by=officer
        )
    with pytest.raises(ValidationError, match="Say why the action is no answer to it."):
        services.unlink_action(link=link, by=officer, reason="")
    services.unlink_action(link=link, by=officer, reason="Another one.")
    assert not ImprovementAction.objects.exists()
    with pytest.raises(ValidationError, match="This link was taken away already."):
        services.unlink_action(link=link, by=officer, reason="Again.")
    assert ImprovementAction.history.first().history_change_reason == "Another one."


@pytest.mark.parametrize("state", ["archived", "draft"])
def test_no_action_of_another_plan_answers_an_inspection(client, officer, state):
    action, inspection = make_action_of(state), make_inspection()
    with pytest.raises(ValidationError) as error:
        services.link_action(inspection=inspection, action=action, by=officer)
    assert error.value.message_dict == {"action": [NOT_CURRENT]}
    typed = sent(action=action.pk, requirement="", note="Kept.")
    answer = client.post(url("link-add", inspection), typed)
    assert (errors(answer), shown(answer)["note"]) == ({"action": [NOT_CURRENT]}, "Kept.")
    assert not ImprovementAction.objects.exists()


def test_an_action_is_linked_to_a_requirement_with_its_history(client, officer):
    action, required = make_action(), make_requirement()
    other = make_requirement()
    typed = sent(action=action.pk, requirement=other.pk, note="It answers it.")
    answer = client.post(url("link-add", required.inspection), typed)
    assert errors(answer) == {"requirement": ["Choose one of those that are offered."]}
    assert shown(answer)["note"] == "It answers it."
    typed["requirement"] = required.pk
    answer = client.post(url("link-add", required.inspection), typed)
    row = ImprovementAction.objects.get()
    assert (row.action, row.requirement, row.note) == (action, required, "It answers it.")
    assert newest(row) == ("+", officer, None)
    assert said(client, answer) == ["1.1 answers the full inspection of 9 March 2021."]
    answer = client.post(url("link-add", required.inspection), typed | sent())
    assert errors(answer) == {"__all__": ["This action is linked already."]}


def test_a_link_is_taken_away_for_a_reason(client, officer):
    row = make_improvement_action()
    assert "reason" in errors(client.post(url("link-remove", row), sent(reason="")))
    answer = client.post(url("link-remove", row), sent(reason="Another one."))
    assert said(client, answer) == ["1.1 is linked no more."]
    gone = ImprovementAction.history.filter(history_type="-").get()
    assert (gone.history_user, gone.history_change_reason) == (officer, "Another one.")


def test_whoever_does_not_read_the_plan_takes_a_link_away_unread(client, officer):
    reader = make_user(Role.MEMBER)
    row = make_improvement_action(make_inspection(make_home(lead=make_lead(user=reader))))
    words = row.action.wording
    assert words in client.get(url("link-remove", row)).content.decode()
    client.force_login(reader)
    answer = client.get(url("link-remove", row))
    assert answer.status_code == 200
    assert words not in answer.content.decode()


def test_a_link_that_is_gone_leads_to_its_home(client, officer):
    row = make_improvement_action()
    path, typed = url("link-remove", row), sent(reason="Another one.")
    home_url = url("home-detail", row.inspection.home)
    first = client.post(path, typed)
    assert said(client, first) == ["1.1 is linked no more."]
    again = client.post(path, typed)  # a double click is answered as the first one was
    assert (again.url, said(client, again)) == (home_url, [])
    for ask in (client.get, client.post):
        answer = ask(path, sent(reason="Late."))
        assert (answer.url, said(client, answer)) == (home_url, [GONE])
    assert ImprovementAction.history.filter(history_type="-").count() == 1


def test_a_link_that_is_gone_tells_nothing_to_others(client, officer):
    row = make_improvement_action(make_inspection(published_on=None))
    client.post(url("link-remove", row), sent(reason="Another one."))
    client.force_login(make_user(Role.MEMBER))
    assert client.get(url("link-remove", row)).status_code == 404
    known = make_improvement_action(action=row.action)
    services.unlink_action(link=known, by=officer, reason="Another one.")
    assert client.get(url("link-remove", known)).status_code == 403
    client.force_login(officer)
    assert client.get(f"/homes/actions/{known.pk + 9}/remove/").status_code == 404
