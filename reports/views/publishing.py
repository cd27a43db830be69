"""Pages on which a paper is made, read once more and published."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corporate_parenting.forms import OnceForm, posted
from corporate_parenting.security_log import record
from corporate_parenting.submissions import answer_once
from reports import queries, rules, services
from reports.file_names import file_name
from reports.forms import CorrectionForm, PublishForm, WithdrawForm
from reports.kinds import Edition
from reports.models import Rendering, Report
from reports.queries import in_edition
from reports.tasks import publish_paper, request_paper
from reports.views.editions import edition_asked, handed_out
from reports.views.loading import (
    WITHHELD,
    check_sees_drafts,
    finished_paper,
    form_page,
    paper_file,
    refused,
    report_for,
    report_to_write,
    report_url,
    seen_in,
    step_page,
)


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
def rendering_file(
    request: HttpRequest, pk: int, form: str, edition: Edition = Edition.PUBLIC
) -> HttpResponse:
    """The exact bytes that would be published, for those who write and approve."""
    check_sees_drafts(request.user)
    renderings = Rendering.objects.without_bytes().select_related("report__meeting")
    rendering = get_object_or_404(renderings, pk=pk)
    if not rules.can_get_bytes(request.user, rendering.report):
        raise PermissionDenied("Your role does not include reading papers before the board does.")
    if queries.withheld_from(request.user, rendering.report):
        raise PermissionDenied(WITHHELD)
    edition_asked(request.user, rendering, edition)
    if rendering.state != Rendering.State.READY:
        raise Http404("This paper is not ready.")
    paper = in_edition(rendering, edition, form, f"sha256_{form}")
    name = _draft_name(rendering.report, edition, form)
    file = paper_file(request, paper, form, name, is_draft=True)
    return handed_out(request, file, rendering, edition, form)


def _draft_name(report: Report, edition: Edition, form: str) -> str:
    meeting = report.meeting
    name = file_name(meeting.held_on, meeting.body, report.title, edition, form=form)
    return f"draft-{name}"


@require_http_methods(["GET", "POST"])
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes that were cleared, and the form that names them by their hash."""
    report = report_for(request.user, pk)
    if not rules.can_publish(request.user, report):
        raise PermissionDenied("A paper is published by somebody who did not write it.")
    rendering = finished_paper(report)
    form = PublishForm(posted(request), initial=seen_in(report, rendering))
    act = partial(_publish, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return step_page(
        request,
        form,
        report,
        rendering,
        [Report.State.CLEARED, Report.State.RELEASED],
        heading="Publish the paper",
        lead="Once published it never changes; a correction is a further version.",
        save="Publish",
        clearance=queries.newest_clearance(report),
        warnings=queries.warnings_of(rendering) if rendering else (),
    )


def _publish(request: HttpRequest, form: PublishForm, report: Report) -> HttpResponseRedirect:
    publication = publish_paper(
        report=report,
        version=form.cleaned_data["version"],
        sha256_pdf=form.cleaned_data["sha256_pdf"],
        by=request.user,
    )
    sha256 = form.cleaned_data["sha256_pdf"]
    record("published", publication=publication.pk, user=request.user.pk, sha256=sha256)
    messages.success(request, f"{publication} was published.")
    return redirect("reports:publication-detail", pk=publication.pk)


@require_http_methods(["GET", "POST"])
def report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_for(request.user, pk)
    if not rules.can_withdraw(request.user):
        raise PermissionDenied("A paper is withdrawn by democratic services or an approver.")
    form = WithdrawForm(posted(request), initial={"version": report.version})
    act = partial(_withdraw, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        "Withdraw a published paper",
        here="Withdraw",
        lead="Nobody can read it then, in any version. This cannot be undone; the author can "
        "correct the paper, and the next version is read in its place.",
        save="Withdraw the paper",
    )


def _withdraw(request: HttpRequest, form: WithdrawForm, report: Report) -> HttpResponseRedirect:
    services.withdraw_report(
        report=report,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, "The paper was withdrawn.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = CorrectionForm(posted(request), initial={"version": report.version})
    act = partial(_correct, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        "Correct a published paper",
        here="Correct",
        lead="Members go on reading the published version until the next one is published.",
        save="Open the draft again",
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
