"""Addresses of the whole site."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.socialaccount import views as social
from django.contrib import admin
from django.urls import include, path, re_path

from corporate_parenting import views
from corporate_parenting.sign_in import address_taken, gone

# Django's own admin sign-in knows no throttling and no second factor.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = "Corporate parenting: administration"
admin.site.site_title = "Administration"

# Of allauth only what we use. Whoever could add an address here could take a colleague's.
sign_in_addresses = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", social.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    # allauth asks for the addresses of these by name; nobody finds anything there.
    path("email/", gone, name="account_email"),
    path("confirm-email/", gone, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", gone, name="account_confirm_email"),
    path("login/code/confirm/", gone, name="account_confirm_login_code"),
    path("inactive/", gone, name="account_inactive"),
    path("signup/", gone, name="account_signup"),
    path("3rdparty/", gone, name="socialaccount_connections"),
    path("3rdparty/signup/", address_taken, name="socialaccount_signup"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("council.css", views.council_css, name="council-css"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
    path("accounts/", include(sign_in_addresses)),
    path("", include("actions.urls")),
    path("homes/", include("homes.urls")),
    path("scorecard/", include("scorecard.urls")),
    path("papers/", include("reports.urls")),
]

handler500 = "corporate_parenting.views.server_error"
