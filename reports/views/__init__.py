"""Pages of meetings, drafts and published papers."""

from reports.views.checks import report_checks
from reports.views.clearance import (
    comment_add,
    comment_settle,
    report_clear,
    report_clearance,
    report_release,
    report_return,
    report_submit,
)
from reports.views.comparison import publication_compare
from reports.views.drafts import (
    report_add,
    report_change,
    report_detail,
    report_list,
    report_plan,
    report_preview,
    report_start,
)
from reports.views.entries import entry_change, entry_move, report_arrange, report_refresh
from reports.views.meetings import meeting_add, meeting_change
from reports.views.papers import (
    publication_archive,
    publication_detail,
    publication_file,
    publication_list,
)
from reports.views.parts import part_readers
from reports.views.passages import (
    passage_add,
    passage_change,
    passage_remove,
    passage_repeat,
)
from reports.views.publishing import (
    rendering_file,
    report_correct,
    report_publish,
    report_render,
    report_withdraw,
)
from reports.views.quotations import (
    quotation_add,
    quotation_change,
    quotation_list,
    quotation_remove,
    report_quotations,
)
from reports.views.reading import publication_reading
from reports.views.regular_reports import (
    regular_report_add,
    regular_report_change,
    regular_report_list,
)
from reports.views.sections import report_homes, report_sections

__all__ = [
    "comment_add",
    "comment_settle",
    "entry_change",
    "entry_move",
    "part_readers",
    "passage_add",
    "passage_change",
    "passage_remove",
    "passage_repeat",
    "meeting_add",
    "meeting_change",
    "publication_archive",
    "publication_compare",
    "publication_detail",
    "publication_file",
    "publication_list",
    "publication_reading",
    "quotation_add",
    "quotation_change",
    "quotation_list",
    "quotation_remove",
    "regular_report_add",
    "regular_report_change",
    "regular_report_list",
    "rendering_file",
    "report_add",
    "report_arrange",
    "report_change",
    "report_checks",
    "report_clear",
    "report_clearance",
    "report_correct",
    "report_detail",
    "report_homes",
    "report_list",
    "report_plan",
    "report_preview",
    "report_publish",
    "report_quotations",
    "report_refresh",
    "report_release",
    "report_render",
    "report_return",
    "report_sections",
    "report_start",
    "report_submit",
    "report_withdraw",
]
