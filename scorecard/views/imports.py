"""Bring figures in: choose the file, say what its columns hold, look, then save all of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.context import council_for
from corporate_parenting.forms import posted, render_form
from corporate_parenting.security_log import record
from corporate_parenting.submissions import answer_once
from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted
from scorecard import rules
from scorecard.forms.imports import (
    FigureColumnsForm,
    FigureReviewForm,
    FigureUploadForm,
    LaitForm,
)
from scorecard.imports.tables import table_from_json
from scorecard.models import FigureImport, FigureMapping
from scorecard.services.figure_reviews import (
    choose_columns,
    choose_council,
    finish_import,
    give_reason,
    keep_files,
    proposal_of,
    start_import,
)
from scorecard.services.import_comparison import Comparison, compare_figures

HEADING = "Bring in figures"
# Where it is said how a file is to be read, by its kind.
_CHOICES = {
    FigureImport.Kind.PUBLISHED: "scorecard:figureimport-columns",
    FigureImport.Kind.LAIT: "scorecard:figureimport-dictionary",
}


@require_http_methods(["GET", "POST"])
def figure_import_add(request: HttpRequest) -> HttpResponse:
    _check_may_import(request)
    form = FigureUploadForm(
        posted(request), request.FILES or None, mappings=FigureMapping.objects.all()
    )
    if form.is_valid() and (answer := answer_once(request, form, partial(_start, request, form))):
        return answer
    return render_form(request, "scorecard/import_form.html", form, breadcrumbs=_crumbs(HEADING))


@require_http_methods(["GET", "POST"])
def figure_import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _kept_for(request, pk)
    if kept.state == FigureImport.State.BROUGHT_IN or kept.kind != FigureImport.Kind.PUBLISHED:
        return redirect("scorecard:figureimport-review", pk=kept.pk)
    table = table_from_json(kept.tables[0])
    form = FigureColumnsForm(posted(request), initial={"version": kept.version}, table=table)
    if form.is_valid() and (
        answer := answer_once(request, form, partial(_choose, request, form, kept))
    ):
        return answer
    crumbs = _crumbs("Choose the columns")
    return render_form(
        request, "scorecard/import_columns.html", form, breadcrumbs=crumbs, kept=kept, table=table
    )


@require_http_methods(["GET", "POST"])
def figure_import_dictionary(request: HttpRequest, pk: int) -> HttpResponse:
    """What the interactive tool's file is read with: dictionary, neighbours and our council."""
    kept = _kept_for(request, pk)
    if kept.state == FigureImport.State.BROUGHT_IN or kept.kind != FigureImport.Kind.LAIT:
        return redirect("scorecard:figureimport-review", pk=kept.pk)
    form = LaitForm(
        posted(request),
        request.FILES or None,
        initial={"version": kept.version},
        kept=kept,
        own=council_for(request).name,
    )
    is_valid = form.is_valid()
    # A file box cannot be filled again: what was sound stays chosen, whatever else was wrong.
    if form.tables:
        keep_files(kept=kept, **form.tables)
    if is_valid and (
        answer := answer_once(request, form, partial(_choose_council, request, form, kept))
    ):
        return answer
    crumbs = _crumbs("Choose the dictionary")
    return render_form(
        request, "scorecard/import_dictionary.html", form, breadcrumbs=crumbs, kept=kept
    )


@require_http_methods(["GET", "POST"])
def figure_import_review(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _kept_for(request, pk)
    if kept.state == FigureImport.State.BROUGHT_IN:
        return redirect("scorecard:figureimport-add")
    if not kept.is_ready:
        return redirect(_CHOICES[kept.kind], pk=kept.pk)
    shown = {"kept": kept, "breadcrumbs": _crumbs("Check the figures")}
    try:
        proposal = proposal_of(kept, timezone.localdate())
    except UploadError as error:
        return render(request, "scorecard/import_refused.html", shown | {"refusal": str(error)})
    comparison = compare_figures(proposal, reason=kept.reason)
    seen = {"version": kept.version, "digest": comparison.digest, "reason": kept.reason}
    form = FigureReviewForm(posted(request), initial=seen)
    if form.is_valid() and (
        answer := answer_once(request, form, partial(_act, request, form, kept))
    ):
        return answer
    shown |= {"proposal": proposal, "comparison": comparison}
    return render_form(request, "scorecard/import_review.html", form, **shown)


def _kept_for(request: HttpRequest, pk: int) -> FigureImport:
    _check_may_import(request)
    kept = FigureImport.objects.without_tables().select_related("mapping__indicator")
    return get_object_or_404(kept, pk=pk, uploaded_by=request.user)


def _check_may_import(request: HttpRequest) -> None:
    if not rules.can_import_figures(request.user):
        raise PermissionDenied("Only analysts bring in figures.")


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [("Home", reverse("home")), (here, "")]


def _start(request: HttpRequest, form: FigureUploadForm) -> HttpResponseRedirect:
    sent = form.cleaned_data
    kept = start_import(
        file_name=sent["name"],
        kind=sent["kind"],
        tables=sent["tables"],
        mapping=sent["mapping"],
        by=request.user,
        at=timezone.now(),
    )
    return redirect("scorecard:figureimport-review", pk=kept.pk)


def _choose_council(
    request: HttpRequest, form: LaitForm, kept: FigureImport
) -> HttpResponseRedirect:
    sent = form.cleaned_data
    choose_council(kept=kept, version=sent["version"], council=sent["council"])
    return redirect("scorecard:figureimport-review", pk=kept.pk)


def _choose(
    request: HttpRequest, form: FigureColumnsForm, kept: FigureImport
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    choose_columns(kept=kept, version=version, by=request.user, **form.chosen)
    return redirect("scorecard:figureimport-review", pk=kept.pk)


def _act(request: HttpRequest, form: FigureReviewForm, kept: FigureImport) -> HttpResponseRedirect:
    """Bring the figures in, or look again where the person gave another reason."""
    sent = form.cleaned_data
    if request.POST.get("intent") != "bring-in" or sent["reason"] != kept.reason:
        give_reason(kept=kept, version=sent["version"], reason=sent["reason"])
        messages.info(request, "The file was read again with your reason. Check what would change.")
        return redirect("scorecard:figureimport-review", pk=kept.pk)
    comparison = finish_import(
        kept=kept,
        version=sent["version"],
        digest=sent["digest"],
        by=request.user,
        on=timezone.localdate(),
    )
    record("figures imported", user=request.user.pk, upload=kept.pk)
    messages.success(request, f"{kept.file_name}: {_said(comparison)}")
    return redirect("scorecard:figureimport-add")


def _said(comparison: Comparison) -> str:
    if comparison.is_empty:
        return "Nothing had changed."
    figures = counted(len(comparison.added), "figure")
    words = [f"{figures} added and {len(comparison.changed):,} changed."]
    if targets := len(comparison.targets):
        words.append(f"{counted(targets, 'target')} set.")
    for rows, what in ((comparison.new_indicators, "indicator"), (comparison.new_areas, "area")):
        words += [f"{counted(len(rows), what)} added."] if rows else []
    return " ".join(words)
