"""What the history tells: the plan as it stood on a day, and who changed what in an action."""

from actions.as_at.changes import action_events
from actions.as_at.plan import first_kept, plan_at

__all__ = ["action_events", "first_kept", "plan_at"]
