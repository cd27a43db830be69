"""Pages on which officers say how an action stands, and word it anew."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from actions import rules, services
from actions.forms import StatusForm, WordingForm
from actions.models import Action, ProgressNote
from actions.views.loading import (
    action_for,
    action_page,
    back,
)
from corporate_parenting.forms import posted
from corporate_parenting.submissions import answer_once


@require_http_methods(["GET", "POST"])
def status_set(request: HttpRequest, pk: int) -> HttpResponse:
    """``?note=`` fills the form with what that note proposes."""
    action = action_for(request.user, pk)
    if not rules.can_set_status(request.user):
        raise PermissionDenied("Officers set the status. You can propose one with your note.")
    note = _proposal(request, action)
    form = StatusForm(posted(request), initial=_status_shown(action, note))
    act = partial(_set_status, request, form, action)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(
        request, "actions/status_form.html", form, action, "Set the status", note=note
    )


def _proposal(request: HttpRequest, action: Action) -> ProgressNote | None:
    key = request.GET.get("note", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    notes = action.notes.standing().exclude(proposed_status="").select_related("author")
    return get_object_or_404(notes, pk=int(key))


def _status_shown(action: Action, note: ProgressNote | None) -> dict[str, object]:
    return {
        "version": action.version,
        "status": note.proposed_status if note else action.status,
        "status_reason": note.status_reason if note else action.status_reason,
    }


def _set_status(request: HttpRequest, form: StatusForm, action: Action) -> HttpResponseRedirect:
    action = services.set_status(
        action=action,
        version=form.cleaned_data["version"],
        status=form.cleaned_data["status"],
        reason=form.cleaned_data["status_reason"],
        by=request.user,
    )
    messages.success(request, f"{action.reference} is “{action.get_status_display()}”.")
    return back(request, action)


@require_http_methods(["GET", "POST"])
def action_change(request: HttpRequest, pk: int) -> HttpResponse:
    action = action_for(request.user, pk)
    if not rules.can_change_action(request.user):
        raise PermissionDenied("Officers and administrators change the wording of the plan.")
    shown = {"version": action.version, "wording": action.wording}
    form = WordingForm(posted(request), initial=shown)
    act = partial(_change_wording, request, form, action)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(request, "actions/action_form.html", form, action, "Change the wording")


def _change_wording(
    request: HttpRequest, form: WordingForm, action: Action
) -> HttpResponseRedirect:
    services.change_wording(
        action=action,
        version=form.cleaned_data["version"],
        wording=form.cleaned_data["wording"],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, f"The wording of {action.reference} is saved.")
    return back(request, action)
