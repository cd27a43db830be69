"""The page on which an author says who may read a whole part of a paper."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from corporate_parenting.context import council_for
from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from reports import services
from reports.forms import PartReadersForm
from reports.kinds import ALWAYS_TOLD, Publicity
from reports.models import KindPart, Report
from reports.sections.source import name_of
from reports.views.loading import crumbs, report_to_write, report_url

HEADING = "Who may read this part"
NAMES = ("version", "publicity", "exempt_paragraph", "withheld_because")


@require_http_methods(["GET", "POST"])
def part_readers(request: HttpRequest, report_pk: int, pk: int) -> HttpResponse:
    report = report_to_write(request.user, report_pk)
    parts = KindPart.objects.filter(kind__code=report.kind_id, is_in_use=True)
    part = get_object_or_404(parts.exclude(section__in=ALWAYS_TOLD), pk=pk)
    if part.publicity == Publicity.CONFIDENTIAL:
        raise Http404("Every paper of this kind keeps the part to officers.")
    own = report.part_classes.filter(part=part.code).first()
    form = PartReadersForm(posted(request), part=part, own=own)
    act = partial(_choose, request, form, report, part)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=f"{HEADING}: {name_of(part, report, council_for(request))}",
        lead="Who may not read it is told that it is withheld, and why. Nothing of the part itself "
        "is in their edition.",
        cancel_url=_place(report),
        breadcrumbs=crumbs(report, HEADING),
    )


def _choose(
    request: HttpRequest, form: PartReadersForm, report: Report, part: KindPart
) -> HttpResponseRedirect:
    given = {name: form.cleaned_data[name] for name in NAMES}
    row = services.choose_readers(report=report, part=part, by=request.user, **given)
    who = part if row.publicity == Publicity.PUBLIC else row
    name = name_of(part, report, council_for(request))
    messages.success(request, f"{name}: {who.get_publicity_display().lower()}.")
    return redirect(_place(report))


def _place(report: Report) -> str:
    return f"{report_url(report)}#readers"
