"""A document to HTML, to PDF and to Word."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from string import Template

from django.template import Context, Engine
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, blocks_html, runs_html
from corporate_parenting.words import listed
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
    contents,
    spread,
)
from reports.document import from_dict as document_from_dict
from reports.figures import chart_of
from reports.paragraphs import passages
from reports.pictures import PictureError, png
from reports.word import Picture, docx_bytes
from scorecard.charts import Chart, NoChart, draw, draw_for_page

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "static" / "papers"
SIDEWAYS = """
@page { size: A4 landscape; margin: 24mm 20mm 22mm; }
@page :first { margin: 0; }
.paper__cover { height: 210mm; padding-top: 26mm; }
.paper__council { margin-bottom: 30mm; }
"""
WITHOUT_COVER = """
@page :first {
  margin: 27mm 23mm 25mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}
"""
DRAFT_MARK, SVG_TYPE = "asset:draft.svg", "image/svg+xml"
MOST_PLACES = 3
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Characters that show nothing: a note typed elsewhere may hold them, a printed figure may not
# be turned round by them.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff]")
# What joins or colours the parts of an emoji, and says nothing once the emoji is words.
EMOJI_JOINTS = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
TEMPLATES = {
    Heading: "papers/_heading.html",
    Table: "papers/_table.html",
    Figure: "papers/_figure.html",
    Landscape: "papers/_landscape.html",
    Clause: "papers/_clause.html",
    Facts: "papers/_facts.html",
    Recommendation: "papers/_recommendation.html",
    SignOff: "papers/_sign_off.html",
}


class RenderError(Exception):
    """The paper cannot be drawn; the message is a plain sentence for its author."""


@dataclass(frozen=True)
class Part:
    """``html`` is what is drawn of it already; ``parts`` are those inside."""

    template: str
    block: Block
    html: SafeString
    parts: tuple["Part", ...] = ()


@dataclass
class Pictures:
    """The charts of one paper: drawn into its page, or for print as files beside it, by address."""

    are_beside: bool
    count: int = 0
    files: dict[str, SafeString] = field(default_factory=dict)

    def draw(self, figure: Figure) -> SafeString:
        """The HTML that stands for the chart."""
        self.count += 1
        chart, key = chart_of(figure), f"chart-{self.count}"
        if not self.are_beside:
            drawings = draw_for_page(chart, key=key)
            return format_html_join("", "{}", ((_svg(drawing),) for drawing in drawings))
        drawing = draw(chart, key=key)
        if drawing.sentence:
            return _svg(drawing)
        address = _address(self.count)
        self.files[address] = _svg(drawing)
        return _rendered("papers/_picture.html", address=address, alt=_alternative(drawing))


def render_html(document: dict) -> str:
    """The paper as an ``<article>`` with its own h1, for a page of the site or a snapshot."""
    return _paper(document_from_dict(document))


def render_page(document: dict, html: str = "") -> str:
    """The paper as one HTML file that needs nothing beside it.

    ``html`` is the body that ``render_html`` made when the paper was published, if it was.
    """
    paper = document_from_dict(document)
    colour = f":root {{ --council-colour: {_colour(paper)}; }}\n"
    is_wide = paper.landscape or any(isinstance(block, Landscape) for block in paper.blocks)
    width = 66 if is_wide else 42
    page = (
        f"body {{ margin: 0 auto; max-width: {width}rem; padding: 1rem; "
        "font-family: sans-serif; }\n"
    )
    style = colour + page + (STYLES / "paper.css").read_text(encoding="utf-8")
    return _rendered(
        "papers/page.html",
        document=paper,
        paper=mark_safe(html) if html else _paper(paper),  # noqa: S308 - escaped when published
        stylesheet=mark_safe(style),  # noqa: S308 - our own file and a checked colour
    )


def render_pdf(document: dict) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1); the same document gives the same bytes.

    Symbols that no font holds, such as emoji, are printed as their names; letters that no font
    holds raise RenderError with their paragraph, as does anything that the paper would fetch.
    """
    return _printed(document_from_dict(document))


def render_archive(document: dict) -> bytes:
    """As ``render_pdf``, for keeping: PDF/A-3a and PDF/UA-1 with the paper's data inside."""
    from reports.attachments import attachments  # noqa: PLC0415 - all exports are loaded with it

    paper = document_from_dict(document)
    return _printed(paper, attachments(paper))


def render_docx(document: dict, template: bytes = b"") -> bytes:
    """The paper as a Word file; the same document gives the same bytes.

    ``template``: the council's, as ``reports.word.template`` has read it; else it looks like ours.
    """
    try:
        return docx_bytes(document_from_dict(document), _picture, template)
    except PictureError as error:
        raise RenderError(str(error)) from error


# HTML


@cache
def _engine() -> Engine:
    # An engine of its own: a paper takes nothing from the site's settings, requests or tags.
    return Engine(dirs=[ROOT / "templates"])


def _rendered(template: str, **words: object) -> SafeString:
    html = _engine().get_template(template).render(Context(words))
    return mark_safe(UNSEEN.sub("", html))  # noqa: S308 - escaped above; this only takes away


def _svg(drawing: Chart | NoChart) -> SafeString:
    return _rendered("scorecard/_chart.html", chart=drawing)


def _alternative(drawing: Chart) -> str:
    return f"{drawing.title.rstrip('.')}. {drawing.description}"


def _paper(document: Document, pictures: Pictures | None = None) -> SafeString:
    pictures = pictures or Pictures(are_beside=False)
    return _rendered(
        "papers/paper.html",
        document=document,
        cover=document.cover,
        contents=_nested(contents(document)),
        parts=[_part(block, pictures) for block in document.blocks],
    )


