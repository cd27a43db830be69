"""A paper as plain data: what page, PDF and Word are all drawn from, and what a snapshot keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from django.utils.text import slugify

from corporate_parenting import prose
from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run

HIGHEST, DEEPEST = 2, 6  # the paper's title is the one heading of level 1
CONTENTS_DEPTH = 3
LONGEST_ANCHOR = 60


class DocumentError(ValueError):
    """The stored document is of a shape that this version does not know."""


@dataclass(frozen=True)
class Heading:
    """``number`` is what members quote (``2.4``), or empty; ``arranged`` fills the anchor.

    ``counts``: in a numbered paper it has a number of its own. ``about`` names the row that it
    tells of, such as ``action:12``; ``mark`` may say that it is ``overdue``. Neither is printed.
    """

    level: int
    text: str
    number: str = ""
    anchor: str = ""
    counts: bool = False
    about: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Column:
    """``width`` in per cent, a multiple of 5 up to 80; 0 shares what the others leave.

    One column at least is 0: in print the room between columns comes on top.
    """

    heading: str
    width: int = 0


@dataclass(frozen=True)
class Cell:
    """``header`` makes it the heading of its row; with ``span``, of the rows below that line.

    ``about`` is as of a heading; ``mark`` may say that a figure is ``worse``.
    """

    lines: tuple[str, ...]
    header: bool = False
    span: int = 1
    about: str = ""
    mark: str = ""


@dataclass(frozen=True)
class RatedCell:
    """A rating in words; ``rating`` (green, amber, red, not_rated) only colours them."""

    lines: tuple[str, ...]
    rating: str


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | RatedCell, ...], ...]

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell | RatedCell]]]:
        """Each cell with the heading of its column; one over the whole width has none."""
        headings = [column.heading for column in self.columns]
        return [
            [("", row[0])] if len(row) == 1 else list(zip(headings, row, strict=True))
            for row in self.rows
        ]


@dataclass(frozen=True)
class Line:
    """One line of a chart; ``role`` is one of ``scorecard.charts.Role``.

    For each period ``figures`` has a decimal as text, or else ``states`` may say why there is
    none ("Not collected"); what is missing is empty.
    """

    label: str
    role: str
    figures: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A line chart as data, drawn anew by each rendering; ``table`` holds the same figures.

    ``sentence`` says what is to be seen. ``unit`` and ``decimals`` are the chart's.
    """

    title: str
    sentence: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    table: Table
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Landscape:
    """Blocks that are printed on sheets of their own, turned sideways."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Clause:
    """A numbered paragraph: 1.1, or of ``depth`` 3 1.1.1."""

    number: str
    runs: tuple[Run, ...]
    depth: int = 2


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Facts:
    """Lines of a label and its words, such as whom to ask."""

    lines: tuple[Fact, ...]


@dataclass(frozen=True)
class Recommendation:
    blocks: tuple["Block", ...]
    number: str = ""


@dataclass(frozen=True)
class SignOff:
    """``post`` may have several lines."""

    name: str
    post: str = ""
    on: str = ""

    @property
    def posts(self) -> list[str]:
        return self.post.splitlines()


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Quotation
    | Table
    | Figure
    | Landscape
    | Clause
    | Facts
    | Recommendation
    | SignOff
)


@dataclass(frozen=True)
class Cover:
    """Words as they are to be printed; ``lines`` are further plain lines, such as a contact.

    A paper that is no ``page`` of its own begins with these words and its first section.
    """

    group: str
    heading: str
    body: str
    meeting_on: str
    lines: tuple[str, ...] = ()
    draft: bool = False
    page: bool = True


@dataclass(frozen=True)
class Document:
    """``colour`` is the council's, as ``#rrggbb``; an empty running head is the title.

    ``edition`` is one of ``reports.kinds.Edition``; ``has_contents`` says whether the headings
    are listed; ``landscape``, that every sheet is turned sideways.
    """

    title: str
    cover: Cover
    blocks: tuple[Block, ...]
    council: str
    colour: str = "#1d4f76"
    running_head: str = ""
    language: str = "en-GB"
    edition: str = "public"
    has_contents: bool = True
    landscape: bool = False

    @property
    def sections(self) -> tuple[Heading, ...]:
        """The headings to go to on a page of a paper that lists none itself."""
        return () if self.has_contents else _listed(self)


KINDS = {
    "run": Run,
    "paragraph": Paragraph,
    "list": ListBlock,
    "quotation": Quotation,
    "heading": Heading,
    "column": Column,
    "cell": Cell,
    "rated_cell": RatedCell,
    "table": Table,
    "line": Line,
    "figure": Figure,
    "landscape": Landscape,
    "clause": Clause,
    "fact": Fact,
    "facts": Facts,
    "recommendation": Recommendation,
    "sign_off": SignOff,
    "cover": Cover,
    "document": Document,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def to_dict(document: Document) -> dict:
    """The document as JSON holds it: each part a dict with its ``kind``."""
    return _plain(document)


def from_dict(stored: dict) -> Document:
    """The document of a stored dict; raises DocumentError for any other shape."""
    document = _part(stored)
    if not isinstance(document, Document):
        raise DocumentError("The stored paper is not a document.")
    return document


def prose_blocks(text: str, *, level: int) -> tuple[Block, ...]:
    """A typed text as blocks of a paper; its highest sub-heading gets ``level``."""
    return tuple(_placed(block, level) for block in prose.parse_prose(text))


def arranged(document: Document) -> Document:
    """The document with headings that never skip a level, each with an anchor of its own."""
    return replace(document, blocks=_Headings().arranged(document.blocks))


def contents(document: Document) -> tuple[Heading, ...]:
    """The headings that the contents list shows; none in a paper without one."""
    return _listed(document) if document.has_contents else ()


def _listed(document: Document) -> tuple[Heading, ...]:
    headings = (block for block in spread(document.blocks) if isinstance(block, Heading))
    return tuple(heading for heading in headings if heading.level <= CONTENTS_DEPTH)


def spread(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in reading order, those inside another among them."""
    for block in blocks:
        if isinstance(block, Landscape | Recommendation):
            yield from spread(block.blocks)
        else:
            yield block


