"""CSV files as grids."""

from actions.imports.extract import is_extract, read_extract, separated_rows
from actions.imports.grids import Cell, Grid, Row, with_width
from actions.imports.markup import tagged_lines
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_COLUMNS, MAX_ROWS, Upload, UploadError


def read_text(upload: Upload) -> tuple[Grid, ...]:
    """A text file as grids: comma, semicolon or tab between the cells.

    Raises UploadError where a table is beyond the limits.
    """
    text = upload.text.replace("\r\n", "\n").replace("\r", "\n")
    grids = read_extract(text) if is_extract(text) else (_csv_grid(text),)
    for grid in grids:
        _check_size(grid)
    return grids


def _delimiter(text: str) -> str:
    """The separator that gives the most rows of one width, then the wider rows."""

    def merit(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in separated_rows(text, delimiter) if len(row) > 1]
        usual = max(sorted(set(widths)), key=widths.count, default=0)
        return widths.count(usual), usual

    return max("\t;,", key=merit)


def _csv_grid(text: str) -> Grid:
    rows = []
    for number, values in enumerate(separated_rows(text, _delimiter(text)), start=1):
        cells = tuple(Cell(tagged_lines(clean_text(value))) for value in values)
        if any(cell.lines for cell in cells):
            rows.append(Row(number, cells))
    return with_width(Grid("The file", tuple(rows)))


def _check_size(grid: Grid) -> None:
    if len(grid.rows) > MAX_ROWS:
        raise UploadError(f"{grid.name} has more than {MAX_ROWS:,} rows. Split it in two.")
    if grid.width > MAX_COLUMNS:
        raise UploadError(
            f"{grid.name} has more than {MAX_COLUMNS} columns. "
            "Delete the columns that are not part of the plan."
        )
