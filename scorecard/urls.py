"""Addresses of the scorecard."""

from django.urls import path

from scorecard.views import indicators, scorecard

app_name = "scorecard"
urlpatterns = [
    path("", scorecard.scorecard, name="scorecard"),
    path("export/<str:kind>/", scorecard.scorecard_export, name="scorecard-export"),
    path("<key:pk>/", indicators.indicator_detail, name="indicator-detail"),
    path("<key:pk>/export/<str:kind>/", indicators.indicator_export, name="indicator-export"),
]
