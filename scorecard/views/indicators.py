"""The page of one indicator, and its download."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORTS, export_response
from scorecard import queries, rules
from scorecard.models import Indicator
from scorecard.queries import WholeIndicator
from scorecard.views.access import check_reader
from scorecard.views.indicator_columns import columns_of, facts_of, rows_of
from scorecard.views.scorecard import KINDS


@require_safe
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    indicator = _get_indicator(pk)
    with_limits = request.GET.get("limits") == "on"
    whole = _whole(request, indicator, with_limits=with_limits)
    context = {
        "indicator": indicator,
        "whole": whole,
        "at": whole.position,
        "facts": facts_of(indicator),
        "with_limits": with_limits,
        "is_public_edition": not rules.can_view_small_numbers(request.user),
        "may_see_history": _may_see_history(request),
        "kinds": KINDS.items(),
        "breadcrumbs": [("Scorecard", reverse("scorecard:scorecard")), (indicator.code, "")],
    }
    return render(request, "scorecard/indicator_detail.html", context)


def _get_indicator(pk: int) -> Indicator:
    loaded = Indicator.objects.select_related("priority", "owner__agency")
    return get_object_or_404(loaded, pk=pk)


def _whole(request: HttpRequest, indicator: Indicator, *, with_limits: bool) -> WholeIndicator:
    return queries.whole_indicator(
        indicator,
        council_for(request),
        timezone.localdate(),
        with_small_numbers=rules.can_view_small_numbers(request.user),
        with_limits=with_limits,
    )


def _may_see_history(request: HttpRequest) -> bool:
    """The history is a page of the administrators, until the scorecard has one of its own."""
    user = request.user
    return user.is_staff and user.has_perm("scorecard.view_historicalindicator")


@require_safe
def indicator_export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The table of the page: in Word as it reads, else one column a number."""
    check_reader(request.user)
    indicator = _get_indicator(pk)
    if kind not in EXPORTS:
        raise Http404("There is nothing to export in that form.")
    whole = _whole(request, indicator, with_limits=False)
    return export_response(
        kind,
        str(indicator),
        columns_of(kind, whole),
        rows_of(kind, whole),
        timezone.localdate(),
        council=council_for(request).name,
    )
