"""The page of one home."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from homes import rules
from homes.models import Home


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    if not rules.can_view_homes(request.user):
        raise PermissionDenied("Your role does not include reading about homes.")
    return render(request, "homes/home_detail.html", {"name": "Homes"})


@require_safe
def home_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if not rules.can_view_homes(request.user):
        raise PermissionDenied("Your role does not include reading about homes.")
    home = get_object_or_404(Home.objects.select_related("lead"), pk=pk)
    edition = rules.edition_of_home(request.user, home, timezone.localdate())
    name = home.internal_name if edition.names else home.public_label
    return render(request, "homes/home_detail.html", {"name": name})
