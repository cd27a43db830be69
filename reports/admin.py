"""The administrators' pages of the kinds of paper, of the council's Word template, and of what was
published, to look at.
"""

import hashlib
from functools import partial
from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm
from corporate_parenting.history_admin import HistoryAdmin, SeenForm
from corporate_parenting.submissions import answer_once
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import UploadError
from corporate_parenting.words import listed
from reports.models import KindPart, PaperKind, Publication, PublicationQuerySet, WordTemplate
from reports.sections.source import TOKENS
from reports.services import (
    ReportError,
    code_of_part,
    copy_kind,
    prove_word_template,
    put_word_template,
    take_word_template_away,
)
from reports.word.template import LIMITS, Template, read_template

MOST_PARTS = 80
MAY_HOLD = listed([f"{{{name}}}" for name in TOKENS])


class PartHelpForm(SeenForm):
    """A part with what its heading and standard text may hold."""

    class Meta:
        help_texts: ClassVar = {
            "heading": f"May hold {MAY_HOLD}.",
            "standard_text": (
                "Printed where the author types nothing; of a recommendation, above it. May hold "
                "the same as the heading."
            ),
        }


class PartForm(PartHelpForm):
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

    form = PartHelpForm
    list_display = ["__str__", "kind", "order", "section", "is_in_use"]
    list_filter = ["kind", "is_in_use"]
    list_select_related = ["kind"]
    search_fields = ["heading", "name", "code"]
    readonly_fields = ["kind", "code", "section"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class WordTemplateForm(SeenForm):
    """A template to be put into use: the row says what was read of the file."""

    unchecked = ("is_in_use", "uploaded_by", "uploaded_at")
    file = forms.FileField(
        label="The template",
        max_length=200,
        help_text=(
            f"A Word file (.docx or .dotx) of at most {LIMITS.packed // 1_000_000} MB. Papers take "
            "its styles, page, header and footer; its sample text is not kept."
        ),
    )

    class Meta:
        model = WordTemplate
        fields = []

    def clean_file(self) -> UploadedFile:
        sent = self.cleaned_data["file"]
        name = clean_text(sent.name, lines=False)[:200] or "The template"
        if sent.size > LIMITS.packed:
            size = LIMITS.packed // 1_000_000
            raise ValidationError(
                f"The file is larger than {size} MB. Make its pictures smaller and try again."
            )
        try:
            template = read_template(name, sent.read())
            prove_word_template(template.content)
        except UploadError as error:
            raise ValidationError(str(error)) from error
        self._fill(name, template)
        return sent

    def _fill(self, name: str, template: Template) -> None:
        row = self.instance
        row.name, row.content = name, template.content
        row.sha256 = hashlib.sha256(template.content).hexdigest()
        row.missing, row.remarks = listed(list(template.missing)), " ".join(template.remarks)

    def clean(self) -> dict:
        given = super().clean()
        if WordTemplate.objects.in_use().filter(sha256=self.instance.sha256 or None).exists():
            self.add_error("file", "This template is in use already.")
        return given


@admin.register(WordTemplate)
class WordTemplateAdmin(HistoryAdmin):
    """Each is sent once. What is in use is replaced by another, or taken away."""

    form = WordTemplateForm
    list_display = ["name", "is_in_use", "uploaded_by", "uploaded_at"]
    list_select_related = ["uploaded_by"]
    change_form_template = "reports/admin_wordtemplate.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[WordTemplate]:
        return super().get_queryset(request).defer("content")

    def get_fields(self, request: HttpRequest, obj: WordTemplate | None = None) -> list[str]:
        told = ["name", "is_in_use", "missing", "remarks", "uploaded_by", "uploaded_at", "sha256"]
        return told if obj else ["file"]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def save_model(
        self, request: HttpRequest, obj: WordTemplate, form: WordTemplateForm, change: bool
    ) -> None:
        put_word_template(template=obj, by=request.user, at=timezone.now())
        messages.info(request, _said_of(obj))

    def get_urls(self) -> list[URLPattern]:
        away = self.admin_site.admin_view(self.away_view)
        return [
            path("<key:object_id>/away/", away, name="reports_wordtemplate_away"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def away_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied("Your role does not include keeping the Word template.")
        template = get_object_or_404(WordTemplate.objects.defer("content"), pk=object_id)
        form = OnceForm(request.POST)
        act = partial(self._take_away, request, template)
        if form.is_valid() and (answer := answer_once(request, form, act)):
            return answer
        messages.error(request, "The template was not taken away. Try again.")
        return redirect("admin:reports_wordtemplate_change", template.pk)

    def _take_away(self, request: HttpRequest, template: WordTemplate) -> HttpResponseRedirect:
        try:
            take_word_template_away(template=template, version=template.version, by=request.user)
            said = f"{template} was taken away. Word files look as without one."
            messages.success(request, said)
        except ReportError as error:
            messages.error(request, error.messages[0])
        return redirect("admin:reports_wordtemplate_change", template.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        context |= {"away_token": OnceForm(auto_id=False)["submission"]}
        context |= {"may_take_away": self.has_change_permission(request)}
        return super().render_change_form(request, context, *args, **kwargs)


def _said_of(template: WordTemplate) -> str:
    said = f"Word files are written into {template} from now on; what is published stays."
    if template.missing:
        said += f" It lacks these styles, which are ours in it: {template.missing}."
    return f"{said} {template.remarks}".strip()


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
