"""Reads of homes. Each takes an ``Edition`` and gives nothing that its reader may not see."""

from homes.queries.answers import Answer, answers_to
from homes.queries.authority import (
    AuthorityGrade,
    AuthorityRow,
    authority_inspections,
    authority_judgement,
    judging,
    voided_authority_inspections,
)
from homes.queries.changes import all_changes_since
from homes.queries.history import council_events, home_events
from homes.queries.register import due_for_inspection, register, register_of
from homes.queries.rows import (
    AreaGrade,
    Changes,
    Group,
    HomeChange,
    HomeRow,
    InspectionRow,
    NoticeRow,
    Register,
    RequirementChange,
    RequirementRow,
    VisitRow,
)
from homes.queries.settled import TAKEN_FROM as REGISTER_TAKEN_FROM
from homes.queries.settled import settled_changes, settled_register
from homes.queries.timeline import EventKind, HomeTimeline, TimelineEvent, home_timeline

__all__ = [
    "REGISTER_TAKEN_FROM",
    "Answer",
    "AreaGrade",
    "AuthorityGrade",
    "AuthorityRow",
    "Changes",
    "EventKind",
    "Group",
    "HomeChange",
    "HomeRow",
    "HomeTimeline",
    "InspectionRow",
    "NoticeRow",
    "Register",
    "RequirementChange",
    "RequirementRow",
    "TimelineEvent",
    "VisitRow",
    "all_changes_since",
    "answers_to",
    "authority_inspections",
    "authority_judgement",
    "council_events",
    "due_for_inspection",
    "home_events",
    "home_timeline",
    "judging",
    "register",
    "register_of",
    "settled_changes",
    "settled_register",
    "voided_authority_inspections",
]
