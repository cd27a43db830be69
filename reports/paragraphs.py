"""A paper paragraph by paragraph, for those who read it to say something of one place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


class Comment(Protocol):
    """Where a comment stood."""

    sha256_document: str
    place: int
    quoted: str


@dataclass(frozen=True)
class Passage:
    """``place`` counts from 1; ``label`` is its number, or else the heading above it."""

    place: int
    label: str
    words: str
    is_heading: bool = False


def paragraphs(document: Document) -> tuple[Passage, ...]:
    """Headings, paragraphs, list items, captions, charts and recommendations in reading order."""
    passages, heading = [], document.title
    for place, (number, words, is_heading) in enumerate(_spread(document.blocks), 1):
        if is_heading:
            heading = words
        passages.append(Passage(place, number or heading, words, is_heading))
    return tuple(passages)


def placed(
    comments: Iterable[Comment], passages: Iterable[Passage], sha256_document: str
) -> tuple[dict[int, list[Comment]], list[Comment]]:
    """The comments by the place of their paragraph in this paper, and those that have none in it.

    In a paper that was made anew a paragraph is known by its first words.
    """
    by_words = {}
    for passage in passages:
        by_words.setdefault(passage.words[:QUOTED], passage.place)
    found, lost = {}, []
    for comment in comments:
        is_this = comment.sha256_document == sha256_document
        place = comment.place if is_this else by_words.get(comment.quoted)
        (lost if place is None else found.setdefault(place, [])).append(comment)
    return found, lost


Piece = tuple[str, str, bool]
"""Number or empty, words, and whether it is a heading."""


def _spread(blocks: Iterable[Block], number: str = "") -> Iterator[Piece]:
    for block in blocks:
        yield from _of_block(block, getattr(block, "number", "") or number)


def _of_block(block: Block, number: str) -> Iterator[Piece]:
    """Of blocks only some kinds are numbered; what stands inside one is quoted by its number."""
    match block:
        case Heading():
            yield block.number, f"{block.number} {block.text}".strip(), True
        case ListBlock(_, _, items):
            for item in items:
                yield from _spread(item, number)
        case Quotation(blocks) | Landscape(blocks) | Recommendation(blocks):
            yield from _spread(blocks, number)
        case _:
            for words in _words_of(block):
                yield number.rstrip("."), words, False


def _words_of(block: Block) -> Iterator[str]:
    """Of a block that holds no other."""
    match block:
        case Paragraph(runs) | Clause(_, runs) | prose.Heading(_, runs):  # the last: in an item
            yield runs_text(runs)
        case Table():
            yield f"Table: {block.caption}"
        case Figure():
            yield f"{block.title}. {block.sentence}"
        case Facts(lines):
            for fact in lines:
                yield f"{fact.label}: {fact.value}"
        case SignOff():
            yield ", ".join(filter(None, (block.name, *block.posts, block.on)))
