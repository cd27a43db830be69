"""A fixed heading of a kind of paper."""

from reports.document import Block, Heading
from reports.sections.source import Source


def heading(source: Source) -> tuple[Block, ...]:
    return (Heading(source.level, source.heading, counts=source.part.is_numbered),)
