"""Pages on which a paper is drafted."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import Plan
from corporate_parenting.context import council_for
from corporate_parenting.forms import posted, render_form
from corporate_parenting.models import Council
from corporate_parenting.paging import page_of
from corporate_parenting.submissions import answer_once
from corporate_parenting.words import counted
from reports import queries, rules, services
from reports.assemble import assemble
from reports.checking import open_findings
from reports.forms import DraftStartForm, ReportForm, ReportPlanForm, ReportStartForm
from reports.kinds import ALWAYS_TOLD, HOMES, SCORECARD, Edition, Publicity
from reports.life import NEXT
from reports.models import KindPart, Meeting, Publication, Report, ReportEntry
from reports.page_sections import page_sections
from reports.queries.checks import newest_fact
from reports.rendering import render_html
from reports.retention import kept_until
from reports.sections.progress import CONCEALED
from reports.sections.source import filled, name_of
from reports.views.editions import handed_out
from reports.views.loading import (
    check_sees_drafts,
    concealed_from,
    crumbs,
    days_between,
    deadline_of,
    form_page,
    fresh_token,
    references,
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
        "can_keep_quotations": rules.can_keep_quotations(request.user),
        "can_keep_regular_reports": rules.can_keep_regular_reports(request.user),
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
    fields["kind"] = form.cleaned_data["kind"].code
    return _started(request, services.start_report(by=request.user, **fields))


def _started(request: HttpRequest, report: Report) -> HttpResponseRedirect:
    said = f"The draft was started with {counted(report.entries.count(), 'note')}."
    if report.period_from:
        said = f"{said} It tells of the time {days_between(report.period_from, report.period_to)}."
    messages.success(request, said)
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_plan(request: HttpRequest) -> HttpResponse:
    """A paper that the meeting is to have, before anybody writes it."""
    check_sees_drafts(request.user)
    if not rules.can_start_report(request.user):
        raise PermissionDenied("Your role does not include planning papers.")
    form = ReportPlanForm(
        posted(request),
        today=timezone.localdate(),
        initial={"plan": Plan.objects.filter(state=Plan.State.CURRENT).first()},
    )
    act = partial(_plan, request, form)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    back = reverse("reports:report-list")
    return render_form(
        request,
        "reports/form.html",
        form,
        heading="Plan a paper",
        cancel_url=back,
        breadcrumbs=[("Drafts", back), ("Plan a paper", "")],
    )


def _plan(request: HttpRequest, form: ReportPlanForm) -> HttpResponseRedirect:
    fields = {name: form.cleaned_data[name] for name in ("meeting", "plan")}
    kind = form.cleaned_data["kind"].code
    report = services.plan_report(kind=kind, by=request.user, **fields)
    messages.success(request, "The paper is planned.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_start(request: HttpRequest, pk: int) -> HttpResponse:
    """A planned paper becomes the draft of whoever opens this page."""
    report = report_to_write(request.user, pk)
    initial = {"version": report.version, "cut_off_on": timezone.localdate()}
    form = DraftStartForm(posted(request), initial=initial)
    act = partial(_start_planned, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        "Start drafting",
        lead="You become the author of this paper.",
        save="Start the draft",
    )


def _start_planned(
    request: HttpRequest, form: DraftStartForm, report: Report
) -> HttpResponseRedirect:
    fields = {name: form.cleaned_data[name] for name in ("version", "cut_off_on")}
    report = services.start_drafting(report=report, by=request.user, **fields)
    return _started(request, report)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The work page: what is in the paper, what is missing, how its making stands."""
    report = report_for(request.user, pk)
    newest = newest_fact(report)
    outdated = [] if report.is_told else list(queries.outdated_entries(report))
    paper = _paper(request.user, report, outdated, newest)
    publication = queries.latest_publication(report) if report.was_told else None
    context = {
        "report": report,
        "concealed_words": CONCEALED,
        "publication": publication,
        "token": fresh_token,
        "breadcrumbs": crumbs(report),
        **_left_behind(report, outdated if report.is_open else []),
        **_content(report),
        **_parts(report, council_for(request)),
        **paper,
        **_read_by(request.user, report, newest),
        **_life(request, report),
        **_offered(request.user, report, publication),
    }
    response = render(request, "reports/report_detail.html", context)
    if paper["is_awaited"]:
        response["Refresh"] = SECONDS_TO_LOOK_AGAIN
    return response


def _content(report: Report) -> dict[str, object]:
    """What stands in it as far as its kind tells of it."""
    homes = queries.chosen_homes(report).values()
    return {
        "entries": queries.entries_in_order(report),
        "tells": {part.section for part in report.parts},
        "has_scorecard": report.has_section(*SCORECARD),
        "has_homes": report.has_section(*HOMES),
        "sections": queries.chosen_sections(report).values(),
        "homes": homes,
        "quoted": queries.quotations_of(report),
        "remarks": queries.remarks_on_homes(report, homes),
    }


