"""The printing press: HTML to tagged PDF by WeasyPrint, which only the printing modules know.

Parts of a paper are printed one by one, in one process or in several, and bound to one file: it
is the same to the byte. ``rendering`` loads all this when a PDF is asked for: it takes long.
"""

import gc
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Protocol
from xml.etree import ElementTree

import pydyf
import weasyprint.pdf
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document, DocumentMetadata
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from reports import pdf_archive, pdf_binding, pdf_streams, pdf_tags, press_speed
from reports.pdf_streams import deflated
from reports.pdf_tags import PIXEL
from reports.press_frames import Frames
from reports.printed import Printed, PrintedFont, PrintedPage

Assets = Mapping[str, tuple[bytes, str]]  # address: its bytes, its media type

NO_PICTURE = ("Failed to load image at", "Failed to render SVG image", "Failed to load inline SVG")

OPAQUE = (None, "a1", "a1.0")
SHARED = ("XObject", "Pattern", "Shading")  # by names that two parts would both give
EMPTY = re.compile(r"<((?:meta|br|img)\b[^<>]*?)/?>")

# WeasyPrint's own tag writer leaves out what a reader aloud needs: see pdf_tags.
weasyprint.pdf.add_tags = pdf_binding.bind
pydyf.Stream.data = property(pdf_streams.written)
press_speed.install()


class Attached(Protocol):
    """A file inside the PDF, and what it is to the paper."""

    name: str
    words: str
    content: bytes
    relationship: str


class PressError(Exception):
    """What was drawn cannot stand in a part of a paper."""


class AssetFetcher(URLFetcher):
    """Gives the named assets and refuses every other address, noting it."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(allowed_protocols=())
        self.assets, self.refused = assets, []

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if url in self.assets:
            body, media_type = self.assets[url]
            return URLFetcherResponse(url, body, headers={"Content-Type": media_type})
        self.refused.append(url)
        # WeasyPrint only logs this for images: whoever draws must look at ``refused``.
        raise ValueError(f"refused: {url}")


class Page(HTML):
    """A page that is well-formed XML too, as papers are, is read by a parser written in C."""

    def __init__(self, html: str, fetcher: AssetFetcher) -> None:
        root = _as_xml(html)
        if root is None:
            super().__init__(string=html, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Drawing(Stream):
    """What is drawn of one page of a part; nothing in it is shared with other parts by name."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.groups = {}

    def add_group(self, x: float, y: float, width: float, height: float) -> "Drawing":
        """Words of a drawing that end at a point: drawn in their place, and no object apart."""
        group = Drawing(
            self._fonts, self.page_rectangle, self._resources, self._images, self._tags,
            self._color_profiles, self._output_intent,
        )  # fmt: skip
        group.extra["BBox"] = pydyf.Array((x, y, x + width, y + height))
        group.id = f"group-{len(self.groups)}"
        self.groups[group.id] = group
        return group

    def draw_x_object(self, reference: str) -> None:
        if self._current_alpha not in OPAQUE:
            raise PressError("A drawing is transparent as a whole, which no part may be.")
        self.stream += self.groups.pop(reference).stream


def _as_xml(html: str) -> ElementTree.Element | None:
    """The page read as XML, or None where only a parser of HTML reads it as it is meant."""
    if "<svg" in html:  # a drawing inside a page needs what HTML supplies
        return None
    try:
        # Empty elements get the end that XML wants: typed words hold no "<".
        return ElementTree.fromstring(EMPTY.sub(r"<\1/>", html))  # noqa: S314 - our own templates
    except ElementTree.ParseError:
        return None


