"""The administrators' pages of the scorecard. Figures are entered on its own pages."""

import copy

from django.contrib import admin

from corporate_parenting.context import current_council
from corporate_parenting.hiding_admin import HidingAdmin, HidingForm
from corporate_parenting.history_admin import HistoryAdmin
from scorecard.models import Area, FigureMapping, Indicator, Target
from scorecard.queries.editions import rule_of
from scorecard.rating import Basis

_LIMITS = ("counts_people", "hide_up_to")


class AreaForm(HidingForm):
    def find_less_hidden(self, given: dict) -> list[str]:
        """Of other areas nothing is hidden."""
        own = Area.Kind.OWN
        return ["kind"] if self.instance.kind == own and given["kind"] != own else []


@admin.register(Area)
class AreaAdmin(HidingAdmin):
    form = AreaForm
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]


class IndicatorForm(HidingForm):
    def find_less_hidden(self, given: dict) -> list[str]:
        """By its own rule; or by what it is counted in, when and of what, which hides others."""
        was, council = self.instance, current_council()
        changed = [name for name in given if getattr(was, name, None) != given[name]]
        names = ["part_of"] if was.part_of_id and "part_of" in changed else []
        rule = rule_of(was, council)
        if not rule.is_on:
            return names
        now = copy.copy(was)
        for name in _LIMITS:
            setattr(now, name, given[name])
        will = rule_of(now, council)
        if not will.is_on or will.hide_to < rule.hide_to:
            names = [*(name for name in _LIMITS if name in changed), *names]
        ends = was.basis == Basis.YEAR_TO_DATE and "basis" in changed
        others = [name for name in ("unit", "frequency") if name in changed]
        return [*names, *(["basis"] if ends else []), *others]


@admin.register(Indicator)
class IndicatorAdmin(HidingAdmin):
    form = IndicatorForm
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
