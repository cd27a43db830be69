"""An analyst who has the admin adds the indicators that an import asks for, with their owners."""

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from scorecard.models import Indicator
from tests.factories import make_council, make_lead, make_priority, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client):
    make_council()
    user = make_user(Role.ANALYST, is_staff=True)
    client.force_login(user)
    client.user = user
    return client


def test_an_analyst_adds_an_indicator_with_its_owner_and_its_priority(analyst):
    lead, priority = make_lead(name="Ada Rowe"), make_priority()
    sent = {
        "code": "P9", "name": "Visits in time", "unit": "percent", "decimals": "0",
        "polarity": "high", "basis": "flow", "frequency": "quarter", "counts_people": "on",
        "owner": lead.pk, "priority": priority.pk,
    }  # fmt: skip
    answer = analyst.post(reverse("admin:scorecard_indicator_add"), sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    row = Indicator.objects.get()
    assert (row.code, row.owner, row.priority) == ("P9", lead, priority)
    assert row.history.get().history_user == analyst.user


@pytest.mark.parametrize(("field", "make"), [("owner", make_lead), ("priority", make_priority)])
def test_an_analyst_finds_owners_and_priorities_to_choose(analyst, field, make):
    row = make()
    asked = {"app_label": "scorecard", "model_name": "indicator", "field_name": field, "term": ""}
    answer = analyst.get(reverse("admin:autocomplete"), asked)
    assert [each["id"] for each in answer.json()["results"]] == [str(row.pk)]


@pytest.mark.parametrize("model", ["lead", "priority"])
def test_an_analyst_changes_neither_leads_nor_priorities(analyst, model):
    row = {"lead": make_lead, "priority": make_priority}[model]()
    page = reverse(f"admin:actions_{model}_change", args=[row.pk])
    assert analyst.get(page).status_code == 200
    assert analyst.post(page, {"name": "Other"}).status_code == 403
    assert analyst.get(reverse(f"admin:actions_{model}_add")).status_code == 403
