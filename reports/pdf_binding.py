"""Printed parts of a paper bound to one PDF file: what WeasyPrint's writer is given in their place.

Here pages get their numbers: what the frames around them say, the tags and their parent tree.
Private parts of WeasyPrint are used, so its version is pinned.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

import pydyf
from weasyprint.document import Document, DocumentMetadata
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.urls import URLFetcher

from reports.pdf_tags import AROUND, END, LINK, OUTSIDE, PAGE, TAG, number_in
from reports.press_frames import Frames
from reports.printed import Printed, PrintedFont, PrintedPage

FLAT = {"top": 0, "right": 0, "bottom": 0, "left": 0}


class BindingError(Exception):
    """The parts do not make one file: they were not printed on this machine as it is."""


@dataclass(eq=False)
class Link:
    """``link_annotation`` is set by WeasyPrint."""

    words: str
    link_annotation: pydyf.Dictionary | None = None


class BoundPage:
    """A page as WeasyPrint's writer wants it; ``frame`` draws what stands around it."""

    bleed = FLAT

    def __init__(self, printed: PrintedPage, frame: Callable[[Stream], None] | None) -> None:
        self.printed, self.frame = printed, frame
        self.width, self.height = printed.width, printed.height
        self.anchors, self.bookmarks, self.forms = printed.anchors, printed.bookmarks, {}
        self.boxes = [Link(words) for *_, words in printed.links]
        self.links = [
            (kind, target, rectangle, box)
            for (kind, target, rectangle, _), box in zip(printed.links, self.boxes, strict=True)
        ]

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """The frame: no content to a reader aloud."""
        if self.frame is None:
            return
        stream._tags = None  # nothing of it is numbered
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        stream.push_state()
        stream.transform(a=scale, d=scale)
        self.frame(stream)
        stream.pop_state()
        stream.end_marked_content()


class Bound(Document):
    """A paper of printed parts, for WeasyPrint to write."""

    def __init__(
        self,
        parts: Sequence[Printed],
        frames: Frames | None,
        *,
        metadata: DocumentMetadata,
        fetcher: URLFetcher,
        font_config: FontConfiguration,
    ) -> None:
        printed = [page for part in parts for page in part.pages]
        pages = [
            BoundPage(page, frames and partial(frames.draw, kind=page.kind, number=number))
            for number, page in enumerate(printed, 1)
        ]
        super().__init__(pages, metadata, fetcher, font_config, {}, None)
        self.parts = parts
        self.fonts = _fonts(parts, font_config)


def _fonts(parts: Sequence[Printed], font_config: FontConfiguration) -> dict[int, Font]:
    """The fonts of all parts, each with every letter that a part uses."""
    fonts = {}
    for printed in (font for part in parts for font in part.fonts):
        key, font = _font(printed, font_config)
        font = fonts.setdefault(key, font)
        for glyph, width in printed.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, letters in printed.letters.items():
            font.to_unicode.setdefault(glyph, letters)
    return fonts


def _font(printed: PrintedFont, font_config: FontConfiguration) -> tuple[int, Font]:
    """A font of this machine, which the file will hold in part."""
    pango_font = _pango_font(
        font_config, printed.family, printed.style, printed.weight, printed.size
    )
    key, description, size = get_pango_font_key(pango_font)
    font = Font(pango_font, description, size)
    if (font.hash, len(font.file_content)) != (printed.name, printed.length):
        raise BindingError(f"The font {printed.family} is not the one that was printed with.")
    return key, font


@cache
def _pango_font(
    font_config: FontConfiguration, family: str, style: int, weight: int, size: float
) -> object:
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    words, _ = unicode_to_char_p(family)
    pango.pango_font_description_set_family(description, words)
    pango.pango_font_description_set_style(description, style)
    pango.pango_font_description_set_weight(description, weight)
    pango.pango_font_description_set_absolute_size(description, int(size * TO_UNITS))
    context = pango.pango_font_map_create_context(font_config.font_map)
    context = ffi.gc(context, gobject.g_object_unref)
    font = pango.pango_font_map_load_font(font_config.font_map, context, description)
    return ffi.gc(font, gobject.g_object_unref)


