"""Words that the board has read before."""

from collections.abc import Iterator

from corporate_parenting.words import day_words
from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.checks.passages import Passage

FEWEST_WORDS = 5  # "None to report." may be said again


def unchanged_words(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Of what people typed: the paper's own sentences are alike each time."""
    for passage in read:
        if passage.text in facts.typed & facts.before and len(passage.text.split()) >= FEWEST_WORDS:
            yield finding(
                Check.UNCHANGED,
                passage,
                f"The board read the same words on {day_words(facts.before_on)}.",
                "Say what happened since, or answer why the words stay.",
            )
