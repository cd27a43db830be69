"""The administrators' pages of homes. What happens to a home is recorded on its own pages."""

from django.contrib import admin
from django.http import HttpRequest

from corporate_parenting.admin import HistoryAdmin
from homes.models import Grade, GradingScale, Home, JudgementArea


@admin.register(GradingScale)
class GradingScaleAdmin(HistoryAdmin):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]


@admin.register(Grade)
class GradeAdmin(HistoryAdmin):
    list_display = ["name", "scale", "order", "tone", "is_judgement", "months_to_next"]
    list_filter = ["scale", "tone", "is_judgement"]
    list_select_related = ["scale"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["scale"]
    ordering = ["scale__name", "order", "pk"]


@admin.register(JudgementArea)
class JudgementAreaAdmin(HistoryAdmin):
    list_display = ["short_name", "name", "subject", "order", "is_overall"]
    list_filter = ["subject"]
    search_fields = ["name", "short_name", "code"]


@admin.register(Home)
class HomeAdmin(HistoryAdmin):
    """What homes are called and whose they are. Their days are changed on pages of their own.

    A day that is refused because of an inspection would tell of one that is not published.
    """

    list_display = ["internal_name", "public_label", "governance", "provision_type", "places"]
    list_filter = ["governance", "provision_type", "sector", "label_kind"]
    search_fields = ["internal_name", "alias", "urn"]
    autocomplete_fields = ["lead"]
    exclude = ["transferred_from"]
    readonly_fields = ["closed_on", "closed_because"]

    def get_readonly_fields(self, request: HttpRequest, obj: Home | None = None) -> list[str]:
        days = ["registered_on", "opened_on"] if obj else []
        return [*super().get_readonly_fields(request, obj), *days]
