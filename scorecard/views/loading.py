"""What the pages that write share: the row, who may, the page before and the way here."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from corporate_parenting.submissions import page_before
from scorecard.models import Area, Indicator, Measurement
from scorecard.views.access import check_reader


def measurement_for(user, pk: int) -> Measurement:
    """A figure of our own council, with its indicator and owner."""
    check_reader(user)
    rows = Measurement.objects.select_related("indicator__owner", "area")
    return get_object_or_404(rows, pk=pk, area__kind=Area.Kind.OWN)


def indicator_for(user, pk: int) -> Indicator:
    check_reader(user)
    return get_object_or_404(Indicator, pk=pk)


def way_back(request: HttpRequest) -> str:
    """Where the form was opened, else my indicators."""
    return page_before(request) or reverse("scorecard:my-indicators")


def back(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(way_back(request))


def crumbs(here: str) -> list[tuple[str, str]]:
    return [("My indicators", reverse("scorecard:my-indicators")), (here, "")]
