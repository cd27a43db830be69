"""Parts of a paper, by the names that ``reports.kinds`` gives them."""

from collections.abc import Callable

from reports.document import Block
from reports.sections.closing import numbers, recommendation, sign_off
from reports.sections.comparator_charts import comparator_charts
from reports.sections.exceptions import exceptions
from reports.sections.free_items import first_items, later_items
from reports.sections.headings import heading
from reports.sections.home_changes import home_changes
from reports.sections.home_judgements import home_judgements
from reports.sections.progress import progress
from reports.sections.scorecard_table import scorecard_table
from reports.sections.source import Source

SECTIONS: dict[str, Callable[[Source], tuple[Block, ...]]] = {
    "heading": heading,
    "first_items": first_items,
    "progress": progress,
    "later_items": later_items,
    "scorecard_table": scorecard_table,
    "exceptions": exceptions,
    "comparator_charts": comparator_charts,
    "home_judgements": home_judgements,
    "home_changes": home_changes,
    "recommendation": recommendation,
    "numbers": numbers,
    "sign_off": sign_off,
}
