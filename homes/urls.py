"""Addresses of the homes."""

from django.urls import path

from homes.views import imports

app_name = "homes"
urlpatterns = [
    path("import/", imports.ofsted_import_add, name="ofstedimport-add"),
    path("imports/<key:pk>/", imports.ofsted_import_review, name="ofstedimport-review"),
]
