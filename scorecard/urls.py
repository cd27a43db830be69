"""Addresses of the scorecard."""

from django.urls import path

from scorecard.views import entry

app_name = "scorecard"
urlpatterns = [
    path("enter/", entry.figures_enter, name="figures-enter"),
]
