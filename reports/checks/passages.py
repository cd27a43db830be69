"""A paper paragraph by paragraph, each with the words by which an author finds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run, runs_text
from reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Figure,
    Heading,
    Landscape,
    Recommendation,
    SignOff,
    Table,
)

WORDS_OF_PLACE = 6
LONGEST_HEADING = 60
COVER = "Cover"


class Form(StrEnum):
    HEADING = "heading"
    PROSE = "prose"
    QUOTATION = "quotation"
    TABLE = "table"
    FIGURE = "figure"


@dataclass(frozen=True)
class Passage:
    """``heading``: what it stands under, with its number; ``number``: of the paragraph itself."""

    text: str
    heading: str = ""
    form: Form = Form.PROSE
    number: str = ""

    @property
    def place(self) -> str:
        """Its number, or what it stands under with its first words."""
        if self.number:
            return self.number
        words = self.text.split()
        first = " ".join(words[:WORDS_OF_PLACE])
        more = "…" if len(words) > WORDS_OF_PLACE else ""
        if self.form is Form.HEADING:
            return f"heading: {first}{more}"
        if not self.heading:
            return f"at the start: {first}{more}"
        where = "in the table" if self.form is Form.TABLE else "under"
        heading = self.heading if self.form is Form.TABLE else _short(self.heading)
        return f"{where} {heading}: {first}{more}"

    @property
    def is_prose(self) -> bool:
        return self.form in (Form.PROSE, Form.QUOTATION)


def passages(document: Document) -> Iterator[Passage]:
    """Each with words, in reading order, those on the cover first."""
    for line in document.cover.lines:
        yield Passage(_text(line), COVER)
    yield from passages_of(document.blocks)


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    for passage in _of_blocks(blocks, [""], Form.PROSE):
        if passage.text:
            yield passage


def _of_blocks(blocks: Iterable[Block], under: list[str], form: Form) -> Iterator[Passage]:
    """``under`` holds the heading that the blocks stand under; a heading among them changes it."""
    for block in blocks:
        yield from _of_block(block, under, form)


def _of_block(block: Block, under: list[str], form: Form) -> Iterator[Passage]:
    match block:
        case Heading():
            under[0] = f"{block.number} {block.text}".strip()
            yield Passage(_text(block.text), under[0], Form.HEADING)
        case Paragraph(runs):
            yield Passage(_words(runs), under[0], form)
        case Clause(number, runs):
            yield Passage(_words(runs), under[0], form, number.rstrip("."))
        case Facts(lines):
            for fact in lines:
                yield Passage(_text(f"{fact.label}: {fact.value}"), under[0], form)
        case Table():
            yield from _of_table(block)
        case Figure():
            yield Passage(_text(block.sentence), under[0], Form.FIGURE)
        case SignOff():
            return
        case _:
            yield from _inside(block, under, form)


def _inside(block: Block, under: list[str], form: Form) -> Iterator[Passage]:
    """Of a block that holds others. A block that no check reads is an error, not skipped."""
    match block:
        case ListBlock(_, _, items):
            for item in items:
                yield from _of_blocks(item, under, form)
        case Quotation(blocks):
            yield from _of_blocks(blocks, under, Form.QUOTATION)
        case Landscape(blocks):
            yield from _of_blocks(blocks, under, form)
        case Recommendation(blocks, number):
            for passage in _of_blocks(blocks, under, form):
                yield Passage(passage.text, passage.heading, passage.form, number)
        case _:
            raise TypeError(f"No check reads a {type(block).__name__}.")


def _of_table(table: Table) -> Iterator[Passage]:
    for row in table.rows:
        first = _short(" ".join(row[0].lines)) if row else ""
        for cell in row:
            for line in cell.lines:
                yield Passage(_text(line), f"{_short(table.caption)}, {first}", Form.TABLE)


def _words(runs: Iterable[Run]) -> str:
    return _text(runs_text(runs))


def _text(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_HEADING else f"{words[: LONGEST_HEADING - 1].rstrip()}…"
