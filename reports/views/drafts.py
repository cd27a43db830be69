"""Pages on which a paper is drafted."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions.models import Plan
from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.paging import page_of
from corporate_parenting.submissions import answer_once
from corporate_parenting.words import counted
from reports import queries, rules, services
from reports.assemble import assemble
from reports.checking import open_findings
from reports.forms import ReportForm, ReportStartForm
from reports.kinds import HOMES, SCORECARD
from reports.models import Meeting, Report
from reports.rendering import render_html
from reports.sections.progress import CONCEALED
from reports.views.loading import (
    check_sees_drafts,
    concealed_from,
    crumbs,
    fresh_token,
    refused,
    report_for,
    report_to_write,
    report_url,
)

DRAFTS_A_PAGE = 25
MEETINGS_SHOWN = 12
SECONDS_TO_LOOK_AGAIN = "3"  # a paper takes a few seconds, and nobody should have to ask


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    check_sees_drafts(request.user)
    reports = Report.objects.select_related("meeting", "author").order_by(
        "-meeting__held_on", "-pk"
    )
    context = {
        "page": page_of(request, Paginator(reports, DRAFTS_A_PAGE)),
        "meetings": Meeting.objects.order_by("-held_on", "body", "pk")[:MEETINGS_SHOWN],
        "can_start": rules.can_start_report(request.user),
        "can_add_meeting": rules.can_add_meeting(request.user),
        "can_change_meeting": rules.can_change_meeting(request.user),
    }
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "POST"])
def report_add(request: HttpRequest) -> HttpResponse:
    check_sees_drafts(request.user)
    if not rules.can_start_report(request.user):
        raise PermissionDenied("Your role does not include starting papers.")
    form = ReportStartForm(
        posted(request),
        today=timezone.localdate(),
        initial={"plan": Plan.objects.filter(state=Plan.State.CURRENT).first()},
    )
    act = partial(_start, request, form)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    back = reverse("reports:report-list")
    return render_form(
        request,
        "reports/form.html",
        form,
        heading="Start a paper",
        cancel_url=back,
        save="Start the draft",
        breadcrumbs=[("Drafts", back), ("Start a paper", "")],
    )


def _start(request: HttpRequest, form: ReportStartForm) -> HttpResponseRedirect:
    names = ["meeting", "plan", "cut_off_on"]
    fields = {name: form.cleaned_data[name] for name in names}
    kind = form.cleaned_data["kind"].code
    report = services.start_report(kind=kind, by=request.user, **fields)
    count = report.entries.count()
    messages.success(request, f"The draft was started with {counted(count, 'note')}.")
    return redirect(report_url(report))


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The work page: what is in the paper, what is missing, how its making stands."""
    report = report_for(request.user, pk)
    paper = _paper(report)
    context = {
        "report": report,
        "entries": queries.entries_in_order(report),
        "concealed_words": CONCEALED,
        "missing": queries.notes_not_yet_in(report).count() if report.is_open else 0,
        "outdated": queries.outdated_entries(report) if report.is_open else [],
        "publication": queries.latest_publication(report),
        "token": fresh_token,
        "breadcrumbs": crumbs(report),
        **paper,
        **_told(report),
        **_read_by(request.user, report),
        **_offered(request.user, report),
    }
    response = render(request, "reports/report_detail.html", context)
    if paper["is_awaited"]:
        response["Refresh"] = SECONDS_TO_LOOK_AGAIN
    return response


def _told(report: Report) -> dict[str, object]:
    """What the paper tells, as far as its kind does."""
    homes = queries.chosen_homes(report).values()
    return {
        "parts": queries.parts_with_words(report),
        "tells": {part.section for part in report.parts},
        "has_scorecard": report.has_section(*SCORECARD),
        "has_homes": report.has_section(*HOMES),
        "sections": queries.chosen_sections(report).values(),
        "homes": homes,
        "remarks": queries.remarks_on_homes(report, homes),
    }


def _read_by(user, report: Report) -> dict[str, object]:
    """What is kept from this reader, and how much of what they may read is odd."""
    concealed = concealed_from(user, report)
    open_checks = len(open_findings(report, concealed=concealed))
    return {"concealed": concealed, "open_checks": open_checks}


def _paper(report: Report) -> dict[str, object]:
    """How the making of the newest paper stands."""
    renderings = report.renderings.without_bytes().newest_first().select_related("requested_by")
    rendering = renderings.first()
    is_left_behind = rendering is not None and rendering.is_left_behind(timezone.now())
    return {
        "rendering": rendering,
        "is_left_behind": is_left_behind,
        "is_awaited": rendering is not None and rendering.is_under_way and not is_left_behind,
        "out_of_date": services.why_out_of_date(report, rendering),
    }


def _offered(user, report: Report) -> dict[str, bool]:
    """What this person may do with a paper in its state."""
    is_writer = rules.can_write_report(user)
    return {
        "can_write": is_writer and report.is_open,
        "can_correct": is_writer and report.state == Report.State.PUBLISHED,
        "can_publish": rules.can_publish(user, report) and report.is_open,
        "can_get_bytes": rules.can_get_bytes(user),
    }


@require_safe
def report_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as its readers will see it: the same template over the same document."""
    report = report_for(request.user, pk)
    document = assemble(report, concealed=concealed_from(request.user, report))
    paper = mark_safe(render_html(document))  # noqa: S308 - escaped by the paper's engine
    context = {"report": report, "paper": paper, "breadcrumbs": crumbs(report, "Preview")}
    return render(request, "reports/report_preview.html", context)


@require_http_methods(["GET", "POST"])
def report_change(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = ReportForm(posted(request), report=report)
    act = partial(_change, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/form.html",
        form,
        heading="Title, numbers and signature",
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, "Title, numbers and signature"),
    )


def _change(request: HttpRequest, form: ReportForm, report: Report) -> HttpResponseRedirect:
    services.change_report(
        report=report,
        version=form.cleaned_data["version"],
        by=request.user,
        on=timezone.localdate(),
        **form.changes(),
    )
    messages.success(request, "The paper was changed.")
    return redirect(report_url(report))


@require_POST
def report_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = OnceForm(request.POST)
    if form.is_valid() and (
        answer := answer_once(request, form, partial(_refresh, request, report))
    ):
        return answer
    return refused(request, form, report)


def _refresh(request: HttpRequest, report: Report) -> HttpResponseRedirect:
    refreshed = services.refresh_entries(report=report, by=request.user)
    messages.success(request, f"{counted(len(refreshed.added), 'note')} added.")
    for entry in refreshed.left_out:
        messages.warning(
            request,
            f"{entry.note.action.reference}: the earlier words were left out, because the note "
            "was corrected, withdrawn from the board or carried by another paper.",
        )
    return redirect(report_url(report))
