"""A document as the press prints it: its front, its chapters and the frames around them.

The words of all modules that print: a chapter begins on a new page; a part is what is printed at a
time, the front (cover and contents) or some chapters; its sheets are what the press gets of it; a
frame is what stands around a page, of which a paper has one for each kind of page.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import ceil
from string import Template

from reports.contents import NO_PAGES, contents_lines
from reports.document import Block, Document, Figure, Heading, Landscape, contents, spread
from reports.markup import STYLES, Pictures, colour_of, rendered, templated
from reports.paragraphs import passages_of

SIDEWAYS = """
@page { size: A4 landscape; margin: 24mm 20mm 22mm; }
.paper__cover { height: 210mm; padding-top: 26mm; }
.paper__council { margin-bottom: 30mm; }
"""
DRAFT_MARK = "asset:draft.svg"
SVG_TYPE = "image/svg+xml"
# What joins or colours the parts of an emoji, and says nothing once the emoji is words.
EMOJI_JOINTS = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# In letters, roughly: a chapter of less than half a page goes on where the one before it ends, and
# so many pages at least are printed at a time.
HALF_A_PAGE, LETTERS_A_PART = 1500, 5000
LETTERS_A_BREAK, LETTERS_A_CHART = 60, 1000
# Lines of contents on a page, and letters of a line; its title takes as many lines as two.
UPRIGHT, TURNED, TITLE_LINES = (26, 60), (17, 100), 2


@dataclass(frozen=True)
class Sheets:
    """What the press gets of a part: its HTML, its style, and its pictures by address."""

    html: str
    style: str
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """SHA-256: the same for the same words, pictures and look."""
        words = "\0".join([self.html, self.style, *self.pictures.values()])
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def assets(self) -> dict[str, tuple[bytes, str]]:
        """The pictures as the press wants them: by address, with their media type."""
        return {at: (svg.encode(), SVG_TYPE) for at, svg in self.pictures.items()}

    def described(self, missing: Iterable[str]) -> "Sheets":
        """With each symbol that cannot be printed as its name."""
        names = {ord(symbol): f"[{_name(symbol)}]" for symbol in missing}
        if not names:
            return self
        pictures = {at: _described(svg, names) for at, svg in self.pictures.items()}
        return replace(self, html=_described(self.html, names), pictures=pictures)


@dataclass(frozen=True)
class Paper:
    """All that is printed of a document, but for its front, which tells of the other pages."""

    document: Document
    parts: tuple[Sheets, ...]
    frames: Sheets


def paper_sheets(document: Document) -> Paper:
    """What stands on the pages of a document, and around them."""
    return Paper(document, tuple(part_sheets(document)), frame_sheets(document))


def chapters(document: Document) -> list[tuple[Block, ...]]:
    """What begins on new pages: the highest headings of a paper with a cover of its own.

    A short chapter goes on with that before it. A paper that begins with its heading is of one
    piece.
    """
    if not document.cover.page:
        return [document.blocks]
    found = []
    for block in document.blocks:
        if not found or _begins_chapter(block):
            found.append([])
        found[-1].append(block)
    joined = []
    for blocks in found:
        if joined and min(_letters(blocks), _letters(joined[-1])) < HALF_A_PAGE:
            joined[-1] += blocks
        else:
            joined.append(blocks)
    return [tuple(blocks) for blocks in joined]


def parts_of(document: Document) -> list[list[tuple[Block, ...]]]:
    """The chapters of each part but the front: every part costs a little of its own."""
    found = []
    for chapter in chapters(document):
        if not found or sum(map(_letters, found[-1])) >= LETTERS_A_PART:
            found.append([])
        found[-1].append(chapter)
    return found


def part_sheets(document: Document) -> list[Sheets]:
    """The sheets of all parts; with the front, where a paper has none of its own."""
    has_cover = not has_front(document)
    return [
        _sheets(document, part, has_cover=has_cover and place == 0)
        for place, part in enumerate(parts_of(document))
    ]


def has_front(document: Document) -> bool:
    """Whether cover and contents are on pages of their own."""
    return document.cover.page or bool(contents(document))


def front_pages(document: Document) -> int:
    """How many pages cover and contents will take, as far as can be told before."""
    height, letters = TURNED if document.landscape else UPRIGHT
    lines = sum(1 + len(heading.text) // letters for heading in contents(document))
    return document.cover.page + ceil((lines + TITLE_LINES) / height)


def front_sheets(document: Document, pages: Mapping[str, int]) -> Sheets:
    """Cover and contents; ``pages`` are those of the headings, by anchor, as far as known."""
    return _sheets(document, (), has_cover=True, pages=pages)


def frame_sheets(document: Document) -> Sheets:
    """What stands around the pages: one empty page of each kind."""
    style = _css("sheets.css") + _css("frames.css") + _turned(document)
    pictures = {}
    if document.cover.draft:
        style += f"@page {{ background: url({DRAFT_MARK}) center no-repeat; }}"
        pictures[DRAFT_MARK] = _css("draft.svg")
    head = document.running_head or document.title
    turned = any(isinstance(block, Landscape) for block in document.blocks)
    html = rendered(
        "papers/frames.html", document=document, running_head=head, has_landscape=turned
    )
    return Sheets(html, style, pictures)


def _sheets(
    document: Document,
    part: Iterable[Iterable[Block]],
    *,
    has_cover: bool,
    pages: Mapping[str, int] = NO_PAGES,
) -> Sheets:
    pictures = Pictures(are_beside=True)
    html = rendered(
        "papers/sheets.html",
        document=document,
        has_cover=has_cover,
        contents=contents_lines(document, pages) if has_cover else (),
        chapters=[templated(blocks, pictures) for blocks in part],
    )
    style = Template(_css("pdf.css")).substitute(colour=colour_of(document))
    return Sheets(html, _css("sheets.css") + style + _turned(document), pictures.files)


def _turned(document: Document) -> str:
    return SIDEWAYS if document.landscape else ""


@cache
def _css(name: str) -> str:
    return (STYLES / name).read_text(encoding="utf-8")


def _begins_chapter(block: Block) -> bool:
    if isinstance(block, Landscape):
        return bool(block.blocks) and _begins_chapter(block.blocks[0])
    return isinstance(block, Heading) and block.level == 2


def _letters(blocks: Iterable[Block]) -> int:
    """How long the blocks are, roughly."""
    blocks = tuple(blocks)
    letters = sum(len(passage.text) + LETTERS_A_BREAK for passage in passages_of(blocks))
    charts = sum(isinstance(block, Figure) for block in spread(blocks))
    return letters + charts * LETTERS_A_CHART


def _described(html: str, names: Mapping[int, str]) -> str:
    return EMOJI_JOINTS.sub("", html).translate(names)


def _name(symbol: str) -> str:
    return unicodedata.name(symbol, f"symbol U+{ord(symbol):04X}").lower()
