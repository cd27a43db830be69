"""Reads of homes. Each takes an ``Edition`` and gives nothing that its reader may not see."""

from homes.queries.authority import (
    AuthorityGrade,
    AuthorityRow,
    authority_inspections,
    authority_judgement,
)
from homes.queries.changes import changes_since
from homes.queries.register import home_on, register
from homes.queries.requirements import due_for_inspection, requirements_on
from homes.queries.rows import (
    AreaGrade,
    Group,
    HomeChange,
    HomeRow,
    InspectionRow,
    NoticeRow,
    Register,
    RequirementRow,
    VisitRow,
)
from homes.queries.settled import settled_register
from homes.queries.timeline import EventKind, HomeTimeline, TimelineEvent, home_timeline

__all__ = [
    "AreaGrade",
    "AuthorityGrade",
    "AuthorityRow",
    "EventKind",
    "Group",
    "HomeChange",
    "HomeRow",
    "HomeTimeline",
    "InspectionRow",
    "NoticeRow",
    "Register",
    "RequirementRow",
    "TimelineEvent",
    "VisitRow",
    "authority_inspections",
    "authority_judgement",
    "changes_since",
    "due_for_inspection",
    "home_on",
    "home_timeline",
    "register",
    "requirements_on",
    "settled_register",
]
