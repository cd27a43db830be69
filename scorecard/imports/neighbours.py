"""The statistical neighbours of a council, from the workbook that DfE publishes."""

import re
from dataclasses import dataclass

from actions.imports.grids import Grid
from corporate_parenting.area_names import area_code
from corporate_parenting.uploads import Upload, UploadError
from scorecard.imports.tables import Table, grid_table, key, workbook_grids


@dataclass(frozen=True)
class Neighbour:
    """``code``: the LA number, such as 841."""

    code: str
    name: str


def neighbours_table(upload: Upload) -> Table:
    """The sheet with the columns LA num, LA Name and SN1 onwards, below its rows of numbers."""
    if upload.kind != "xlsx":
        raise UploadError("The neighbours stand in an Excel workbook (.xlsx). Choose that file.")
    return _sheet_of_neighbours(upload)


def neighbours_of(table: Table, code: str) -> tuple[Neighbour, ...]:
    """Those of the council with that LA number, nearest first."""
    number, name = table.columns("LA num", "LA Name")
    nearest = [i for i, head in enumerate(table.heads) if re.fullmatch(r"sn\d+", key(head))]
    names = {area_code(row.cells[number]): row.cells[name] for row in table.rows}
    row = next((row for row in table.rows if area_code(row.cells[number]) == code), None)
    if row is None:
        raise UploadError(f"{table.name} has no row for LA number {code}.")
    codes = [area_code(row.cells[index]) for index in nearest]
    unknown = [code for code in codes if code and code not in names]
    if unknown:
        raise UploadError(
            f"{table.name}, row {row.number} names LA number {unknown[0]}, which has no row."
        )
    return tuple(Neighbour(code, names[code]) for code in codes if code)


def _sheet_of_neighbours(upload: Upload) -> Table:
    for grid in workbook_grids(upload, "the list of neighbours"):
        if header := _header(grid):
            return grid_table(grid, header)
    raise UploadError("The workbook has no sheet with a column “SN1”. Choose the neighbours’ file.")


def _header(grid: Grid) -> int:
    """The number of the row of heads; two rows of letters and numbers stand above it."""
    found = (row.number for row in grid.rows if "sn1" in {key(cell.text) for cell in row.cells})
    return next(found, 0)
