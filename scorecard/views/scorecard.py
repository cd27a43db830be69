"""The scorecard of a period, and its download."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORTS, export_response
from scorecard import queries, rules
from scorecard.filters import ScorecardForm
from scorecard.models import Indicator
from scorecard.queries import Group, Order
from scorecard.views.access import check_reader
from scorecard.views.scorecard_columns import columns_of, rows_of

KINDS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}


@require_safe
def scorecard(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    form = _form(request)
    if form is None:
        context = {"has_indicators": Indicator.objects.exists()}
        return render(request, "scorecard/scorecard_none.html", context)
    if form.is_bound and not form.is_valid():
        return render(request, "scorecard/scorecard.html", {"form": form}, status=422)
    return render(
        request,
        "scorecard/scorecard.html",
        {
            "form": form,
            "period": form.chosen_period,
            "groups": _groups(request, form),
            "is_public_edition": not rules.can_view_small_numbers(request.user),
            # One address for all rows: working out 80 of them takes as long as drawing them.
            "indicator_url": reverse("scorecard:scorecard"),
            "kinds": KINDS.items(),
        },
    )


def _form(request: HttpRequest) -> ScorecardForm | None:
    """None where our council has no figure at all yet."""
    kept = queries.kept_periods()
    newest = queries.newest_period(kept)
    return newest and ScorecardForm(request.GET, offered=kept, newest=newest)


def _groups(request: HttpRequest, form: ScorecardForm) -> list[Group]:
    found = queries.entries(
        form.chosen_period,
        council_for(request),
        with_small_numbers=rules.can_view_small_numbers(request.user),
    )
    in_order = queries.exceptions_first if form.chosen_order is Order.EXCEPTIONS else None
    return (in_order or queries.by_priority)(found)


@require_safe
def scorecard_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the page shows, in its order: in Word as it reads, else one column a number."""
    check_reader(request.user)
    form = _form(request)
    if kind not in EXPORTS or form is None or (form.is_bound and not form.is_valid()):
        raise Http404("There is nothing to export in that form.")
    council = council_for(request)
    groups = _groups(request, form)
    return export_response(
        kind,
        f"Scorecard: {form.chosen_period}",
        columns_of(kind, groups, council),
        rows_of(kind, groups, council),
        timezone.localdate(),
        council=council.name,
    )
