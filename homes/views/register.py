"""The register of homes as at a day, and its downloads."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from corporate_parenting.paging import page_of
from homes import queries, rules
from homes.editions import Edition
from homes.filters import AREA, HomeFilter
from homes.queries import Register
from homes.views.access import check_reader
from homes.views.days import as_at_words, of_day
from homes.views.lines import groups_of, summary
from homes.views.register_columns import columns_of, rows_of

HOMES_A_PAGE = 50
KINDS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}


class Asked(NamedTuple):
    """``whole``: without the filter; ``shown``: what it leaves."""

    edition: Edition
    whole: Register
    filter: HomeFilter
    shown: Register


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    asked = _asked(request, day_form)
    chosen = asked.filter
    is_faulty = chosen.is_bound and not chosen.is_valid()
    context = {
        "filter": chosen,
        "form": chosen.form,
        "day_form": day_form,
        "day": day_form.day,
        "is_faulty": is_faulty,
        "is_empty": not asked.whole.homes,
        "is_of_area": request.GET.get("of") == AREA,
        "edition": asked.edition,
        "kinds": KINDS.items(),
        "may_add": rules.can_change_homes(request.user),
        **_listed(request, asked.shown),
        **_ways(day_form, chosen),
    }
    status = 422 if is_faulty else day_form.status
    return render(request, "homes/register.html", context, status=status)


def _asked(request: HttpRequest, day_form: AsAtForm) -> Asked:
    edition = rules.edition_for(request.user, day_form.today)
    is_of_area = request.GET.get("of") == AREA
    read = queries.settled_register_of_area if is_of_area else queries.settled_register
    with_closed = HomeFilter.asks_for_closed(request.GET)
    whole = read(day_form.day or day_form.today, edition, with_closed=with_closed)
    chosen = HomeFilter(request.GET, homes=whole.homes, day=whole.day)
    shown = queries.register_of(whole.day, chosen.rows) if chosen.is_bound else whole
    return Asked(edition, whole, chosen, shown)


def _listed(request: HttpRequest, shown: Register) -> dict[str, object]:
    """A page of the homes that are left, under counts of all of them."""
    page = page_of(request, Paginator(shown.homes, HOMES_A_PAGE))
    return {
        "page": page,
        "groups": groups_of(shown, page.object_list),
        "all_words": summary(shown.words, shown.not_judged),
        "found": page.paginator.count,
    }


def _ways(day_form: AsAtForm, chosen: HomeFilter) -> dict[str, object]:
    """The same homes today and without a filter, and what the form of the day carries."""
    url, carried = reverse("homes:register"), chosen.carried()
    day = (("as-at", day_form.day.isoformat()),) if day_form.day else ()
    reset_url = url + of_day(day_form)
    return {
        "register_url": url,
        "of_day": of_day(day_form),
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
    asked = _asked(request, day_form)
    is_faulty = asked.filter.is_bound and not asked.filter.is_valid()
    if kind not in EXPORTS or is_faulty or day_form.status != 200:
        raise Http404("There is nothing to export in that form.")
    is_public = asked.edition == Edition(asked.edition.on)
    title = "Homes" if is_public else "Homes, not for publication"
    return export_response(
        kind,
        title + as_at_words(day_form),
        columns_of(asked.edition),
        rows_of(groups_of(asked.shown, asked.shown.homes), asked.edition),
        timezone.localdate(),
        council=council_for(request).name,
    )
