"""Who may do what with the plan."""

from collections.abc import Iterable, Set
from datetime import date
from typing import Protocol

from actions.models import Action, Lead, ProgressNote, Strand


class Said(Protocol):
    """What a note is known by: a ProgressNote, or its row on a page."""

    pk: int
    author_id: int | None
    strand_id: int | None


def can_view_plan(user) -> bool:
    return user.has_perm("actions.view_plan")


def leads_strand(user, strand: Strand, day: date) -> bool:
    """Whether this person's own lead is one of the strand, and leads on that day."""
    return strand.leads.active_on(day).filter(user=user).exists()


def leads_action(user, action: Action, day: date) -> bool:
    """Whether this person's own lead is one of any strand of it, and leads on that day."""
    return Lead.objects.active_on(day).filter(user=user, strands__action=action).exists()


def can_record_progress(user, action: Action, strand: Strand | None = None, *, day: date) -> bool:
    """On a strand: those who lead it. On a whole action: those who lead a strand of it."""
    if user.has_perm("actions.record_any_progress"):
        return True
    if not can_view_plan(user):
        return False
    return leads_strand(user, strand, day) if strand else leads_action(user, action, day)


def strands_to_record_on(user, strands: Iterable[Strand], day: date) -> set[int]:
    """Keys of those strands, loaded with their ``lead_list``, that ``can_record_progress`` allows.

    For pages that show many strands: asks the database nothing.
    """
    if user.has_perm("actions.record_any_progress"):
        return {strand.pk for strand in strands}
    if not can_view_plan(user):
        return set()
    return {
        strand.pk
        for strand in strands
        if any(lead.user_id == user.pk and lead.is_active_on(day) for lead in strand.lead_list)
    }


def can_correct_note(user, note: ProgressNote, *, day: date) -> bool:
    """The author while they lead the work, and any officer."""
    if user.has_perm("actions.record_any_progress"):
        return True
    return note.author_id == user.pk and can_record_progress(
        user, note.action, note.strand, day=day
    )


def notes_to_correct(user, notes: Iterable[Said], mine: Set[int]) -> set[int]:
    """Keys of those notes on one action that ``can_correct_note`` allows.

    ``mine`` is what ``strands_to_record_on`` gives of all strands of the action. For pages that
    show many notes: asks the database nothing.
    """
    if user.has_perm("actions.record_any_progress"):
        return {note.pk for note in notes}
    return {
        note.pk
        for note in notes
        if note.author_id == user.pk and (note.strand_id in mine if note.strand_id else mine)
    }


def can_set_status(user) -> bool:
    return user.has_perm("actions.set_status")


def can_change_strand(user) -> bool:
    return user.has_perm("actions.change_strand")


def can_change_action(user) -> bool:
    return user.has_perm("actions.change_action")


def can_import_plan(user) -> bool:
    return user.has_perm("actions.import_plan")


def can_hand_over(user) -> bool:
    return user.has_perm("actions.hand_over_strands")


def can_read_officers_notes(user) -> bool:
    """Notes for officers only stay with those who work on the plan."""
    return can_view_plan(user)
