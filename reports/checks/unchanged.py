"""Words that the board has read before."""

from collections.abc import Iterator

from corporate_parenting.words import day_words
from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Passage

FEWEST_WORDS = 5  # "None to report." may be said again


def unchanged_words(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Of what people typed, once a note: the paper's own sentences are alike each time."""
    repeated = {}
    for passage in read:
        is_typed = passage.text in facts.typed and passage.text in facts.before
        if is_typed and len(passage.text.split()) >= FEWEST_WORDS:
            repeated.setdefault(facts.typed[passage.text], []).append(passage)
    for paragraphs in repeated.values():
        # In the words, so that a change of any of them asks again.
        count = f" ({len(paragraphs)} paragraphs)" if len(paragraphs) > 1 else ""
        yield finding(
            Check.UNCHANGED,
            paragraphs[0],
            f"The board read the same words on {day_words(facts.before_on)}{count}.",
            "Say what happened since, or answer why the words stay.",
        )
