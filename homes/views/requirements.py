"""The pages on what inspections require, and on the actions of the plan that answer it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.rules import can_view_plan
from corporate_parenting.forms import posted
from corporate_parenting.submissions import answer_before
from corporate_parenting.words import uncapitalised
from homes import services
from homes.forms import (
    AnswerForm,
    AnswerRemoveForm,
    RequirementCloseForm,
    RequirementCorrectionForm,
    RequirementForm,
    RequirementReopenForm,
)
from homes.models import Home, ImprovementAction, Inspection, Requirement
from homes.views.loading import (
    home_of_gone_link,
    home_url,
    inspection_to_record,
    link_to_record,
    requirement_to_record,
    written,
)


@require_http_methods(["GET", "POST"])
def requirement_add(request: HttpRequest, inspection_pk: int) -> HttpResponse:
    inspection = inspection_to_record(request, inspection_pk)
    form = RequirementForm(posted(request))
    act = partial(_add, request, form, inspection)
    shown = {"heading": "Add a requirement", "save": "Add it", "intro": str(inspection)}
    return written(request, form, act, home=inspection.home, **shown)


def _add(request: HttpRequest, form: RequirementForm, inspection: Inspection) -> str:
    services.add_requirement(inspection=inspection, by=request.user, **form.row_fields())
    return f"It is added to the {uncapitalised(str(inspection))}."


@require_http_methods(["GET", "POST"])
def requirement_correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = requirement_to_record(request, pk)
    form = RequirementCorrectionForm(posted(request), requirement=row)
    act = partial(_correct, request, form, row)
    shown = {"heading": "Correct a requirement", "save": "Save the correction"}
    return written(request, form, act, home=row.inspection.home, **shown)


def _correct(request: HttpRequest, form: RequirementCorrectionForm, row: Requirement) -> str:
    services.correct_requirement(
        requirement=row, on=timezone.localdate(), **_signed(request, form), **form.row_fields()
    )
    return "The requirement is corrected."


@require_http_methods(["GET", "POST"])
def requirement_close(request: HttpRequest, pk: int) -> HttpResponse:
    row = requirement_to_record(request, pk)
    form = RequirementCloseForm(posted(request), initial={"version": row.version})
    act = partial(_close, request, form, row)
    shown = {"heading": "Say that a requirement is met", "save": "It is met", "intro": row.text}
    return written(request, form, act, home=row.inspection.home, **shown)


def _close(request: HttpRequest, form: RequirementCloseForm, row: Requirement) -> str:
    given = {name: form.cleaned_data[name] for name in ("version", "closed_on", "evidence")}
    services.close_requirement(requirement=row, by=request.user, on=timezone.localdate(), **given)
    return "The requirement is met."


@require_http_methods(["GET", "POST"])
def requirement_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = requirement_to_record(request, pk)
    form = RequirementReopenForm(posted(request), initial={"version": row.version})
    act = partial(_reopen, request, form, row)
    shown = {"heading": "Open a requirement again", "save": "Open it again", "intro": row.text}
    return written(request, form, act, home=row.inspection.home, **shown)


def _reopen(request: HttpRequest, form: RequirementReopenForm, row: Requirement) -> str:
    services.reopen_requirement(requirement=row, **_signed(request, form))
    return "The requirement is open again."


@require_http_methods(["GET", "POST"])
def link_add(request: HttpRequest, inspection_pk: int) -> HttpResponse:
    """``?requirement=`` chooses what the action answers."""
    inspection = inspection_to_record(request, inspection_pk)
    if not can_view_plan(request.user):
        raise PermissionDenied("Your role does not include reading the action plan.")
    asked = {"requirement": request.GET.get("requirement", "")}
    form = AnswerForm(posted(request), inspection=inspection, initial=asked)
    act = partial(_link, request, form, inspection)
    shown = {"heading": "Link an action of the plan", "save": "Link it", "intro": str(inspection)}
    return written(request, form, act, home=inspection.home, **shown)


def _link(request: HttpRequest, form: AnswerForm, inspection: Inspection) -> str:
    given = {name: form.cleaned_data[name] for name in ("action", "requirement", "note")}
    link = services.link_action(inspection=inspection, by=request.user, **given)
    return f"{link.action.reference} answers the {uncapitalised(str(inspection))}."


@require_http_methods(["GET", "POST"])
def link_remove(request: HttpRequest, pk: int) -> HttpResponse:
    form = AnswerRemoveForm(posted(request))
    if home := home_of_gone_link(request, pk):
        return _gone(request, form, home)
    link = link_to_record(request, pk)
    act = partial(_unlink, request, form, link)
    # Whoever answers for a home need not be one who reads the plan.
    wording = f" {link.action.wording}" if can_view_plan(request.user) else ""
    intro = f"{link.action.reference}{wording}"
    shown = {"heading": "Take a link away", "save": "Take it away", "intro": intro}
    return written(request, form, act, home=link.inspection.home, is_warning=True, **shown)


def _gone(request: HttpRequest, form: AnswerRemoveForm, home: Home) -> HttpResponse:
    """To the home that is left; a form that is sent twice is answered as it was at first."""
    if form.is_bound and (answer := answer_before(request, form)):
        return answer
    messages.info(request, services.GONE)
    return redirect(home_url(home))


def _unlink(request: HttpRequest, form: AnswerRemoveForm, link: ImprovementAction) -> str:
    reference = link.action.reference
    services.unlink_action(link=link, by=request.user, reason=form.cleaned_data["reason"])
    return f"{reference} is linked no more."


def _signed(request: HttpRequest, form: object) -> dict[str, object]:
    given = form.cleaned_data
    return {"version": given["version"], "reason": given["reason"], "by": request.user}
