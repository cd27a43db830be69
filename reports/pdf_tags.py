"""What a reader aloud hears: the tag tree of a PDF, in place of the one WeasyPrint 70.0 writes.

WeasyPrint's own gives header cells no scope, makes a table over three pages three tables, reads
running heads aloud on each page, and describes links by their raw targets. Here each element of
the HTML has exactly one tag, however many pages it is on; what is repeated is no content.

The tags of a part of a paper are written when it is printed, with gaps for the numbers of the
file, which ``pdf_binding`` fills. Private parts of WeasyPrint are used, so its version is pinned;
tests/reports/test_pdf_tags.py says when its own tags will do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reports.printed import PrintedTags

TAGS = {
    "div": "Div", "header": "Div", "nav": "Sect", "section": "Sect", "article": "Art",
    "p": "P", "blockquote": "BlockQuote", "ul": "L", "ol": "L", "li": "LI", "a": "Link",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", "img": "Figure", "{http://www.w3.org/2000/svg}svg": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
PIXEL = 0.75  # PDF points
CONTENTS_LIST = "paper__lines"  # the class of a contents list, which is no list like others
# Around what each part of a paper holds stand the same elements: one tag for each, by depth.
OUTSIDE = ("Document", "Art", "Div")
DEPTHS = {"paper": 1, "paper__text": 2}  # by class
# Of what a slot stands for the number: a tag, a page, a link, or a tag around all parts.
KINDS = TAG, PAGE, LINK, AROUND = range(4)
END = b"\0"  # of a tag: no word on a page holds it


class TagError(Exception):
    """Something was drawn that no tag holds: the paper would not be whole for every reader."""


@dataclass(eq=False)
class Tag:
    """``slot`` tells its number in the file; of ``kids``, some are tags, others are written."""

    slot: int
    name: str
    parent: "Tag | None" = None
    entries: dict = field(default_factory=dict)
    kids: list["Tag | Reference"] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """To a piece of a page, or to a link on it."""

    written: bytes
    slots: tuple[int, ...]


def slot_of(kind: int, place: int) -> int:
    """Both in one number, so that a slot is plain data: that place among those of the kind."""
    return len(KINDS) * place + kind


def number_in(slot: int, numbers: Mapping[int, Sequence[int]]) -> int:
    """What stands in the file for the slot; ``numbers`` are those of each kind, in their order."""
    place, kind = divmod(slot, len(KINDS))
    return numbers[kind][place]


def written_tags(pages: Sequence[object], streams: Sequence[object]) -> tuple[PrintedTags, list]:
    """The tags of a part, and for each page what holds its pieces and the boxes of its links.

    ``pages`` are WeasyPrint's, ``streams`` what was drawn of them; a head of a table that is
    drawn again is marked in them as no content.
    """
    tree = PartTags()
    leaves = [
        PageTags(tree, page, number, stream).read()
        for number, (page, stream) in enumerate(zip(pages, streams, strict=True))
    ]
    return tree.written(), leaves


class PartTags:
    """The tags of one part of a paper, one for each element."""

    def __init__(self) -> None:
        self.around = [Tag(slot_of(AROUND, depth), name) for depth, name in enumerate(OUTSIDE)]
        self.tags = []
        self.elements = {}  # (element, part of it): its tag
        self.pages = {}  # element: the page it first stood on
        self.links = []  # the tag of each link

    def tag(self, name: str, parent: Tag, **entries: object) -> Tag:
        tag = Tag(slot_of(TAG, len(self.tags)), name, parent, entries)
        self.tags.append(tag)
        parent.kids.append(tag)
        return tag

    def tag_for(self, box: boxes.Box, parent: Tag) -> Tag:
        """The tag that holds what stands in the box: made once, met again on later pages."""
        element, name = box.element, TAGS.get(box.element.tag)
        if name is None and (element.tag in ("html", "body") or not element.get("lang")):
            return parent
        if parent in self.around and (depth := DEPTHS.get(_first_class(element))):
            return self.around[depth]
        if name == "L" and element.get("class") == CONTENTS_LIST:
            name = "TOC"
        elif name == "LI" and parent.name in ("TOC", "TOCI"):
            name = "TOCI"
        if name == "LI":
            return self._part_of_item(box, parent)
        if (element, "") not in self.elements:
            self.elements[element, ""] = self.tag(name or "Span", parent, **_entries(box, name))
        return self.elements[element, ""]

    def _part_of_item(self, box: boxes.Box, parent: Tag) -> Tag:
        """Of an item's two parts, the bullet or number, or the words."""
        element = box.element
        if (element, "") not in self.elements:
            self.elements[element, ""] = self.tag("LI", parent)
        part = "Lbl" if box.element_tag == "li::marker" else "LBody"
        if (element, part) not in self.elements:
            item = self.elements[element, ""]
            self.elements[element, part] = self.tag(part, item)
            if part == "Lbl":  # drawn after the words, read before them
                item.kids.insert(0, item.kids.pop())
        return self.elements[element, part]

    def written(self) -> PrintedTags:
        slots, written = [], []
        for tag in self.tags:
            written.append(_written(tag, slots))
        outermost = [
            (depth, *_kid(kid)) for depth, tag in enumerate(self.around) for kid in tag.kids
        ]
        links = [tag.slot for tag in self.links]
        return PrintedTags(END.join(written), len(self.tags), slots, outermost, links)


