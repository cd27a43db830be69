"""How an action stands and how it is worded: changed by a person, over the version they saw."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.models import Action, ProgressNote
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign


@transaction.atomic
def set_status(
    *,
    action: Action,
    version: int,
    status: str,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> Action:
    """Raises Conflict when somebody saved the action since, ValidationError without a reason.

    ``at`` is the moment of a status that was set on paper before; this moment unless given.
    """
    action = lock_current(Action.objects, pk=action.pk, version=version)
    if (action.status, action.status_reason) == (status, reason):
        return action
    at = at or timezone.now()
    sign(action, by=by, reason=reason, at=at)
    # The same status for another reason is a decision too: it answers what was proposed before.
    save_changes(action, status=status, status_reason=reason, status_set_at=at, status_set_by=by)
    return action


@transaction.atomic
def accept_proposal(*, note: ProgressNote, version: int, by: User) -> Action:
    """Give the action the status that the note proposes, for the reason that it gives.

    Raises Conflict when somebody saved the action since, ValidationError when the note proposes
    nothing or was corrected.
    """
    notes = ProgressNote.objects.select_related("action")
    note = notes.select_for_update(of=("self",), no_key=True).get(pk=note.pk)
    if not note.proposed_status:
        raise ValidationError("This note proposes no status.")
    if ProgressNote.objects.filter(corrects=note).exists():
        raise ValidationError("This note has been corrected. Read the newer note first.")
    return set_status(
        action=note.action,
        version=version,
        status=note.proposed_status,
        reason=note.status_reason,
        by=by,
    )


@transaction.atomic
def change_wording(
    *, action: Action, version: int, wording: str, by: User, reason: str = ""
) -> Action:
    """Raises Conflict when somebody saved the action since. The reference never changes."""
    action = lock_current(Action.objects, pk=action.pk, version=version)
    if action.wording == wording:
        return action
    sign(action, by=by, reason=reason)
    save_changes(action, wording=wording)
    return action
