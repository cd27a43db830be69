"""The numbers of a paper: counted here, never typed, so that they are always right.

Headings of level 2 are counted through the paper, the paragraphs of each within it; a heading of
level 3 that counts has a number of its own and its paragraphs below that. Items of a
recommendation are counted below its paragraph.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corporate_parenting.prose import ListBlock, Paragraph
from reports.document import Block, Clause, Document, Heading, Landscape, Recommendation
from reports.kinds import Numbering

FIRST, LAST = 2, 3


def numbered(document: Document, style: str) -> Document:
    """The document with the numbers of one of ``Numbering``; paragraphs become clauses."""
    if style == Numbering.NONE:
        return document
    return replace(document, blocks=tuple(_Count(style).through(document.blocks)))


class _Count:
    """How far the numbers have come: of sections, of what stands in one, of what below that."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.section, self.place, self.below = 0, 0, 0
        self.is_below = False  # under a heading of level 3 that counts

    def through(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Heading():
                    yield self.heading(block)
                case Paragraph(runs) if self.section:
                    yield self.clause(runs)
                case Recommendation(inside):
                    yield replace(block, blocks=tuple(self.recommended(inside)))
                case Landscape(inside):
                    yield replace(block, blocks=tuple(self.through(inside)))
                case _:
                    yield block

    def heading(self, heading: Heading) -> Heading:
        if heading.level <= FIRST:
            self.section, self.place, self.below, self.is_below = self.section + 1, 0, 0, False
            return replace(heading, number=f"{self._name(self.section)}.")
        if heading.level == LAST:
            self.is_below = heading.counts
            if heading.counts:
                self.place, self.below = self.place + 1, 0
                return replace(heading, number=f"{self._place()}.")
        return heading

    def clause(self, runs: tuple) -> Clause:
        if self.is_below:
            return self.clause_below(runs)
        self.place, self.below = self.place + 1, 0
        return Clause(f"{self._place()}.", runs, depth=2)

    def clause_below(self, runs: tuple) -> Clause:
        self.below += 1
        return Clause(f"{self._place()}.{self.below}.", runs, depth=3)

    def recommended(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Paragraphs are clauses, and what is listed below one is counted below it."""
        for block in self.through(blocks):
            if isinstance(block, ListBlock) and self.place:
                yield from self._items(block)
            else:
                yield block

    def _items(self, block: ListBlock) -> Iterator[Block]:
        for first, *rest in block.items:
            if isinstance(first, Paragraph):
                yield self.clause_below(first.runs)
                yield from rest
            else:
                yield from (first, *rest)

    def _place(self) -> str:
        joint = "." if self.style == Numbering.DECIMAL else ""
        return f"{self._name(self.section)}{joint}{self.place}"

    def _name(self, number: int) -> str:
        return _letters(number) if self.style == Numbering.LETTERS else str(number)


def _letters(number: int) -> str:
    """A to Z, then AA, AB."""
    words = ""
    while number:
        number, at = divmod(number - 1, 26)
        words = chr(ord("A") + at) + words
    return words
