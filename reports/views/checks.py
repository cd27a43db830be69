"""The page of what the checks found in a draft, and of the answers."""

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from reports import rules, services
from reports.checking import checked
from reports.checks import Check, Finding
from reports.forms import AnswerForm, answer_form
from reports.models import CheckAnswer, Report
from reports.queries.checks import COMMENTARY, ENTRY, ITEM, REPORT, Typed
from reports.views.loading import check_writes, concealed_from, crumbs, report_for

HEADING = "Checks"
EDITED_AT = {
    ENTRY: "reports:entry-change",
    ITEM: "reports:passage-change",
    REPORT: "reports:report-change",
    COMMENTARY: "scorecard:indicator-detail",
}


@dataclass(frozen=True)
class Row:
    """A finding on the page: its answer and its form, if there are any."""

    finding: Finding
    answer: CheckAnswer | None
    form: AnswerForm | None
    edit_url: str

    @property
    def anchor(self) -> str:
        return anchor_of(self.finding.key)


@require_http_methods(["GET", "POST"])
def report_checks(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_for(request.user, pk)
    form = AnswerForm(posted(request), key=request.POST.get("key", ""))
    if form.is_bound:
        check_writes(request.user)
    act = partial(_answer, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    rows = _rows(request, report, form)
    return render_form(
        request,
        "reports/report_checks.html",
        form,
        report=report,
        groups=[
            (Check(check).label, list(of_check))
            for check, of_check in groupby(rows, lambda row: row.finding.check)
        ],
        count=len(rows),
        open_count=sum(row.answer is None for row in rows),
        breadcrumbs=crumbs(report, HEADING),
    )


def _rows(request: HttpRequest, report: Report, form: AnswerForm) -> list[Row]:
    """The form that was sent stands where it was, with what was typed."""
    found = checked(
        report,
        concealed=concealed_from(request.user, report),
        editions=rules.editions_for(request.user),
    )
    can_write = rules.can_write_report(request.user)
    answers = {each.key: each for each in report.check_answers.select_related("by").order_by("pk")}
    sent = form.data.get("key") if form.is_bound else None
    rows = []
    for finding in found.findings:
        answer = answers.get(finding.key)
        own = form if sent == finding.key else answer_form(finding, answer)
        url = _edit_url(found.typed.get(finding.text)) if can_write and report.is_open else ""
        rows.append(Row(finding, answer, own if can_write and report.is_open else None, url))
    return rows


def _edit_url(typed: Typed | None) -> str:
    return reverse(EDITED_AT[typed.kind], args=[typed.key]) if typed else ""


def _answer(request: HttpRequest, form: AnswerForm, report: Report) -> HttpResponseRedirect:
    given = {name: form.cleaned_data[name] for name in ("key", "answer", "version")}
    services.answer_finding(report=report, by=request.user, at=timezone.now(), **given)
    messages.success(request, "The answer was saved.")
    # Whoever goes through the list by keyboard goes on from there.
    page = reverse("reports:report-checks", args=[report.pk])
    return redirect(f"{page}#{anchor_of(given['key'])}")


def anchor_of(key: str) -> str:
    return f"finding-{key[:12]}"
