from django.apps import AppConfig
from django.core.checks import register
from django.urls import register_converter

from corporate_parenting.converters import KeyConverter
from corporate_parenting.system_checks import cache_has_its_table


class CorporateParentingConfig(AppConfig):
    name = "corporate_parenting"
    verbose_name = "Council"

    def ready(self) -> None:
        register_converter(KeyConverter, "key")
        register(cache_has_its_table)
