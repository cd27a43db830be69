"""Addresses of the scorecard."""

from django.urls import path

from scorecard.views import scorecard

app_name = "scorecard"
urlpatterns = [
    path("", scorecard.scorecard, name="scorecard"),
    path("export/<str:kind>/", scorecard.scorecard_export, name="scorecard-export"),
]
