"""Meetings, the papers written for them, and what was published."""

from reports.models.checks import CheckAnswer
from reports.models.clearance import Clearance, Comment, Withdrawal
from reports.models.kinds import KindPart, PaperKind
from reports.models.meetings import Meeting, RegularReport
from reports.models.passages import PartClass, Passage, Quotation, QuotedIn
from reports.models.publications import (
    ArchiveCopy,
    CarriedNote,
    Publication,
    PublicationQuerySet,
    PublishedEdition,
)
from reports.models.renderings import RenderedEdition, Rendering
from reports.models.reports import HomesSection, Report, ReportEntry, ReportSection
from reports.models.word_templates import WordTemplate

__all__ = [
    "ArchiveCopy",
    "CarriedNote",
    "CheckAnswer",
    "Clearance",
    "Comment",
    "HomesSection",
    "KindPart",
    "Meeting",
    "PaperKind",
    "PartClass",
    "Passage",
    "Publication",
    "PublicationQuerySet",
    "PublishedEdition",
    "Quotation",
    "QuotedIn",
    "RegularReport",
    "RenderedEdition",
    "Rendering",
    "Report",
    "ReportEntry",
    "ReportSection",
    "Withdrawal",
    "WordTemplate",
]
