"""A table as an Excel workbook in which text stays text."""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from corporate_parenting.exports.cells import FORMULA_LEAD, Cell, Column, Rows, cells
from corporate_parenting.text import clean_text, visible

_A4 = 9
_CHARACTERS = 32_767
_CUT = "… (cut at 32,767 characters)"
_TOO_MANY_DIGITS = 10**15
# Excel takes 1900 for a leap year, so that its earlier dates are a day out.
_FIRST_DAY = date(1900, 3, 1)


def xlsx_bytes(title: str, columns: Iterable[Column], rows: Rows, *, council: str = "") -> bytes:
    """One visible sheet with a frozen heading row. Text stays text, whatever it begins with.

    What Excel cannot hold as a number or date without changing it is written as text: numbers of
    more than 15 digits and days before March 1900.
    """
    columns = list(columns)
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = visible(council)
    book.properties.title = clean_text(title, lines=False)
    sheet = book.create_sheet(_sheet_name(title))
    _lay_out(sheet, columns)
    styles = _Styles(sheet)
    sheet.append([styles.heading(column.heading) for column in columns])
    try:
        for row in rows:
            sheet.append([styles.cell(value) for value in cells(columns, row)])
    except Exception:
        # openpyxl would keep its temporary file, with the rows so far, until the process ends.
        sheet.close()
        sheet._writer.cleanup()
        raise
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _lay_out(sheet: WriteOnlyWorksheet, columns: list[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 characters, without its signs for paths."""
    name = re.sub(r"[\[\]:*?/\\]", " ", clean_text(title, lines=False))
    name = re.sub(r"\s+", " ", name).strip("' ")[:31]
    while _length(name) > 31:
        name = name[:-1]
    name = name.strip("' ")
    # Excel keeps the name History for itself.
    return "Sheet1" if name.lower() in ("", "history") else name


class _Styles:
    """Makes the cells of one sheet, with one shared style for each kind of cell."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self.sheet = sheet
        self.text = self._style()
        self.bold = self._style(font=Font(bold=True))
        # The prefix keeps the text a text when somebody edits the cell.
        self.guarded = self._style(quotePrefix=True)
        self.date = self._style(number_format="d mmmm yyyy")

    def _style(self, **attributes: object) -> object:
        cell = WriteOnlyCell(self.sheet)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        for name, value in attributes.items():
            setattr(cell, name, value)
        return cell._style

    def heading(self, text: str) -> SheetCell:
        return self._made(_fitting(visible(text)), "s", self.bold)

    def cell(self, value: Cell) -> SheetCell | None:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            if value >= _FIRST_DAY:
                return self._made(value, "d", self.date)
            value = value.isoformat()
        elif not isinstance(value, str):
            if abs(value) < _TOO_MANY_DIGITS:
                return self._made(value, "n", self.text)
            value = str(value)
        style = self.guarded if FORMULA_LEAD.match(value) else self.text
        return self._made(_fitting(value), "s", style)

    def _made(self, value: Cell, data_type: str, style: object) -> SheetCell:
        # Past the value setter, which takes a text with "=" before it for a formula.
        cell = WriteOnlyCell(self.sheet)
        cell._value, cell.data_type, cell._style = value, data_type, style
        return cell


def _length(text: str) -> int:
    """Characters as Excel counts them: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str) -> str:
    if len(text) <= _CHARACTERS // 2 or _length(text) <= _CHARACTERS:
        return text
    room = 2 * (_CHARACTERS - len(_CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
