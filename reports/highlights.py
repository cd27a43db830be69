"""What a member looks for first in a paper: what is overdue, what got worse, where more is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Landscape,
    RatedCell,
    Recommendation,
    Table,
    spread,
)

JUDGEMENT = "Judgement"
"""The heading of a column, as papers print it and as those that were published have it."""


@dataclass(frozen=True)
class Told:
    """A place in the paper: ``anchor`` of its heading, ``about`` such as ``action:12``."""

    words: str
    anchor: str
    about: str = ""
    more: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Of the row that it tells of: its kind, its key."""
        kind, _, key = self.about.partition(":")
        return kind, int(key)


@dataclass(frozen=True)
class Highlights:
    """``places`` are all that tell of an action, an indicator or a home, in the paper's order."""

    overdue: tuple[Told, ...]
    worse: tuple[Told, ...]
    places: tuple[Told, ...]


def highlights(document: Document) -> Highlights:
    """Taken from the paper alone: what members read never changes after it was published."""
    found = list(_of_blocks(document.blocks, [""]))
    return Highlights(
        overdue=tuple(told for told, mark in found if mark == "overdue"),
        worse=tuple(told for told, mark in found if mark == "worse"),
        places=tuple(told for told, _ in found if told.about),
    )


def changed_homes(before: Document, now: Document) -> tuple[Told, ...]:
    """The homes that both papers list and that are judged otherwise in the newer one."""
    old = {each.about: each.more for each in _judged(before)}
    return tuple(
        replace(each, more=f"{each.more}, before that {old[each.about]}")
        for each in _judged(now)
        if each.more != old.get(each.about, each.more)
    )


def _judged(document: Document) -> Iterator[Told]:
    """Each home of the tables of judgements, with its judgement."""
    under = ""
    for block in spread(document.blocks):
        if isinstance(block, Heading):
            under = block.anchor
        if isinstance(block, Table) and JUDGEMENT in [each.heading for each in block.columns]:
            at = [each.heading for each in block.columns].index(JUDGEMENT)
            for row in block.rows:
                about = getattr(row[0], "about", "")
                if about.startswith("home:") and len(row) == len(block.columns):
                    yield Told(_words(row[0]), under, about, _words(row[at]))


def _of_blocks(blocks: Iterable[Block], under: list[str]) -> Iterator[tuple[Told, str]]:
    """``under`` holds the anchor of the heading that the blocks stand under."""
    for block in blocks:
        match block:
            case Heading():
                under[0] = block.anchor
                if block.about or block.mark:
                    words = f"{block.number} {block.text}".strip()
                    yield Told(words, block.anchor, block.about), block.mark
            case Landscape(inside) | Recommendation(inside):
                yield from _of_blocks(inside, under)
            case Table():
                yield from _of_table(block, under[0])
            case Figure():
                yield from _of_table(block.table, under[0])


def _of_table(table: Table, anchor: str) -> Iterator[tuple[Told, str]]:
    for row in table.rows:
        cells = [cell for cell in row if isinstance(cell, Cell)]
        about = next((cell.about for cell in cells if cell.about), "")
        marked = next((cell for cell in cells if cell.mark), None)
        if about or marked:
            more = ", ".join(marked.lines) if marked else ""
            mark = marked.mark if marked else ""
            yield Told(_words(row[0]), anchor, about, more), mark


def _words(cell: Cell | RatedCell) -> str:
    return " ".join(cell.lines)
