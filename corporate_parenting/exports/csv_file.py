"""A table as CSV, sent while its rows are read."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from corporate_parenting.exports.cells import FORMULA_LEAD, Column, Rows, cells
from corporate_parenting.text import visible

_ROWS_IN_A_PIECE = 200


def csv_lines(columns: Iterable[Column], rows: Rows) -> Iterator[str]:
    """The file in pieces of whole lines, headings first; rows are read as pieces are asked for.

    Dates are written 2022-03-25. Text that a spreadsheet would run gets an apostrophe before it.
    """
    columns = list(columns)
    piece = StringIO()
    # Text in quotation marks stays one cell where a semicolon separates cells, too.
    write = csv.writer(piece, quoting=csv.QUOTE_NONNUMERIC).writerow
    piece.write("\ufeff")
    write([_guarded(visible(column.heading)) for column in columns])
    for number, row in enumerate(rows, start=1):
        write([_guarded(c) if type(c) is str else c for c in cells(columns, row)])
        if number % _ROWS_IN_A_PIECE == 0:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


def _guarded(text: str) -> str:
    # Most texts begin with a letter or digit, and are told faster so than by the expression.
    is_plain = text[:1].isalnum() or not FORMULA_LEAD.match(text)
    return text if is_plain else f"'{text}"
