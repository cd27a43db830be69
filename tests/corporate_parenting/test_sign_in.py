"""Who gets in, who is slowed down, and what the log keeps of it."""

from contextlib import nullcontext

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core.exceptions import PermissionDenied
from django.test import Client

from corporate_parenting.roles import Role
from corporate_parenting.sign_in import CouncilSocialAccountAdapter
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.mark.parametrize(
    "address",
    [
        "email/",
        "confirm-email/",
        "confirm-email/abc:def/",
        "signup/",
        "inactive/",
        "login/code/confirm/",
        "3rdparty/",
        "3rdparty/signup/",
    ],
)
def test_nobody_keeps_accounts_or_addresses_by_themselves(client, address):
    sent = {"email": "colleague@fernmoor.example", "action_add": ""}
    assert client.get(f"/accounts/{address}").status_code == 404
    client.force_login(make_user(Role.OFFICER))
    assert client.get(f"/accounts/{address}").status_code == 404
    assert client.post(f"/accounts/{address}", sent).status_code == 404
    assert not EmailAddress.objects.filter(email="colleague@fernmoor.example").exists()


def test_somebody_switched_off_is_told_so(client):
    user = make_user(password=PASSWORD, is_active=False)
    sent = {"login": user.email, "password": PASSWORD}
    page = client.post("/accounts/login/", sent, follow=True)
    assert "switched off" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_password_is_reset_by_mail(client, mailoutbox):
    user = make_user(password=PASSWORD)
    client.post("/accounts/password/reset/", {"email": user.email})
    (mail,) = mailoutbox
    (link,) = [word for word in mail.body.split() if "/accounts/password/reset/key/" in word]
    page = client.get(link, follow=True)
    sent = {"password1": "quite another sentence", "password2": "quite another sentence"}
    assert client.post(page.redirect_chain[-1][0], sent).status_code == 302
    user.refresh_from_db()
    assert user.check_password("quite another sentence")


def test_somebody_who_forgot_the_password_may_set_a_second_factor(client):
    user = make_user(password=PASSWORD)
    client.post("/accounts/password/reset/", {"email": user.email})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    setting_up = "/accounts/2fa/totp/activate/"
    client.post(f"/accounts/reauthenticate/?next={setting_up}", {"password": PASSWORD})
    assert client.get(setting_up).status_code == 200


def sign_in(user, password=PASSWORD, **more):
    """The status: 302 for somebody who got in. A client of their own, as from another machine."""
    sent = {"login": user.email, "password": password}
    return Client().post("/accounts/login/", sent, **more).status_code


def test_guessing_at_an_account_does_not_lock_its_owner_out():
    user = make_user(password=PASSWORD)
    for _ in range(10):
        sign_in(user, "a guess", REMOTE_ADDR="192.0.2.1")
    assert sign_in(user, REMOTE_ADDR="192.0.2.1") != 302
    assert sign_in(user, REMOTE_ADDR="192.0.2.2") == 302


def test_a_proxy_of_ours_says_who_guesses(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = make_user(password=PASSWORD)
    for number in range(10):
        claimed = f"198.51.100.{number}, 192.0.2.1"
        sign_in(user, "a guess", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=claimed)
    there, here = "192.0.2.1", "192.0.2.2"
    assert sign_in(user, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=there) != 302
    assert sign_in(user, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=here) == 302


def test_an_office_behind_one_address_signs_in_within_a_minute():
    people = [make_user(password=PASSWORD) for _ in range(35)]
    assert [sign_in(user, "mistyped") for user in people[:10]] == [200] * 10
    assert {sign_in(user) for user in people} == {302}


def test_trying_many_accounts_from_one_address_is_slowed():
    for number in range(60):
        sent = {"login": f"somebody{number}@fernmoor.example", "password": "a guess"}
        Client().post("/accounts/login/", sent)
    assert sign_in(make_user(password=PASSWORD)) != 302
    assert sign_in(make_user(password=PASSWORD), REMOTE_ADDR="192.0.2.2") == 302


def test_an_unknown_address_gets_no_mail_and_the_same_page(client, mailoutbox):
    user = make_user(password=PASSWORD)
    known = client.post("/accounts/password/reset/", {"email": user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@elsewhere.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_a_council_account_is_not_joined_to_somebody_signed_in(rf):
    login = SocialLogin(account=SocialAccount(provider="council", uid="1"))
    adapter = CouncilSocialAccountAdapter()
    for process, refused in (("login", False), ("connect", True), ("redirect", True)):
        login.state = {"process": process}
        with pytest.raises(PermissionDenied) if refused else nullcontext():
            adapter.pre_social_login(rf.get("/"), login)
