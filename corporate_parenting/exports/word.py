"""A table as a Word document."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from docx import Document
from docx.shared import Cm

from corporate_parenting import word_parts
from corporate_parenting.exports.cells import Cell, Column, Rows, cells
from corporate_parenting.text import clean_text, visible
from corporate_parenting.words import day_words

_ROWS_MARK = b"<!--rows-->"
_LANGUAGE = "en-GB"


def docx_bytes(
    title: str, columns: Iterable[Column], rows: Rows, *, landscape: bool = True
) -> bytes:
    """An A4 document with the title, and one table whose heading row repeats on each page."""
    columns, title = list(columns), clean_text(title, lines=False)
    document = Document()
    section = document.sections[0]
    word_parts.set_page(section, landscape=landscape, margin=Cm(2))
    word_parts.set_language(document, _LANGUAGE)
    word_parts.set_fonts(document, {"Normal": 10, "Title": 20})
    at = timezone.now().replace(tzinfo=None)
    word_parts.set_properties(document, title, _LANGUAGE, at=at)
    document.add_paragraph(title, style="Title")
    widths = _widths(columns, word_parts.text_width(section))
    heads = [visible(column.heading) for column in columns]
    table = word_parts.table(title, widths, heads, _ROWS_MARK.decode())
    document.element.body.insert(1, table)
    word_parts.add_page_numbers(section)
    file = BytesIO()
    document.save(file)
    return _with_rows(file, (_row(cells(columns, row), widths) for row in rows))


def _with_rows(file: BytesIO, rows: Iterable[str]) -> bytes:
    """The document with the rows' XML put where the table's mark stands.

    A tree of 10,000 rows takes 250 MB.
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


def _widths(columns: list[Column], width: int) -> list[int]:
    """Twips for each column, from the width of the text in EMU."""
    total = sum(column.width for column in columns)
    return [width * column.width // total // word_parts.EMU_IN_A_TWIP for column in columns]


def _row(cells: list[Cell], widths: list[int]) -> str:
    return word_parts.row_xml(map(_cell, cells, widths))


def _cell(value: Cell, width: int) -> str:
    """Numbers to the right; a date as 25 March 2022."""
    is_number = isinstance(value, (int, Decimal))
    words = day_words(value) if isinstance(value, date) else "" if value is None else str(value)
    right = '<w:jc w:val="right"/>' if is_number else ""
    return word_parts.cell_xml(word_parts.words_xml(words), width, paragraph=right)
