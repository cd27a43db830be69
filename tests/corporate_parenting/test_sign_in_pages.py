"""What the pages of passwords and of two-step sign-in say, and that they lead on."""

import re
import time
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from corporate_parenting.models import User
from corporate_parenting.roles import Role
from tests.actions.reading import text_of
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
JARGON = re.compile(r"factor|activate|authenticat(?!or)|token|log ?in\b|invalid|generate", re.I)


def words(response):
    """The words of a page's main part; none of them is allauth's jargon."""
    said = " ".join(unescape(text_of(response.content.decode())).split())
    assert JARGON.search(said) is None, said
    return said


@pytest.fixture
def user():
    return make_user(Role.OFFICER, password=PASSWORD)


@pytest.fixture
def confirmed(user):
    """A client that has just given the password once more."""
    client = Client()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def code_of(client):
    """What the person's phone shows."""
    return format_hotp_value(hotp_value(client.session["mfa.totp.secret"], int(time.time()) // 30))


def turn_on(client):
    client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(client)}, follow=True)


def test_two_step_sign_in_says_what_it_is_and_how_to_turn_it_on(confirmed):
    assert words(confirmed.get(reverse("mfa_index"))) == (
        "Sign-in security Two-step sign-in It is off: whoever learns your password gets in. "
        "With two-step sign-in you also enter a code that an app on your phone shows. "
        "Turn on two-step sign-in"
    )
    page = confirmed.get(reverse("mfa_activate_totp"))
    assert words(page).startswith(
        "Turn on two-step sign-in Open an authenticator app on your phone, such as "
    )
    assert page.context["form"].secret in page.content.decode()


@pytest.mark.django_db(transaction=True)  # the message waits for the commit
def test_turning_it_on_gives_recovery_codes_and_the_way_back(confirmed):
    said = words(turn_on(confirmed))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert said == (
        "Done Two-step sign-in is on. Done Your recovery codes are new. Earlier ones do not work. "
        "Recovery codes Each lets you in once when you do not have your phone. Print them or "
        "write them down, and keep them where nobody else looks. "
        f"You have 10 codes left. Your recovery codes {' '.join(codes)} "
        "Download the codes as a text file Make new recovery codes Back to sign-in security"
    )
    assert words(confirmed.get(reverse("mfa_index"))) == (
        "Sign-in security Two-step sign-in It is on: after your password you enter a code that an "
        "app on your phone shows. Turn off two-step sign-in Recovery codes Each lets you in once "
        "when you do not have your phone. You have 10 codes left. Show the recovery codes "
        "Make new recovery codes"
    )


def test_a_wrong_code_is_said_plainly_wherever_it_is_asked_for(confirmed, user):
    sorry = "That code is not right. Enter the one that the app shows now."
    confirmed.get(reverse("mfa_activate_totp"))
    assert sorry in words(confirmed.post(reverse("mfa_activate_totp"), {"code": "12"}))
    turn_on(confirmed)
    other = Client()
    sent = {"login": user.email, "password": PASSWORD}
    page = other.post(reverse("account_login"), sent, follow=True)
    assert words(page) == (
        "Enter your code Open the authenticator app on your phone and enter the code that it "
        "shows. Without your phone, enter one of your recovery codes. Code Sign in Cancel"
    )
    assert sorry in words(other.post(reverse("mfa_authenticate"), {"code": "12"}))


def test_a_recovery_code_lets_in_once_and_new_ones_end_the_old(confirmed, user):
    turn_on(confirmed)
    (code, *_) = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    other = Client()
    other.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert other.post(reverse("mfa_authenticate"), {"code": code}).url == "/"
    assert words(confirmed.get(reverse("mfa_generate_recovery_codes"))) == (
        "Make new recovery codes The 9 codes that you have left will stop working. "
        "Make new codes Cancel"
    )


def test_turning_it_off_says_what_that_means(confirmed):
    turn_on(confirmed)
    assert words(confirmed.get(reverse("mfa_deactivate_totp"))) == (
        "Turn off two-step sign-in From then on whoever learns your password gets in. "
        "Your recovery codes stop working. Turn off Cancel"
    )
    said = words(confirmed.post(reverse("mfa_deactivate_totp"), follow=True))
    assert said.startswith("Done Two-step sign-in is off. Sign-in security")


def test_the_code_may_confirm_that_it_is_you(confirmed):
    turn_on(confirmed)
    assert words(confirmed.get(reverse("mfa_reauthenticate"))).startswith(
        "Confirm that it is you You are about to change how you sign in. Enter the code that the "
        "authenticator app on your phone shows, or one of your recovery codes. Code Go on"
    )


def test_a_forgotten_password_is_a_mail_a_page_and_the_way_to_sign_in(client, user, mailoutbox):
    make_council()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (mail,) = mailoutbox
    (link,) = [word for word in mail.body.split() if "/key/" in word]
    assert mail.subject == "Choose a new password"
    assert mail.body == (
        f"Somebody, most likely you, asked for a new password for {user.email} at Fernmoor "
        f"Council, corporate parenting.\n\nChoose it here:\n{link}\n\n"
        "If you did not ask, do nothing: your password stays as it is."
    )
    page = client.get(link, follow=True)
    assert words(page).startswith("Choose a new password New password ")
    sent = {"password1": "quite another sentence", "password2": "quite another sentence"}
    said = words(client.post(page.redirect_chain[-1][0], sent, follow=True))
    assert said.endswith("Your password is changed Sign in with the new password")
    assert words(client.get(link, follow=True)) == (
        "This link does not work It was used already, it is too old, or part of it is missing. "
        "Ask for a new link ."
    )


