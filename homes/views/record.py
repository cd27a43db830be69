"""The page with all that may be recorded, closed and corrected of one home."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.rules import can_view_plan
from homes import rules
from homes.models import Home, ImprovementAction, Inspection, Requirement
from homes.views.loading import home_to_record, home_url, name_for


@require_safe
def home_record(request: HttpRequest, pk: int) -> HttpResponse:
    """What this person may not know of yet is not offered either."""
    home = home_to_record(request, pk)
    name, today = name_for(request, home), timezone.localdate()
    edition = rules.edition_of_home(request.user, home, today)
    told = [row for row in _inspections(home) if edition.tells(row.published_on, today)]
    notices = home.notices.order_by("-issued_on", "-pk")
    crumbs = [("Homes", reverse("homes:register")), (name, home_url(home)), ("Record", "")]
    context = {
        "home": home,
        "name": name,
        "inspections": [row for row in told if row.voided_on is None],
        "voided": [row for row in told if row.voided_on],
        "notices": [row for row in notices if edition.tells(row.published_on, today)],
        "visits": home.visits.order_by("-visited_on", "-pk"),
        "may_change": rules.can_change_homes(request.user),
        "may_end": rules.can_change_days(request.user) and home.closed_on is None,
        "sees_plan": can_view_plan(request.user),
        "breadcrumbs": crumbs,
    }
    return render(request, "homes/home_record.html", context)


def _inspections(home: Home) -> list[Inspection]:
    links = ImprovementAction.objects.select_related("action").order_by("pk")
    requirements = Requirement.objects.order_by("pk")
    return list(
        home.inspections.order_by("-visited_from", "-pk").prefetch_related(
            Prefetch("requirements", requirements), Prefetch("improvement_actions", links)
        )
    )
