"""Addresses of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from corporate_parenting import views

# Django's own admin sign-in knows no throttling and no second factor.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = "Corporate parenting: administration"
admin.site.site_title = "Administration"

urlpatterns = [
    path("", views.home, name="home"),
    path("council.css", views.council_css, name="council-css"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("actions.urls")),
    path("papers/", include("reports.urls")),
]

handler500 = "corporate_parenting.views.server_error"
