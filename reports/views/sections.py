"""The page on which the author of a draft chooses what it takes from the scorecard."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from reports import services
from reports.forms import SectionsForm
from reports.models import Report
from reports.views.loading import crumbs, report_to_write, report_url

HEADING = "Scorecard in the paper"


@require_http_methods(["GET", "POST"])
def report_sections(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = SectionsForm(posted(request), report=report)
    act = partial(_choose, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=HEADING,
        lead="What the paper tells of the scorecard. Small numbers are hidden in every paper.",
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, HEADING),
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
