"""What the history tells: the plan as it stood on a day, and who changed what in an action.

This is the one place that reads simple-history. ``as_of()`` is not used: it follows neither foreign
keys nor leads, and gives a row twice when two of its records bear one moment.
"""

from actions.as_at.changes import Entry, action_events, describe
from actions.as_at.plan import end_of, first_kept, plan_at, rows_at

__all__ = [
    "Entry",
    "action_events",
    "describe",
    "end_of",
    "first_kept",
    "plan_at",
    "rows_at",
]
