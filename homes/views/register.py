"""The register of homes as at a day, and its downloads."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from corporate_parenting.paging import page_numbered
from corporate_parenting.settled import kept_until_changed
from homes import queries, rules
from homes.editions import Edition
from homes.filters import AREA, HomeFilter
from homes.kinds import OF_OURS, Governance
from homes.queries import Register
from homes.views.access import check_reader
from homes.views.lines import GroupLines, groups_of, summary
from homes.views.register_columns import columns_of, rows_of

HOMES_A_PAGE = 50


class Listed(NamedTuple):
    """``is_empty``: without any filter too; ``shown``: what the filter leaves; ``page``: of it."""

    is_empty: bool
    filter: HomeFilter
    shown: Register
    page: Page
    groups: list[GroupLines]

    @property
    def is_faulty(self) -> bool:
        return self.filter.is_bound and not self.filter.is_valid()


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    edition = rules.edition_for(request.user, day_form.today)
    listed = _listed(request, day_form, edition)
    context = {
        "listed": listed,
        "filter": listed.filter,
        "form": listed.filter.form,
        "day_form": day_form,
        "day": day_form.day,
        "is_of_area": request.GET.get("of") == AREA,
        "edition": edition,
        "page": listed.page,
        "all_words": summary(listed.shown),
        "kinds": EXPORT_NAMES.items(),
        "may_add": rules.can_change_homes(request.user),
        **_ways(day_form, listed.filter),
    }
    status = 422 if listed.is_faulty else day_form.status
    return render(request, "homes/register.html", context, status=status)


def _listed(request: HttpRequest, day_form: AsAtForm, edition: Edition) -> Listed:
    day, data = day_form.day or day_form.today, request.GET
    narrow = _narrower(day, edition, data.get("of") == AREA, HomeFilter.asks_for_closed(data))
    return narrow(data.urlencode())


@kept_until_changed(*queries.REGISTER_TAKEN_FROM, most=8)
def _narrower(
    day: date, edition: Edition, is_of_area: bool, with_closed: bool
) -> Callable[[str], Listed]:
    """Narrows the register by the query of an address; what it answered last is kept with it."""
    governance = [Governance.AREA] if is_of_area else OF_OURS
    whole = queries.register(day, edition, governance=governance, with_closed=with_closed)
    return lru_cache(maxsize=20)(partial(_narrowed, whole, edition))


def _narrowed(whole: Register, edition: Edition, query: str) -> Listed:
    data = QueryDict(query)
    chosen = HomeFilter(data, homes=whole.homes, day=whole.day)
    shown = queries.register_of(whole.day, chosen.rows) if chosen.is_bound else whole
    page = page_numbered(data.get("page", "1"), Paginator(shown.homes, HOMES_A_PAGE))
    return Listed(not whole.homes, chosen, shown, page, groups_of(shown, page.object_list, edition))


def _ways(day_form: AsAtForm, chosen: HomeFilter) -> dict[str, object]:
    """The same homes today and without a filter, and what the form of the day carries."""
    url, carried = reverse("homes:register"), chosen.carried()
    day = (("as-at", day_form.day.isoformat()),) if day_form.day else ()
    reset_url = url + day_form.query
    return {
        "register_url": url,
        "of_day": day_form.query,
        "reset_url": reset_url,
        "filter_form": chosen.drawn(reset_url, day),
        "today_url": f"{url}?{urlencode(carried)}" if carried else url,
        "carried": carried,
    }


@require_safe
def register_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the page shows, in its order. The file's name names no home."""
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    edition = rules.edition_for(request.user, day_form.today)
    listed = _listed(request, day_form, edition)
    if kind not in EXPORTS or listed.is_faulty or day_form.status != 200:
        raise Http404("There is nothing to export in that form.")
    title = "Homes" if edition.is_public else "Homes, not for publication"
    return export_response(
        kind,
        title + day_form.words,
        columns_of(edition),
        rows_of(groups_of(listed.shown, listed.shown.homes, edition), edition),
        timezone.localdate(),
        council=council_for(request).name,
    )
