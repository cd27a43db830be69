"""What the pages of papers share: who is told of drafts, the way back, bytes as a file."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from actions.rules import can_view_plan
from corporate_parenting.clear_days import Deadline
from corporate_parenting.context import council_for
from corporate_parenting.exports import DOCX_TYPE
from corporate_parenting.forms import OnceForm, VersionedForm, render_form
from corporate_parenting.words import day_words, listed
from reports import queries, rules, services
from reports.models import ArchiveCopy, Passage, Rendering, Report, ReportEntry
from reports.queries.editions import Paper

CONTENT_TYPES = {"pdf": "application/pdf", "docx": DOCX_TYPE}
WITHHELD = "A note in this paper is for officers only now. Its author has to bring it up to date."
NOT_A_WRITER = "Your role does not include writing papers."


def check_sees_drafts(user: AbstractBaseUser) -> None:
    """Raises Http404: whoever may not see drafts is not told of them."""
    if not rules.can_see_drafts(user):
        raise Http404("There is no such page.")


def check_writes(user: AbstractBaseUser) -> None:
    if not rules.can_write_report(user):
        raise PermissionDenied(NOT_A_WRITER)


def report_for(user: AbstractBaseUser, pk: int) -> Report:
    check_sees_drafts(user)
    return get_object_or_404(
        Report.objects.select_related("kind", "meeting", "plan", "author"), pk=pk
    )


def report_to_write(user: AbstractBaseUser, pk: int) -> Report:
    report = report_for(user, pk)
    check_writes(user)
    return report


def entry_to_write(user: AbstractBaseUser, pk: int) -> ReportEntry:
    check_sees_drafts(user)
    entries = ReportEntry.objects.select_related("report__meeting", "note__action__priority")
    entry = get_object_or_404(entries, pk=pk)
    check_writes(user)
    return entry


def passage_to_write(user: AbstractBaseUser, pk: int) -> Passage:
    check_sees_drafts(user)
    passages = Passage.objects.select_related("report__meeting", "report__kind")
    passage = get_object_or_404(passages, pk=pk)
    check_writes(user)
    return passage


def concealed_from(user, report: Report) -> frozenset[int]:
    """Drafts are seen by some who do not read the plan; officers' notes are not for them."""
    return frozenset() if can_view_plan(user) else queries.concealed_notes(report)


def report_url(report: Report) -> str:
    return reverse("reports:report-detail", args=[report.pk])


def finished_paper(report: Report) -> Rendering | None:
    """The newest paper, without its bytes, if it is finished."""
    rendering = report.renderings.without_bytes().newest_first().first()
    return rendering if rendering and rendering.state == Rendering.State.READY else None


def seen_in(report: Report, rendering: Rendering | None) -> dict[str, object]:
    """What a form carries to say which draft and which bytes of every edition its reader saw."""
    return {"version": report.version, "sha256_pdf": rendering.seal if rendering else ""}


def deadline_of(request: HttpRequest, report: Report) -> Deadline:
    """The clear days that remain if the paper is published today."""
    rule = council_for(request).clear_day_rule
    return Deadline(report.meeting.held_on, timezone.localdate(), rule)


def form_page(
    request: HttpRequest,
    form: OnceForm,
    report: Report,
    heading: str,
    *,
    here: str = "",
    **context: object,
) -> HttpResponse:
    """The page of a form about a paper; ``here``: what the way back calls it, if not so."""
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=heading,
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, here or heading),
        **context,
    )


def step_page(
    request: HttpRequest,
    form: VersionedForm,
    report: Report,
    rendering: Rendering | None,
    states: Sequence[Report.State],
    **context: object,
) -> HttpResponse:
    """The page of one step in the life of a paper, or why it cannot be taken."""
    why_not, out_of_date = "", ""
    if report.state not in states:
        why_not = f"The paper is {report.get_state_display().lower()}."
    elif rendering is None:
        why_not = f"{report.author} has not made the paper yet."
    else:
        out_of_date = services.why_out_of_date(report, rendering)
    return render_form(
        request,
        "reports/report_step.html",
        form,
        report=report,
        rendering=rendering,
        editions=queries.files_of(rendering, rules.editions_for(request.user)),
        why_not=why_not,
        out_of_date=out_of_date,
        typed=_typed(form),
        can_write=rules.can_write_report(request.user) and report.is_open,
        can_get_bytes=rules.can_get_bytes(request.user, report),
        deadline=None if report.is_told else deadline_of(request, report),
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, context["heading"]),
        **context,
    )


def _typed(form: VersionedForm) -> str:
    """What somebody wrote in the form of a step that cannot be taken any more."""
    boxes = [form.data.get(name, "") for name in ("answer", "reason")]
    return next(filter(None, boxes), "")


def crumbs(report: Report, here: str = "") -> list[tuple[str, str]]:
    """Drafts, the paper, and the page itself."""
    paper = f"{report.title}, {day_words(report.meeting.held_on)}"
    trail = [
        ("Drafts", reverse("reports:report-list")),
        (paper, report_url(report) if here else ""),
    ]
    return [*trail, (here, "")] if here else trail


def references(entries: Sequence[ReportEntry]) -> str:
    """The actions on which they tell, each once: 2.4, 3.1 and 5.10."""
    return listed(list(dict.fromkeys(entry.note.action.reference for entry in entries)))


def days_between(first: date, last: date) -> str:
    """Such as "from 1 April 2025 to 31 March 2026", or "up to 31 March 2026"."""
    if first == date.min:
        return f"up to {day_words(last)}"
    return f"from {day_words(first)} to {day_words(last)}"


def fresh_token() -> BoundField:
    """The one-time token of a form that is nothing but a button; each has one of its own."""
    return OnceForm(auto_id=False)["submission"]


def refused(request: HttpRequest, form: forms.Form, report: Report) -> HttpResponseRedirect:
    """A button that could not act: back to the paper's page, which says why."""
    for error in dict.fromkeys(error for errors in form.errors.values() for error in errors):
        messages.error(request, error)
    return redirect(report_url(report))


def paper_file(
    request: HttpRequest,
    paper: Paper | ArchiveCopy,
    form: str,
    name: str,
    *,
    is_draft: bool = False,
) -> HttpResponse:
    """Its ``pdf`` or ``docx`` to download; Http404 where there is none.

    A browser that has the bytes already asks only whether they changed. Of a draft it keeps none:
    a paper that the board has not seen stays on no shared computer.
    """
    sha256 = getattr(paper, f"sha256_{form}")
    if not sha256:
        raise Http404("This paper was made before there were Word files.")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store" if is_draft else "private, no-cache",
        "ETag": f'"{sha256}"',
    }
    content = bytes(getattr(paper, form))
    response = HttpResponse(content, content_type=CONTENT_TYPES[form], headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)
