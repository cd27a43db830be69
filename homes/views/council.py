"""How the council as a whole was inspected and judged, as at a day; its downloads and history."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.changes import describe
from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from corporate_parenting.paging import ROWS_A_PAGE, page_of
from homes import queries, rules
from homes.views.access import check_reader
from homes.views.council_lines import columns_of, council_table, council_words, rows_of

HEADING = "Inspections of the council"


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    form = AsAtForm(request.GET, today=timezone.localdate())
    edition = rules.edition_for(request.user, form.today)
    rows = queries.authority_inspections(form.day or form.today, edition)
    current, may_record = queries.judging(rows), rules.can_record_authority(request.user)
    context = {
        "heading": HEADING,
        "form": form,
        "day": form.day,
        "edition": edition,
        "current": current,
        "judged": council_words(current) if current else "",
        "table": council_table(rows),
        "kinds": EXPORT_NAMES.items(),
        "may_record": may_record,
        "voided": queries.voided_authority_inspections(edition) if may_record else (),
        "may_view_history": rules.can_view_history(request.user),
        "today_url": reverse("homes:authorityinspection-list"),
        "breadcrumbs": [("Homes", reverse("homes:register") + form.query), (HEADING, "")],
    }
    return render(request, "homes/council_list.html", context, status=form.status)


@require_safe
def council_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the page shows, in its order."""
    check_reader(request.user)
    form = AsAtForm(request.GET, today=timezone.localdate())
    if kind not in EXPORTS or form.status != 200:
        raise Http404("There is nothing to export in that form.")
    edition = rules.edition_for(request.user, form.today)
    table = council_table(queries.authority_inspections(form.day or form.today, edition))
    title = HEADING if edition.is_public else f"{HEADING}, not for publication"
    return export_response(
        kind,
        title + form.words,
        columns_of(table, edition),
        rows_of(table, edition),
        form.today,
        council=council_for(request).name,
    )


@require_safe
def council_history(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    if not rules.can_view_history(request.user):
        raise PermissionDenied("Only those who may read everything about homes read the history.")
    page = page_of(request, Paginator(queries.council_events(), ROWS_A_PAGE))
    context = {
        "page": page,
        "entries": [describe(event) for event in page],
        "breadcrumbs": [
            ("Homes", reverse("homes:register")),
            (HEADING, reverse("homes:authorityinspection-list")),
            ("History", ""),
        ],
    }
    return render(request, "homes/council_history.html", context)
