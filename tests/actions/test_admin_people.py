"""No administrator alone is both of the two people who stand behind a paper."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from corporate_parenting.models import User
from corporate_parenting.roles import Role
from tests.actions.test_admin import page, shown
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "ten words more"
SENT = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def change(client, person, **typed):
    """The answer to the person's page, sent as it is shown but for what is typed."""
    url = page(User, "change", person.pk)
    return client.post(url, shown(client.get(url)) | typed)


def group(role):
    return Group.objects.get(name=role.value).pk


def names(person):
    return sorted(person.groups.values_list("name", flat=True))


def test_nobody_gives_themselves_a_role(client, administrator):
    sent = {"groups": [group(Role.APPROVER)], "first_name": "Ada"}
    assert change(client, administrator, **sent).status_code == 302
    administrator.refresh_from_db()
    assert (administrator.first_name, administrator.is_active, administrator.is_staff) == (
        "Ada",
        True,
        True,
    )
    assert names(administrator) == [Role.ADMINISTRATOR]


# Passwords


@pytest.mark.parametrize("role", [*Role, None])
def test_no_administrator_sets_anybodys_password(client, administrator, role):
    person = make_user(*[role] if role else [], password="kept as it is")
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    for response in (client.get(url), client.post(url, SENT)):
        assert response.status_code == 403
        assert "Forgot your password" in response.content.decode()
    assert url not in client.get(page(User, "change", person.pk)).content.decode()
    person.refresh_from_db()
    assert person.check_password("kept as it is")


def test_a_new_person_has_no_password_whatever_an_administrator_sends(client, administrator):
    words = client.get(page(User, "add")).content.decode()
    assert "People set their own passwords" in words
    assert "password1" not in words
    sent = SENT | {"email": "new@fernmoor.example", "password": PASSWORD}
    assert client.post(page(User, "add"), sent).status_code == 302
    assert not User.objects.get(email="new@fernmoor.example").has_usable_password()


def set_by_mail(email, mailoutbox):
    """Whoever reads the mail of that address sets the password; the number of mails."""
    mailoutbox.clear()
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": email})
    for mail in mailoutbox:
        (link,) = [word for word in mail.body.split() if "/accounts/password/reset/key/" in word]
        form = browser.get(link, follow=True).redirect_chain[-1][0]
        browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    return len(mailoutbox)


def test_a_new_person_sets_their_own_password_by_mail(client, administrator, mailoutbox):
    client.post(page(User, "add"), {"email": "new@fernmoor.example"})
    assert set_by_mail("new@fernmoor.example", mailoutbox) == 1
    assert User.objects.get(email="new@fernmoor.example").check_password(PASSWORD)


@pytest.mark.parametrize("key", ["999", "abc", "9" * 30])
def test_a_password_page_of_nobody_is_not_found(client, administrator, key):
    assert client.get(f"/admin/corporate_parenting/user/{key}/password/").status_code == 404


def test_a_superuser_sets_the_password_and_address_of_who_publishes(client):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    person = make_user(Role.APPROVER)
    assert change(client, person, email="new@fernmoor.example").status_code == 302
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(url, SENT).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.check_password(PASSWORD)) == ("new@fernmoor.example", True)


# Addresses


def test_no_administrator_takes_the_mail_of_who_publishes(client, administrator):
    person = make_user(Role.APPROVER)
    sent = {"email": "mine@fernmoor.example", "last_name": "Bright"}
    assert change(client, person, **sent).status_code == 302
    email = person.email
    person.refresh_from_db()
    assert (person.email, person.last_name) == (email, "Bright")


def test_taking_the_role_first_does_not_free_the_mail_of_who_published(client, administrator):
    person = make_user(Role.APPROVER)
    assert change(client, person, groups=[]).status_code == 302
    assert change(client, person, email="mine@fernmoor.example").status_code == 302
    email = person.email
    person.refresh_from_db()
    assert (person.email, names(person)) == (email, [])


def test_whoever_has_signed_in_at_the_council_keeps_their_address(client, administrator):
    person = make_user(Role.LEAD)
    SocialAccount.objects.create(user=person, provider="council", uid="1")
    assert change(client, person, email="mine@elsewhere.example").status_code == 302
    email = person.email
    person.refresh_from_db()
    assert person.email == email


