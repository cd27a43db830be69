"""The administrators' pages of the kinds of paper, and of what was published, to look at."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm
from corporate_parenting.history_admin import HistoryAdmin, SeenForm
from corporate_parenting.submissions import answer_once
from reports.models import KindPart, PaperKind, Publication, PublicationQuerySet
from reports.services import code_of_part, copy_kind

MOST_PARTS = 80


class PartForm(SeenForm):
    """A part on the page of its kind. What it is stays: words of papers stand in it."""

    unchecked = ("kind", "code")  # a new kind has no key yet, a new part no code

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        elif "section" in self.fields:
            self.fields["section"].disabled = True

    def _check_seen(self, seen: str | None) -> None:
        """Forty parts stand on a page: only those that were changed are looked at again."""
        if self.has_changed():
            super()._check_seen(seen)


class PartFormSet(forms.BaseInlineFormSet):
    def save_new(self, form: PartForm, commit: bool = True) -> KindPart:
        """With a code that is free in the kind, of parts that are saved with it too."""
        part = super().save_new(form, commit=False)
        part.code = code_of_part(part, self._codes())
        self._given.add(part.code)
        return part

    def _codes(self) -> set[str]:
        if not hasattr(self, "_given"):
            self._given = set(self.instance.parts.values_list("code", flat=True))
        return self._given


class PartInline(admin.StackedInline):
    model = KindPart
    form = PartForm
    formset = PartFormSet
    extra = 1
    max_num = MOST_PARTS
    can_delete = False
    show_change_link = True
    ordering = ["order", "pk"]
    fields = [
        ("order", "section", "is_in_use"),
        ("heading", "level", "is_numbered"),
        "name",
        "standard_text",
        "seen",
    ]
    formfield_overrides = {
        models.CharField: {"form_class": CleanCharField},
        models.TextField: {
            "form_class": CleanTextField,
            "widget": forms.Textarea({"rows": 2, "cols": 80}),
        },
    }

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fields = list(super().get_fields(request, obj))
        return fields if self.has_change_permission(request, obj) else fields[:-1]


@admin.register(PaperKind)
class PaperKindAdmin(HistoryAdmin):
    list_display = ["name", "code", "numbering", "is_in_use"]
    list_filter = ["is_in_use"]
    search_fields = ["name", "code"]
    inlines = [PartInline]
    change_form_template = "reports/admin_paperkind.html"

    def get_readonly_fields(self, request: HttpRequest, obj: PaperKind | None = None) -> list[str]:
        """Papers and what was published go by the code."""
        used = obj is not None and obj.reports.exists()
        return [*super().get_readonly_fields(request, obj), *(["code"] if used else [])]

    def save_formset(
        self, request: HttpRequest, form: SeenForm, formset: PartFormSet, change: bool
    ) -> None:
        for part in formset.save(commit=False):
            part._history_user = request.user
            part.version += 0 if part._state.adding else 1
            part.save()

    def get_urls(self) -> list[URLPattern]:
        copy = self.admin_site.admin_view(self.copy_view)
        return [
            path("<key:object_id>/copy/", copy, name="reports_paperkind_copy"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def copy_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """A council's own form starts from one that is there."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied("Your role does not include keeping the kinds of paper.")
        kind = get_object_or_404(PaperKind, pk=object_id)
        form = OnceForm(request.POST)
        act = partial(self._copy, request, kind)
        if form.is_valid() and (answer := answer_once(request, form, act)):
            return answer
        messages.error(request, "The kind was not copied. Try again.")
        return redirect("admin:reports_paperkind_change", kind.pk)

    def _copy(self, request: HttpRequest, kind: PaperKind) -> HttpResponseRedirect:
        copy = copy_kind(kind=kind, by=request.user)
        said = f"{copy} was made. Give it its own code and name, and offer it for new papers."
        messages.success(request, said)
        return redirect("admin:reports_paperkind_change", copy.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        context |= {"copy_token": OnceForm(auto_id=False)["submission"]}
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(KindPart)
class KindPartAdmin(HistoryAdmin):
    """One part with its history; it is added on the page of its kind."""

    list_display = ["__str__", "kind", "order", "section", "is_in_use"]
    list_filter = ["kind", "is_in_use"]
    list_select_related = ["kind"]
    search_fields = ["heading", "name", "code"]
    readonly_fields = ["kind", "code", "section"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ["title", "body", "meeting_on", "version", "published_at", "approver_name"]
    list_filter = ["body", "kind"]
    search_fields = ["title", "body"]
    date_hierarchy = "meeting_on"
    ordering = ["-meeting_on", "-published_at", "-pk"]
    actions = None
    show_full_result_count = False
    fields = [
        "title",
        "body",
        "meeting_on",
        "version",
        "reason",
        "author_name",
        "approver_name",
        "publisher_name",
        "published_at",
        "sha256_document",
        "sha256_html",
        "sha256_pdf",
    ]

    def get_queryset(self, request: HttpRequest) -> PublicationQuerySet:
        return super().get_queryset(request).without_bytes()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
