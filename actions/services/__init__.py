"""Writes: one function for one thing that a person does with the plan."""

from actions.services.leads import hand_over, strands_to_hand_over
from actions.services.progress import correct_note, record_progress
from actions.services.status import accept_proposal, change_wording, set_status
from actions.services.strands import add_strand, change_strand

__all__ = [
    "accept_proposal",
    "add_strand",
    "change_strand",
    "change_wording",
    "correct_note",
    "hand_over",
    "record_progress",
    "set_status",
    "strands_to_hand_over",
]
