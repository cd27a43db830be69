"""The scorecard of a period, and its download."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from scorecard import queries, rules
from scorecard.filters import ScorecardForm
from scorecard.models import Indicator
from scorecard.queries import Group, Order
from scorecard.views.access import check_reader
from scorecard.views.days import not_kept
from scorecard.views.scorecard_columns import columns_of, rows_of


@require_safe
def scorecard(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    form = _form(request, day_form)
    if form is None:
        return _nothing(request, day_form)
    context = {"form": form, "day_form": day_form, "day": day_form.day, **_ways(request)}
    if form.is_bound and not form.is_valid():
        return render(request, "scorecard/scorecard.html", context, status=422)
    context |= {
        "period": form.chosen_period,
        "groups": _groups(request, form, day_form),
        "is_public_edition": not rules.can_view_small_numbers(request.user),
        # One address for all rows: working out 80 of them takes as long as drawing them.
        "indicator_url": reverse("scorecard:scorecard"),
        "of_day": day_form.query,
        "kinds": EXPORT_NAMES.items(),
    }
    return render(request, "scorecard/scorecard.html", context, status=day_form.status)


def _form(request: HttpRequest, day_form: AsAtForm) -> ScorecardForm | None:
    """None where our council had no figure at all yet."""
    kept = queries.kept_periods(day_form.moment)
    newest = queries.newest_period(kept, day_form.day or day_form.today)
    return newest and ScorecardForm(request.GET, offered=kept, newest=newest)


def _nothing(request: HttpRequest, day_form: AsAtForm) -> HttpResponse:
    """No figure yet at all, or 404 where there was none on that day, with the first day kept."""
    first_kept = queries.scorecard_kept_since() if day_form.day else None
    if first_kept is None:
        context = {"has_indicators": Indicator.objects.exists()}
        return render(request, "scorecard/scorecard_none.html", context)
    context = {"name": "The scorecard", "first_kept": first_kept, "title": "Scorecard"}
    return not_kept(request, day_form, reverse("scorecard:scorecard"), **context)


def _ways(request: HttpRequest) -> dict[str, object]:
    """The page of today with the same period and order, and these for the form of the day."""
    carried = [(name, request.GET[name]) for name in ("period", "order") if name in request.GET]
    url = reverse("scorecard:scorecard")
    return {
        "carried": carried,
        "scorecard_url": url,
        "today_url": f"{url}?{urlencode(carried)}" if carried else url,
    }


def _groups(request: HttpRequest, form: ScorecardForm, day_form: AsAtForm) -> list[Group]:
    how = {"with_small_numbers": rules.can_view_small_numbers(request.user)}
    if day_form.moment:
        found = queries.entries(
            form.chosen_period, council_for(request), moment=day_form.moment, **how
        )
    else:
        found = queries.entries_of_today(form.chosen_period, council_for(request), **how)
    in_order = queries.exceptions_first if form.chosen_order is Order.EXCEPTIONS else None
    return (in_order or queries.by_priority)(found)


@require_safe
def scorecard_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the page shows, in its order: in Word as it reads, else one column a number."""
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    form = _form(request, day_form)
    is_faulty = form is None or (form.is_bound and not form.is_valid())
    if kind not in EXPORTS or is_faulty or day_form.status != 200:
        raise Http404("There is nothing to export in that form.")
    council = council_for(request)
    groups = _groups(request, form, day_form)
    return export_response(
        kind,
        f"Scorecard: {form.chosen_period}{day_form.words}",
        columns_of(kind, groups, council),
        rows_of(kind, groups, council),
        timezone.localdate(),
        council=council.name,
    )
