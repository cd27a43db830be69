"""Pages on which people say how the work goes."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions import rules, services
from actions.forms import CorrectionForm, ProgressNoteForm
from actions.models import Action, ProgressNote, Strand
from actions.views.loading import (
    action_for,
    action_page,
    back,
    note_for,
    strand_for,
)
from corporate_parenting.forms import posted
from corporate_parenting.submissions import answer_once

NOT_YOURS = "You do not lead this part of the plan."


@require_http_methods(["GET", "POST"])
def note_add(request: HttpRequest, strand_pk: int) -> HttpResponse:
    strand = strand_for(request.user, strand_pk)
    return _note_page(request, strand.action, strand)


@require_http_methods(["GET", "POST"])
def action_note_add(request: HttpRequest, pk: int) -> HttpResponse:
    return _note_page(request, action_for(request.user, pk), None)


def _note_page(request: HttpRequest, action: Action, strand: Strand | None) -> HttpResponse:
    today = timezone.localdate()
    if not rules.can_record_progress(request.user, action, strand, day=today):
        raise PermissionDenied(NOT_YOURS)
    form = ProgressNoteForm(
        posted(request), today=today, action=_status_offered(request.user, action)
    )
    act = partial(_record, request, form, action, strand)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(
        request,
        "actions/note_form.html",
        form,
        action,
        "Record progress",
        strand=strand,
        last_note=_last_note(action, strand),
    )


def _status_offered(user, action: Action) -> Action | None:
    return action if rules.can_set_status(user) else None


def _last_note(action: Action, strand: Strand | None) -> ProgressNote | None:
    notes = strand.notes if strand else action.notes.filter(strand=None)
    return notes.standing().newest_first().select_related("author").first()


def _record(
    request: HttpRequest, form: ProgressNoteForm, action: Action, strand: Strand | None
) -> HttpResponseRedirect:
    note = services.record_progress(
        action=action,
        strand=strand,
        by=request.user,
        **form.note_fields(),
    )
    _set_status_now(request, form, note)
    messages.success(request, f"Progress recorded on {action.reference}.")
    return back(request, action)


def _set_status_now(request: HttpRequest, form: ProgressNoteForm, note: ProgressNote) -> None:
    if form.cleaned_data.get("set_status_now"):
        version = form.cleaned_data["version"]
        services.accept_proposal(note=note, version=version, by=request.user)


@require_http_methods(["GET", "POST"])
def note_correct(request: HttpRequest, pk: int) -> HttpResponse:
    note = note_for(request.user, pk)
    today = timezone.localdate()
    if not rules.can_correct_note(request.user, note, day=today):
        raise PermissionDenied("You can correct your own notes on the work that you lead.")
    offered = _status_offered(request.user, note.action)
    form = CorrectionForm(posted(request), note=note, today=today, action=offered)
    act = partial(_correct, request, form, note)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(
        request,
        "actions/note_form.html",
        form,
        note.action,
        "Correct a note",
        strand=note.strand,
        corrected=note,
    )


def _correct(
    request: HttpRequest, form: CorrectionForm, note: ProgressNote
) -> HttpResponseRedirect:
    correction = services.correct_note(note=note, by=request.user, **form.note_fields())
    _set_status_now(request, form, correction)
    messages.success(
        request, f"The note on {note.action.reference} is corrected. The earlier words are kept."
    )
    return back(request, note.action)
