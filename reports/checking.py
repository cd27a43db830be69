"""The checks of a paper as it stands: what they find, and what is not answered yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corporate_parenting.context import current_council
from reports.assemble import assemble
from reports.checks import Finding, check_paper
from reports.document import from_dict
from reports.models import CheckAnswer, Report
from reports.queries.checks import Typed, facts_of, newest_fact

NOTHING_CONCEALED = frozenset()


@dataclass(frozen=True)
class Checked:
    """``typed``: where the words of a paragraph can be changed."""

    findings: tuple[Finding, ...]
    typed: Mapping[str, Typed]


def checked(report: Report, *, concealed: frozenset[int] = NOTHING_CONCEALED) -> Checked:
    """``concealed`` as in ``assemble``."""
    return _checked_at(report, concealed, newest_fact(report))


def findings(report: Report) -> tuple[Finding, ...]:
    """By check, and within one in the paper's order."""
    return checked(report).findings


def open_findings(
    report: Report, *, concealed: frozenset[int] = NOTHING_CONCEALED
) -> tuple[Finding, ...]:
    """Those that nobody has answered: whoever submits the paper is told how many."""
    answered = set(CheckAnswer.objects.filter(report=report).values_list("key", flat=True))
    found = checked(report, concealed=concealed).findings
    return tuple(each for each in found if each.key not in answered)


@lru_cache(maxsize=50)
def _checked_at(report: Report, concealed: frozenset[int], newest: tuple) -> Checked:
    """As things stand since ``newest``: the work page counts them each time it is opened."""
    document = from_dict(assemble(report, concealed=concealed))
    facts, typed = facts_of(report, current_council())
    return Checked(check_paper(document, facts), typed)
