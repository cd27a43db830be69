"""Who gets an account: nobody by themselves, council addresses through the council's sign-in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from corporate_parenting.models import User
from corporate_parenting.security_log import client_address, record

PENDING = "socialaccount_sociallogin"
"""What allauth keeps in the session of a council sign-in for which it made no account."""


@login_not_required
def gone(request: HttpRequest, key: str = "") -> HttpResponse:
    """For what allauth offers and a council does not: accounts and addresses made by oneself."""
    raise Http404("Accounts and their addresses are kept by administrators.")


@login_not_required
def address_taken(request: HttpRequest) -> HttpResponse:
    """Where allauth sends a first council sign-in whose address an account here has already."""
    if PENDING not in request.session:
        return gone(request)
    return render(request, "socialaccount/signup.html", status=403)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "Enter the password that you have now.",
        "incorrect_password": "The password is not right.",
        "invalid_password_reset": "This link does not work any more. Ask for a new one.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """Failed tries count for one account from one address: the owner elsewhere gets in."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{truncate_ip(self.get_client_ip(request))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record("sign-in slowed", **_who(request, credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        record("sign-in failed", **_who(request, credentials))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        record("signed in", user=user.pk, address=client_address(request))

    def logout(self, request: HttpRequest) -> None:
        record("signed out", user=request.user.pk)
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        record("password set", user=user.pk, by=self.request.user.pk)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, "Your account is switched off. Ask an administrator.")
        return redirect("account_login")


def _who(request: HttpRequest, credentials: dict) -> dict[str, object]:
    """The account that was tried, if there is one; people type passwords into the wrong box."""
    known = User.objects.filter(email__iexact=credentials.get("email", ""))
    user = known.values_list("pk", flat=True).first()
    return {"user": user, "address": client_address(request)}


class TwoStepAdapter(DefaultMFAAdapter):
    """A code from an app after the password, for whoever wants it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Turn two-step sign-in on first.",
        "incorrect_code": "That code is not right. Enter the one that the app shows now.",
    }


def why_not_behind_papers(person: User) -> str:
    """Why this account may be nobody of its own, and so neither write nor publish; else empty.

    Two people stand behind each paper. An administrator can make any account and read the mail of
    any address of their own; they cannot sign in at the council as somebody else.
    """
    if settings.OIDC_SERVER_URL:
        if SocialAccount.objects.filter(user=person.pk).exists():
            return ""
        return (
            "Whoever writes or publishes papers signs in with their council account. Give this "
            "account another address if it has theirs, and ask them to sign in once; then give "
            "the role to the account that this makes."
        )
    name, _, domain = person.email.rpartition("@")
    if not settings.SIGN_IN_DOMAINS or (domain in settings.SIGN_IN_DOMAINS and "+" not in name):
        return ""
    domains = " or ".join(settings.SIGN_IN_DOMAINS)
    return f"Whoever writes or publishes papers signs in with an address of their own at {domains}."


class CouncilSocialAccountAdapter(DefaultSocialAccountAdapter):
    """A first sign-in through the council makes an account without any role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        domain = (sociallogin.user.email or "").rpartition("@")[2].lower()
        return domain in settings.SIGN_IN_DOMAINS

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A council account signs in; it is never tied to somebody who is signed in already."""
        if sociallogin.state.get("process") != "login":
            raise PermissionDenied("Accounts are not joined here. Sign out first.")

    def on_authentication_error(
        self, request: HttpRequest, provider: Provider, *args: object, **kwargs: object
    ) -> None:
        record("council sign-in failed", address=client_address(request))
