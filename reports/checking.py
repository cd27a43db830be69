"""The checks of a paper as it stands: what they find, and what is not answered yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corporate_parenting.context import current_council
from reports.assemble import every_edition
from reports.checks import Finding, check_editions
from reports.document import from_dict
from reports.kinds import Edition
from reports.models import CheckAnswer, Report
from reports.queries.checks import Typed, facts_of, newest_fact

NOTHING_CONCEALED = frozenset()


@dataclass(frozen=True)
class Checked:
    """``typed``: where the words of a paragraph can be changed."""

    findings: tuple[Finding, ...]
    typed: Mapping[str, Typed]


def checked(
    report: Report,
    *,
    concealed: frozenset[int] = NOTHING_CONCEALED,
    editions: Iterable[Edition] = tuple(Edition),
    newest: tuple = (),
) -> Checked:
    """``concealed`` as in ``assemble``; ``editions``: those that the reader may read.

    ``newest`` is what ``newest_fact`` gives, of a page that has asked already.
    """
    return _checked_at(report, concealed, tuple(editions), newest or newest_fact(report))


def findings(report: Report) -> tuple[Finding, ...]:
    """By check, and within one in the paper's order, what only a fuller edition says last."""
    return checked(report).findings


def open_findings(
    report: Report,
    *,
    concealed: frozenset[int] = NOTHING_CONCEALED,
    editions: Iterable[Edition] = tuple(Edition),
    newest: tuple = (),
) -> tuple[Finding, ...]:
    """Those that nobody has answered: whoever submits the paper is told how many."""
    answered = set(CheckAnswer.objects.filter(report=report).values_list("key", flat=True))
    found = checked(report, concealed=concealed, editions=editions, newest=newest).findings
    return tuple(each for each in found if each.key not in answered)


@lru_cache(maxsize=50)
def _checked_at(
    report: Report, concealed: frozenset[int], editions: tuple[Edition, ...], newest: tuple
) -> Checked:
    """As things stand since ``newest``: the work page counts them each time it is opened."""
    made = every_edition(report, among=editions, concealed=concealed)
    documents = {edition: from_dict(document) for edition, document in made.items()}
    facts, typed = facts_of(report, current_council())
    return Checked(check_editions(documents, facts), typed)
