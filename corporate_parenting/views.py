"""The home page, the council's colour, health, and the answers to what went wrong."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from corporate_parenting.context import current_council

HOME_ROUTES = [  # the first that the person may see, unless they lead part of the plan
    ("reports.view_report", "reports:report-list"),
    ("actions.view_plan", "actions:plan-current"),
    ("reports.view_publication", "reports:publication-list"),
]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.has_perm("actions.view_plan") and hasattr(request.user, "lead"):
        return redirect("actions:my-actions")
    for permission, route in HOME_ROUTES:
        if request.user.has_perm(permission):
            return redirect(route)
    if request.user.is_staff:
        return redirect("admin:index")
    return render(request, "no_role.html")


@login_not_required
@require_safe
@cache_control(max_age=300)
def council_css(request: HttpRequest) -> HttpResponse:
    """The council's colour as custom properties: a strict policy allows no inline style."""
    colour = current_council().brand_colour
    css = f":root, .govuk-template {{ --govuk-brand-colour: {colour}; }}\n"
    return HttpResponse(css, content_type="text/css")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the application can reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what is known not to work, and whom to tell: the law asks for it."""
    return render(request, "accessibility.html")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's bare page for a form without a valid token."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A plain page; 503 when it was the database that did not answer. Asks the database nothing."""
    if isinstance(sys.exc_info()[1], OperationalError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)
