"""A part of a paper as it comes off the press: its pages lack only their numbers.

Plain data, which goes from one process to another. Lengths are in CSS pixels, from the top left of
the page.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedPage:
    """``kind`` is the name of its kind of page; ``content`` are its PDF operators, deflated.

    ``links`` are (kind, target, (left, top, right, bottom), words); ``anchors`` go by name, as
    (left, top, right, bottom); ``bookmarks`` are (level, label, (x, y), state). ``held``, for
    each piece of the content, is the slot of the tag that holds it, or -1.
    """

    kind: str
    width: float
    height: float
    content: bytes
    links: list[tuple]
    anchors: dict[str, tuple]
    bookmarks: list[tuple]
    held: list[int]


@dataclass(frozen=True)
class PrintedFont:
    """``name`` is WeasyPrint's; ``style`` and ``weight`` are Pango's numbers.

    ``length`` is that of its file, in bytes. Of each glyph in use: how wide it is, in thousandths
    of the size, and the letters it stands for.
    """

    name: str
    family: str
    style: int
    weight: int
    size: float
    length: int
    widths: dict[int, int]
    letters: dict[int, str]


@dataclass(frozen=True)
class PrintedTags:
    """The tags of all pages, as ``pdf_tags`` writes and binds them.

    ``written`` holds ``count`` tags and a ``%d`` for each of ``slots``, which say what number of
    the file stands there. ``outermost`` are (depth, written, slots) of what stands in no tag of
    this part. ``links`` are the slots of the tags of all links, page by page.
    """

    written: bytes
    count: int
    slots: list[int]
    outermost: list[tuple[int, bytes, tuple[int, ...]]]
    links: list[int]


@dataclass(frozen=True)
class Printed:
    """A part of a paper; ``alphas`` are the degrees of opacity that its pages use, by name.

    ``refused`` and ``broken`` are addresses; ``missing`` characters are empty boxes.
    """

    pages: list[PrintedPage]
    fonts: list[PrintedFont]
    tags: PrintedTags
    alphas: dict[str, dict[str, float]]
    refused: list[str]
    missing: set[str]
    broken: list[str]
