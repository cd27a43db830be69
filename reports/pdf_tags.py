"""What a reader aloud hears: the tag tree of a PDF, in place of the one WeasyPrint 70.0 writes.

WeasyPrint's own gives header cells no scope, makes a table over three pages three tables, reads
running heads aloud on each page, and describes links by their raw targets. Here each element of
the HTML has exactly one tag, however many pages it is on; what is repeated is no content.

Private parts of WeasyPrint are used, so its version is pinned; tests/reports/test_pdf_tags.py
says when its own tags will do.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

TAGS = {
    "div": "Div", "header": "Div", "nav": "Sect", "section": "Sect", "article": "Art",
    "p": "P", "blockquote": "BlockQuote", "ul": "L", "ol": "L", "li": "LI", "a": "Link",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", "img": "Figure", "{http://www.w3.org/2000/svg}svg": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
PIXEL = 0.75  # PDF points
CONTENTS_LIST = "paper__lines"  # the class of a contents list, which is no list like others


class TagError(Exception):
    """Something was drawn that no tag holds: the paper would not be whole for every reader."""


def add_tags(pdf: pydyf.PDF, document: object, version: object, streams: list) -> None:
    """WeasyPrint's hook, with its arguments: called once all pages are drawn."""
    tree = TagTree(pdf)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        PageTags(tree, page, number, stream).write()
    tree.finish(len(document.pages))


class TagTree:
    """The tags of the whole file, one for each element."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.numbers = pydyf.Array()
        self.parent_tree = self.add({"Nums": self.numbers})
        self.root = self.add({"Type": "/StructTreeRoot", "ParentTree": self.parent_tree.reference})
        self.document = self.tag("Document", self.root)
        self.elements = {}  # (element, part of it): its tag
        self.pages = {}  # element: the page it first stood on
        self.annotations = []  # (tag, link annotation)

    def add(self, entries: dict) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary

    def tag(self, name: str, parent: pydyf.Dictionary, **entries: object) -> pydyf.Dictionary:
        entries = {"Type": "/StructElem", "S": f"/{name}", "P": parent.reference, **entries}
        tag = self.add({**entries, "K": pydyf.Array()})
        parent.setdefault("K", pydyf.Array()).append(tag.reference)
        return tag

    def tag_for(self, box: boxes.Box, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """The tag that holds what stands in the box: made once, met again on later pages."""
        element, name = box.element, TAGS.get(box.element.tag)
        if name is None and (element.tag in ("html", "body") or not element.get("lang")):
            return parent
        if name == "L" and element.get("class") == CONTENTS_LIST:
            name = "TOC"
        elif name == "LI" and parent["S"] in ("/TOC", "/TOCI"):
            name = "TOCI"
        if name == "LI":
            return self._part_of_item(box, parent)
        if (element, "") not in self.elements:
            self.elements[element, ""] = self.tag(name or "Span", parent, **_entries(box, name))
        return self.elements[element, ""]

    def _part_of_item(self, box: boxes.Box, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """Of an item's two parts, the bullet or number, or the words."""
        element = box.element
        if (element, "") not in self.elements:
            self.elements[element, ""] = self.tag("LI", parent)
        part = "Lbl" if box.element_tag == "li::marker" else "LBody"
        if (element, part) not in self.elements:
            item = self.elements[element, ""]
            self.elements[element, part] = self.tag(part, item)
            if part == "Lbl":  # drawn after the words, read before them
                item["K"].insert(0, item["K"].pop())
        return self.elements[element, part]

    def finish(self, first_free: int) -> None:
        for number, (tag, annotation) in enumerate(self.annotations, first_free):
            annotation["StructParent"] = number
            self.numbers.extend([number, tag.reference])
        self.pdf.catalog["StructTreeRoot"] = self.root.reference
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class PageTags:
    """Ties what is drawn on one page to the tags."""

    def __init__(self, tree: TagTree, page: object, number: int, stream: object) -> None:
        self.tree, self.page, self.number, self.stream = tree, page, number, stream
        self.reference = tree.pdf.page_references[number]
        self.marks = stream._tags  # box: {"mcid": its number on the page}, as it was drawn
        self.holders = {}  # number on the page: the tag that holds it

    def write(self) -> None:
        for box in self.page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                self.set_aside(box)
            else:
                self.walk(box, self.tree.document)
        if self.marks:
            words = ", ".join(repr(getattr(box, "text", box.element_tag)) for box in self.marks)
            raise TagError(f"Page {self.number + 1} shows what no tag holds: {words}")
        count = max(self.holders, default=-1) + 1
        held = [self.holders.get(mark) for mark in range(count)]
        references = pydyf.Array(tag.reference if tag else "null" for tag in held)
        self.tree.numbers.extend([self.number, references])

    def walk(self, box: boxes.Box, parent: pydyf.Dictionary) -> None:
        box = _placed(box)
        if self.is_repeated(box):
            self.set_aside(box)
            return
        tag = parent if box.element is None else self.tree.tag_for(box, parent)
        if box.link_annotation:
            self.tie_link(box, tag)
        if box in self.marks:
            self.tie(box, tag)
        if isinstance(box, boxes.ReplacedBox):
            tag["A"] = self.place(box)
        for child in getattr(box, "children", ()):
            self.walk(child, tag)

    def is_repeated(self, box: boxes.Box) -> bool:
        """Whether the box is a table's head that an earlier page showed already."""
        if box.element is None or box.element.tag not in ("thead", "tfoot"):
            return False
        return self.tree.pages.setdefault(box.element, self.number) != self.number

    def tie(self, box: boxes.Box, tag: pydyf.Dictionary) -> None:
        mark = self.marks.pop(box)["mcid"]
        entries = {"Type": "/MCR", "Pg": self.reference, "MCID": mark}
        tag["K"].append(pydyf.Dictionary(entries))
        self.holders[mark] = tag

    def tie_link(self, box: boxes.Box, tag: pydyf.Dictionary) -> None:
        annotation = box.link_annotation
        annotation["Contents"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))
        entries = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.reference}
        tag["K"].append(pydyf.Dictionary(entries))
        self.tree.annotations.append((tag, annotation))

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
