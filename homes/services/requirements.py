"""What an inspection requires, until it is met; and the actions of the plan that answer it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action, Plan
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, sign
from homes.models import ImprovementAction, Inspection, Requirement
from homes.services.saving import (
    add,
    check_past,
    check_public_words,
    correct,
    lock_standing,
    put,
)

NOT_CURRENT = "This is no action of a current plan. Choose one of those that are offered."
GONE = "This link was taken away already."


@transaction.atomic
def add_requirement(
    *, inspection: Inspection, text: str, by: User, reason: str = "", **fields
) -> Requirement:
    """``fields``: kind, regulation, due_on, is_public."""
    inspection = lock_standing(inspection)
    requirement = Requirement(inspection=inspection, text=text, **fields)
    check_public_words(requirement)
    add(requirement, by=by, reason=reason)
    return requirement


@transaction.atomic
def close_requirement(
    *, requirement: Requirement, version: int, closed_on: date, evidence: str, by: User, on: date
) -> Requirement:
    """Say when it was met and what shows it. ``on``: today.

    Raises Conflict, and ValidationError without evidence, for a day to come, or if it is met.
    """
    lock_standing(requirement.inspection)
    requirement = lock_current(Requirement.objects.all(), pk=requirement.pk, version=version)
    if requirement.closed_on is not None:
        raise ValidationError("This is met already. Correct it instead.")
    if not evidence.strip():
        raise ValidationError({"evidence": "Say what shows that it is met."})
    check_past([("closed_on", closed_on)], on)
    put(requirement, by=by, closed_on=closed_on, evidence=evidence)
    return requirement


@transaction.atomic
def reopen_requirement(
    *, requirement: Requirement, version: int, by: User, reason: str
) -> Requirement:
    """It turned out not to be met; the evidence stays in the history."""
    lock_standing(requirement.inspection)
    return correct(
        requirement, version=version, by=by, reason=reason, closed_on=None, evidence=""
    )  # fmt: skip


@transaction.atomic
def correct_requirement(
    *, requirement: Requirement, version: int, by: User, reason: str, on: date, **fields
) -> Requirement:
    """Put right what was recorded wrongly; what is not among ``fields`` stays. ``on``: today."""
    lock_standing(requirement.inspection)
    check_past([("closed_on", fields.get("closed_on"))], on)
    requirement = correct(requirement, version=version, by=by, reason=reason, **fields)
    check_public_words(requirement)
    return requirement


@transaction.atomic
def link_action(
    *,
    inspection: Inspection,
    action: Action,
    by: User,
    requirement: Requirement | None = None,
    note: str = "",
) -> ImprovementAction:
    """Say that an action of the plan answers the inspection, or one of its requirements.

    Raises ValidationError for an action of a plan that is not current.
    """
    if not Plan.objects.filter(priorities__actions=action.pk, state=Plan.State.CURRENT).exists():
        raise ValidationError({"action": NOT_CURRENT})
    # Two people at the same link: the second waits here, and is told that it is there.
    inspection = lock_standing(inspection)
    link = ImprovementAction(
        inspection=inspection, action=action, requirement=requirement, note=note
    )
    add(link, by=by)
    return link


@transaction.atomic
def unlink_action(*, link: ImprovementAction, by: User, reason: str) -> None:
    """Take the link away; its history stays.

    Raises ValidationError without a reason, and where it was taken away already.
    """
    if not reason:
        raise ValidationError({"reason": "Say why the action is no answer to it."})
    link = ImprovementAction.objects.select_for_update(no_key=True).filter(pk=link.pk).first()
    if link is None:
        raise ValidationError(GONE)
    sign(link, by=by, reason=reason)
    link.delete()
