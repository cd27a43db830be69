from django.apps import AppConfig
from django.urls import register_converter

from corporate_parenting.converters import KeyConverter


class CorporateParentingConfig(AppConfig):
    name = "corporate_parenting"
    verbose_name = "Council"

    def ready(self) -> None:
        register_converter(KeyConverter, "key")