def bind(pdf: pydyf.PDF, document: Bound, version: object, streams: list) -> None:
    """WeasyPrint's hook for tags, with its arguments, called once all frames are drawn."""
    pages = [int(reference.split()[0]) for reference in pdf.page_references]
    for page, number in zip(document.pages, pages, strict=True):
        _lay(pdf, page.printed.content, on=pdf.objects[number])
    resources = pdf.objects[int(pdf.objects[pages[0]]["Resources"].split()[0])]
    for part in document.parts:
        for name, state in part.alphas.items():
            resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
    Tags(pdf, pages, document.parts).bind(document)


def _lay(pdf: pydyf.PDF, content: bytes, *, on: pydyf.Dictionary) -> None:
    """What was printed, over its frame; both begin with the same origin."""
    printed = pydyf.Stream([content], {"Filter": "/FlateDecode"})
    pdf.add_object(printed)
    on["Contents"] = pydyf.Array([on["Contents"], printed.reference])


class Written(pydyf.Object):
    """An object that was written already."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.written = data

    @property
    def data(self) -> bytes:
        return self.written


class Tags:
    """The tag tree of the file: that of each part in its place."""

    def __init__(self, pdf: pydyf.PDF, pages: list[int], parts: Sequence[Printed]) -> None:
        self.pdf, self.pages, self.parts = pdf, pages, parts
        self.numbers = pydyf.Array()
        self.parents = self.add({"Nums": self.numbers})
        self.root = self.add({"Type": "/StructTreeRoot", "ParentTree": self.parents.reference})
        self.around = list(self.tags_around())
        self.annotations = []  # (reference to its tag, link annotation)

    def add(self, entries: dict) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary

    def tags_around(self) -> Iterator[pydyf.Dictionary]:
        """Those around all parts, each in the one before."""
        depths = (depth for part in self.parts for depth, *_ in part.tags.outermost)
        deepest = max(depths, default=0)
        parent = self.root
        for name in OUTSIDE[: deepest + 1]:
            tag = self.add({"Type": "/StructElem", "S": f"/{name}", "P": parent.reference})
            tag["K"] = pydyf.Array()
            yield tag
            parent = tag

    def bind(self, document: Bound) -> None:
        before = 0  # pages
        for part in self.parts:
            count = len(part.pages)
            self.bind_part(part, document.pages[before : before + count], before)
            before += count
        self.nest()
        for place, (tag, annotation) in enumerate(self.annotations, before):
            annotation["StructParent"] = place
            self.numbers.extend([place, tag])
        self.pdf.catalog["StructTreeRoot"] = self.root.reference
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def bind_part(self, part: Printed, pages: Sequence[BoundPage], before: int) -> None:
        """``before`` so many pages the part begins."""
        tags, first = part.tags, len(self.pdf.objects)
        annotations = list(_annotations(pages))
        numbers = {
            TAG: range(first, first + tags.count),
            PAGE: self.pages[before : before + len(pages)],
            LINK: [annotation.number for annotation in annotations],
            AROUND: [tag.number for tag in self.around],
        }
        if tags.count:
            for data in _filled(tags.written, tags.slots, numbers).split(END):
                self.pdf.add_object(Written(data))
        for depth, written, slots in tags.outermost:
            self.around[depth]["K"].append(_filled(written, slots, numbers))
        holders = [_filled(b"%d 0 R", [slot], numbers) for slot in tags.links]
        self.annotations += zip(holders, annotations, strict=True)
        for number, page in enumerate(pages, before):
            held = page.printed.held
            written = b" ".join([b"null" if slot < 0 else b"%d 0 R" for slot in held])
            slots = [slot for slot in held if slot >= 0]
            self.numbers.extend([number, b"[%b]" % _filled(written, slots, numbers)])

    def nest(self) -> None:
        """After all that a tag holds itself, the one inside it."""
        for outer, inner in pairwise([self.root, *self.around]):
            outer.setdefault("K", pydyf.Array()).append(inner.reference)


def _filled(written: bytes, slots: Sequence[int], numbers: Mapping[int, Sequence[int]]) -> bytes:
    """With the number of the file for each slot."""
    return written % tuple([number_in(slot, numbers) for slot in slots])


def _annotations(pages: Sequence[BoundPage]) -> Iterator[pydyf.Dictionary]:
    for page in pages:
        for link, (_, target, _, words) in zip(page.boxes, page.printed.links, strict=True):
            if link.link_annotation is None:
                raise BindingError(f"The paper links to {target}, which it does not hold.")
            link.link_annotation["Contents"] = pydyf.String(words)
            yield link.link_annotation
