"""A document as HTML: what the page, a file of its own and the printed sheets have in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, blocks_html, runs_html
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
)
from reports.figures import chart_of
from scorecard.charts import Chart, NoChart, draw, draw_for_page

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "static" / "papers"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Characters that show nothing: a note typed elsewhere may hold them, a printed figure may not
# be turned round by them.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff]")
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
class Templated:
    """A block with its template; ``html`` is what is drawn already, ``inside`` the blocks in it."""

    template: str
    block: Block
    html: SafeString
    inside: tuple["Templated", ...] = ()


@dataclass
class Pictures:
    """The charts of a paper, drawn into its page, or of a printed part, as files beside it."""

    are_beside: bool
    count: int = 0
    files: dict[str, SafeString] = field(default_factory=dict)

    def draw(self, figure: Figure) -> SafeString:
        """The HTML that stands for the chart."""
        self.count += 1
        chart, key = chart_of(figure), f"chart-{self.count}"
        if not self.are_beside:
            drawings = draw_for_page(chart, key=key)
            return format_html_join("", "{}", ((svg(drawing),) for drawing in drawings))
        drawing = draw(chart, key=key)
        if drawing.sentence:
            return svg(drawing)
        address = picture_address(self.count)
        self.files[address] = svg(drawing)
        return rendered("papers/_picture.html", address=address, alt=alternative(drawing))


@cache
def _engine() -> Engine:
    # An engine of its own: a paper takes nothing from the site's settings, requests or tags.
    return Engine(dirs=[ROOT / "templates"])


def rendered(template: str, **words: object) -> SafeString:
    """The template filled in, without characters that show nothing."""
    html = _engine().get_template(template).render(Context(words))
    return mark_safe(UNSEEN.sub("", html))  # noqa: S308 - escaped above; this only takes away


def svg(drawing: Chart | NoChart) -> SafeString:
    return rendered("scorecard/_chart.html", chart=drawing)


def alternative(drawing: Chart) -> str:
    """What is said of a chart to those who do not see it."""
    return f"{drawing.title.rstrip('.')}. {drawing.description}"


def picture_address(number: int) -> str:
    """Of a paper's chart beside its page."""
    return f"asset:chart-{number}.svg"


def templated(blocks: Iterable[Block], pictures: Pictures) -> list[Templated]:
    """Each block with the template that shows it."""
    return [_templated(block, pictures) for block in blocks]


def _templated(block: Block, pictures: Pictures) -> Templated:
    match block:
        case Paragraph() | ListBlock() | Quotation():
            return Templated("", block, blocks_html([block]))
        case Figure():
            return Templated(TEMPLATES[Figure], block, pictures.draw(block))
        case Clause(_, runs):
            return Templated(TEMPLATES[Clause], block, runs_html(runs))
        case Landscape(blocks) | Recommendation(blocks):
            inside = tuple(templated(blocks, pictures))
            return Templated(TEMPLATES[type(block)], block, blocks_html(()), inside)
        case _:
            return Templated(TEMPLATES[type(block)], block, blocks_html(()))


def colour_of(document: Document) -> str:
    """The council's, for a style sheet; raises RenderError for what is no colour."""
    if not COLOUR.fullmatch(document.colour):
        raise RenderError(f"The council's colour {document.colour!r} is not of the form #1d4f76.")
    return document.colour