class PageTags:
    """Ties what is drawn on one page to the tags."""

    def __init__(self, tree: PartTags, page: object, number: int, stream: object) -> None:
        self.tree, self.page, self.number, self.stream = tree, page, number, stream
        self.marks = stream._tags  # box: {"mcid": its number on the page}, as it was drawn
        self.holders = {}  # number on the page: the tag that holds it
        self.with_links = {box for kind, _, _, box in page.links if kind != "attachment"}
        self.links = []  # the boxes that a tag holds

    def read(self) -> tuple[list[int], list[boxes.Box]]:
        """For each piece of the page the slot of its tag, or -1; and the boxes of its links."""
        for box in self.page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                self.set_aside(box)
            else:
                self.walk(box, self.tree.around[0])
        if self.marks:
            words = ", ".join(repr(getattr(box, "text", box.element_tag)) for box in self.marks)
            raise TagError(f"Page {self.number + 1} shows what no tag holds: {words}")
        count = max(self.holders, default=-1) + 1
        held = [self.holders[mark].slot if mark in self.holders else -1 for mark in range(count)]
        return held, self.links

    def walk(self, box: boxes.Box, parent: Tag) -> None:
        box = _placed(box)
        if self.is_repeated(box):
            self.set_aside(box)
            return
        tag = parent if box.element is None else self.tree.tag_for(box, parent)
        if box in self.with_links:
            self.tie_link(box, tag)
        if box in self.marks:
            self.tie(box, tag)
        if isinstance(box, boxes.ReplacedBox):
            tag.entries["A"] = self.place(box)
        for child in getattr(box, "children", ()):
            self.walk(child, tag)

    def is_repeated(self, box: boxes.Box) -> bool:
        """Whether the box is a table's head that an earlier page showed already."""
        if box.element is None or box.element.tag not in ("thead", "tfoot"):
            return False
        return self.tree.pages.setdefault(box.element, self.number) != self.number

    def tie(self, box: boxes.Box, tag: Tag) -> None:
        mark = self.marks.pop(box)["mcid"]
        written = b"<</Type /MCR/Pg %%d 0 R/MCID %d>>" % mark
        tag.kids.append(Reference(written, (self.page_slot,)))
        self.holders[mark] = tag

    def tie_link(self, box: boxes.Box, tag: Tag) -> None:
        slot = slot_of(LINK, len(self.tree.links))
        written = b"<</Type /OBJR/Obj %d 0 R/Pg %d 0 R>>"
        tag.kids.append(Reference(written, (slot, self.page_slot)))
        self.tree.links.append(tag)
        self.links.append(box)

    @property
    def page_slot(self) -> int:
        return slot_of(PAGE, self.number)

    def place(self, box: boxes.Box) -> pydyf.Dictionary:
        x, y = box.content_box_x(), self.page.height - box.content_box_y()
        corners = (x, y - box.height, x + box.width, y)
        bbox = pydyf.Array(PIXEL * corner for corner in corners)
        return pydyf.Dictionary({"O": "/Layout", "BBox": bbox})

    def set_aside(self, box: boxes.Box) -> None:
        """Mark what the box drew as no content: a running head, a head of a table again."""
        operators = self.stream.stream
        for part in _drawn(box):
            if part in self.marks:
                place = self.openings[self.marks.pop(part)["mcid"]]
                operators[place - 1] = "/Artifact"
                operators[place] = pydyf.Dictionary({"Type": "/Pagination"})

    @cached_property
    def openings(self) -> dict[int, int]:
        """Where among the page's operators the properties of each numbered piece stand."""
        operators = enumerate(self.stream.stream)
        return {
            operator["MCID"]: place
            for place, operator in operators
            if isinstance(operator, pydyf.Dictionary) and "MCID" in operator
        }


def _written(tag: Tag, slots: list[int]) -> bytes:
    """As it stands in the file; ``slots`` grow by the numbers that it lacks, in their order."""
    entries = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.name}", **tag.entries})
    slots.append(tag.parent.slot)
    kids = []
    for written, filled in map(_kid, tag.kids):
        kids.append(written)
        slots.extend(filled)
    words = entries.data[:-2].replace(b"%", b"%%")
    return b"%b/P %%d 0 R/K [%b]>>" % (words, b" ".join(kids))


def _kid(kid: Tag | Reference) -> tuple[bytes, tuple[int, ...]]:
    return (b"%d 0 R", (kid.slot,)) if isinstance(kid, Tag) else (kid.written, kid.slots)


def _placed(box: boxes.Box) -> boxes.Box:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _drawn(box: boxes.Box) -> Iterator[boxes.Box]:
    box = _placed(box)
    yield box
    yield from chain.from_iterable(_drawn(child) for child in getattr(box, "children", ()))


def _entries(box: boxes.Box, name: str | None) -> dict:
    element, entries = box.element, {}
    if element.get("lang") and name != "Art":
        entries["Lang"] = pydyf.String(element.get("lang"))
    if name == "Figure":
        entries["Alt"] = pydyf.String(_description(element))
    if name in ("TH", "TD"):
        entries["A"] = _cell(element)
    if name == "L":
        numbering = "Decimal" if element.tag == "ol" else "Disc"
        if box.style["list_style_type"] == "none":
            numbering = "None"
        entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})
    return entries


def _first_class(element: object) -> str:
    return element.get("class", "").split(" ")[0]


def _description(element: object) -> str:
    title = element.find("{http://www.w3.org/2000/svg}title")
    return element.get("alt", "") if title is None else title.text or ""


def _cell(element: object) -> pydyf.Dictionary:
    cell = pydyf.Dictionary({"O": "/Table"})
    if element.tag == "th":
        cell["Scope"] = "/Row" if element.get("scope") in ("row", "rowgroup") else "/Column"
    for html, pdf in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if element.get(html, "1") != "1":
            cell[pdf] = int(element.get(html))
    return cell