def _part(block: Block, pictures: Pictures) -> Part:
    match block:
        case Paragraph() | ListBlock() | Quotation():
            return Part("", block, blocks_html([block]))
        case Figure():
            return Part(TEMPLATES[Figure], block, pictures.draw(block))
        case Clause(_, runs):
            return Part(TEMPLATES[Clause], block, runs_html(runs))
        case Landscape(blocks) | Recommendation(blocks):
            inside = tuple(_part(inner, pictures) for inner in blocks)
            return Part(TEMPLATES[type(block)], block, blocks_html(()), inside)
        case _:
            return Part(TEMPLATES[type(block)], block, blocks_html(()))


def _nested(headings: tuple[Heading, ...]) -> list[dict]:
    lines = []
    for heading in headings:
        if heading.level > 2 and lines:
            lines[-1]["below"].append(heading)
        else:
            lines.append({"heading": heading, "below": []})
    return lines


def _colour(document: Document) -> str:
    if not COLOUR.fullmatch(document.colour):
        raise RenderError(f"The council's colour {document.colour!r} is not of the form #1d4f76.")
    return document.colour


# PDF


@dataclass(frozen=True)
class Sheets:
    """What the press gets: the page, and its pictures by address."""

    html: str
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def identifier(self) -> bytes:
        """The same for the same words and pictures, so that bytes repeat."""
        return hashlib.sha256("".join([self.html, *self.pictures.values()]).encode()).digest()[:16]

    def described(self, missing: set[str]) -> "Sheets":
        """With each symbol that cannot be printed as its name."""
        pictures = {at: _described(svg, missing) for at, svg in self.pictures.items()}
        return Sheets(_described(self.html, missing), pictures)


def _sheets(document: Document) -> Sheets:
    pictures = Pictures(are_beside=True)
    html = _rendered(
        "papers/pdf.html",
        document=document,
        cover=document.cover,
        running_head=document.running_head or document.title,
        paper=_paper(document, pictures),
    )
    return Sheets(html, pictures.files)


def _printed(document: Document, attached: Sequence[object] = ()) -> bytes:
    sheets = _sheets(document)
    pdf, missing = _draw(sheets, document, attached)
    if not missing:
        return pdf
    if letters := {character for character in missing if not _is_symbol(character)}:
        raise RenderError(_unprintable(letters, document))
    pdf, missing = _draw(sheets.described(missing), document, attached)
    if missing:
        raise RenderError(_unprintable(missing, document))
    return pdf


def _draw(
    sheets: Sheets, document: Document, attached: Sequence[object] = ()
) -> tuple[bytes, set[str]]:
    """The PDF, and the characters in it that no font on this machine holds."""
    from reports import press  # noqa: PLC0415 - it loads WeasyPrint, which takes half a second

    pictures = {at: (svg.encode(), SVG_TYPE) for at, svg in sheets.pictures.items()}
    drawn = press.draw(
        sheets.html,
        stylesheet=_stylesheet(document, _colour(document)),
        assets={DRAFT_MARK: ((STYLES / "draft.svg").read_bytes(), SVG_TYPE), **pictures},
        identifier=sheets.identifier,
        attached=attached,
    )
    if drawn.refused:
        raise RenderError(f"The paper asks for {drawn.refused[0]}, which no paper may fetch.")
    if drawn.broken:
        raise RenderError(_broken(drawn.broken[0], document))
    return drawn.pdf, drawn.missing


def _stylesheet(document: Document, colour: str) -> str:
    """The same words for the same look: the press keeps what it has read."""
    style = Template(_css("pdf.css")).substitute(colour=colour)
    if document.landscape:
        style += SIDEWAYS
    if not document.cover.page:
        style += WITHOUT_COVER
    if document.cover.draft:
        style += f"@page {{ background: url({DRAFT_MARK}) center no-repeat; }}"
    return style


@cache
def _css(name: str) -> str:
    return (STYLES / name).read_text(encoding="utf-8")


def _described(html: str, missing: set[str]) -> str:
    """The page with each symbol that cannot be printed as its name: "[grinning face]"."""
    html = EMOJI_JOINTS.sub("", html)
    names = {ord(symbol): f"[{_name(symbol)}]" for symbol in missing}
    return html.translate(names)


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Sm", "Cf", "Mn", "Me", "Co", "Cn")


def _name(symbol: str) -> str:
    return unicodedata.name(symbol, f"symbol U+{ord(symbol):04X}").lower()


def _unprintable(characters: set[str], document: Document) -> str:
    """Where the characters stand, so that the author finds them among many pages."""
    some = " ".join(sorted(characters)[:10])
    found = (each.place for each in passages(document) if characters.intersection(each.text))
    places = [f"“{place}”" for place in islice(dict.fromkeys(found), MOST_PLACES)]
    where = f" They stand in {listed(places)}." if places else ""
    return (
        f"The paper's fonts hold no letters for: {some}.{where} "
        "Write these words in Latin letters, or ask for a font that has them."
    )


def _broken(address: str, document: Document) -> str:
    """Pictures are charts, and their addresses count them."""
    figures = (block for block in spread(document.blocks) if isinstance(block, Figure))
    titles = {_address(number): figure.title for number, figure in enumerate(figures, 1)}
    return f"The chart “{titles.get(address, address)}” cannot be drawn."


def _address(number: int) -> str:
    return f"asset:chart-{number}.svg"


# Word


def _picture(figure: Figure) -> Picture | str:
    drawing = draw(chart_of(figure), key="chart")
    if drawing.sentence:
        return drawing.sentence
    return Picture(png(_svg(drawing)), drawing.title, _alternative(drawing))
