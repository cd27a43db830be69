"""What looks odd in a paper before it is cleared: questions for its author, never a refusal.

Pure functions over the paper's document and plain facts, each of which gives findings.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from corporate_parenting.words import listed
from reports.checks.commentary import red_without_commentary
from reports.checks.dates import odd_dates, old_figures
from reports.checks.facts import Counted, Facts, Measured, Wording
from reports.checks.figures import counts_against_data, percentages_against_data
from reports.checks.findings import Check, Finding
from reports.checks.language import acronyms_unexplained, words_on_the_list
from reports.checks.public_text import private_names, small_numbers
from reports.checks.totals import differences, parts_of, totals
from reports.checks.unchanged import unchanged_words
from reports.document import Document
from reports.kinds import Edition
from reports.paragraphs import Form, Passage, passages

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
    read = words_read(document)
    # Covers, file names and lists of papers tell the title to everyone.
    title = Passage(document.title, "Title")
    found = {each.key: each for each in (*_found(read, facts), *private_names((title,), facts))}
    return _sorted(found.values())


def check_editions(documents: Mapping[Edition, Document], facts: Facts) -> tuple[Finding, ...]:
    """The findings of all editions, each question once, sorted as those of one paper.

    What the public should not read is looked for in the public edition alone. The same words are
    asked about once, though a heading above them may stand in one edition only.
    """
    found: dict[str, Finding] = {}
    where: dict[str, list[Edition]] = {}
    asked: dict[tuple[str, ...], str] = {}
    for edition, document in documents.items():
        known = (
            facts if edition is Edition.PUBLIC else replace(facts, names=frozenset(), hide_up_to=0)
        )
        of_edition = check_paper(document, known)
        for each in of_edition:
            key = each.key if each.key in found else asked.get(_question(each), each.key)
            found.setdefault(key, each)
            where.setdefault(key, []).append(edition)
        asked |= {_question(each): each.key for each in of_edition if each.key in found}
    told = {key: _only_in(where[key], len(documents)) for key in found}
    return _sorted(
        each if each.check == Check.PRIVATE else replace(each, editions=told[key])
        for key, each in found.items()
    )


def _question(finding: Finding) -> tuple[str, ...]:
    return (finding.check, finding.text, finding.words)


def _only_in(editions: list[Edition], of: int) -> str:
    names = list(dict.fromkeys(each.label.removesuffix(" edition") for each in editions))
    if len(names) == of:
        return ""
    word = "edition" if len(names) == 1 else "editions"
    return f"{listed(names)} {word} only"


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    order = list(Check)
    return tuple(sorted(found, key=lambda each: order.index(Check(each.check))))


def words_read(document: Document) -> tuple[Passage, ...]:
    """Every passage that has words, but for captions and signatures."""
    unread = (Form.CAPTION, Form.SIGNATURE)
    return tuple(each for each in passages(document) if each.text and each.form not in unread)


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
    "check_editions",
    "check_paper",
    "words_read",
]
