"""What every export has in common: columns, and cells that hold what a person sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corporate_parenting.text import visible

Cell = str | int | Decimal | date | None
Rows = Iterable[Iterable[Cell]]

_PLAIN = {str, int, date, type(None)}
# Spreadsheets run a cell that begins so as a formula, some after blanks or quotation marks.
FORMULA_LEAD = re.compile("[\\s\"'‘’“”]*[=+\\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width: characters in Excel, a share of the page in Word."""

    heading: str
    width: int = 20


def cells(columns: list[Column], row: Iterable[Cell]) -> list[Cell]:
    """The row's cells as plain str, int, Decimal, date or None, without hidden characters."""
    cells = list(row)
    if len(cells) != len(columns):
        raise ValueError(f"A row has {len(cells)} cells for {len(columns)} columns: {cells!r}")
    return cells if _are_plain(cells) else [_cell(value) for value in cells]


def _are_plain(cells: list[Cell]) -> bool:
    """Most rows are, and to look at one as a whole takes a fifth of the time."""
    if not _PLAIN.issuperset(map(type, cells)):
        return False
    text = "".join([cell for cell in cells if type(cell) is str])
    return text.replace("\n", "").isprintable()


def _cell(value: Cell) -> Cell:
    kind = type(value)
    if kind is str:
        return visible(value)
    if value is None or kind is int or kind is date:
        return value
    if isinstance(value, Decimal):
        return value if value.is_finite() else str(value)
    if isinstance(value, str):
        return visible(str(value))
    if isinstance(value, int) and kind is not bool:
        return int(value)
    raise TypeError(f"A cell holds text, a number, a date or nothing, not {kind.__name__}.")
