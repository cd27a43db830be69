"""What pages and papers read of the plan."""

from actions.queries.attention import DUE_SOON_DAYS, overdue_on, stale_on
from actions.queries.choices import Choices, plan_choices
from actions.queries.notes import (
    CorrectedNote,
    NoteRow,
    newest_notes,
    notes_for,
    notes_of_action,
    notes_read,
    with_waiting_note,
)
from actions.queries.plan import load_action, load_actions, plan_with_priorities
from actions.queries.rows import (
    ACTION_TAKEN_FROM,
    ROWS_TAKEN_FROM,
    ActionRow,
    Attention,
    action_rows,
    order_of,
    page_rows,
)
from actions.queries.strands import my_strands, with_newest_notes

__all__ = [
    "DUE_SOON_DAYS",
    "Choices",
    "CorrectedNote",
    "NoteRow",
    "ActionRow",
    "Attention",
    "action_rows",
    "load_action",
    "load_actions",
    "my_strands",
    "newest_notes",
    "notes_for",
    "notes_of_action",
    "notes_read",
    "order_of",
    "overdue_on",
    "ACTION_TAKEN_FROM",
    "ROWS_TAKEN_FROM",
    "page_rows",
    "plan_choices",
    "plan_with_priorities",
    "stale_on",
    "with_newest_notes",
    "with_waiting_note",
]
