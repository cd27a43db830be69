"""A table as a Word document."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from corporate_parenting.exports.cells import Cell, Column, Rows, cells
from corporate_parenting.text import clean_text, visible
from corporate_parenting.words import day_words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EMU_IN_A_TWIP = 635
_ROWS_MARK = b"<!--rows-->"
_PAGE_LONG, _PAGE_SHORT, _MARGIN = Cm(29.7), Cm(21), Cm(2)
_FONT, _LANGUAGE = "Arial", "en-GB"
_TEXT_OPEN, _TEXT_CLOSE = '<w:t xml:space="preserve">', "</w:t>"


def docx_bytes(
    title: str, columns: Iterable[Column], rows: Rows, *, landscape: bool = True
) -> bytes:
    """An A4 document with the title, and one table whose heading row repeats on each page."""
    columns, title = list(columns), clean_text(title, lines=False)
    document = Document()
    _set_page(document, landscape)
    _set_language_and_fonts(document)
    _set_properties(document, title)
    document.add_paragraph(title, style="Title")
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    widths = _widths(columns, width)
    document.element.body.insert(1, _word_table(title, columns, widths))
    _add_page_numbers(document)
    file = BytesIO()
    document.save(file)
    return _with_rows(file, (_word_row(cells(columns, row), widths) for row in rows))


def _with_rows(file: BytesIO, rows: Iterable[str]) -> bytes:
    """The document with the rows' XML put where the table's mark stands.

    python-docx takes over a millisecond for a cell, and a tree of 10,000 rows takes 250 MB.
    """
    filled = BytesIO()
    with ZipFile(file) as source, ZipFile(filled, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename != "word/document.xml":
                target.writestr(member, content)
                continue
            head, tail = content.split(_ROWS_MARK)
            # The member itself knows a length that holds no more once the rows are in.
            filled_member = ZipInfo(member.filename, member.date_time)
            filled_member.compress_type = ZIP_DEFLATED
            with target.open(filled_member, "w") as part:
                part.write(head)
                for row in rows:
                    part.write(row.encode())
                part.write(tail)
    return filled.getvalue()


def _set_page(document: WordDocument, landscape: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = _PAGE_LONG if landscape else _PAGE_SHORT
    section.page_height = _PAGE_SHORT if landscape else _PAGE_LONG
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _set_language_and_fonts(document: WordDocument) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), _LANGUAGE)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), _LANGUAGE)
    for name, size in (("Normal", 10), ("Title", 20)):
        style = document.styles[name]
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), _FONT)


def _set_properties(document: WordDocument, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title[:255], _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)


def _widths(columns: list[Column], width: int) -> list[int]:
    """Twips for each column, from the width of the text in EMU."""
    total = sum(column.width for column in columns)
    return [width * column.width // total // _EMU_IN_A_TWIP for column in columns]


def _word_table(title: str, columns: list[Column], widths: list[int]) -> etree._Element:
    """A w:tbl element with its heading row, and a mark where the rows go."""
    headings = [visible(column.heading) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return parse_xml(
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + _word_row(headings, widths, "<w:cantSplit/><w:tblHeader/>", "<w:b/>")
        + f"{_ROWS_MARK.decode()}</w:tbl>"
    )


def _word_row(cells: list[Cell], widths: list[int], row_marks: str = "", run: str = "") -> str:
    marks = f"<w:trPr>{row_marks}</w:trPr>" if row_marks else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    parts = ["<w:tr>", marks]
    for value, width in zip(cells, widths, strict=True):
        is_number = isinstance(value, (int, Decimal))
        parts += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>',
            '<w:pPr><w:jc w:val="right"/></w:pPr>' if is_number else "",
            f"<w:r>{run}{_TEXT_OPEN}{_word_text(value)}{_TEXT_CLOSE}</w:r></w:p></w:tc>",
        )
    parts.append("</w:tr>")
    return "".join(parts)


def _word_text(value: Cell) -> str:
    """The cell as XML inside a w:t; a date as 25 March 2022."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_words(value)
    text = escape(str(value), quote=False)
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\n", f"{_TEXT_CLOSE}<w:br/>{_TEXT_OPEN}")
    return text.replace("\t", f"{_TEXT_CLOSE}<w:tab/>{_TEXT_OPEN}")


def _add_page_numbers(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        simple = etree.SubElement(paragraph._p, qn("w:fldSimple"))
        simple.set(qn("w:instr"), field)
        run = etree.SubElement(simple, qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = "1"
