"""A paper paragraph by paragraph, for the checks and for those who comment on one place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from corporate_parenting import prose
from corporate_parenting.prose import ListBlock, Paragraph, Quotation, runs_text
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

QUOTED = 200
"""Characters of a paragraph that a comment keeps, enough to find it again."""
WORDS_OF_PLACE = 6
LONGEST_HEADING = 60
COVER = "Cover"


class Form(StrEnum):
    HEADING = "heading"
    PROSE = "prose"
    QUOTATION = "quotation"
    CAPTION = "caption"
    TABLE = "table"
    FIGURE = "figure"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Passage:
    """``heading``: what it stands under, with its number; ``number``: of the paragraph itself.

    A cell of a table names the table and its row instead. ``title`` is that of a chart.
    """

    text: str
    heading: str = ""
    form: Form = Form.PROSE
    number: str = ""
    title: str = ""

    @property
    def place(self) -> str:
        """Its number, or what it stands under with its first words."""
        if self.number and self.form is not Form.HEADING:
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

    @property
    def words(self) -> str:
        """As it is quoted in a comment."""
        match self.form:
            case Form.HEADING:
                return self.heading
            case Form.CAPTION:
                return f"Table: {self.text}"
            case Form.FIGURE:
                return f"{self.title}. {self.text}"
            case _:
                return self.text


class Comment(Protocol):
    """Where a comment stood."""

    sha256_document: str
    place: int
    label: str
    quoted: str


@dataclass(frozen=True)
class Place:
    """One that may have a comment. ``place`` counts from 1; ``label``: its number or heading.

    ``number`` is that of a paragraph; a heading has its own in its words.
    """

    place: int
    label: str
    words: str
    is_heading: bool = False
    number: str = ""


def paragraphs(document: Document) -> tuple[Place, ...]:
    """Headings, paragraphs, list items, captions, charts and recommendations in reading order."""
    spoken_of = (each for each in passages_of(document.blocks) if each.form is not Form.TABLE)
    return tuple(
        Place(
            place,
            each.number or each.heading or document.title,
            each.words,
            each.form is Form.HEADING,
            "" if each.form is Form.HEADING else each.number,
        )
        for place, each in enumerate(spoken_of, 1)
    )


def placed(
    comments: Iterable[Comment], places: Iterable[Place], sha256_document: str
) -> tuple[dict[int, list[Comment]], list[Comment]]:
    """The comments by the place of their paragraph in this paper, and those that have none in it.

    In another edition, and in a paper that was made anew, a paragraph is known by its first words:
    those under the same heading, as "Status: on track" stands under many, or else anywhere.
    """
    by_label, by_words = {}, {}
    for each in places:
        by_label.setdefault((each.label[:QUOTED], each.words[:QUOTED]), each.place)
        by_words.setdefault(each.words[:QUOTED], each.place)
    found, lost = {}, []
    for comment in comments:
        is_this = comment.sha256_document == sha256_document
        known = by_label.get((comment.label, comment.quoted), by_words.get(comment.quoted))
        place = comment.place if is_this else known
        (lost if place is None else found.setdefault(place, [])).append(comment)
    return found, lost


def passages(document: Document) -> Iterator[Passage]:
    """Everything in reading order, the lines of the cover first."""
    for line in document.cover.lines:
        yield Passage(_text(line), COVER)
    yield from passages_of(document.blocks)


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    return _of_blocks(blocks, [""], Form.PROSE)


def _of_blocks(blocks: Iterable[Block], under: list[str], form: Form) -> Iterator[Passage]:
    """``under`` holds the heading that the blocks stand under; a heading among them changes it."""
    for block in blocks:
        yield from _of_block(block, under, form)


def _of_block(block: Block, under: list[str], form: Form) -> Iterator[Passage]:
    match block:
        case Heading(_, text, number):
            under[0] = _text(f"{number} {text}")
            yield Passage(_text(text), under[0], Form.HEADING, number.rstrip("."))
        case Paragraph(runs) | prose.Heading(_, runs):  # the last: in an item of a list
            yield Passage(_text(runs_text(runs)), under[0], form)
        case Clause(number, runs):
            yield Passage(_text(runs_text(runs)), under[0], form, number.rstrip("."))
        case Facts(lines):
            for fact in lines:
                yield Passage(_text(f"{fact.label}: {fact.value}"), under[0], form)
        case Table():
            yield Passage(_text(block.caption), under[0], Form.CAPTION)
            yield from _of_table(block)
        case Figure():
            yield Passage(_text(block.sentence), under[0], Form.FIGURE, title=_text(block.title))
        case SignOff():
            signed = ", ".join(filter(None, (block.name, *block.posts, block.on)))
            yield Passage(signed, under[0], Form.SIGNATURE)
        case _:
            yield from _inside(block, under, form)


def _inside(block: Block, under: list[str], form: Form) -> Iterator[Passage]:
    """Of a block that holds others. A block that nobody reads is an error, not skipped."""
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
                yield replace(passage, number=passage.number or number.rstrip("."))
        case _:
            raise TypeError(f"Nobody reads a {type(block).__name__}.")


def _of_table(table: Table) -> Iterator[Passage]:
    for row in table.rows:
        first = _short(" ".join(row[0].lines)) if row else ""
        for cell in row:
            for line in cell.lines:
                yield Passage(_text(line), f"{_short(table.caption)}, {first}", Form.TABLE)


def _text(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_HEADING else f"{words[: LONGEST_HEADING - 1].rstrip()}…"
