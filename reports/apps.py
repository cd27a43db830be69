from django.apps import AppConfig
from django.urls import register_converter

from reports.converters import EditionConverter


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Papers"

    def ready(self) -> None:
        register_converter(EditionConverter, "edition")
