"""A paper paragraph by paragraph, for those who read it to say something of one place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from corporate_parenting import prose
from corporate_parenting.prose import ListBlock, Paragraph, Quotation, runs_text
from reports.document import (
    Block,
    Document,
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
    if isinstance(block, Heading):
        yield block.number, f"{block.number} {block.text}".strip(), True
    elif isinstance(block, Paragraph | prose.Heading):  # inside a quotation or an item
        yield number, runs_text(block.runs), False
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from _spread(item, number)
    elif isinstance(block, Table):
        yield number, f"Table: {block.caption}", False
    elif isinstance(block, Figure):
        yield number, f"{block.title}. {block.sentence}", False
    elif isinstance(block, SignOff):
        yield number, ", ".join(filter(None, (block.name, block.post, block.on))), False
    elif isinstance(block, Quotation | Landscape | Recommendation):
        yield from _spread(block.blocks, number)
