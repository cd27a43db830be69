"""Pages of meetings, drafts and published papers."""

from reports.views.checks import report_checks
from reports.views.comparison import publication_compare
from reports.views.drafts import (
    report_add,
    report_change,
    report_detail,
    report_list,
    report_preview,
    report_refresh,
)
from reports.views.entries import entry_change, entry_move, report_arrange
from reports.views.meetings import meeting_add, meeting_change
from reports.views.papers import publication_detail, publication_file, publication_list
from reports.views.passages import passage_add, passage_change, passage_remove
from reports.views.publishing import (
    rendering_file,
    report_correct,
    report_publish,
    report_render,
)
from reports.views.sections import report_homes, report_sections

__all__ = [
    "entry_change",
    "entry_move",
    "passage_add",
    "passage_change",
    "passage_remove",
    "meeting_add",
    "meeting_change",
    "publication_compare",
    "publication_detail",
    "publication_list",
    "publication_file",
    "rendering_file",
    "report_add",
    "report_arrange",
    "report_change",
    "report_checks",
    "report_correct",
    "report_detail",
    "report_homes",
    "report_list",
    "report_preview",
    "report_publish",
    "report_refresh",
    "report_render",
    "report_sections",
]
