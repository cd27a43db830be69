"""The administrators' pages of the scorecard. Figures are entered on its own pages."""

from django.contrib import admin

from corporate_parenting.admin import HistoryAdmin
from scorecard.models import Area, FigureMapping, Indicator, Target


@admin.register(Area)
class AreaAdmin(HistoryAdmin):
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]


@admin.register(Indicator)
class IndicatorAdmin(HistoryAdmin):
    list_display = ["code", "name", "unit", "polarity", "frequency", "priority", "owner"]
    list_display_links = ["code", "name"]
    list_filter = ["unit", "polarity", "frequency", "priority"]
    list_select_related = ["priority", "owner__agency"]
    search_fields = ["code", "outside_code", "name", "definition"]
    autocomplete_fields = ["priority", "owner", "part_of"]
    ordering = ["code_key", "pk"]


@admin.register(Target)
class TargetAdmin(HistoryAdmin):
    list_display = ["indicator", "kind", "words", "value", "floor", "starts_on"]
    list_filter = ["kind", "starts_on"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__code", "indicator__name", "words"]
    autocomplete_fields = ["indicator"]


@admin.register(FigureMapping)
class FigureMappingAdmin(HistoryAdmin):
    """Made in the browser when a published file is brought in; corrected here."""

    list_display = ["name", "indicator", "value_column"]
    list_select_related = ["indicator"]
    search_fields = ["name", "indicator__code", "indicator__name"]
    autocomplete_fields = ["indicator"]
