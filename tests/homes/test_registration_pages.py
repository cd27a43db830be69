"""The pages on which homes are added, changed, closed and transferred."""

from datetime import date

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from homes.models import Home
from tests.factories import make_user
from tests.home_factories import make_home, make_inspection
from tests.homes.recording import day, errors, newest, said, sent, shown, url

pytestmark = pytest.mark.django_db

ADD = reverse("homes:home-add")


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def a_home(**typed):
    usual = {
        "internal_name": "Larch Rise", "label_kind": "alias", "alias": "Willow", "urn": "SC812001",
        "provision_type": "childrens_home", "governance": "own", "sector": "local_authority",
        "places": "4", "location": "3 Mill Lane",
    }  # fmt: skip
    days = day("registered_on", (5, 1, 2015)) | day("opened_on", (2, 2, 2015))
    return sent(**usual | days | typed)


def test_a_home_is_added_with_its_history(client, officer):
    answer = client.post(ADD, a_home())
    row = Home.objects.get()
    assert (row.internal_name, row.public_label, row.urn) == ("Larch Rise", "Willow", "SC812001")
    assert (row.governance, row.sector, row.places, row.location) == (
        "own", "local_authority", 4, "3 Mill Lane",
    )  # fmt: skip
    assert (row.registered_on, row.opened_on) == (date(2015, 1, 5), date(2015, 2, 2))
    assert newest(row) == ("+", officer, None)
    assert said(client, answer) == ["The home is saved. Papers call it “Willow”."]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"internal_name": ""}, {"internal_name": ["Enter the home’s own name."]}),
        ({"alias": ""}, {"alias": ["Enter the other name that papers show."]}),
        ({"alias": "Larch Rise North"}, {"alias": ["This gives the home’s own name away."]}),
        (
            {"alias": "Home 4"},
            {"alias": ["Choose a name; numbers are given by “A number”."]},
        ),
        ({"alias": "rowan"}, {"label_kind": ["Another home is shown by this name."]}),
        ({"label_kind": "number"}, {"number": ["Enter the number that papers show."]}),
        ({"urn": "here"}, {"urn": ["Write it like SC004321 or 21009."]}),
        ({"urn": "sc812009"}, {"__all__": ["There is a home with this URN."]}),
        ({"places": "1000"}, {"places": ["Enter a whole number from 0 to 999."]}),
        ({"governance": "club"}, {"governance": ["Choose one of those that are offered."]}),
        (
            day("opened_on", (4, 1, 2015)),
            {"opened_on": ["A home opens on or after the day it is registered."]},
        ),
    ],
)
def test_a_wrong_home_is_refused_at_its_box_and_nothing_typed_is_lost(
    client, officer, typed, found
):
    make_home(alias="Rowan", urn="SC812009")
    answer = client.post(ADD, a_home(**typed))
    assert errors(answer) == found
    assert shown(answer)["location"] == "3 Mill Lane"
    assert Home.objects.count() == 1


def test_what_papers_would_call_the_home_is_shown_before_it_is_saved(client, officer):
    answer = client.post(ADD, a_home(label_kind="number", number="4", preview=""))
    assert (answer.status_code, "Home 4" in answer.content.decode()) == (200, True)
    assert not Home.objects.exists()


def test_a_home_is_changed_for_a_reason(client, officer):
    row = make_home()
    typed = a_home(version=1, places="6", reason="A new room.")
    answer = client.post(url("home-change", row), typed | {"reason": ""})
    assert (errors(answer), shown(answer)["places"]) == (
        {"reason": ["Enter why it is changed."]}, "6",
    )  # fmt: skip
    client.post(url("home-change", row), typed)
    row.refresh_from_db()
    assert (row.places, row.internal_name, newest(row)) == (
        6, "Larch Rise", ("~", officer, "A new room."),
    )  # fmt: skip
    answer = client.post(url("home-change", row), typed | sent(reason="Late."))
    assert (answer.status_code, shown(answer)["reason"]) == (409, "Late.")


OUTSIDE = (
    "The home was inspected before it was registered or after it closed, by these days. Correct "
    "them, or the inspection."
)


