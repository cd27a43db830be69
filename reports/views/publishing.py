"""Pages on which a paper is made, read once more and published."""

import logging
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.submissions import answer_once
from reports import queries, rules, services
from reports.forms import CorrectionForm, PublishForm
from reports.models import Rendering, Report
from reports.tasks import request_paper
from reports.views.loading import (
    check_sees_drafts,
    crumbs,
    paper_file,
    refused,
    report_for,
    report_to_write,
    report_url,
)

security_log = logging.getLogger("security")


@require_POST
def report_render(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = OnceForm(request.POST)
    act = partial(_render, request, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return refused(request, form, report)


def _render(request: HttpRequest, report: Report) -> HttpResponseRedirect:
    request_paper(report=report, by=request.user)
    messages.success(request, "The paper is being made. It takes some seconds.")
    return redirect(f"{report_url(report)}#paper")


@require_safe
def rendering_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The exact bytes that would be published, for those who write and approve."""
    check_sees_drafts(request.user)
    renderings = Rendering.objects.without_bytes().select_related("report__meeting")
    rendering = get_object_or_404(renderings, pk=pk)
    if not rules.can_get_bytes(request.user):
        raise PermissionDenied("Your role does not include reading papers before the board does.")
    if rendering.state != Rendering.State.READY:
        raise Http404("This paper is not ready.")
    report = rendering.report
    name = f"draft-{report.meeting.held_on:%Y-%m-%d}-{report.kind_id}-report.{form}"
    return paper_file(request, rendering, form, name, is_draft=True)


@require_http_methods(["GET", "POST"])
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """For an approver: the bytes to read, and the form that names them by their hash."""
    report = report_for(request.user, pk)
    if not rules.can_publish(request.user, report):
        raise PermissionDenied("A paper is published by an approver who did not write it.")
    rendering = report.renderings.without_bytes().newest_first().first()
    is_ready = rendering is not None and rendering.state == Rendering.State.READY
    seen = {"version": report.version, "sha256_pdf": rendering.sha256_pdf if is_ready else ""}
    form = PublishForm(posted(request), initial=seen)
    act = partial(_publish, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/report_publish.html",
        form,
        report=report,
        rendering=rendering if is_ready else None,
        out_of_date=services.why_out_of_date(report, rendering),
        warnings=_warnings(rendering) if is_ready else (),
        can_write=rules.can_write_report(request.user),
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, "Publish"),
    )


def _warnings(rendering: Rendering) -> tuple[str, ...]:
    """What the approver should know of the words in the paper, and of those left out."""
    report = rendering.report
    homes = queries.chosen_homes(report).values()
    return queries.commentary_warnings(rendering) + queries.remarks_on_homes(report, homes)


def _publish(request: HttpRequest, form: PublishForm, report: Report) -> HttpResponseRedirect:
    publication = services.publish_report(
        report=report,
        version=form.cleaned_data["version"],
        sha256_pdf=form.cleaned_data["sha256_pdf"],
        by=request.user,
    )
    security_log.info(
        "published publication=%s user=%s sha256=%s",
        publication.pk, request.user.pk, publication.sha256_pdf,
    )  # fmt: skip
    messages.success(request, f"{publication} was published.")
    return redirect("reports:publication-detail", pk=publication.pk)


@require_http_methods(["GET", "POST"])
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = CorrectionForm(posted(request), initial={"version": report.version})
    act = partial(_correct, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/form.html",
        form,
        heading="Correct a published paper",
        lead="Members go on reading the published version until the next one is published.",
        save="Open the draft again",
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, "Correct"),
    )


def _correct(request: HttpRequest, form: CorrectionForm, report: Report) -> HttpResponseRedirect:
    services.start_correction(
        report=report,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, "The draft is open again. What is published stays as it is.")
    return redirect(report_url(report))
