"""Who gets in, who is slowed down, and what the log keeps of it."""

import pytest
from allauth.account.models import EmailAddress

from corporate_parenting.roles import Role
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
