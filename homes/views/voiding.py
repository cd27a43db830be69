"""The pages on which an inspection that was recorded in error is taken away."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted
from corporate_parenting.words import counted
from homes import services
from homes.forms import VoidForm
from homes.models import AuthorityInspection, Inspection
from homes.views.council_inspections import written_of_council
from homes.views.loading import (
    council_inspection_to_record,
    home_url,
    inspection_to_record,
    written,
)

SHOWN = {"heading": "Take an inspection away", "save": "Take it away", "is_warning": True}
STAYS = (
    "Papers that are published already keep what they tell of it.",
    "It cannot be brought back. If it did take place, record it anew.",
)


@require_http_methods(["GET", "POST"])
def inspection_void(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = inspection_to_record(request, pk)
    if inspection.voided_on and request.method == "GET":
        return _gone(request, home_url(inspection.home))
    form = VoidForm(posted(request), initial={"version": inspection.version})
    act = partial(_void, request, form, inspection)
    required = counted(inspection.requirements.count(), "requirement")
    effects = (
        f"Its judgements and {required} go with it: from the home’s page, the counts, what "
        "changed, downloads and papers to come.",
        "It stays under “Record and correct” and in the history, with your reason.",
        *STAYS,
    )
    shown = {"intro": str(inspection), "effects": effects, **SHOWN}
    return written(request, form, act, home=inspection.home, **shown)


@require_http_methods(["GET", "POST"])
def council_inspection_void(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = council_inspection_to_record(request, pk)
    if inspection.voided_on and request.method == "GET":
        return _gone(request, "homes:authorityinspection-list")
    form = VoidForm(posted(request), initial={"version": inspection.version})
    act = partial(_void, request, form, inspection)
    effects = (
        "Its judgements go with it: from the list, its downloads and papers to come.",
        "It stays below the list, for those who record, and in the history, with your reason.",
        *STAYS,
    )
    shown = {"intro": str(inspection), "effects": effects, **SHOWN}
    return written_of_council(request, form, act, **shown)


def _void(
    request: HttpRequest, form: VoidForm, inspection: Inspection | AuthorityInspection
) -> str:
    given = form.cleaned_data
    services.void_inspection(
        inspection=inspection,
        version=given["version"],
        by=request.user,
        on=timezone.localdate(),
        reason=given["reason"],
    )
    return f"{inspection} is taken away as recorded in error."


def _gone(request: HttpRequest, back: str) -> HttpResponse:
    messages.info(request, services.VOIDED)
    return redirect(back)
