"""What closes a paper: the recommendation, the numbers of children, who signs it."""

from collections.abc import Iterator

from corporate_parenting.words import day_words
from reports.document import Block, Heading, Recommendation, SignOff, prose_blocks
from reports.sections.headings import heading_if_any
from reports.sections.source import Source, sentence
from reports.sections.typed import typed


def recommendation(source: Source) -> tuple[Block, ...]:
    text = source.report.recommendation
    if not text:
        return ()
    blocks = prose_blocks(f"{source.standard_text}\n\n{text}", level=source.level + 1)
    return (Heading(source.level, source.heading), Recommendation(blocks))


def numbers(source: Source) -> tuple[Block, ...]:
    """How many children there were at a day, and the author's words on it."""
    blocks = [*_count(source), *typed(source, source.level + 1)]
    return (*heading_if_any(source), *blocks) if blocks else ()


def _count(source: Source) -> Iterator[Block]:
    count, day = source.report.children_count, source.report.children_as_at
    if count == 1:
        yield sentence(f"There was 1 {source.council.child_word} on {day_words(day)}.")
    elif count is not None:
        yield sentence(f"There were {count:,} {source.council.children_word} on {day_words(day)}.")


def sign_off(source: Source) -> tuple[Block, ...]:
    report = source.report
    if not report.sign_off_name:
        return ()
    signed = day_words(report.signed_on) if report.signed_on else ""
    return (SignOff(report.sign_off_name, report.sign_off_post, signed),)