def _left_behind(report: Report, outdated: list[ReportEntry]) -> dict[str, object]:
    """What to bring up to date in a draft: notes that it lacks, or does not take any more."""
    days = days_between(*queries.days_of_notes(report))
    return {
        "missing": queries.notes_to_bring_in(report).count() if report.is_open else 0,
        "outdated": [entry for entry in outdated if not entry.is_of_other_days],
        "of_other_days": references([entry for entry in outdated if entry.is_of_other_days]),
        "days_of_notes": days,
        "no_notes": f"No note {days} is waiting for this paper.",
    }


def _parts(report: Report, council: Council) -> dict[str, list[KindPart]]:
    """The parts in the council's words: those with typed words, and who may read each."""
    for part in report.parts:
        part.title = name_of(part, report, council)
        part.usual_words = filled(part.standard_text, report, council)
    classed = [part for part in report.parts if part.section not in ALWAYS_TOLD]
    return {
        "parts": queries.parts_with_words(report),
        "withheld_parts": [part for part in classed if part.publicity != Publicity.PUBLIC],
        "public_parts": [part for part in classed if part.publicity == Publicity.PUBLIC],
    }


def _read_by(user, report: Report, newest: tuple) -> dict[str, object]:
    """What is kept from this reader, and how much of what they may read is odd."""
    concealed = concealed_from(user, report)
    editions = rules.editions_for(user)
    found = open_findings(report, concealed=concealed, editions=editions, newest=newest)
    return {"concealed": concealed, "open_checks": len(found)}


def _paper(user, report: Report, outdated: list[ReportEntry], newest: tuple) -> dict[str, object]:
    """How the making of the newest paper stands."""
    renderings = report.renderings.without_bytes().newest_first().select_related("requested_by")
    rendering = renderings.first()
    is_left_behind = rendering is not None and rendering.is_left_behind(timezone.now())
    return {
        "rendering": rendering,
        "editions": queries.files_of(rendering, rules.editions_for(user)),
        "is_left_behind": is_left_behind,
        "is_unchanged": queries.is_as_returned(report, rendering),
        "is_awaited": rendering is not None and rendering.is_under_way and not is_left_behind,
        "out_of_date": services.why_out_of_date(
            report, rendering, outdated=outdated, newest=newest[0]
        ),
    }


def _offered(user, report: Report, publication: Publication | None) -> dict[str, bool]:
    """What this person may do with a paper in its state; ``publication``: its newest version."""
    state, states = report.state, Report.State
    is_writer, publishes = rules.can_write_report(user), rules.can_publish(user, report)
    is_read = publication is not None and not publication.is_withdrawn
    return {
        "can_start": is_writer and state == states.PLANNED,
        "can_write": is_writer and report.is_open,
        "can_clear": rules.can_clear(user, report) and state == states.IN_CLEARANCE,
        "can_return": rules.can_return(user, report) and report.is_in_hands,
        "can_release": publishes and state == states.CLEARED,
        "can_publish": publishes and state in (states.CLEARED, states.RELEASED),
        "can_withdraw": rules.can_withdraw(user) and is_read,
        "can_correct": is_writer and report.is_told,
        "can_get_bytes": rules.can_get_bytes(user, report),
    }


def _life(request: HttpRequest, report: Report) -> dict[str, object]:
    """How it came to its state, what comes next, and how long that may take."""
    life = queries.life_of(report)
    return {
        "life": life,
        "next_step": NEXT[report.state],
        "returned": queries.returned_with(life, report),
        "again": queries.sent_again(life),
        "unsettled": report.comments.filter(answer="").count(),
        "deadline": None if report.is_told else deadline_of(request, report),
        "kept_until": kept_until(report.meeting.held_on, is_published=report.was_told),
    }


@require_safe
def report_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as its readers will see it: the same template over the same document."""
    report = report_for(request.user, pk)
    allowed = rules.editions_for(request.user)
    editions = [each for each in queries.editions_of(report) if each in allowed]
    asked = request.GET.get("edition", Edition.PUBLIC)
    edition = next((each for each in editions if each == asked), None)
    if edition is None:
        raise Http404("The draft has no such edition.")
    concealed = concealed_from(request.user, report)
    html = render_html(assemble(report, edition=edition, concealed=concealed))
    context = {
        "report": report,
        "edition": edition,
        "editions": editions,
        "paper": mark_safe(html),  # noqa: S308 - escaped by the paper's engine
        "sections": page_sections(html),
        "breadcrumbs": crumbs(report, "Preview"),
    }
    response = render(request, "reports/report_preview.html", context)
    return handed_out(request, response, report, edition, "preview")


@require_http_methods(["GET", "POST"])
def report_change(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = ReportForm(posted(request), report=report)
    act = partial(_change, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        "Title, numbers and signature",
    )


def _change(request: HttpRequest, form: ReportForm, report: Report) -> HttpResponseRedirect:
    days_before = queries.days_of_notes(report)
    report = services.change_report(
        report=report,
        version=form.cleaned_data["version"],
        by=request.user,
        on=timezone.localdate(),
        **form.changes(),
    )
    messages.success(request, "The paper was changed.")
    days = queries.days_of_notes(report)
    if days != days_before and report.has_section("progress"):
        words = "Bring the draft up to date, so that it has no others"
        messages.warning(request, f"The paper takes notes {days_between(*days)}. {words}.")
    return redirect(report_url(report))
