"""Files of figures as tables: a row of heads, and rows that know their number."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from actions.imports.grids import Grid, Place, with_width
from actions.imports.workbook import read_workbook
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, MAX_COLUMNS, Upload, UploadError, open_upload
from corporate_parenting.words import listed, quoted

# Published files are long and narrow, and longer than any plan.
MAX_TABLE_ROWS = 100_000
# Each look at what was read takes so long as there are figures: this many stay below two seconds.
MOST_FIGURES = 10_000

# A file of the format that Excel had before 2007 is told apart by its content.
_TAKEN = {"", ".csv", ".txt", ".tsv", ".xls", ".xlsx", ".xlsm", ".xltx"}

csv.field_size_limit(MAX_BYTES)


@dataclass(frozen=True)
class TableRow:
    """``number`` is the row as a spreadsheet counts it, the heads included."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """``name``: of the file or sheet. Every row has a cell for each head."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_row: int = 1

    def columns(self, *heads: str) -> tuple[int, ...]:
        """Where the columns of these heads stand; UploadError names those that are missing."""
        found = {key(head): index for index, head in reversed(list(enumerate(self.heads)))}
        missing = [quoted(head) for head in heads if key(head) not in found]
        if missing:
            raise UploadError(
                f"{self.name} has no column {listed(missing)}. Its columns are"
                f" {listed([quoted(head) for head in self.heads if head][:20])}."
            )
        return tuple(found[key(head)] for head in heads)

    def place(self, row: TableRow, index: int) -> Place:
        return Place(self.name, row.number, self.heads[index])


def check_figures(name: str, count: int) -> None:
    """UploadError where a file holds more figures for us than one import can take."""
    if count > MOST_FIGURES:
        raise UploadError(
            f"{name} holds {count:,} figures for us; {MOST_FIGURES:,} can be brought in at once."
            " Split it by years, and bring the parts in one after the other."
        )


def key(head: str) -> str:
    """A head without the differences that people do not see."""
    return " ".join(head.replace("_", " ").split()).casefold()


def figures_upload(name: str, content: bytes) -> Upload:
    """As ``open_upload``, for files that may hold figures; by its name no other kind is one."""
    if PurePath(name).suffix.casefold() not in _TAKEN:
        raise UploadError(
            f"{quoted(name)} is neither an Excel workbook (.xlsx) nor a CSV file (.csv). Save the"
            " table with the figures as one of these and choose that file."
        )
    return open_upload(name, content)


def text_table(upload: Upload) -> Table:
    """A CSV file as a table with its heads in the first row. UploadError says what is wrong."""
    if upload.kind != "text":
        raise UploadError("The file is not a CSV file. Save it as “CSV UTF-8” and try again.")
    return csv_table(upload)


def csv_table(upload: Upload) -> Table:
    rows = list(_csv_rows(upload))
    if len(rows) < 2:
        raise UploadError(f"{upload.name} has no row below its heads.")
    return _table(upload.name, rows[0], rows[1:])


def workbook_grids(upload: Upload, holds: str = "the table of figures") -> tuple[Grid, ...]:
    """The sheets of a workbook. UploadError for hidden rows, columns and sheets by name.

    ``holds``: what the workbook is read for, as its refusals name it.
    """
    try:
        return tuple(with_width(grid) for grid in read_workbook(upload, holds))
    except UploadError:
        raise
    # The library that parses Excel raises whatever a broken file leads it to.
    except Exception as error:
        raise UploadError(
            "The file is damaged and cannot be read. Open it, save it again and retry."
        ) from error


def grid_table(grid: Grid, header_row: int) -> Table:
    """A sheet as a table whose heads stand in the row of that number."""
    rows = [TableRow(row.number, tuple(cell.text for cell in row.cells)) for row in grid.rows]
    header = next(row for row in rows if row.number == header_row)
    return _table(grid.name, header, (row for row in rows if row.number > header_row))


def _csv_rows(upload: Upload) -> Iterator[TableRow]:
    first = upload.text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(upload.text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_TABLE_ROWS:
                raise UploadError(
                    f"{upload.name} has more than {MAX_TABLE_ROWS:,} rows. Leave out the areas and"
                    " years that are not needed."
                )
            if any(cell.strip() for cell in cells):
                yield TableRow(number, tuple(cells))
    except csv.Error as error:
        raise UploadError(
            f"{upload.name} cannot be read below row {reader.line_num}. Save it as “CSV UTF-8”."
        ) from error


def _table(name: str, header: TableRow, rows: Iterable[TableRow]) -> Table:
    heads = [clean_text(head, lines=False) for head in header.cells]
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > MAX_COLUMNS:
        raise UploadError(
            f"{name} has more than {MAX_COLUMNS} columns. Delete those that are not needed."
        )
    filled = tuple(_filled_up(name, row, len(heads)) for row in rows)
    return Table(name, tuple(heads), filled, header.number)


def table_to_json(table: Table) -> dict:
    """Plain lists and dicts, ready for a JSON field."""
    return {
        "name": table.name,
        "heads": list(table.heads),
        "rows": [[row.number, list(row.cells)] for row in table.rows],
        "header_row": table.header_row,
    }


def table_from_json(stored: dict) -> Table:
    """The table that ``table_to_json`` made, equal to the original."""
    rows = tuple(TableRow(number, tuple(cells)) for number, cells in stored["rows"])
    return Table(stored["name"], tuple(stored["heads"]), rows, stored["header_row"])


def _filled_up(name: str, row: TableRow, width: int) -> TableRow:
    cells = [clean_text(cell) for cell in row.cells]
    if any(cells[width:]):
        raise UploadError(
            f"{name}, row {row.number} has more cells than there are heads. Check the commas in it."
        )
    return TableRow(row.number, tuple((cells + [""] * width)[:width]))
