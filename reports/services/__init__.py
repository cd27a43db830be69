"""What people do with meetings and papers: one function for each."""

from reports.services.archiving import make_archive_copy
from reports.services.checks import answer_finding
from reports.services.clearance import (
    add_comment,
    clear_report,
    release_report,
    return_report,
    settle_comment,
    submit_report,
)
from reports.services.drafting import (
    Refreshed,
    ReportError,
    arrange_entries,
    change_entry,
    change_report,
    move_entry,
    plan_report,
    refresh_entries,
    start_drafting,
    start_report,
)
from reports.services.homes import choose_homes
from reports.services.meetings import add_meeting, change_meeting
from reports.services.passages import add_passage, change_passage, remove_passage
from reports.services.printing import (
    make_paper,
    queue_again,
    request_rendering,
    why_out_of_date,
)
from reports.services.publishing import publish_report, start_correction, withdraw_report
from reports.services.sections import choose_sections

__all__ = [
    "Refreshed",
    "ReportError",
    "add_passage",
    "add_comment",
    "add_meeting",
    "answer_finding",
    "arrange_entries",
    "change_entry",
    "change_passage",
    "change_meeting",
    "change_report",
    "choose_homes",
    "choose_sections",
    "clear_report",
    "make_archive_copy",
    "make_paper",
    "move_entry",
    "plan_report",
    "publish_report",
    "queue_again",
    "refresh_entries",
    "remove_passage",
    "release_report",
    "request_rendering",
    "return_report",
    "settle_comment",
    "start_correction",
    "start_drafting",
    "start_report",
    "submit_report",
    "why_out_of_date",
    "withdraw_report",
]
