"""What I answer for on the scorecard, and what is due."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from scorecard import rules
from scorecard.models import Indicator
from scorecard.queries.due import DueRow, due_rows
from scorecard.queries.elsewhere import own_area
from scorecard.queries.entry import indicators_of
from scorecard.views.access import check_reader
from scorecard.views.entry import entry_url

NOBODY = "Nobody answers for these"


@require_safe
def my_indicators(request: HttpRequest) -> HttpResponse:
    """Own ones with what is due; for analysts, what is due from everybody else below."""
    check_reader(request.user)
    today = timezone.localdate()
    in_use = Indicator.objects.in_use_on(today)
    indicators = indicators_of(request.user, today, in_use)
    rows = due_rows(own_area(), indicators, today)
    for row in rows:
        row.entry_url = entry_url(row.period)
    mine = [row for row in rows if rules.answers_for(request.user, row.indicator, today)]
    others = [row for row in rows if row.due and row not in mine]
    context = {
        "mine": sorted(mine, key=lambda row: not row.due),
        "count_due": sum(bool(row.due) for row in mine),
        "groups": _by_owner(others),
        "enters_all": rules.enters_any_figures(request.user),
    }
    return render(request, "scorecard/my_indicators.html", context)


def _by_owner(rows: list[DueRow]) -> list[tuple[str, list[DueRow]]]:
    """(owner, their rows) by name; those of nobody last."""

    def owner(row: DueRow) -> tuple[bool, str]:
        lead = row.indicator.owner
        return lead is None, str(lead) if lead else NOBODY

    # The sort is stable, so that rows keep the order of their codes.
    ordered = sorted(rows, key=lambda row: (owner(row)[0], owner(row)[1].casefold()))
    return [(name, list(group)) for (_, name), group in groupby(ordered, key=owner)]
