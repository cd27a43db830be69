"""What changed in our homes since a day, such as that of the last board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from homes import queries, rules
from homes.filters import SinceForm
from homes.views.access import check_reader
from homes.views.lines import inspection_words


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    today = timezone.localdate()
    form = SinceForm(request.GET, today=today)
    since, found = form.day, ()
    if since:
        found = queries.changes_since(since, today, rules.edition_for(request.user, today))
    context = {
        "form": form,
        "since": since,
        "today": today,
        "rows": [
            (row, inspection_words(row.home.judgement) if row.home.judgement else "")
            for row in found
        ],
        "breadcrumbs": [("Homes", reverse("homes:register")), ("Changes", "")],
    }
    return render(request, "homes/change_list.html", context, status=200 if since else 422)
