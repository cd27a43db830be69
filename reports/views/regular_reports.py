"""Pages of the reports that a board considers again and again."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from corporate_parenting.context import current_council
from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.paging import page_of
from corporate_parenting.submissions import answer_once
from reports import queries, rules, services
from reports.forms import RegularReportChangeForm, RegularReportFields, RegularReportForm
from reports.models import RegularReport
from reports.views.loading import check_sees_drafts

REPORTS_A_PAGE = 50
NOT_YOURS = "Your role does not include keeping the regular reports."
ADD, CHANGE = "Add a regular report", "Change the regular report"


def _check_keeps(user: AbstractBaseUser) -> None:
    check_sees_drafts(user)
    if not rules.can_keep_regular_reports(user):
        raise PermissionDenied(NOT_YOURS)


@require_safe
def regular_report_list(request: HttpRequest) -> HttpResponse:
    _check_keeps(request.user)
    page = page_of(request, Paginator(queries.regular_reports(), REPORTS_A_PAGE))
    trail = [("Drafts", reverse("reports:report-list")), ("Regular reports", "")]
    return render(request, "reports/regular_report_list.html", {"page": page, "breadcrumbs": trail})


@require_http_methods(["GET", "POST"])
def regular_report_add(request: HttpRequest) -> HttpResponse:
    _check_keeps(request.user)
    form = RegularReportForm(
        posted(request),
        meetings=queries.meetings_to_tick(),
        initial={"body": current_council().board_name},
    )
    act = partial(_add, request, form)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, ADD)


def _add(request: HttpRequest, form: RegularReportForm) -> HttpResponseRedirect:
    report = services.add_regular_report(by=request.user, **_fields(form))
    messages.success(request, f"{report} was added.")
    return redirect("reports:regularreport-list")


@require_http_methods(["GET", "POST"])
def regular_report_change(request: HttpRequest, pk: int) -> HttpResponse:
    check_sees_drafts(request.user)
    report = get_object_or_404(RegularReport, pk=pk)
    _check_keeps(request.user)
    meetings = queries.meetings_to_tick(report)
    form = RegularReportChangeForm(posted(request), report=report, meetings=meetings)
    act = partial(_change, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, CHANGE)


def _change(
    request: HttpRequest, form: RegularReportChangeForm, report: RegularReport
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    report = services.change_regular_report(
        regular_report=report, version=version, by=request.user, **_fields(form)
    )
    messages.success(request, f"{report} was changed.")
    return redirect("reports:regularreport-list")


def _page(request: HttpRequest, form: OnceForm, heading: str) -> HttpResponse:
    back = reverse("reports:regularreport-list")
    drafts = ("Drafts", reverse("reports:report-list"))
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=heading,
        cancel_url=back,
        breadcrumbs=[drafts, ("Regular reports", back), (heading, "")],
    )


def _fields(form: RegularReportFields) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in RegularReportFields.base_fields}
