"""The printing press: HTML to tagged PDF by WeasyPrint, which nothing else here knows.

Only ``rendering`` loads this module. It draws one paper at a time in a process.
"""

import gc
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from xml.etree import ElementTree

import pydyf
import weasyprint.pdf
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports import pdf_archive, pdf_tags, press_speed

Assets = Mapping[str, tuple[bytes, str]]  # address: its bytes, its media type

NO_PICTURE = ("Failed to load image at", "Failed to render SVG image", "Failed to load inline SVG")

EMPTY = re.compile(r"<((?:meta|br|img)\b[^<>]*?)/?>")

# WeasyPrint's own tag writer leaves out what a reader aloud needs: see pdf_tags.
weasyprint.pdf.add_tags = pdf_tags.add_tags
pydyf.Stream.data = property(pdf_archive.ending_clearly(pydyf.Stream.data.fget))
press_speed.install()


class Attached(Protocol):
    """A file inside the PDF, and what it is to the paper."""

    name: str
    words: str
    content: bytes
    relationship: str


@dataclass(frozen=True)
class Drawn:
    """``refused`` and ``broken`` are addresses; ``missing`` characters are empty boxes."""

    pdf: bytes
    refused: list[str]
    missing: set[str]
    broken: list[str]


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


def draw(
    html: str,
    *,
    stylesheet: str,
    assets: Assets,
    identifier: bytes,
    attached: Sequence[Attached] = (),
) -> Drawn:
    """The PDF/UA-1 of a page; ``identifier`` is the file's own, so that bytes repeat.

    With files attached it is PDF/A-3a as well.
    """
    fetcher = AssetFetcher(assets)
    with _without_collection(), _listening() as warnings:
        page = Page(html, fetcher)
        pdf = page.write_pdf(
            stylesheets=[_style(stylesheet)],
            font_config=_fonts(),
            pdf_identifier=identifier,
            **(_archival(attached) if attached else {"pdf_variant": "pdf/ua-1"}),
        )
    broken = [address for address in warnings.pictures if address not in fetcher.refused]
    return Drawn(pdf, fetcher.refused, warnings.characters, broken)


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
