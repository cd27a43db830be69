"""What looks odd in a paper before it is cleared: questions for its author, never a refusal.

Pure functions over the paper's document and plain facts, each of which gives findings.
"""

from collections.abc import Callable, Iterable, Iterator

from reports.checks.commentary import red_without_commentary
from reports.checks.dates import odd_dates, old_figures
from reports.checks.facts import Counted, Facts, Measured, Wording
from reports.checks.figures import counts_against_data, percentages_against_data
from reports.checks.findings import Check, Finding
from reports.checks.language import acronyms_unexplained, words_on_the_list
from reports.checks.passages import Passage, passages
from reports.checks.public_text import private_names, small_numbers
from reports.checks.totals import differences, parts_of, totals
from reports.checks.unchanged import unchanged_words
from reports.document import Document

CHECKS: tuple[Callable[[tuple[Passage, ...], Facts], Iterable[Finding]], ...] = (
    counts_against_data,
    percentages_against_data,
    parts_of,
    totals,
    differences,
    odd_dates,
    old_figures,
    red_without_commentary,
    unchanged_words,
    private_names,
    small_numbers,
    acronyms_unexplained,
    words_on_the_list,
)


def check_paper(document: Document, facts: Facts) -> tuple[Finding, ...]:
    """Every finding, each once: by check, and within one in the paper's order."""
    read = tuple(passages(document))
    found = {each.key: each for each in _found(read, facts)}
    order = list(Check)
    return tuple(sorted(found.values(), key=lambda each: order.index(Check(each.check))))


def _found(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(read, facts)


__all__ = [
    "CHECKS",
    "Check",
    "Counted",
    "Facts",
    "Finding",
    "Measured",
    "Passage",
    "Wording",
    "check_paper",
    "passages",
]
