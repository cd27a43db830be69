"""The fixed headings of a kind of paper."""

from reports.document import Block, Heading
from reports.sections.source import Source


def heading(source: Source) -> tuple[Block, ...]:
    return (Heading(source.level, source.heading, counts=source.part.is_numbered),)


def heading_if_any(source: Source) -> tuple[Block, ...]:
    """Of a part that may also go on under the heading before it."""
    return heading(source) if source.heading else ()
