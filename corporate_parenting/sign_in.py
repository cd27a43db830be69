"""Who gets an account: nobody by themselves, council addresses through the council's sign-in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


@login_not_required
def gone(request: HttpRequest, key: str = "") -> HttpResponse:
    """For what allauth offers and a council does not: accounts and addresses made by oneself."""
    raise Http404("Accounts and their addresses are kept by administrators.")


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """Failed tries count for one account from one address: the owner elsewhere gets in."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{truncate_ip(self.get_client_ip(request))}"

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, "Your account is switched off. Ask an administrator.")
        return redirect("account_login")


class CouncilSocialAccountAdapter(DefaultSocialAccountAdapter):
    """A first sign-in through the council makes an account without any role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        domain = (sociallogin.user.email or "").rpartition("@")[2].lower()
        return domain in settings.SIGN_IN_DOMAINS

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A council account signs in; it is never tied to somebody who is signed in already."""
        if sociallogin.state.get("process") != "login":
            raise PermissionDenied("Accounts are not joined here. Sign out first.")
