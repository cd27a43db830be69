"""What every kind of file becomes: grids of cells that know where they stand.

Grids go to JSON and back, so that the review page keeps them instead of the uploaded file.
"""

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

Merged = Literal["", "down", "across"]


@dataclass(frozen=True)
class Place:
    """A sheet or table, and the row and column in it as a person would name them."""

    grid: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.grid]
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Doubt:
    """Something a person should look at: where, what stands there, and what to do.

    ``kind`` is one of: columns, number, priority, text, cell, timescale, lead.
    """

    place: Place
    column: str
    value: str
    sentence: str
    remedy: str
    kind: str

    @property
    def where(self) -> str:
        """Such as "Table 5, row 9, column 6 (Timescale)"."""
        return f"{self.place} ({self.column[:60]})" if self.column else str(self.place)


@dataclass(frozen=True)
class Cell:
    """The lines of one cell; ``merged`` says that it belongs to the cell above or to its left.

    ``is_turned``: signs that nobody sees and that turn the order of letters were taken out.
    """

    lines: tuple[str, ...] = ()
    merged: Merged = ""
    is_turned: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Row:
    """``number`` is the row as the officer counts it; ``after_break``: the file breaks above it."""

    number: int
    cells: tuple[Cell, ...]
    after_break: bool = False

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(index for index, cell in enumerate(self.cells) if cell.lines)


@dataclass(frozen=True)
class Grid:
    """One sheet or table with the text lines that stand above and, for the last one, below it."""

    name: str
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def place(self, row: int = 0, index: int | None = None) -> Place:
        """The place of a row number and a column counted from 0."""
        if index is None:
            return Place(self.name, row)
        names = self.column_names
        return Place(self.name, row, names[index] if index < len(names) else str(index + 1))


def cell_lines(text: str) -> tuple[str, ...]:
    """The lines of a cell without empty ones; the words of a line are not touched."""
    stripped = (line.replace("\t", " ").strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


def is_turned(text: str) -> bool:
    """Whether the text holds signs by which 85 reads 58."""
    return bool(_TURNING.search(text))


def with_turned_cells_named(grid: Grid) -> Grid:
    """The same grid with a doubt for each cell out of which such signs were taken."""
    doubts = tuple(
        Doubt(
            grid.place(row.number, index),
            "",
            cell.text[:200],
            "The cell held signs that nobody sees and that turn the order of letters; "
            "they are left out.",
            "Check that the words and numbers read as they should.",
            "text",
        )
        for row in grid.rows
        for index, cell in enumerate(row.cells)
        if cell.is_turned
    )
    return replace(grid, doubts=grid.doubts + doubts)


def with_width(grid: Grid) -> Grid:
    """The same grid with short rows filled up, so that every row has every column."""
    width = grid.width
    rows = tuple(
        replace(row, cells=row.cells + (Cell(),) * (width - len(row.cells))) for row in grid.rows
    )
    return replace(grid, rows=rows)


def grids_to_json(grids: tuple[Grid, ...]) -> list[dict]:
    """Plain lists and dicts, ready for a JSON field."""
    return [asdict(grid) for grid in grids]


def grids_from_json(stored: list[dict]) -> tuple[Grid, ...]:
    """The grids that ``grids_to_json`` made, equal to the originals."""
    return tuple(_grid_from_json(grid) for grid in stored)


def _grid_from_json(stored: dict) -> Grid:
    return Grid(
        name=stored["name"],
        rows=tuple(_row_from_json(row) for row in stored["rows"]),
        above=tuple(stored["above"]),
        below=tuple(stored["below"]),
        column_names=tuple(stored["column_names"]),
        doubts=tuple(_doubt_from_json(doubt) for doubt in stored["doubts"]),
    )


def _row_from_json(stored: dict) -> Row:
    cells = tuple(
        Cell(tuple(cell["lines"]), cell["merged"], cell.get("is_turned", False))
        for cell in stored["cells"]
    )
    return Row(stored["number"], cells, stored["after_break"])


def _doubt_from_json(stored: dict) -> Doubt:
    return Doubt(**(stored | {"place": Place(**stored["place"])}))
