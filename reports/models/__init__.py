"""Meetings, the papers written for them, and what was published."""

from reports.models.clearance import Clearance, Comment, Withdrawal
from reports.models.meetings import Meeting
from reports.models.publications import CarriedNote, Publication, PublicationQuerySet
from reports.models.renderings import Rendering
from reports.models.reports import FreeItem, HomesSection, Report, ReportEntry, ReportSection

__all__ = [
    "CarriedNote",
    "Clearance",
    "Comment",
    "FreeItem",
    "HomesSection",
    "Meeting",
    "Publication",
    "PublicationQuerySet",
    "Rendering",
    "Report",
    "ReportEntry",
    "ReportSection",
    "Withdrawal",
]