def _plain(value: object) -> object:
    if is_dataclass(value):
        parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": NAMES[type(value)], **parts}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _part(stored: object) -> object:
    if isinstance(stored, list):
        return tuple(_part(part) for part in stored)
    if not isinstance(stored, dict):
        return stored
    parts = dict(stored)
    kind = KINDS.get(parts.pop("kind", ""))
    if kind is None:
        raise DocumentError(f"The stored paper has a part of unknown kind: {stored.get('kind')}.")
    try:
        return kind(**{name: _part(part) for name, part in parts.items()})
    except TypeError as error:
        raise DocumentError(f"A {stored['kind']} of the stored paper is incomplete.") from error


def _placed(block: prose.Block, level: int) -> Block:
    if isinstance(block, prose.Heading):
        return Heading(min(DEEPEST, level + block.level - 1), prose.runs_text(block.runs))
    return block


class _Headings:
    """What is known of the headings so far, while a paper is read from its start."""

    def __init__(self) -> None:
        self.open_levels: list[int] = []  # as given; their count tells the level as printed
        self.taken: set[str] = set()

    def arranged(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Landscape | Recommendation):
            return replace(block, blocks=self.arranged(block.blocks))
        return self._heading(block) if isinstance(block, Heading) else block

    def _heading(self, heading: Heading) -> Heading:
        while self.open_levels and self.open_levels[-1] >= heading.level:
            self.open_levels.pop()
        self.open_levels.append(heading.level)
        level = min(DEEPEST, HIGHEST - 1 + len(self.open_levels))
        heading = replace(heading, level=level, anchor=_free_anchor(heading, self.taken))
        self.taken.add(heading.anchor)
        return heading


def _free_anchor(heading: Heading, taken: set[str]) -> str:
    """From the words, so that a link still holds when another section is added or moved."""
    words = slugify(f"{heading.number.replace('.', '-')} {heading.text}")[:LONGEST_ANCHOR]
    anchor = wanted = heading.anchor or f"part-{words.strip('-')}".rstrip("-")
    number = 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    return anchor
