"""Addresses of the scorecard."""

from django.urls import path

from scorecard.views import imports

app_name = "scorecard"
urlpatterns = [
    path("figures/import/", imports.figure_import_add, name="figureimport-add"),
    path(
        "figures/imports/<key:pk>/columns/",
        imports.figure_import_columns,
        name="figureimport-columns",
    ),
    path("figures/imports/<key:pk>/", imports.figure_import_review, name="figureimport-review"),
]
