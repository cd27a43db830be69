"""The administrators' pages of the plan."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from actions.models import Action, Agency, Lead, Plan, Priority
from corporate_parenting.admin import HistoryAdmin


@admin.register(Plan)
class PlanAdmin(HistoryAdmin):
    list_display = ["title", "board", "starts_on", "ends_on", "state"]
    list_filter = ["state", "board"]
    search_fields = ["title", "board", "strategy"]
    autocomplete_fields = ["carried_on_from"]


@admin.register(Priority)
class PriorityAdmin(HistoryAdmin):
    list_display = ["number", "title", "promise", "plan", "sponsor", "champion"]
    list_display_links = ["number", "title"]
    list_filter = ["plan"]
    list_select_related = ["plan", "sponsor__agency"]
    search_fields = ["number", "title", "promise", "champion"]
    autocomplete_fields = ["plan", "sponsor"]


@admin.register(Action)
class ActionAdmin(HistoryAdmin):
    """Status and wording are kept on the pages of the plan, with their reasons."""

    list_display = ["reference", "wording", "priority", "status"]
    list_filter = ["status", "priority__plan", "priority"]
    list_select_related = ["priority__plan"]
    search_fields = ["reference", "wording", "status_reason"]
    autocomplete_fields = ["priority", "carried_on_from"]
    ordering = ["priority__plan", "reference_key", "pk"]
    fields = ["priority", "reference", "wording", "carried_on_from", "status", "status_reason"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        """Members quote the reference: once issued it stays."""
        issued = ["priority", "reference"] if obj else []
        return [*issued, "status", "status_reason"]


@admin.register(Agency)
class AgencyAdmin(HistoryAdmin):
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name"]


@admin.register(Lead)
class LeadAdmin(HistoryAdmin):
    list_display = ["name", "agency", "role", "email", "user", "active_from", "active_until"]
    list_display_links = ["name", "agency", "role"]
    list_filter = ["agency", "active_until"]
    list_select_related = ["agency", "user"]
    search_fields = ["name", "role", "email", "agency__name", "agency__short_name"]
    autocomplete_fields = ["agency", "user"]
