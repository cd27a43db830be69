"""Pages on which the author of a draft chooses what it takes from the scorecard and the homes."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted
from corporate_parenting.submissions import answer_once
from reports import services
from reports.forms import HomesForm, SectionsForm
from reports.models import Report
from reports.views.loading import (
    form_page,
    report_to_write,
    report_url,
)

HEADING = "Scorecard in the paper"
HOMES = "Homes in the paper"


@require_http_methods(["GET", "POST"])
def report_sections(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = SectionsForm(posted(request), report=report)
    act = partial(_choose, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        HEADING,
        lead="What the paper tells of the scorecard. Small numbers are hidden in every paper.",
    )


def _choose(request: HttpRequest, form: SectionsForm, report: Report) -> HttpResponseRedirect:
    services.choose_sections(
        report=report,
        version=form.cleaned_data["version"],
        codes=form.codes(),
        period=form.cleaned_data["period"],
        by=request.user,
    )
    messages.success(request, "The sections of the scorecard were saved.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_homes(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = HomesForm(posted(request), report=report, today=timezone.localdate())
    act = partial(_choose_homes, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        report,
        HOMES,
        lead="What the paper tells of our homes, as the public may know it: by their labels and "
        "with the reasons for all, and nothing that is not published.",
    )


def _choose_homes(request: HttpRequest, form: HomesForm, report: Report) -> HttpResponseRedirect:
    services.choose_homes(
        report=report,
        version=form.cleaned_data["version"],
        by=request.user,
        on=timezone.localdate(),
        **form.choice(),
    )
    messages.success(request, "The sections on homes were saved.")
    return redirect(report_url(report))
