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
from reports.services.kinds import code_of_part, copy_kind
from reports.services.meetings import add_meeting, change_meeting
from reports.services.parts import choose_readers
from reports.services.passages import (
    add_passage,
    change_passage,
    remove_passage,
    repeat_passage,
)
from reports.services.printing import (
    make_paper,
    queue_again,
    request_rendering,
    why_out_of_date,
)
from reports.services.publishing import publish_report, start_correction, withdraw_report
from reports.services.quotations import (
    Place,
    add_quotation,
    change_quotation,
    choose_quotations,
    remove_quotation,
)
from reports.services.regular_reports import add_regular_report, change_regular_report
from reports.services.sections import choose_sections
from reports.services.usual import choose_usual
from reports.services.word_templates import (
    prove_word_template,
    put_word_template,
    take_word_template_away,
)

__all__ = [
    "Place",
    "Refreshed",
    "ReportError",
    "add_passage",
    "add_comment",
    "add_meeting",
    "add_quotation",
    "add_regular_report",
    "answer_finding",
    "arrange_entries",
    "change_entry",
    "change_passage",
    "change_meeting",
    "change_quotation",
    "change_regular_report",
    "change_report",
    "choose_homes",
    "choose_quotations",
    "choose_readers",
    "choose_sections",
    "choose_usual",
    "clear_report",
    "make_archive_copy",
    "code_of_part",
    "copy_kind",
    "make_paper",
    "move_entry",
    "plan_report",
    "publish_report",
    "prove_word_template",
    "put_word_template",
    "queue_again",
    "refresh_entries",
    "remove_passage",
    "remove_quotation",
    "repeat_passage",
    "release_report",
    "request_rendering",
    "return_report",
    "settle_comment",
    "start_correction",
    "start_drafting",
    "start_report",
    "submit_report",
    "take_word_template_away",
    "why_out_of_date",
    "withdraw_report",
]
