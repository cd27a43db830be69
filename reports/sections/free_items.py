"""What the paper says beside the progress of the plan."""

from reports.document import Block, Heading, prose_blocks
from reports.queries import items_in_order
from reports.sections.source import Source


def first_items(source: Source) -> tuple[Block, ...]:
    return _items(source, comes_first=True)


def later_items(source: Source) -> tuple[Block, ...]:
    return _items(source, comes_first=False)


def _items(source: Source, *, comes_first: bool) -> tuple[Block, ...]:
    blocks = []
    for item in items_in_order(source.report, comes_first=comes_first):
        blocks.append(Heading(source.level, item.heading))
        blocks.extend(prose_blocks(item.text, level=source.level + 1))
    return tuple(blocks)
