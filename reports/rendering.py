"""A document to HTML, to PDF and to Word."""

from django.utils.safestring import SafeString, mark_safe

from reports.contents import contents_lines
from reports.document import Document, Figure, Landscape
from reports.document import from_dict as document_from_dict
from reports.figures import chart_of
from reports.markup import (
    STYLES,
    Pictures,
    RenderError,
    alternative,
    colour_of,
    rendered,
    svg,
    templated,
)
from reports.pictures import PictureError, png
from reports.word import Picture, docx_bytes
from scorecard.charts import draw

__all__ = [
    "RenderError", "render_archive", "render_docx", "render_draft", "render_html", "render_page",
    "render_pdf",
]  # fmt: skip


def render_html(document: dict) -> str:
    """The paper as an ``<article>`` with its own h1, for a page of the site or a snapshot."""
    return _paper(document_from_dict(document))


def render_page(document: dict, html: str = "") -> str:
    """The paper as one HTML file that needs nothing beside it.

    ``html`` is the body that ``render_html`` made when the paper was published, if it was.
    """
    paper = document_from_dict(document)
    colour = f":root {{ --council-colour: {colour_of(paper)}; }}\n"
    is_wide = paper.landscape or any(isinstance(block, Landscape) for block in paper.blocks)
    width = 66 if is_wide else 42
    page = (
        f"body {{ margin: 0 auto; max-width: {width}rem; padding: 1rem; "
        "font-family: sans-serif; }\n"
    )
    style = colour + page + (STYLES / "paper.css").read_text(encoding="utf-8")
    return rendered(
        "papers/page.html",
        document=paper,
        paper=mark_safe(html) if html else _paper(paper),  # noqa: S308 - escaped when published
        stylesheet=mark_safe(style),  # noqa: S308 - our own file and a checked colour
    )


def render_pdf(document: dict, *, processes: int = 1) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1); the same document gives the same bytes.

    Symbols that no font holds, such as emoji, are printed as their names; letters that no font
    holds raise RenderError with their paragraph, as does anything that the paper would fetch.
    Two ``processes`` share a long paper.
    """
    from reports.pdf import pdf_bytes  # noqa: PLC0415 - WeasyPrint takes half a second to load

    return pdf_bytes(document_from_dict(document), processes=processes)


def render_draft(
    document: dict, *, before: bytes = b"", now: bytes = b"", processes: int = 1
) -> tuple[bytes, bytes]:
    """As ``render_pdf``, where parts are printed again only if they changed.

    Also what to keep: it is the next draft's ``before``, and ``now`` to another edition of this.
    """
    from reports.pdf import print_again  # noqa: PLC0415 - WeasyPrint takes half a second to load

    paper = document_from_dict(document)
    return print_again(paper, before=before, now=now, processes=processes)


def render_archive(document: dict, *, processes: int = 1) -> bytes:
    """As ``render_pdf``, for keeping: PDF/A-3a and PDF/UA-1 with the paper's data inside."""
    from reports.attachments import attachments  # noqa: PLC0415 - all exports are loaded with it
    from reports.pdf import pdf_bytes  # noqa: PLC0415 - WeasyPrint takes half a second to load

    paper = document_from_dict(document)
    return pdf_bytes(paper, processes=processes, attached=attachments(paper))


def render_docx(document: dict, template: bytes = b"") -> bytes:
    """The paper as a Word file; the same document gives the same bytes.

    ``template``: the council's, as ``reports.word.template`` has read it; else it looks like ours.
    """
    try:
        return docx_bytes(document_from_dict(document), _picture, template)
    except PictureError as error:
        raise RenderError(str(error)) from error


def _paper(document: Document) -> SafeString:
    return rendered(
        "papers/paper.html",
        document=document,
        cover=document.cover,
        contents=contents_lines(document),
        blocks=templated(document.blocks, Pictures(are_beside=False)),
    )


def _picture(figure: Figure) -> Picture | str:
    drawing = draw(chart_of(figure), key="chart")
    if drawing.sentence:
        return drawing.sentence
    return Picture(png(svg(drawing)), drawing.title, alternative(drawing))
