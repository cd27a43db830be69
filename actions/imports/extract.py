"""Tables in a text that was taken from a document: tabs between cells, page breaks in between.

A row may run over several lines, a cell may be cut by a page break, and lines such as "DRAFT"
repeat on every page. Nothing is repaired here that a person could see differently: a row cut by
a page break stays two rows, and the second one is marked.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from actions.imports.grids import Cell, Grid, Row, cell_lines, is_turned
from actions.imports.levels import read_heading
from actions.imports.markup import tagged_lines, without_links
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, UploadError

_NUMBERED = re.compile(r"\(?\d[\d.]*[a-z]?[.)]?\t")
_RULE = re.compile(r"[-:=_\s]*")
_RUNNING_LENGTH = 40  # a running line is short; a promise that stands twice is not one
_QUOTE_LINES = 50  # an open quotation mark that is not closed by then is only a mark


# The usual limit of 131,072 characters a cell would raise; files as a whole are limited.
csv.field_size_limit(MAX_BYTES)


def separated_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text with one sign between its cells, quoted cells read as one."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def read_cells(values: list[str], rows_before: int, name: str) -> tuple[Cell, ...]:
    """The cells of a row. Raises UploadError where the table grows beyond the limits."""
    filled = [index for index, value in enumerate(values) if value.strip()]
    values = values[: filled[-1] + 1] if filled else []
    if rows_before >= MAX_ROWS:
        raise UploadError(f"{name} has more than {MAX_ROWS:,} rows in a table. Split it in two.")
    if len(values) > MAX_COLUMNS:
        raise UploadError(
            f"{name} has more than {MAX_COLUMNS} columns. "
            "Delete the columns that are not part of the plan."
        )
    return tuple(map(_cell, values))


def _cell(value: str) -> Cell:
    return Cell(tagged_lines(clean_text(value)), is_turned=is_turned(value))


def is_extract(text: str) -> bool:
    """Whether the rows are parted by tabs and their number differs, unlike in a saved sheet."""
    if "\t" not in text:
        return False
    sample = islice(separated_rows(text, "\t"), MAX_ROWS)
    widths = {len(row) for row in sample if row}
    return len(widths) > 1


@dataclass
class _Open:
    """The table being read."""

    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    is_broken: bool = False

    def add(self, number: int, values: list[str]) -> None:
        """Take a row, unless it is empty or only a rule such as "---"."""
        if not all(_RULE.fullmatch(value) for value in values):
            cells = read_cells(values, len(self.rows), "The file")
            self.rows.append(Row(number, cells, self.is_broken and bool(self.rows)))
            self.is_broken = False


def read_extract(text: str) -> tuple[Grid, ...]:
    """The tables in order; text between two tables stands above the second."""
    lines = _logical_lines([line if line.strip(" \f") else "" for line in text.split("\n")])
    running = _running_lines(lines)
    grids: list[Grid] = []
    table = _Open()
    for number, line in _rows_completed(lines, running):
        if not line:
            table.is_broken = True
        elif "\t" in line:
            cells = tuple(_cell(_unquoted(cell)) for cell in line.split("\t"))
            if not all(_RULE.fullmatch(cell.text) for cell in cells):
                table.rows.append(Row(number, cells, table.is_broken and bool(table.rows)))
                table.is_broken = False
        elif table.rows and line.strip() in running:
            table.below.append(line.strip())
            table.is_broken = True
        else:
            if table.rows:
                grids.append(_closed(table, len(grids) + 1))
                table = _Open()
            table.above.extend(cell_lines(without_links(clean_text(line))))
    if table.rows:
        grids.append(_closed(table, len(grids) + 1))
    elif grids and table.above:
        last = grids.pop()
        below = (*last.below, *table.above)
        grids.append(Grid(last.name, last.rows, last.above, below))
    return tuple(grids)


def _closed(table: _Open, number: int) -> Grid:
    return Grid(f"Table {number}", tuple(table.rows), tuple(table.above), tuple(table.below))


def _usual_width(lines: list[tuple[int, str]]) -> int:
    counts = Counter(line.count("\t") + 1 for _, line in lines if "\t" in line)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _running_lines(lines: list[tuple[int, str]]) -> set[str]:
    """Short lines that stand on several pages, such as a draft mark or a running title."""
    counts = Counter(line.strip() for _, line in lines if line.strip() and "\t" not in line)
    return {
        line
        for line, count in counts.items()
        if count > 1 and len(line) <= _RUNNING_LENGTH and read_heading(line) is None
    }


def _logical_lines(lines: list[str]) -> list[tuple[int, str]]:
    """Lines with their numbers; a quoted cell that runs over several lines is one."""
    logical = []
    index = 0
    while index < len(lines):
        end = index
        if "\t" in lines[index] and _has_open_quote(lines[index]):
            end = _closing_line(lines, index)
        logical.append((index + 1, "\n".join(lines[index : end + 1])))
        index = end + 1
    return logical


def _has_open_quote(line: str) -> bool:
    last = line.rsplit("\t", 1)[-1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _closing_line(lines: list[str], start: int) -> int:
    """The line on which the quoted cell ends, or the line it starts on where it never does."""
    for index in range(start + 1, min(len(lines), start + _QUOTE_LINES)):
        first = lines[index].split("\t", 1)[0]
        if first.count('"') % 2 == 1:
            if _has_open_quote(lines[index]) and "\t" in lines[index]:
                continue
            return index
    return start


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def _rows_completed(lines: list[tuple[int, str]], running: set[str]) -> Iterator[tuple[int, str]]:
    """Rows joined with the lines below that complete them.

    A row with too few cells goes on in the next line while that line is not a row of its own; a
    line without tabs directly below a row belongs to the row's last cell.
    """
    width = _usual_width(lines)
    start, pieces, tabs = 0, [], 0
    for number, line in lines:
        is_apart = line.strip() in running or read_heading(line) is not None
        if not is_apart and _continues(tabs, line, width):
            pieces.append(line)
            tabs += line.count("\t")
            continue
        if pieces:
            yield start, "\n".join(pieces)
        start, pieces, tabs = number, [line], line.count("\t")
    yield start, "\n".join(pieces)


def _continues(tabs: int, line: str, width: int) -> bool:
    """Whether a line is the rest of a row that has so many tabs up to now."""
    if not tabs or not line.strip() or _NUMBERED.match(line):
        return False
    together = tabs + line.count("\t") + 1
    return together == width if line.startswith("\t") else together <= width
