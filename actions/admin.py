"""The administrators' pages of the plan."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ExportForm, ImportForm
from import_export.results import Result
from import_export.tmp_storages import CacheStorage

from actions.lead_lists import LeadCsv, LeadResource, LeadWorkbook, ListError
from actions.models import Action, Agency, Lead, Plan, Priority
from actions.models.leads import LeadQuerySet
from corporate_parenting.context import current_council
from corporate_parenting.history_admin import HistoryAdmin, SeenForm
from corporate_parenting.security_log import record
from corporate_parenting.uploads import MAX_BYTES, UploadError


class PlanForm(SeenForm):
    """A plan is the council's own board's unless somebody names another."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial.setdefault("board", current_council().board_name)

    def clean_board(self) -> str:
        """The council's own board as the council writes it."""
        board, own = self.cleaned_data["board"], current_council().board_name
        return own if board.casefold() == own.casefold() else board


@admin.register(Plan)
class PlanAdmin(HistoryAdmin):
    form = PlanForm
    list_display = ["title", "board", "starts_on", "ends_on", "state"]
    list_filter = ["state", "board"]
    search_fields = ["title", "board", "strategy"]
    autocomplete_fields = ["carried_on_from"]


class PriorityForm(SeenForm):
    def clean_sponsor(self) -> Lead | None:
        """Whoever sponsors it already stays; another must lead today."""
        sponsor = self.cleaned_data["sponsor"]
        is_new = sponsor is not None and sponsor.pk != self.initial.get("sponsor")
        if is_new and not sponsor.is_active_on(timezone.localdate()):
            raise ValidationError(f"{sponsor} does not lead today. Choose somebody who does.")
        return sponsor


@admin.register(Priority)
class PriorityAdmin(HistoryAdmin):
    form = PriorityForm
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


class LeadListStorage(CacheStorage):
    """The file between its check and its import, for any of the web machines, for an hour."""

    CACHE_LIFETIME = 3600


class LeadListForm(ImportForm):
    def clean_import_file(self) -> UploadedFile:
        upload = self.cleaned_data["import_file"]
        if upload.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
        return upload


@admin.register(Lead)
class LeadAdmin(ImportExportMixin, HistoryAdmin):
    resource_classes = [LeadResource]
    formats = [LeadWorkbook, LeadCsv]
    import_form_class = LeadListForm
    export_form_class = ExportForm  # the other one needs a script that our policy refuses
    tmp_storage_class = LeadListStorage
    list_display = ["name", "agency", "role", "email", "user", "active_from", "active_until"]
    list_display_links = ["name", "agency", "role"]
    list_filter = ["agency", "active_until"]
    list_select_related = ["agency", "user"]
    search_fields = ["name", "role", "email", "agency__name", "agency__short_name"]
    autocomplete_fields = ["agency", "user"]

    def get_search_results(
        self, request: HttpRequest, queryset: LeadQuerySet, search_term: str
    ) -> tuple[LeadQuerySet, bool]:
        """Boxes that choose a lead offer those who lead today; the list has all."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.resolver_match.url_name == "autocomplete":
            found = found.active_on(timezone.localdate())
        return found, may_repeat

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("actions.export_lead")

    def has_import_permission(self, request: HttpRequest) -> bool:
        needed = ("actions.export_lead", "actions.add_lead", "actions.change_lead")
        return request.user.has_perms(needed)

    def get_export_queryset(self, request: HttpRequest) -> models.QuerySet[Lead]:
        """The leads that the list shows; 400 for a filter that asks for what cannot be."""
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise SuspiciousOperation("The address asks for leads in an unknown way.") from error

    def get_import_data_kwargs(self, **kwargs: object) -> dict[str, object]:
        """All rows or none."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form: ImportForm, e: Exception) -> None:
        known = isinstance(e, UploadError | ListError)
        form.add_error("import_file", str(e) if known else "The file cannot be read as a list.")

    @method_decorator(require_POST)
    def process_import(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """The second step; a file that is no longer kept is asked for again."""
        if not self.has_import_permission(request):
            raise PermissionDenied("You may not import leads.")
        form = self.create_confirm_form(request)
        formats = [str(number) for number in range(len(self.formats))]
        if not form.is_valid() or form.cleaned_data["format"] not in formats:
            return self._ask_again(request, "Choose the file again.")
        if LeadListStorage(name=form.cleaned_data["import_file_name"]).read() is None:
            return self._ask_again(request, "The file is no longer kept. Choose it again.")
        return super().process_import(request, **kwargs)

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Somebody may have changed leads or agencies since the list was checked."""
        if result.has_errors() or result.has_validation_errors():
            sentence = "Nothing was imported: leads changed since the check. Choose the file again."
            return self._ask_again(request, sentence)
        record("import", what="leads", user=request.user.pk)
        return super().process_result(result, request)

    def get_export_data(
        self, file_format: Format, request: HttpRequest, queryset: models.QuerySet, **kwargs: object
    ) -> bytes | str:
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        record("export", what="leads", user=request.user.pk)
        return data

    def _ask_again(self, request: HttpRequest, sentence: str) -> HttpResponse:
        messages.error(request, sentence)
        return redirect("admin:actions_lead_import")
