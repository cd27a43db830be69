"""Addresses of the homes."""

from django.urls import path

from homes.views import changes, homes, imports, register

app_name = "homes"
urlpatterns = [
    path("", register.register, name="register"),
    path("export/<str:kind>/", register.register_export, name="register-export"),
    path("changes/", changes.change_list, name="change-list"),
    path("<key:pk>/", homes.home_detail, name="home-detail"),
    path("<key:pk>/history/", homes.home_history, name="home-history"),
    path("import/", imports.ofsted_import_add, name="ofstedimport-add"),
    path("imports/<key:pk>/", imports.ofsted_import_review, name="ofstedimport-review"),
]
