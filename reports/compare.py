"""What changed between two papers, section by section and word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, groupby, starmap

from corporate_parenting.differences import Piece, word_differences
from corporate_parenting.prose import blocks_text, runs_text
from reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Figure,
    Heading,
    SignOff,
    Table,
    spread,
)

SECTION_LEVEL = 2
ALIKE = 0.6  # "Our homes at 1 May 2019" and "Our homes at 31 May 2019" are one section
LONGEST_KEPT, SHOWN = 60, 20  # words of what stayed, and of its start and end
START = "Before the first heading"


class Fate(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class Section:
    """Its lines are in ``parts``: what stands before a lower heading, and under each of them."""

    heading: str
    parts: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(self.parts))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class SectionChange:
    """``heading`` is the newer paper's; ``pieces`` are words kept, added and removed, in order."""

    heading: str
    fate: Fate
    pieces: tuple[Piece, ...]

    @property
    def excerpt(self) -> tuple[Piece, ...]:
        """The pieces, long ones of what stayed cut in their middle."""
        return tuple(_cut(piece) for piece in self.pieces)


def compare(old: Document, new: Document) -> tuple[SectionChange, ...]:
    """In the newer paper's order; what is gone stands behind what it followed."""
    before, after = sections(old), sections(new)
    pairs = _paired(before, after)
    found, told = [], set()
    for place, section in enumerate(after):
        partner = pairs.get(place)
        if partner is None:
            found.append((partner, _whole(section, Fate.ADDED)))
        else:
            told.add(partner)
            found.append((partner, _change(before[partner], section)))
    for place, section in enumerate(before):
        if place not in told:
            behind = [at for at, (old_at, _) in enumerate(found) if old_at == place - 1]
            found.insert(behind[0] + 1 if behind else 0, (place, _whole(section, Fate.REMOVED)))
    return tuple(change for _, change in found)


def sections(document: Document) -> list[Section]:
    """The paper cut at its headings of level 2, each line a paragraph, an item or a table's row."""
    found = [(START, [[]])]
    for block in spread(document.blocks):
        if isinstance(block, Heading) and block.level <= SECTION_LEVEL:
            found.append((f"{block.number} {block.text}".strip(), [[]]))
            continue
        if isinstance(block, Heading):
            found[-1][1].append([])
        found[-1][1][-1].extend(_lines(block))
    cut = [Section(heading, tuple(map(tuple, parts))) for heading, parts in found]
    return [section for section in cut if section.heading != START or section.lines]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.number} {block.text}".strip()
        case Table():
            yield block.caption
            for row in block.rows:
                yield " | ".join(" ".join(cell.lines) for cell in row)
        case Figure():
            yield block.title
            yield block.sentence
            yield from _lines(block.table)
        case Clause(number, runs):
            yield f"{number} {runs_text(runs)}"
        case Facts(lines):
            for fact in lines:
                yield f"{fact.label}: {fact.value}"
        case SignOff():
            yield ", ".join(filter(None, (block.name, block.post, block.on)))
        case _:
            yield from blocks_text((block,))


def _paired(before: list[Section], after: list[Section]) -> dict[int, int]:
    """``{place in the newer: place in the older}``: by the same heading, or else the most alike."""
    pairs, free = {}, dict(enumerate(before))
    for wanted in (1, ALIKE):
        for place, section in enumerate(after):
            if place in pairs:
                continue
            likeness = {at: _likeness(each, section) for at, each in free.items()}
            best = max(likeness, key=likeness.get, default=None)
            if best is not None and likeness[best] >= wanted:
                pairs[place] = best
                del free[best]
    return pairs


def _likeness(one: Section, other: Section) -> float:
    words = (one.heading.casefold().split(), other.heading.casefold().split())
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _whole(section: Section, fate: Fate) -> SectionChange:
    return SectionChange(section.heading, fate, (Piece(fate.value, section.text),))


def _change(before: Section, after: Section) -> SectionChange:
    if before.lines == after.lines and before.heading == after.heading:
        return SectionChange(after.heading, Fate.SAME, (Piece("same", after.text),))
    pieces = chain.from_iterable(starmap(_of_part, _side_by_side(before, after)))
    *most, last = _joined(pieces)
    rest = last.text.removesuffix("\n")
    ended = (*most, Piece(last.kind, rest)) if rest else tuple(most)
    return SectionChange(after.heading, Fate.CHANGED, ended)


def _of_part(old: str, new: str) -> Iterator[Piece]:
    """With the end of its last line; a side that is empty has no such part."""
    if old and new:
        yield from word_differences(old, new)
        yield Piece("same", "\n")
    elif old or new:
        yield Piece("removed" if old else "added", f"{old or new}\n")


def _side_by_side(before: Section, after: Section) -> Iterator[tuple[str, str]]:
    """What stands under a heading that both have beside the same; the rest in one between them.

    Words under one action are so never told as if they had stood under another.
    """
    old, new = before.parts[1:], after.parts[1:]
    yield "\n".join((before.heading, *before.parts[0])), "\n".join((after.heading, *after.parts[0]))
    heads = [[part[0] for part in parts] for parts in (old, new)]
    for fate, a, b, c, d in SequenceMatcher(None, *heads, autojunk=False).get_opcodes():
        if fate == "equal":
            pairs = zip(old[a:b], new[c:d], strict=True)
            yield from (("\n".join(one), "\n".join(other)) for one, other in pairs)
        else:
            yield "\n".join(chain(*old[a:b])), "\n".join(chain(*new[c:d]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(pieces, lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in run))


def _cut(piece: Piece) -> Piece:
    words = piece.text.split(" ")
    if piece.kind != "same" or len(words) <= LONGEST_KEPT:
        return piece
    return Piece("same", f"{' '.join(words[:SHOWN])} […] {' '.join(words[-SHOWN:])}")
