"""The pages on which inspections are recorded, corrected and published."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted
from corporate_parenting.words import day_words
from homes import services
from homes.forms import InspectionCorrectionForm, NewInspectionForm, PublishForm
from homes.kinds import Provision
from homes.models import AuthorityInspection, Home, Inspection
from homes.views.loading import home_to_record, inspection_to_record, written

# Of what is graded in another way than the usual one of its inspections.
SCALES = {Provision.SUPPORTED: "supported_accommodation"}
PAGE = "homes/inspection_form.html"


@require_http_methods(["GET", "POST"])
def inspection_add(request: HttpRequest, home_pk: int) -> HttpResponse:
    home = home_to_record(request, home_pk)
    form = NewInspectionForm(posted(request), proposed=SCALES.get(home.provision_type, ""))
    act = partial(_record, request, form, home)
    shown = {"heading": "Record an inspection", "save": "Record the inspection"}
    shown |= {"template": PAGE, "is_preview": form.is_preview}
    return written(request, form, act, home=home, **shown)


def _record(request: HttpRequest, form: NewInspectionForm, home: Home) -> str:
    by, today = request.user, timezone.localdate()
    fields = form.row_fields() | {"judgements": form.judgements()}
    inspection = services.record_inspection(home=home, by=by, on=today, **fields)
    for line in form.requirement_lines():
        services.add_requirement(inspection=inspection, text=line, by=by)
    return f"{inspection} is recorded. {told(inspection)}"


@require_http_methods(["GET", "POST"])
def inspection_correct(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = inspection_to_record(request, pk)
    form = InspectionCorrectionForm(posted(request), inspection=inspection)
    act = partial(_correct, request, form, inspection)
    shown = {"heading": "Correct an inspection", "save": "Save the correction"}
    shown |= {"template": PAGE, "is_preview": form.is_preview}
    return written(request, form, act, home=inspection.home, **shown)


def _correct(request: HttpRequest, form: InspectionCorrectionForm, inspection: Inspection) -> str:
    given = form.cleaned_data
    inspection = services.correct_inspection(
        inspection=inspection,
        version=given["version"],
        by=request.user,
        on=timezone.localdate(),
        reason=given["reason"],
        judgements=form.judgements(),
        **form.row_fields(),
    )
    return f"{inspection} is corrected. {told(inspection)}"


@require_http_methods(["GET", "POST"])
def inspection_publish(request: HttpRequest, pk: int) -> HttpResponse:
    inspection = inspection_to_record(request, pk)
    form = PublishForm(posted(request), inspection=inspection)
    act = partial(_publish, request, form, inspection)
    heading, save = "Publish an inspection", "Set the day"
    return written(
        request, form, act, home=inspection.home, heading=heading, save=save, intro=str(inspection)
    )


def _publish(request: HttpRequest, form: PublishForm, inspection: Inspection) -> str:
    given = form.cleaned_data
    inspection = services.publish_inspection(
        inspection=inspection,
        version=given["version"],
        published_on=given["published_on"],
        by=request.user,
    )
    return told(inspection)


def told(inspection: Inspection | AuthorityInspection) -> str:
    """What the day of publication means."""
    day = inspection.published_on
    if day is None:
        return "It is not published: only those entitled know of it."
    if day > timezone.localdate():
        return f"It may be told from {day_words(day)} on."
    return f"It is published since {day_words(day)}."
