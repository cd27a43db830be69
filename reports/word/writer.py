"""Writes a paper's parts, one after the other, at the end of a Word document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

import docx
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from corporate_parenting import word_parts
from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run
from corporate_parenting.text import visible
from reports.document import (
    HIGHEST,
    Block,
    Cell,
    Clause,
    Document,
    Facts,
    Figure,
    Heading,
    Landscape,
    RatedCell,
    Recommendation,
    SignOff,
    Table,
    contents,
)
from reports.kinds import Edition
from reports.word.numbering import DEEPEST, Numbering
from reports.word.runs import add_run, add_runs, bookmark, field, hyperlink, mark
from reports.word.styles import (
    AFTER_TABLE,
    BULLETS,
    CLAUSES,
    CONTINUED,
    MARGIN,
    NUMBERS,
    add_missing_styles,
    set_styles,
)

WIDEST_CHART = Cm(16.4)
# Beside the words of a rating, never instead of them: as in static/papers.
COLOURS = {"green": "00703C", "amber": "B65C00", "red": "B3261E"}
NOT_RATED = "5F6770"
KEPT_TOGETHER = "<w:keepNext/>"


@dataclass(frozen=True)
class Picture:
    png: bytes
    title: str
    alt: str


Draw = Callable[[Figure], Picture | str]
"""The picture of a chart, or the sentence that stands in its place."""


class Writer:
    """Of one paper; ``word`` grows at its end."""

    def __init__(self, document: Document, draw: Draw, template: bytes = b"") -> None:
        self.document, self.draw, self.has_template = document, draw, bool(template)
        self.word = docx.Document(BytesIO(template) if template else None)
        self.section = self.word.sections[0]
        self.headings = 0

    def write(self) -> None:
        document = self.document
        self.set_up()
        self.cover()
        if headings := contents(document):
            self.contents(headings)
        for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
            self.block(block, is_kept=isinstance(following, Quotation))
            if isinstance(block, Landscape) and following and not isinstance(following, Landscape):
                self.turn(landscape=document.landscape)

    def set_up(self) -> None:
        document = self.document
        if self.has_template:
            add_missing_styles(self.word, has_cover=document.cover.page)
            word_parts.turn_page(self.section, landscape=document.landscape)
        else:
            word_parts.keep_look(self.word)
            word_parts.set_compatibility(self.word)
            set_styles(self.word, has_cover=document.cover.page)
            word_parts.set_page(self.section, landscape=document.landscape, margin=MARGIN)
        word_parts.set_language(self.word, document.language)
        word_parts.set_properties(
            self.word, document.title, document.language, author=document.council, at=None
        )
        self.numbering = Numbering(self.word, has_own=self.has_template)
        self.head_and_foot()

    def head_and_foot(self) -> None:
        """What a template leaves blank is ours; to its own head only an edition's mark is added."""
        document, section = self.document, self.section
        no_head, no_foot = map(word_parts.is_blank, (section.header, section.footer))
        if no_head and no_foot:
            section.different_first_page_header_footer = True
        if no_head:
            mark = "Draft – " if document.cover.draft else ""
            head = f"{mark}{document.running_head or document.title} – {document.council}"
            word_parts.first_line(section.header).text = visible(head)
        elif mark := Edition(document.edition).mark:
            word_parts.first_line(section.header).insert_paragraph_before(mark)
        self.mark_other_heads()
        if no_foot:
            word_parts.add_page_numbers(section)

    def mark_other_heads(self) -> None:
        """Those of the first page and of even pages, where a template has them apart."""
        section, mark = self.section, Edition(self.document.edition).mark
        heads = []
        if self.has_template and section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if self.word.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        for head in filter(lambda _: mark, heads):
            word_parts.first_line(head).insert_paragraph_before(mark)

    def cover(self) -> None:
        cover = self.document.cover
        self.line(self.document.council, bold=True)
        if cover.group:
            self.line(cover.group)
        words = (cover.heading, cover.body, cover.meeting_on)
        self.line("\n".join(filter(None, words)), "Title")
        for line in cover.lines:
            self.line(line)
        if cover.draft:
            self.line("Draft: not yet approved", bold=True)

    def contents(self, headings: tuple[Heading, ...]) -> None:
        """Links to the headings; the page numbers come when Word brings the field up to date."""
        title = self.line("Contents", "TOC Heading")
        self.numbering.without(title)
        title.paragraph_format.page_break_before = True
        for number, heading in enumerate(headings, 1):
            line = self.word.add_paragraph(style=f"toc {heading.level - HIGHEST + 1}")
            if number == 1:
                field(line, "begin", r'TOC \o "1-2" \h \z \u', "separate")
            link = hyperlink(line, anchor=bookmark(number))
            add_run(link, Run(_numbered(heading)))
        field(line, "end")

    def turn(self, *, landscape: bool) -> None:
        self.section = self.word.add_section(WD_SECTION.NEW_PAGE)
        word_parts.end_in_text(self.word)
        self.section.different_first_page_header_footer = False
        word_parts.turn_page(self.section, landscape=landscape)
        # Pages are counted through the paper, also where a template begins with a number.
        for numbers in self.section._sectPr.findall(qn("w:pgNumType")):
            numbers.attrib.pop(qn("w:start"), None)

    def block(self, block: Block, *, depth: int = 0, is_kept: bool = False) -> None:
        """``depth``: in how many list items it stands; ``is_kept``: with what follows."""
        match block:
            case Paragraph(runs):
                line = self.word.add_paragraph(style=_continued(depth))
                line.paragraph_format.keep_with_next = is_kept or None
                add_runs(line, runs)
            case ListBlock():
                self.add_list(block, depth)
            case _:
                self.ADDERS[type(block)](self, block)

    def blocks(self, blocks: Iterable[Block], *, depth: int = 0) -> None:
        for block in blocks:
            self.block(block, depth=depth)

    def line(
        self, words: str, style: str = "Normal", *, bold: bool = False, keep: bool = False
    ) -> WordParagraph:
        line = self.word.add_paragraph(style=style)
        line.add_run(visible(words), style="Strong" if bold else None)
        line.paragraph_format.keep_with_next = keep or None
        return line

    def add_heading(self, heading: Heading) -> None:
        line = self.line(_numbered(heading), f"Heading {heading.level - HIGHEST + 1}")
        self.numbering.without(line)
        if self.headings == 0 and self.document.cover.page:
            line.paragraph_format.page_break_before = True
        if heading.level <= HIGHEST + 1:
            self.headings += 1
            mark(line, self.headings)

    def add_list(self, block: ListBlock, depth: int) -> None:
        number = self.numbering.ordered(depth, block.start) if block.ordered else None
        style = (NUMBERS if block.ordered else BULLETS)[min(depth, DEEPEST)]
        for item in block.items:
            line = self.word.add_paragraph(style=style)
            self.numbering.tie(line, depth, number)
            first, rest = (item[0], item[1:]) if isinstance(item[0], Paragraph) else (None, item)
            add_runs(line, first.runs if first else ())
            self.blocks(rest, depth=depth + 1)

    def add_quotation(self, quotation: Quotation) -> None:
        for block in quotation.blocks:
            if isinstance(block, Paragraph):
                add_runs(self.word.add_paragraph(style="Quote"), block.runs, upright=True)
            else:
                self.block(block)

    def add_figure(self, figure: Figure) -> None:
        drawn = self.draw(figure)
        if isinstance(drawn, str):
            self.line(drawn)
        else:
            line = self.word.add_paragraph()
            line.paragraph_format.keep_with_next = True
            width = min(WIDEST_CHART, word_parts.text_width(self.section))
            shape = line.add_run().add_picture(BytesIO(drawn.png), width=width)
            shape._inline.docPr.set("title", visible(drawn.title))
            shape._inline.docPr.set("descr", visible(drawn.alt))
        self.line(figure.sentence, keep=True)
        self.add_table(figure.table, keep=True)

    def add_table(self, table: Table, *, keep: bool = False) -> None:
        """With ``keep`` on one page with what stands before it, if a page holds that."""
        self.line(table.caption, "Caption", keep=True)
        widths = self.widths(table)
        last = len(table.rows) - 1
        rows = "".join(
            word_parts.row_xml(
                (
                    _cell(cell, width, keep and at < last or len(row) < len(widths))
                    for cell, width in _cells(row, widths)
                ),
                word_parts.WHOLE_ROW,
            )
            for at, row in enumerate(table.rows)
        )
        heads = [visible(column.heading) for column in table.columns]
        caption = visible(table.caption)
        style = self.word.styles["Table Grid"].style_id
        word_table = word_parts.table(caption, widths, heads, rows, first_column=True, style=style)
        self.word.element.body.insert_element_before(word_table, "w:sectPr")
        self.word.add_paragraph(style=AFTER_TABLE)

    def widths(self, table: Table) -> list[int]:
        """In twips; columns without a width share what the others leave."""
        total = word_parts.text_width(self.section) // word_parts.EMU_IN_A_TWIP
        given = sum(column.width for column in table.columns)
        free = sum(not column.width for column in table.columns)
        share = (100 - given) / free if free else 0
        return [int(total * (column.width or share) / 100) for column in table.columns]

    def add_landscape(self, landscape: Landscape) -> None:
        self.turn(landscape=True)
        self.blocks(landscape.blocks)

    def add_clause(self, clause: Clause) -> None:
        line = self.word.add_paragraph(style=CLAUSES[clause.depth])
        add_run(line._p, Run(f"{clause.number}\t"))
        add_runs(line, clause.runs)

    def add_facts(self, facts: Facts) -> None:
        for fact in facts.lines:
            line = self.line(f"{fact.label}: ", bold=True)
            line.add_run(visible(fact.value))

    def add_recommendation(self, recommendation: Recommendation) -> None:
        if recommendation.number:
            self.line(f"Recommendation {recommendation.number}", bold=True, keep=True)
        self.blocks(recommendation.blocks)

    def add_sign_off(self, sign_off: SignOff) -> None:
        line = self.line(sign_off.name, bold=True)
        line.paragraph_format.space_before = Pt(24)
        line.paragraph_format.keep_together = True
        for words in filter(None, (*sign_off.posts, sign_off.on)):
            line.add_run(f"\n{visible(words)}")

    ADDERS: ClassVar[dict] = {
        Heading: add_heading,
        Quotation: add_quotation,
        Table: add_table,
        Figure: add_figure,
        Landscape: add_landscape,
        Clause: add_clause,
        Facts: add_facts,
        Recommendation: add_recommendation,
        SignOff: add_sign_off,
    }


