"""Sheets of an Excel workbook as grids."""

import io
import re
import zipfile
from datetime import date, datetime, time
from itertools import product

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from actions.imports.grids import Cell, Doubt, Grid, Merged, Place, Row, cell_lines, is_turned
from actions.imports.sheets import Survey, sheet_parts, survey_sheet
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import Upload, UploadError

_DECIMALS = re.compile(r"0(?:\.(0+))?(%?)")


def read_workbook(upload: Upload, holds: str = "the plan") -> tuple[Grid, ...]:
    """Every sheet with content, merged cells marked; formulas give the value Excel last showed.

    ``holds``: what the file is read for, as its refusals name it. Raises UploadError for hidden
    sheets, rows or columns and for sheets beyond the limits.
    """
    surveys = _surveys(upload, holds)
    workbook = load_workbook(io.BytesIO(upload.content), read_only=True, data_only=True)
    try:
        return tuple(
            _grid(workbook[name], survey) for name, survey in surveys.items() if survey.rows
        )
    finally:
        workbook.close()


def _surveys(upload: Upload, holds: str) -> dict[str, Survey]:
    with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
        parts = list(sheet_parts(archive))
        hidden = [part.name for part in parts if part.state != "visible"]
        if hidden:
            names = ", ".join(f"“{name}”" for name in hidden)
            raise UploadError(
                f"The workbook has a hidden sheet: {names}. "
                f"Show it and delete what does not belong to {holds}, or delete the sheet."
            )
        surveys = {}
        for part in parts:
            surveys[part.name] = survey_sheet(archive.read(part.path), part.name, holds)
    return surveys


def _grid(sheet, survey: Survey) -> Grid:
    merged = _merged_cells(survey)
    doubts: list[Doubt] = []
    rows = []
    cells_of = sheet.iter_rows(min_row=1, max_row=survey.rows, max_col=survey.columns)
    for number, found in enumerate(cells_of, start=1):
        cells = []
        for column, cell in enumerate(found, start=1):
            mark = merged.get((number, column), "")
            lines = () if mark else _lines(cell)
            place = Place(sheet.title, number, get_column_letter(column))
            if (number, column) in survey.uncached:
                doubts.append(_uncached(place))
            elif lines and cell.data_type == "e":
                doubts.append(_failed(place, cell.value))
            cells.append(Cell(lines, mark, bool(lines) and is_turned(str(cell.value))))
        cells += [Cell()] * (survey.columns - len(cells))
        if any(cell.lines or cell.merged for cell in cells):
            rows.append(Row(number, tuple(cells)))
    letters = tuple(get_column_letter(index + 1) for index in range(survey.columns))
    return Grid(sheet.title, tuple(rows), column_names=letters, doubts=tuple(doubts))


def _merged_cells(survey: Survey) -> dict[tuple[int, int], Merged]:
    """Cells covered by a merged range, as (row, column), but for the one that shows the text."""
    merged: dict[tuple[int, int], Merged] = {}
    for left, top, right, bottom in survey.merges:
        rows = range(top, min(bottom, survey.rows) + 1)
        columns = range(left, min(right, survey.columns) + 1)
        for row, column in product(rows, columns):
            if row > top:
                merged[row, column] = "down"
            elif column > left:
                merged[row, column] = "across"
    return merged


def _lines(cell) -> tuple[str, ...]:
    return () if cell.value is None else cell_lines(clean_text(shown_value(cell)))


def shown_value(cell) -> str:
    """A cell's value as the officer sees it: a day in words, a month without a day, 5.10, 12%."""
    value = cell.value
    if isinstance(value, datetime):
        shown = _shown_date(value, cell.number_format)
        return shown if value.time() == time() else f"{shown} {value:%H:%M}"
    if isinstance(value, date):
        return _shown_date(value, cell.number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _shown_number(value, cell.number_format or "")
    return str(value)


def _shown_date(value: date, number_format: str | None) -> str:
    has_day = "d" in re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format or "d").casefold()
    return f"{value.day} {value:%B %Y}" if has_day else f"{value:%B %Y}"


def _shown_number(value: float, number_format: str) -> str:
    match = _DECIMALS.fullmatch(number_format)
    if not match:
        return f"{value:.15g}"
    decimals, percent = len(match[1] or ""), match[2]
    return f"{value * 100 if percent else value:.{decimals}f}{percent}"


def _uncached(place: Place) -> Doubt:
    return Doubt(
        place,
        "",
        "",
        "The cell is a formula without a saved value, so it is read as empty.",
        "Open the workbook in Excel, save it and import it again, or type the value.",
        "cell",
    )


def _failed(place: Place, value: str) -> Doubt:
    return Doubt(
        place,
        "",
        str(value),
        f"The cell's formula shows the error {value}.",
        "Correct the formula or type the value.",
        "cell",
    )
