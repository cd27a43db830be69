"""The page of one indicator, its download and its history."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.changes import describe
from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from corporate_parenting.paging import ROWS_A_PAGE, page_of
from scorecard import queries, rules
from scorecard.models import Indicator, Measurement
from scorecard.queries import WholeIndicator
from scorecard.views.access import check_reader
from scorecard.views.days import not_kept
from scorecard.views.indicator_columns import columns_of, facts_of, rows_of
from scorecard.views.loading import indicator_for


@require_safe
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    indicator = queries.indicator_at(pk, day_form.moment)
    if indicator is None:
        return _not_kept(request, pk, day_form)
    with_limits = request.GET.get("limits") == "on"
    whole = _whole(request, indicator, day_form, with_limits=with_limits)
    context = {
        "indicator": indicator,
        "whole": whole,
        "at": whole.position,
        "facts": facts_of(indicator),
        "with_limits": with_limits,
        "is_public_edition": not rules.can_view_small_numbers(request.user),
        "to_answer": [] if day_form.day else _to_answer(request, indicator),
        "may_rate": rules.can_set_rating(request.user),
        "may_view_history": rules.can_view_history(request.user),
        "kinds": EXPORT_NAMES.items(),
        "form": day_form,
        "day": day_form.day,
        "carried": [("limits", "on")] if with_limits else [],
        "breadcrumbs": _crumbs(indicator, day_form.query),
    }
    return render(request, "scorecard/indicator_detail.html", context, status=day_form.status)


def _to_answer(request: HttpRequest, indicator: Indicator) -> list[Measurement]:
    """The figures on which this person may write."""
    may_write = rules.can_write_commentary(request.user, indicator, timezone.localdate())
    return queries.own_newest(indicator) if may_write else []


def _crumbs(indicator: Indicator, of_day: str = "", *here: str) -> list[tuple[str, str]]:
    url = reverse("scorecard:indicator-detail", args=[indicator.pk]) if here else ""
    way = [("Scorecard", reverse("scorecard:scorecard") + of_day), (indicator.code, url)]
    return way + [(words, "") for words in here]


def _not_kept(request: HttpRequest, pk: int, day_form: AsAtForm) -> HttpResponse:
    """404 where nothing was kept on that day, with the first day kept."""
    indicator = get_object_or_404(Indicator, pk=pk)
    return not_kept(
        request,
        day_form,
        reverse("scorecard:indicator-detail", args=[pk]),
        name=f"“{indicator}”",
        title=indicator.code,
        first_kept=queries.indicator_kept_since(indicator),
    )


def _whole(
    request: HttpRequest, indicator: Indicator, day_form: AsAtForm, *, with_limits: bool
) -> WholeIndicator:
    return queries.whole_indicator(
        indicator,
        council_for(request),
        day_form.day or timezone.localdate(),
        with_small_numbers=rules.can_view_small_numbers(request.user),
        with_limits=with_limits,
        moment=day_form.moment,
    )


@require_safe
def indicator_export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The table of the page: in Word as it reads, else one column a number."""
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    indicator = queries.indicator_at(pk, day_form.moment)
    if kind not in EXPORTS or indicator is None or day_form.status != 200:
        raise Http404("There is nothing to export in that form.")
    whole = _whole(request, indicator, day_form, with_limits=False)
    return export_response(
        kind,
        f"{indicator}{day_form.words}",
        columns_of(kind, whole),
        rows_of(kind, whole),
        timezone.localdate(),
        council=council_for(request).name,
    )


@require_safe
def indicator_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the indicator and our figures, or with ``?areas=others`` of the figures of other areas."""
    indicator = indicator_for(request.user, pk)
    if not rules.can_view_history(request.user):
        raise PermissionDenied("Officers and analysts read the history of figures.")
    of_others = request.GET.get("areas") == "others"
    events = queries.events_elsewhere if of_others else queries.indicator_events
    page = page_of(request, Paginator(events(indicator), ROWS_A_PAGE))
    context = {
        "indicator": indicator,
        "of_others": of_others,
        "page": page,
        "entries": [describe(event) for event in page],
        "breadcrumbs": _crumbs(indicator, "", "History"),
    }
    return render(request, "scorecard/indicator_history.html", context)