def test_a_wrong_password_and_a_missing_address_are_said_in_our_words(client, user):
    wrong = {"login": user.email, "password": "x"}
    assert "The e-mail address or the password is not right." in words(
        client.post(reverse("account_login"), wrong)
    )
    sorry = "Enter an e-mail address such as name@example.gov.uk."
    page = client.post(reverse("account_reset_password"), {"email": "me"})
    assert page.context["form"].errors == {"email": [sorry]}
    page = client.post(reverse("account_login"), {"login": "me", "password": "x"})
    assert page.context["form"].errors == {"login": [sorry]}


def test_a_password_is_changed_and_one_is_chosen_by_who_has_none(client, user):
    client.force_login(user)
    page = client.get(reverse("account_change_password"))
    assert [field.label for field in page.context["form"]] == [
        "Current password",
        "New password",
        "New password again",
    ]
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    page = client.get(reverse("account_set_password"))
    assert words(page).startswith(
        "Choose a password You have none yet. With one you can also sign in by e-mail address"
    )
    assert [field.label for field in page.context["form"]] == [
        "New password",
        "New password again",
    ]


def messages_of(page):
    return [str(message) for message in page.context["messages"]]


def test_signing_in_and_out_and_a_saved_password_are_said_in_our_words(client, user):
    sent = {"login": user.email, "password": PASSWORD}
    page = client.post(reverse("account_login"), sent, follow=True)
    assert messages_of(page) == ["You are signed in."]
    new = {"password1": "quite another sentence", "password2": "quite another sentence"}
    sent = {"oldpassword": PASSWORD, **new}
    page = client.post(reverse("account_change_password"), sent, follow=True)
    assert messages_of(page) == ["Your password is changed."]
    page = client.post(reverse("account_logout"), follow=True)
    assert messages_of(page) == ["You are signed out."]
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    page = client.post(reverse("account_set_password"), new, follow=True)
    assert messages_of(page) == ["Your password is set."]


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("login_cancelled", 200, "You are not signed in You stopped before"),
        ("login_error", 401, "Signing in did not work Your council account did not"),
    ],
)
def test_a_council_account_that_did_not_let_in_leads_back(client, user, name, status, said):
    client.force_login(user)
    page = client.get(reverse(f"socialaccount_{name}"))
    assert (page.status_code, words(page).startswith(said)) == (status, True)
    assert f'href="{reverse("account_login")}"' in page.content.decode()


@pytest.fixture
def council_sign_in(settings):
    """The council signs people in, those of one domain without asking."""
    app = {"provider_id": "council", "name": "Council account", "client_id": "x", "secret": "x"}
    app |= {"settings": {"server_url": "https://login.example"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.SIGN_IN_DOMAINS = ["fernmoor.example"]


def first_council_sign_in(client, address):
    """What the council's sign-in answers to somebody with that address, who was never here."""
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), client.session
    login = SocialLogin(
        user=User(email=address),
        account=SocialAccount(provider="council", uid="1"),
        email_addresses=[EmailAddress(email=address, verified=True)],
        provider=get_adapter().get_provider(request, "council"),
    )
    login.state = {"process": "login"}
    with request_context(request):
        response = complete_social_login(request, login)
    request.session.save()
    return response


@pytest.mark.usefixtures("council_sign_in")
def test_a_council_account_from_elsewhere_is_sent_to_an_administrator(client):
    page = first_council_sign_in(client, "ada@elsewhere.example")
    assert words(page) == (
        "You have no account here Your council account is right, but nobody with an address like "
        "its own gets an account here by signing in. Ask an administrator to add you, then "
        "sign in with a password."
    )
    assert f'href="{reverse("account_login")}"' in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.usefixtures("council_sign_in")
def test_a_council_account_with_the_address_of_an_account_is_sent_to_its_password(client, user):
    page = client.get(first_council_sign_in(client, user.email).url)
    assert page.status_code == 403
    assert words(page) == (
        "Your address has an account already An administrator added it, so it is signed in to by "
        "password, not with your council account. Sign in with the password; if you have none, "
        "choose “Forgot your password?” there. To sign in with your council account instead, ask "
        "an administrator to give the account here another address first."
    )
    assert f'href="{reverse("account_login")}"' in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_too_many_tries_are_told_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    sent = {"email": "somebody@fernmoor.example"}
    pages = [
        client.post(reverse("account_reset_password"), sent, REMOTE_ADDR="192.0.2.77")
        for _ in range(2)
    ]
    assert [page.status_code for page in pages] == [302, 429]
    assert words(pages[1]) == (
        "Too many tries Wait a few minutes, then try again. Nothing was changed. "
        "Go to the start page"
    )
