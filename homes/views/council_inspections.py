"""The pages on which inspections of the council as a whole are recorded and corrected."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.context import council_for
from corporate_parenting.forms import OnceForm, posted
from homes import services
from homes.forms import CouncilInspectionCorrectionForm, CouncilInspectionForm
from homes.kinds import InspectionKind
from homes.models import AuthorityInspection
from homes.views.council import HEADING
from homes.views.inspections import PAGE, told
from homes.views.loading import (
    check_council_recorder,
    council_inspection_to_record,
    written_to,
)


@require_http_methods(["GET", "POST"])
def council_inspection_add(request: HttpRequest) -> HttpResponse:
    check_council_recorder(request)
    usual = services.usual_scale(InspectionKind.FULL)  # a council's grades are those of a home
    form = CouncilInspectionForm(posted(request), proposed=usual.code)
    act = partial(_record, request, form)
    shown = {"heading": "Record an inspection of the council", "save": "Record the inspection"}
    shown |= {"template": PAGE, "is_preview": form.is_preview}
    return written_of_council(request, form, act, **shown)


def _record(request: HttpRequest, form: CouncilInspectionForm) -> str:
    inspection = services.record_authority_inspection(
        by=request.user,
        on=timezone.localdate(),
        judgements=form.judgements(),
        **form.row_fields(),
    )
    return f"{inspection} is recorded. {told(inspection)}"


@require_http_methods(["GET", "POST"])
def council_inspection_correct(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = council_inspection_to_record(request, pk)
    form = CouncilInspectionCorrectionForm(posted(request), inspection=inspection)
    act = partial(_correct, request, form, inspection)
    shown = {"heading": "Correct an inspection of the council", "save": "Save the correction"}
    shown |= {"template": PAGE, "is_preview": form.is_preview}
    return written_of_council(request, form, act, **shown)


def _correct(
    request: HttpRequest, form: CouncilInspectionCorrectionForm, inspection: AuthorityInspection
) -> str:
    given = form.cleaned_data
    inspection = services.correct_authority_inspection(
        inspection=inspection,
        version=given["version"],
        by=request.user,
        on=timezone.localdate(),
        reason=given["reason"],
        judgements=form.judgements(),
        **form.row_fields(),
    )
    return f"{inspection} is corrected. {told(inspection)}"


def written_of_council(
    request: HttpRequest, form: OnceForm, act: Callable[[], str], **shown: object
) -> HttpResponse:
    """As ``written_to``, with the page of the council's inspections behind it."""
    back = reverse("homes:authorityinspection-list")
    crumbs = [("Homes", reverse("homes:register")), (HEADING, back)]
    name = council_for(request).name
    return written_to(request, form, act, back=back, name=name, crumbs=crumbs, **shown)
