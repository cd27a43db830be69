"""Who gets an account: nobody by themselves, council addresses through the council's sign-in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class CouncilSocialAccountAdapter(DefaultSocialAccountAdapter):
    """A first sign-in through the council makes an account without any role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        domain = (sociallogin.user.email or "").rpartition("@")[2].lower()
        return domain in settings.SIGN_IN_DOMAINS
