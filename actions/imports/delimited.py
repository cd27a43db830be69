"""CSV files as grids, and text files of either form."""

from itertools import islice

from actions.imports.extract import is_extract, read_cells, read_extract, separated_rows
from actions.imports.grids import Grid, Row
from corporate_parenting.uploads import MAX_LINES, MAX_ROWS, Upload, UploadError


def read_text(upload: Upload) -> tuple[Grid, ...]:
    """A text file as grids: comma, semicolon or tab between the cells.

    Raises UploadError where the text or a table is beyond the limits.
    """
    text = upload.text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise UploadError(
            f"The file has more than {MAX_LINES:,} lines. Delete what is not part of the plan."
        )
    return read_extract(text) if is_extract(text) else (_csv_grid(text),)


def _delimiter(text: str) -> str:
    """The separator that gives the most rows of one width, then the wider rows."""

    def merit(delimiter: str) -> tuple[int, int]:
        rows = islice(separated_rows(text, delimiter), MAX_ROWS)
        widths = [len(row) for row in rows if len(row) > 1]
        usual = max(sorted(set(widths)), key=widths.count, default=0)
        return widths.count(usual), usual

    return max("\t;,", key=merit)


def _csv_grid(text: str) -> Grid:
    rows: list[Row] = []
    for number, values in enumerate(separated_rows(text, _delimiter(text)), start=1):
        cells = read_cells(values, len(rows), "The file")
        if any(cell.lines for cell in cells):
            rows.append(Row(number, cells))
    return Grid("The file", tuple(rows))
