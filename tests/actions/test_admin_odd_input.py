"""The administrators' pages answer what nobody would type with a refusal, never with a fault."""

import pytest

from corporate_parenting.roles import Role
from tests.factories import make_action, make_agency, make_lead, make_priority, make_user

pytestmark = pytest.mark.django_db

PLAN = ("plan", "priority", "action")
LEADS, PEOPLE = "/admin/actions/lead/", "/admin/corporate_parenting/user/"


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("value", ["true", "abc", "9" * 30, "²", "-1", "1.5", ""])
def test_an_odd_key_in_an_address_or_a_form_is_nobodys_choice(client, administrator, value):
    make_priority()
    assert client.get("/admin/actions/priority/add/", {"plan": value}).status_code == 200
    sent = {"plan": value, "number": "7", "title": "Homes"}
    response = client.post("/admin/actions/priority/add/", sent)
    assert response.status_code == 422
    assert "plan" in response.context["adminform"].form.errors


@pytest.mark.parametrize(
    "address",
    [
        f"{LEADS}export/?foo=bar",
        f"{LEADS}export/?agency__id__exact=abc",
        f"{LEADS}export/?active_until__gte=31.2.",
        f"{LEADS}?active_until__year=99999",
        f"{PEOPLE}?date_joined__year=99999",
        f"{PEOPLE}?password__startswith=a",
        f"{PEOPLE}?groups__user__email__startswith=a",
    ],
)
def test_a_filter_that_no_list_offers_is_refused(client, administrator, address):
    for name in ("Health", "Housing"):
        make_agency(name=name)
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("value", ["abc", "9" * 30, "-1"])
def test_an_odd_value_of_a_filter_is_no_fault(client, administrator, value):
    for address in (LEADS, f"{LEADS}export/"):
        response = client.get(address, {"agency__id__exact": value}, follow=True)
        assert response.status_code in (200, 400)


def test_the_filters_that_a_list_offers_still_narrow_it(client, administrator):
    kept, other = (make_lead(agency=make_agency(name=name)) for name in ("Health", "Housing"))
    page = client.get(LEADS, {"agency__id__exact": kept.agency_id})
    assert list(page.context["cl"].queryset) == [kept]
    assert {other, kept} == set(client.get(LEADS).context["cl"].queryset)


def test_every_link_beside_a_list_works(client, administrator):
    make_action()
    make_lead(agency=make_agency())
    followed = 0
    for address in (LEADS, PEOPLE, *(f"/admin/actions/{name}/" for name in PLAN)):
        shown = client.get(address).context["cl"]
        for choice in (choice for spec in shown.filter_specs for choice in spec.choices(shown)):
            assert client.get(address + choice["query_string"]).status_code == 200
            followed += 1
    assert followed > 20
