"""Files of Ofsted as sheets: rows of cells that know where they stand, one sheet at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from actions.imports.grids import Place
from corporate_parenting.sheet_extent import (
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    MAX_SHEETS,
)
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, Limits, Upload, UploadError, open_upload

# Ofsted's yearly file: 2 MB that unpack to 40 MB with 600,000 elements.
LIMITS = Limits(unpacked=60_000_000, elements=1_500_000, takes_ods=True)
_MAX_ROWS = 60_000  # of all sheets together
_NOT_READ = "The file is damaged and cannot be read. Open it, save it again and retry."

csv.field_size_limit(MAX_BYTES)


@dataclass(frozen=True)
class SheetRow:
    """``number`` as a spreadsheet counts it; ``cells`` as the file gives them."""

    number: int
    cells: tuple[object, ...]

    def cell(self, index: int) -> str | date:
        """Text on one line, or a date; empty where the row ends before it.

        Numbers of these files are counts or references, so that 3.0 is "3".
        """
        value = self.cells[index] if index < len(self.cells) else None
        if value is None:
            return ""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return clean_text(str(value), lines=False)

    def text(self, index: int) -> str:
        """The cell as words, a date as 2023-03-31."""
        cell = self.cell(index)
        return cell.isoformat() if isinstance(cell, date) else cell


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that hold something. ``name``: of the sheet, or of a text file."""

    name: str
    rows: tuple[SheetRow, ...]

    def place(self, row: SheetRow, index: int) -> Place:
        return Place(f"Sheet {self.name}", row.number, get_column_letter(index + 1))


def open_sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """The sheets of an .ods, .xlsx or .csv file, each made when it is asked for.

    UploadError at once where the file is refused, and later where a sheet cannot be read.
    """
    upload = open_upload(name, content, LIMITS)
    readers = {"ods": _ods_sheets, "xlsx": _xlsx_sheets, "text": _text_sheets}
    if upload.kind not in readers:
        raise UploadError("The file is a Word document. Save the sheets as .ods, .xlsx or CSV.")
    return _read(readers[upload.kind], upload)


def _read(reader: Callable[[Upload], Iterator[Sheet]], upload: Upload) -> Iterator[Sheet]:
    try:
        yield from reader(upload)
    except (UploadError, GeneratorExit):
        raise
    # The libraries raise whatever a broken file leads them to; calamine's Rust may even panic,
    # which Python tells by an exception that is no Exception.
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise UploadError(_NOT_READ) from error
        raise


def _ods_sheets(upload: Upload) -> Iterator[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(upload.content))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield Sheet(name, tuple(_rows(rows)))


def _xlsx_sheets(upload: Upload) -> Iterator[Sheet]:
    """Bounded: what a workbook says of its own size is not believed."""
    workbook = load_workbook(io.BytesIO(upload.content), read_only=True, data_only=True)
    if len(workbook.worksheets) > MAX_SHEETS:
        raise UploadError(f"The file has more than {MAX_SHEETS} sheets. Delete some.")
    bounds = {"max_row": MAX_SHEET_ROWS + 1, "max_col": MAX_SHEET_COLUMNS + 1}
    left = _MAX_ROWS
    for sheet in workbook.worksheets:
        rows = []
        for number, cells in enumerate(sheet.iter_rows(**bounds, values_only=True), start=1):
            left -= 1
            if left < 0 or number > MAX_SHEET_ROWS or _is_wide(cells):
                raise UploadError(_too_large(sheet.title))
            rows.append(cells)
        yield Sheet(sheet.title, tuple(_rows(rows)))
    workbook.close()


def _is_wide(cells: tuple[object, ...]) -> bool:
    return len(cells) > MAX_SHEET_COLUMNS and cells[MAX_SHEET_COLUMNS] is not None


def _text_sheets(upload: Upload) -> Iterator[Sheet]:
    delimiter = max(",;\t", key=upload.text[:20_000].count)
    rows = []
    for cells in csv.reader(io.StringIO(upload.text, newline=""), delimiter=delimiter):
        rows.append(cells)
        if len(rows) > MAX_SHEET_ROWS or len(cells) > MAX_SHEET_COLUMNS:
            raise UploadError(_too_large(upload.name))
    yield Sheet(upload.name, tuple(_rows(rows)))


def _too_large(name: str) -> str:
    return (
        f"Sheet “{name[:60]}” is too large; {MAX_SHEET_ROWS:,} rows, {MAX_SHEET_COLUMNS} columns "
        f"and {_MAX_ROWS:,} rows of all sheets can be read. Delete what is not needed."
    )


def _rows(rows: Iterable[Iterable[object]]) -> Iterator[SheetRow]:
    """Those that hold something, without the empty cells behind it."""
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if cells:
            yield SheetRow(number, tuple(cells))