def test_no_day_of_a_home_leaves_an_inspection_outside(client, officer):
    row = make_inspection().home
    late = day("registered_on", (10, 3, 2021)) | day("opened_on", (10, 3, 2021))
    answer = client.post(url("home-change", row), a_home(version=1, reason="Misread.", **late))
    assert (errors(answer), shown(answer)["reason"]) == ({"__all__": [OUTSIDE]}, "Misread.")
    early = sent(version=1, reason="Too large.", **day("closed_on", (8, 3, 2021)))
    answer = client.post(url("home-close", row), early)
    assert (errors(answer), shown(answer)["reason"]) == ({"__all__": [OUTSIDE]}, "Too large.")
    row.refresh_from_db()
    assert (row.registered_on, row.closed_on, row.version) == (date(2015, 1, 5), None, 1)


def closing(**typed):
    return sent(**{"version": 1, "reason": "Too large."} | day("closed_on", (1, 6, 2021)) | typed)


def test_a_home_closes_once_for_a_reason(client, officer):
    row = make_home()
    close = url("home-close", row)
    answer = client.post(close, closing(**day("closed_on", ("", "", ""))))
    assert errors(answer) == {"closed_on": ["Enter the day on which the home closed."]}
    assert shown(answer)["reason"] == "Too large."
    answer = client.post(close, closing(**day("closed_on", (4, 1, 2015))))
    assert errors(answer) == {"__all__": ["A home closes after it was registered and opened."]}
    answer = client.post(close, closing())
    row.refresh_from_db()
    assert (row.closed_on, row.closed_because) == (date(2021, 6, 1), "Too large.")
    assert newest(row) == ("~", officer, "Too large.")
    assert said(client, answer) == ["The home is closed. It is out of the counts from that day on."]
    answer = client.post(close, closing(version=2))
    assert errors(answer) == {"__all__": ["This home is closed already. Correct that instead."]}


def moving(**typed):
    usual = {
        "version": 1, "urn": "2700001", "governance": "trust", "sector": "voluntary",
        "provider": "Fernmoor Trust", "reason": "To the trust.",
    }  # fmt: skip
    return sent(**usual | day("transferred_on", (1, 6, 2021)) | typed)


def test_a_transfer_closes_one_registration_and_leads_to_another(client, officer):
    old = make_inspection(make_home(alias="Willow")).home
    answer = client.post(url("home-transfer", old), moving())
    old.refresh_from_db()
    new = Home.objects.get(transferred_from=old)
    assert (old.closed_on, new.registered_on, new.opened_on) == (date(2021, 6, 1),) * 3
    assert (new.urn, new.governance, new.sector, new.provider, new.public_label) == (
        "2700001", "trust", "voluntary", "Fernmoor Trust", "Willow",
    )  # fmt: skip
    assert not new.inspections.exists()
    assert newest(old) == ("~", officer, "To the trust.")
    assert newest(new) == ("+", officer, "To the trust.")
    assert said(client, answer) == [
        "The home is registered anew as 2700001. This registration is closed."
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"urn": ""}, {"urn": ["Enter the URN of the new registration."]}),
        ({"urn": "SC812009"}, {"__all__": ["There is a home with this URN."]}),
        ({"urn": "here"}, {"urn": ["Write it like SC004321 or 21009."]}),
        ({"governance": "club"}, {"governance": ["Choose one of those that are offered."]}),
        (
            day("transferred_on", ("", "", "")),
            {"transferred_on": ["Enter the day on which the home is transferred."]},
        ),
        (day("transferred_on", (8, 3, 2021)), {"__all__": [OUTSIDE]}),
    ],
)
def test_a_wrong_transfer_is_refused_and_nothing_typed_is_lost(client, officer, typed, found):
    make_home(urn="SC812009")
    old = make_inspection().home
    answer = client.post(url("home-transfer", old), moving(**typed))
    assert errors(answer) == found
    assert shown(answer)["reason"] == "To the trust."
    old.refresh_from_db()
    assert (old.closed_on, old.version, Home.objects.count()) == (None, 1, 2)
