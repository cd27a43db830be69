"""What changed in our homes since a day, such as that of the last board, and its downloads."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.boards import last_meeting_on
from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.words import day_words
from homes import queries, rules
from homes.filters import SinceForm
from homes.queries import Changes
from homes.views.access import check_reader
from homes.views.change_lines import columns_of, home_lines, requirement_lines, rows_of


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    today, board = timezone.localdate(), council_for(request).board_name
    met_on = last_meeting_on(board, before=today)
    form = SinceForm(request.GET, today=today, met_on=met_on)
    edition, since, found = rules.edition_for(request.user, today), form.day, Changes()
    if since:
        found = queries.settled_changes(since, today, edition)
    context = {
        "form": form,
        "since": since,
        "board": board,
        "met_on": met_on,
        "today": today,
        "edition": edition,
        "kinds": EXPORT_NAMES.items(),
        "homes": home_lines(found),
        "requirements": requirement_lines(found),
        "breadcrumbs": [("Homes", reverse("homes:register")), ("Changes", "")],
    }
    return render(request, "homes/change_list.html", context, status=200 if since else 422)


@require_safe
def change_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the page shows, in its order. The file's name names no home."""
    check_reader(request.user)
    today = timezone.localdate()
    met_on = last_meeting_on(council_for(request).board_name, before=today)
    since = SinceForm(request.GET, today=today, met_on=met_on).day
    if kind not in EXPORTS or since is None:
        raise Http404("There is nothing to export in that form.")
    edition = rules.edition_for(request.user, today)
    found = queries.settled_changes(since, today, edition)
    title = f"Changes in homes after {day_words(since)}"
    return export_response(
        kind,
        title if edition.is_public else f"{title}, not for publication",
        columns_of(edition),
        rows_of(found, edition),
        today,
        council=council_for(request).name,
    )
