"""Parts of a paper, by the names that ``reports.kinds`` gives them."""

from collections.abc import Callable

from reports.document import Block
from reports.sections.board import meetings_held, reports_considered
from reports.sections.closing import numbers, recommendation, sign_off
from reports.sections.comparator_charts import comparator_charts
from reports.sections.exceptions import exceptions
from reports.sections.headings import heading
from reports.sections.home_changes import home_changes
from reports.sections.home_judgements import home_judgements
from reports.sections.plan_tables import next_plan, plan_tables
from reports.sections.progress import progress
from reports.sections.quotations import quotations
from reports.sections.scorecard_table import scorecard_table
from reports.sections.source import Source
from reports.sections.words import (
    author_field,
    board_field,
    field,
    group_field,
    meeting_field,
    signature,
    title_field,
    vision,
    words,
)

SECTIONS: dict[str, Callable[[Source], tuple[Block, ...]]] = {
    "heading": heading,
    "words": words,
    "vision": vision,
    "field": field,
    "board_field": board_field,
    "meeting_field": meeting_field,
    "title_field": title_field,
    "group_field": group_field,
    "author_field": author_field,
    "progress": progress,
    "plan_tables": plan_tables,
    "next_plan": next_plan,
    "scorecard_table": scorecard_table,
    "exceptions": exceptions,
    "comparator_charts": comparator_charts,
    "home_judgements": home_judgements,
    "home_changes": home_changes,
    "meetings_held": meetings_held,
    "reports_considered": reports_considered,
    "quotations": quotations,
    "recommendation": recommendation,
    "numbers": numbers,
    "signature": signature,
    "sign_off": sign_off,
}
