"""What every export has in common: columns, and cells that hold what a person sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corporate_parenting.text import visible

Cell = str | int | Decimal | date | None
Rows = Iterable[Iterable[Cell]]

# Spreadsheets run a cell that begins so as a formula, some after blanks or quotation marks.
FORMULA_LEAD = re.compile("[\\s\"'‘’“”]*[=+\\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width: characters in Excel, a share of the page in Word."""

    heading: str
    width: int = 20


def cells(columns: list[Column], row: Iterable[Cell]) -> list[Cell]:
    """The row's cells as plain str, int, Decimal, date or None, without hidden characters."""
    cells = [_cell(value) for value in row]
    if len(cells) != len(columns):
        raise ValueError(f"A row has {len(cells)} cells for {len(columns)} columns: {cells!r}")
    return cells


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