class Warnings(logging.Handler):
    """Collects what WeasyPrint only warns of: characters without letters, pictures that are none.

    A character is printed as an empty box, a picture as its alternative text.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters, self.pictures = set(), []

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef glyph"):
            _, codepoint = record.args
            self.characters.add(chr(codepoint))
        elif record.msg.startswith(NO_PICTURE):
            self.pictures.append(str(record.args[0]))


def print_part(html: str, *, stylesheet: str, assets: Assets) -> Printed:
    """A part of a paper; the same part comes out the same, whatever else is printed."""
    fetcher = AssetFetcher(assets)
    with _without_collection(), _listening() as warnings:
        document = Page(html, fetcher).render(
            font_config=_fonts(), stylesheets=[_style(stylesheet)], pdf_variant="pdf/ua-1"
        )
        _refuse_attachments(document, fetcher)
        streams = [_painted(page, document) for page in document.pages]
        tags, leaves = pdf_tags.written_tags(document.pages, streams)
        pages = [
            _printed(page, stream, *leaf)
            for page, stream, leaf in zip(document.pages, streams, leaves, strict=True)
        ]
    return Printed(
        pages=pages,
        fonts=[_font(font) for font in document.fonts.values()],
        tags=tags,
        alphas=_alphas(streams),
        refused=fetcher.refused,
        missing=warnings.characters,
        broken=[address for address in warnings.pictures if address not in fetcher.refused],
    )


def frames(html: str, *, stylesheet: str, assets: Assets, count: int) -> Frames:
    """Those of a paper of ``count`` pages; ``html`` has an empty page of each kind."""
    return Frames(Page(html, AssetFetcher(assets)), _style(stylesheet), _fonts(), count)


def bind(
    parts: Sequence[Printed],
    *,
    title: str,
    author: str,
    language: str,
    identifier: bytes,
    frames: Frames | None = None,
    attached: Sequence[Attached] = (),
) -> tuple[bytes, set[str]]:
    """The PDF/UA-1 of all parts, and what of its frames are empty boxes.

    ``identifier`` is the file's own, so that bytes repeat. With files attached it is PDF/A-3a too.
    """
    metadata = DocumentMetadata(title=title, authors=[author], lang=language)
    options = _archival(attached) if attached else {"pdf_variant": "pdf/ua-1"}
    with _without_collection(), _listening() as warnings:
        document = pdf_binding.Bound(
            parts, frames, metadata=metadata, fetcher=AssetFetcher({}), font_config=_fonts()
        )
        pdf = document.write_pdf(pdf_identifier=identifier, **options)
    return pdf, warnings.characters


def _painted(page: object, document: Document) -> Drawing:
    """Where the page is drawn, its height up, as WeasyPrint's own writer begins each page."""
    resources = {name: pydyf.Dictionary() for name in ("ExtGState", *SHARED)}
    resources["ColorSpace"] = None
    rectangle = (0, 0, page.width, page.height)
    drawing = Drawing(document.fonts, rectangle, resources, {}, {}, {}, None)
    drawing._ctm_stack[-1] = Matrix(d=-1, f=page.height * PIXEL)
    page.paint(drawing, PIXEL)
    if shared := [name for name in SHARED if resources[name]] or drawing._images:
        raise PressError(f"A part of a paper draws what only whole papers can: {shared}")
    return drawing


def _printed(page: object, drawing: Drawing, held: list[int], boxes: list) -> PrintedPage:
    links = {box: (kind, target, corners) for kind, target, corners, box in page.links}
    return PrintedPage(
        kind=page._page_box.page_type.name,
        width=page.width,
        height=page.height,
        content=deflated(b"\n".join(map(pydyf._to_bytes, drawing.stream))),
        links=[(*links[box], _words(box.element)) for box in boxes],
        anchors=page.anchors,
        bookmarks=page.bookmarks,
        held=held,
    )


def _words(element: object) -> str:
    return " ".join("".join(element.itertext()).split())


def _refuse_attachments(document: Document, fetcher: AssetFetcher) -> None:
    """A page may ask for files to be put into the PDF: none is."""
    for attachment in document.metadata.attachments:
        with suppress(URLFetchingError), attachment.source:
            raise PressError("A page brought a file of its own into the paper.")
    for page in document.pages:
        fetcher.refused += [target for kind, target, _, _ in page.links if kind == "attachment"]


def _alphas(drawings: Sequence[Drawing]) -> dict[str, dict[str, float]]:
    states = {}
    for drawing in drawings:
        for name, state in drawing._resources["ExtGState"].items():
            if not set(state) <= {"ca", "CA"}:
                raise PressError("A part of a paper mixes colours, which only whole papers can.")
            states[name] = dict(state)
    return states


def _font(font: Font) -> PrintedFont:
    return PrintedFont(
        font.hash, font.family, font.style, font.weight, font.font_size,
        len(font.file_content), font.widths,
        font.to_unicode,
    )  # fmt: skip


def _archival(attached: Sequence[Attached]) -> dict[str, object]:
    """How WeasyPrint is asked for an archive copy."""
    files = [
        Attachment(
            string=file.content, name=file.name, description=file.words, base_url=None,
            relationship=file.relationship, created=pdf_archive.NO_DAY, modified=pdf_archive.NO_DAY,
        )
        for file in attached
    ]  # fmt: skip
    return {"pdf_variant": "pdf/a-3a", "attachments": files, "finisher": pdf_archive.finish}


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=4)
def _style(stylesheet: str) -> CSS:
    """Read once for each council's colour: reading it costs a tenth of a short paper."""
    return CSS(string=stylesheet, font_config=_fonts(), url_fetcher=AssetFetcher({}))


@contextmanager
def _listening() -> Iterator[Warnings]:
    listener = Warnings()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No collection of garbage while a page is laid out: it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
