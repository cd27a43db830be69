"""Addresses of the scorecard."""

from django.urls import path

from scorecard.views import commentary, entry, imports, indicators, mine, scorecard, targets

app_name = "scorecard"
urlpatterns = [
    path("", scorecard.scorecard, name="scorecard"),
    path("export/<str:kind>/", scorecard.scorecard_export, name="scorecard-export"),
    path("<key:pk>/", indicators.indicator_detail, name="indicator-detail"),
    path("<key:pk>/export/<str:kind>/", indicators.indicator_export, name="indicator-export"),
    path("<key:pk>/history/", indicators.indicator_history, name="indicator-history"),
    path("enter/", entry.figures_enter, name="figures-enter"),
    path("mine/", mine.my_indicators, name="my-indicators"),
    path(
        "figures/<key:measurement_pk>/commentary/",
        commentary.commentary_write,
        name="commentary-write",
    ),
    path("figures/<key:measurement_pk>/rating/", commentary.rating_set, name="rating-set"),
    path("indicators/<key:indicator_pk>/targets/add/", targets.target_add, name="target-add"),
    path("targets/<key:pk>/correct/", targets.target_correct, name="target-correct"),
    path("figures/import/", imports.figure_import_add, name="figureimport-add"),
    path(
        "figures/imports/<key:pk>/columns/",
        imports.figure_import_columns,
        name="figureimport-columns",
    ),
    path(
        "figures/imports/<key:pk>/dictionary/",
        imports.figure_import_dictionary,
        name="figureimport-dictionary",
    ),
    path("figures/imports/<key:pk>/", imports.figure_import_review, name="figureimport-review"),
]
