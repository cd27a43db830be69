"""The author's passages as parts of a paper."""

from collections.abc import Iterator

from reports.document import Block, Heading, prose_blocks
from reports.kinds import Edition
from reports.models import Passage
from reports.numbering import Gap, Kept
from reports.queries import is_withheld_from, law_of
from reports.sections.source import Source


def typed(source: Source, level: int) -> list[Block]:
    """All passages of the part; their headings are of this ``level``."""
    blocks = (passage_blocks(source, passage, level) for passage in source.all_passages)
    return [block for of_passage in blocks for block in of_passage]


def passage_blocks(source: Source, passage: Passage, level: int) -> Iterator[Block]:
    """The words of a passage, or the gap in their place where the edition leaves them out.

    Readers of an edition that has more than the public one are told which words those are.
    """
    blocks = tuple(_blocks(passage, level))
    if is_withheld_from(passage, source.edition):
        yield Gap(blocks, law_of(passage))
    elif is_withheld_from(passage, Edition.PUBLIC):
        yield Kept(blocks, law_of(passage))
    else:
        yield from blocks


def _blocks(passage: Passage, level: int) -> Iterator[Block]:
    if passage.heading:
        yield Heading(level, passage.heading)
        level += 1
    yield from prose_blocks(passage.text, level=level)
