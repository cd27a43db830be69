"""No administrator alone is both of the two people who stand behind a paper."""

import pytest
from django.urls import reverse

from corporate_parenting.models import User
from corporate_parenting.roles import Role
from tests.actions.test_admin import page, shown
from tests.factories import make_user

pytestmark = pytest.mark.django_db

SENT = {"usable_password": "true", "password1": "ten words more", "password2": "ten words more"}


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def test_nobody_gives_themselves_a_role(client, administrator):
    approver = make_user(Role.APPROVER).groups.get()
    url = page(User, "change", administrator.pk)
    sent = shown(client.get(url)) | {"groups": [approver.pk], "first_name": "Ada"}
    assert client.post(url, sent).status_code == 302
    administrator.refresh_from_db()
    assert (administrator.first_name, administrator.is_active, administrator.is_staff) == (
        "Ada",
        True,
        True,
    )
    assert [group.name for group in administrator.groups.all()] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("active", [True, False])
def test_no_administrator_sets_the_password_of_who_publishes(client, administrator, active):
    person = make_user(Role.APPROVER, password="kept as it is", is_active=active)
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    for response in (client.get(url), client.post(url, SENT)):
        assert response.status_code == 403
        assert "Forgot your password" in response.content.decode()
    person.refresh_from_db()
    assert person.check_password("kept as it is")


def test_no_administrator_takes_the_mail_of_who_publishes(client, administrator):
    person = make_user(Role.APPROVER)
    url = page(User, "change", person.pk)
    sent = shown(client.get(url)) | {"email": "mine@fernmoor.example", "last_name": "Bright"}
    assert client.post(url, sent).status_code == 302
    email = person.email
    person.refresh_from_db()
    assert (person.email, person.last_name) == (email, "Bright")


def test_a_superuser_sets_the_password_and_address_of_who_publishes(client):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    person = make_user(Role.APPROVER)
    url = page(User, "change", person.pk)
    sent = shown(client.get(url)) | {"email": "new@fernmoor.example"}
    assert client.post(url, sent).status_code == 302
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(url, SENT).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.check_password("ten words more")) == ("new@fernmoor.example", True)


@pytest.mark.parametrize("key", ["999", "abc", "9" * 30])
def test_a_password_page_of_nobody_is_not_found(client, administrator, key):
    assert client.get(f"/admin/corporate_parenting/user/{key}/password/").status_code == 404
