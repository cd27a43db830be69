"""The author's passages as parts of a paper."""

from collections.abc import Iterator

from reports.document import Block, Heading, prose_blocks
from reports.models import Passage
from reports.sections.source import Source


def typed(source: Source, level: int) -> list[Block]:
    """All passages of the part that the edition shows; their headings are of this ``level``."""
    return [block for passage in source.passages for block in passage_blocks(passage, level)]


def passage_blocks(passage: Passage, level: int) -> Iterator[Block]:
    if passage.heading:
        yield Heading(level, passage.heading)
        level += 1
    yield from prose_blocks(passage.text, level=level)
