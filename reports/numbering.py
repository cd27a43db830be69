"""The numbers of a paper: counted here, never typed, so that they are always right.

Headings of level 2 are counted through the paper, the paragraphs of each within it; a heading of
level 3 that counts has a number of its own and its paragraphs below that. Items of a
recommendation are counted below its paragraph.

The numbers of a paper are the same in all its editions, so that a member and somebody in the
public seats mean the same by "4.2": what an edition leaves out is counted, and its numbers are
said to be withheld. A gap tells how many numbers are withheld, where and under which law, which
the law has said anyway; it holds no word of theirs. An edition that has the words says of the same
numbers that they are not for publication: its readers must know what not to say aloud.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace

from corporate_parenting.prose import ListBlock, Paragraph, Run
from corporate_parenting.words import capitalised
from reports.document import (
    Block,
    Clause,
    Document,
    Heading,
    Landscape,
    Recommendation,
    spread,
)
from reports.kinds import Numbering

FIRST, LAST = 2, 3
WITHHELD = "Withheld"
KEPT = "not for publication"


@dataclass(frozen=True)
class Gap:
    """Where an edition leaves out ``blocks``: they are only counted, and never come further.

    ``law`` is such as "exempt under paragraph 3"; ``heading``, the fixed one of a whole part.
    """

    blocks: tuple[Block, ...]
    law: str
    heading: Heading | None = None

    def joined(self, other: object) -> "Gap | None":
        """The two as one, where the other is more of the same."""
        is_more = isinstance(other, Gap) and other.heading is None and other.law == self.law
        return replace(self, blocks=(*self.blocks, *other.blocks)) if is_more else None


@dataclass(frozen=True)
class Kept:
    """``blocks`` that a fuller edition shows and the public one does not; ``law`` as of a Gap."""

    blocks: tuple[Block, ...]
    law: str


def numbered(document: Document, style: str) -> Document:
    """The document with the numbers of one of ``Numbering``, and with words for its gaps.

    Paragraphs become clauses where there are numbers.
    """
    count = _Count(style)
    through = count.unnumbered if style == Numbering.NONE else count.through
    return replace(document, blocks=tuple(through(document.blocks)))


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
                case Gap():
                    yield from self.gap(block)
                case Kept():
                    yield from self.kept(block)
                case _:
                    yield block

    def unnumbered(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Gap):
                yield from filter(None, (block.heading, _said((), WITHHELD, block.law)))
            elif isinstance(block, Kept):
                heads = _leading_headings(block.blocks)
                yield from (*block.blocks[:heads], _said((), KEPT, block.law))
                yield from self.unnumbered(block.blocks[heads:])
            else:
                yield block

    def gap(self, gap: Gap) -> Iterator[Block]:
        """The heading that leads into it, without its own words, and the numbers below that."""
        counted = tuple(spread(self.through(_opened(gap.blocks))))
        first = counted[0] if counted else None
        heading, numbers = gap.heading, _outermost(counted)
        if isinstance(first, Heading) and first.number:
            if heading is None and first.level <= FIRST:
                heading = Heading(first.level, WITHHELD)
            if heading is not None:
                heading, numbers = replace(heading, number=first.number), _outermost(counted[1:])
        yield from filter(None, (heading, _said(numbers, WITHHELD, gap.law)))

    def kept(self, kept: Kept) -> Iterator[Block]:
        """A copy counts ahead: the sentence stands before the words that it is about."""
        ahead = tuple(spread(copy(self).through(kept.blocks)))
        heads = _leading_headings(kept.blocks)
        yield from self.through(kept.blocks[:heads])
        yield _said(_outermost(ahead), KEPT, kept.law)
        yield from self.through(kept.blocks[heads:])

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


def _opened(blocks: Iterable[Block]) -> Iterator[Block]:
    """With what stands in gaps among them: a withheld part may withhold words from more people."""
    for block in blocks:
        if isinstance(block, Gap):
            yield from _opened(block.blocks)
        else:
            yield block


def _outermost(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The numbers of the blocks, without those below another of them."""
    numbers, depth = [], 0
    for block in blocks:
        number = getattr(block, "number", "").rstrip(".")
        at = block.depth if isinstance(block, Clause) else getattr(block, "level", FIRST) - 1
        if number and (not numbers or at <= depth):
            numbers.append(number)
            depth = at
    return tuple(numbers)


def _leading_headings(blocks: tuple[Block, ...]) -> int:
    return next((n for n, each in enumerate(blocks) if not isinstance(each, Heading)), len(blocks))


def _said(numbers: tuple[str, ...], what: str, law: str) -> Paragraph:
    if not numbers:
        words = f"{capitalised(what)}: {law}."
    elif len(numbers) == 1:
        words = f"{numbers[0]} is {what.lower()}: {law}."
    else:
        joint = "and" if len(numbers) == 2 else "to"
        words = f"{numbers[0]} {joint} {numbers[-1]} are {what.lower()}: {law}."
    return Paragraph((Run(words),))


def _letters(number: int) -> str:
    """A to Z, then AA, AB."""
    words = ""
    while number:
        number, at = divmod(number - 1, 26)
        words = chr(ord("A") + at) + words
    return words