def test_a_password_ends_with_the_address_it_was_set_at(client, administrator, mailoutbox):
    """Moved to one's own mail, given a password there and moved back: it opens nothing."""
    person = make_user(Role.LEAD, email="ben@fernmoor.example", password="kept as it is")
    change(client, person, email="mine@elsewhere.example")
    assert set_by_mail("mine@elsewhere.example", mailoutbox) == 1
    assert EmailAddress.objects.get().email == "mine@elsewhere.example"  # left by the mail
    signed_in = Client()
    sent = {"login": "mine@elsewhere.example", "password": PASSWORD}
    assert signed_in.post("/accounts/login/", sent).status_code == 302
    assert signed_in.get("/my-actions/").status_code == 200
    change(client, person, email="ben@fernmoor.example")
    person.refresh_from_db()
    assert (person.has_usable_password(), EmailAddress.objects.count()) == (False, 0)
    assert signed_in.get("/my-actions/").status_code == 302
    assert set_by_mail("mine@elsewhere.example", mailoutbox) == 0
    assert set_by_mail("ben@fernmoor.example", mailoutbox) == 1


def test_other_changes_leave_the_password(client, administrator):
    person = make_user(Role.LEAD, password="kept as it is")
    assert change(client, person, last_name="Hale").status_code == 302
    person.refresh_from_db()
    assert (person.last_name, person.check_password("kept as it is")) == ("Hale", True)


def test_whoever_changes_their_own_address_keeps_their_password(client, administrator):
    administrator.set_password("kept as it is")
    administrator.save()
    client.force_login(administrator)
    assert change(client, administrator, email="new@fernmoor.example").status_code == 302
    administrator.refresh_from_db()
    assert administrator.email == "new@fernmoor.example"
    assert administrator.check_password("kept as it is")


# Roles that write or publish papers

PAPERS = [Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES]
OTHERS = [role for role in Role if role not in PAPERS]


@pytest.fixture
def council_mail(settings):
    settings.SIGN_IN_DOMAINS = ["fernmoor.example", "trust.example"]


@pytest.mark.usefixtures("council_mail")
@pytest.mark.parametrize("role", PAPERS)
@pytest.mark.parametrize("email", ["mine@elsewhere.example", "my.name+2@fernmoor.example"])
def test_papers_are_written_and_published_from_addresses_of_ones_own(
    client, administrator, role, email
):
    make_user(role)
    person = make_user(email=email)
    response = change(client, person, groups=[group(role)])
    assert response.status_code == 422
    assert (
        "Whoever writes or publishes papers signs in with an address of their own at "
        "fernmoor.example or trust.example." in response.content.decode()
    )
    assert names(person) == []
    person.email = "somebody@trust.example"
    person.save()
    assert change(client, person, groups=[group(role)]).status_code == 302
    assert names(person) == [role]


@pytest.mark.usefixtures("council_mail")
def test_an_author_does_not_move_to_another_address(client, administrator):
    person = make_user(Role.AUTHOR)
    assert change(client, person, email="mine@elsewhere.example").status_code == 422
    assert change(client, person, email="my.name@trust.example").status_code == 302
    person.refresh_from_db()
    assert person.email == "my.name@trust.example"


@pytest.mark.usefixtures("council_mail")
def test_an_administrator_who_writes_papers_does_not_move_either(client):
    both = make_user(Role.ADMINISTRATOR, Role.AUTHOR, is_staff=True)
    client.force_login(both)
    assert change(client, both, email="mine@elsewhere.example").status_code == 422
    both.refresh_from_db()
    assert both.email.endswith("@fernmoor.example")


@pytest.mark.usefixtures("council_mail")
@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_given_to_any_address(client, administrator, role):
    make_user(role)
    person = make_user(email="partner@elsewhere.example")
    assert change(client, person, groups=[group(role)]).status_code == 302
    assert names(person) == [role]


@pytest.mark.usefixtures("council_mail")
def test_whoever_had_the_role_before_is_named_anew_without_hindrance(client, administrator):
    person = make_user(Role.APPROVER, email="long.ago@elsewhere.example")
    assert change(client, person, last_name="Hale").status_code == 302
    assert names(person) == [Role.APPROVER]


@pytest.mark.parametrize("role", PAPERS)
def test_where_the_council_signs_people_in_papers_are_theirs_alone(
    client, administrator, settings, role
):
    settings.OIDC_SERVER_URL = "https://login.example"
    make_user(role)
    person = make_user()
    response = change(client, person, groups=[group(role)])
    assert response.status_code == 422
    assert "signs in with their council account" in response.content.decode()
    SocialAccount.objects.create(user=person, provider="council", uid="1")
    assert change(client, person, groups=[group(role)]).status_code == 302
    assert names(person) == [role]