def _continued(depth: int) -> str:
    """The style of a further paragraph of a list item, or of any other."""
    return ("Normal", *CONTINUED)[min(depth, len(CONTINUED))]


def _numbered(heading: Heading) -> str:
    return f"{heading.number} {heading.text}" if heading.number else heading.text


def _cells(row: tuple, widths: list[int]) -> Iterable[tuple[Cell | RatedCell, int]]:
    """Each cell with its width; the one of a whole row has that of the table."""
    return [(row[0], sum(widths))] if len(row) == 1 else zip(row, widths, strict=True)


def _cell(cell: Cell | RatedCell, width: int, is_kept: bool) -> str:
    is_rated = isinstance(cell, RatedCell)
    borders = ""
    if not is_rated and cell.span > 1:
        borders = f'<w:gridSpan w:val="{cell.span}"/>'
    if is_rated:
        colour = COLOURS.get(cell.rating, NOT_RATED)
        border = f'<w:left w:val="single" w:sz="36" w:space="0" w:color="{colour}"/>'
        borders = f"<w:tcBorders>{border}</w:tcBorders>"
    return word_parts.cell_xml(
        word_parts.words_xml(visible("\n".join(cell.lines))),
        width,
        run="<w:b/>" if is_rated or cell.header else "",
        paragraph=KEPT_TOGETHER if is_kept else "",
        cell=borders,
    )
