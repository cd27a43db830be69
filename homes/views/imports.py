"""Bring a file of Ofsted in: choose it, look at what would change, then save all of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import ReviewForm, posted, render_form
from corporate_parenting.security_log import record
from corporate_parenting.submissions import answer_once
from homes import rules
from homes.forms.imports import OfstedUploadForm
from homes.models import OfstedImport
from homes.services.import_changes import Comparison
from homes.services.import_reviews import compare, finish_import, proposal_of, start_import

HEADING = "Bring in a file of Ofsted"


@require_http_methods(["GET", "POST"])
def ofsted_import_add(request: HttpRequest) -> HttpResponse:
    _check_may_import(request)
    newest = OfstedImport.objects.order_by("-pk").first()
    initial = {"council": newest.proposal["council"]} if newest else {}
    form = OfstedUploadForm(posted(request), request.FILES or None, initial=initial)
    if form.is_valid() and (answer := answer_once(request, form, partial(_start, request, form))):
        return answer
    return render_form(request, "homes/import_form.html", form, breadcrumbs=_crumbs(HEADING))


@require_http_methods(["GET", "POST"])
def ofsted_import_review(request: HttpRequest, pk: int) -> HttpResponse:
    _check_may_import(request)
    kept = get_object_or_404(OfstedImport, pk=pk, uploaded_by=request.user)
    if kept.state == OfstedImport.State.BROUGHT_IN:
        return redirect("homes:ofstedimport-add")
    proposal = proposal_of(kept)
    comparison = compare(proposal, timezone.localdate())
    seen = {"version": kept.version, "digest": comparison.digest}
    form = ReviewForm(posted(request), initial=seen)
    if form.is_valid() and (
        answer := answer_once(request, form, partial(_finish, request, form, kept))
    ):
        return answer
    crumbs = _crumbs("Check the file")
    shown = {"kept": kept, "proposal": proposal, "comparison": comparison, "breadcrumbs": crumbs}
    return render_form(request, "homes/import_review.html", form, **shown)


def _check_may_import(request: HttpRequest) -> None:
    if not rules.can_import_homes(request.user):
        raise PermissionDenied("Only officers bring files of Ofsted in.")


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [("Home", reverse("home")), (here, "")]


def _start(request: HttpRequest, form: OfstedUploadForm) -> HttpResponseRedirect:
    sent = form.cleaned_data
    kept = start_import(
        file_name=sent["name"], proposal=sent["proposal"], by=request.user, at=timezone.now()
    )
    return redirect("homes:ofstedimport-review", pk=kept.pk)


def _finish(request: HttpRequest, form: ReviewForm, kept: OfstedImport) -> HttpResponseRedirect:
    comparison = finish_import(
        kept=kept,
        version=form.cleaned_data["version"],
        digest=form.cleaned_data["digest"],
        by=request.user,
        on=timezone.localdate(),
        at=timezone.now(),
    )
    record("homes imported", user=request.user.pk, upload=kept.pk)
    messages.success(request, f"{kept.file_name}: {_said(comparison)}")
    return redirect("homes:ofstedimport-add")


def _said(comparison: Comparison) -> str:
    if comparison.is_empty:
        return "Nothing had changed."
    return f"{len(comparison.added):,} added and {len(comparison.changed):,} changed."
