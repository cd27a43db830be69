"""A published file of any form: which of its columns give area, period and figure is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.imports.grids import Place
from corporate_parenting.area_names import area_code, close_names, same_name
from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted, listed, quoted
from scorecard.imports.cells import Cells, KnownIndicator
from scorecard.imports.proposals import AreaRow, Collected, FigureRow, Proposal
from scorecard.imports.tables import Table, TableRow, check_figures


@dataclass(frozen=True)
class FigureColumns:
    """Which column gives what, by their heads.

    ``areas``: the columns of names, the smallest area first; the first that is filled gives the
    area of a row (la_name, region_name, country_name). ``filters``: the value that a column must
    have. ``area_code``, ``numerator`` and ``denominator`` may be empty.
    """

    areas: tuple[str, ...]
    period: str
    value: str
    filters: Mapping[str, str]
    area_code: str = ""
    numerator: str = ""
    denominator: str = ""

    @property
    def heads(self) -> list[str]:
        optional = (self.area_code, self.numerator, self.denominator)
        return [*self.areas, self.period, self.value, *self.filters, *filter(None, optional)]


def read_mapped(
    table: Table,
    columns: FigureColumns,
    indicator: KnownIndicator,
    areas: Sequence[AreaRow],
    on: date,
) -> Proposal:
    """Figures of one indicator for the areas that are kept; other rows are left out.

    UploadError where the table lacks a column, no row has the values of the filters, or too many
    rows are left. A table of councils without our own is a doubt. ``on``: today.
    """
    at = dict(zip(columns.heads, table.columns(*columns.heads), strict=True))
    chosen = _chosen(table, columns, at)
    placed = _placed(chosen, columns, at, areas)
    check_figures(table.name, len(placed))
    cells, collected, blanks = Cells(), Collected(), 0
    own = next((area.name for area in areas if area.kind == "own"), None)
    # What is published of other areas may be their average.
    elsewhere = replace(indicator, counts=frozenset())
    for row, area in placed:
        source, known = _Source(table, columns, at, row), indicator if area == own else elsewhere
        blanks += not _add(cells, collected, source, known, area, on)
    found, others = {area for _, area in placed}, len(chosen) - len(placed)
    # Of England or of regions alone there are files too, with one column of names.
    if own not in found and (not chosen or len(columns.areas) > 1):
        _miss_own(cells, table, [row.cells[at[columns.areas[0]]] for row in chosen], columns, own)
    return Proposal(
        figures=tuple(collected.figures.values()),
        doubts=(*cells.doubts, *collected.doubts),
        notes=(
            *_notes(len(table.rows) - len(chosen), others, blanks, collected.repeated),
            *cells.notes,
        ),
    )


def _placed(
    rows: Sequence[TableRow],
    columns: FigureColumns,
    at: Mapping[str, int],
    areas: Sequence[AreaRow],
) -> list[tuple[TableRow, str]]:
    """The rows of areas that are kept, each with the name of its area here."""
    by_code = {area.code: area.name for area in areas if area.code}
    by_name = {same_name(area.name): area.name for area in areas}
    found = []
    for row in rows:
        code = area_code(row.cells[at[columns.area_code]]) if columns.area_code else ""
        name = next((row.cells[at[c]] for c in columns.areas if row.cells[at[c]]), "")
        if area := by_code.get(code) or by_name.get(same_name(name)):
            found.append((row, area))
    return found


def _miss_own(
    cells: Cells, table: Table, named: Sequence[str], columns: FigureColumns, own: str | None
) -> None:
    """A doubt where the smallest areas of the file are named, and none of them is ours."""
    names = sorted(set(named) - {""})
    if not names or own is None:
        return
    close = [quoted(name) for name in close_names(own, names)]
    remedy = f"Did you mean {listed(close, 'or')}? " if close else ""
    cells.doubt(
        Place(table.name, column=columns.areas[0]),
        own,
        f"There is no row of {own} among {counted(len(names), 'council')}.",
        f"{remedy}Choose another column, or correct the name or number of our area in the admin.",
    )


@dataclass(frozen=True)
class _Source:
    table: Table
    columns: FigureColumns
    at: Mapping[str, int]
    row: TableRow

    def text(self, head: str) -> str:
        return self.row.cells[self.at[head]] if head else ""

    def place(self, head: str) -> Place:
        return self.table.place(self.row, self.at[head or self.columns.value])


def _add(
    cells: Cells,
    collected: Collected,
    source: _Source,
    indicator: KnownIndicator,
    area: str,
    on: date,
) -> bool:
    """Whether the row says anything; what cannot be read is a doubt."""
    columns = source.columns
    heads = (columns.value, columns.numerator, columns.denominator)
    texts = tuple(source.text(head) for head in heads)
    if not any(texts):
        return False
    written = source.text(columns.period)
    period = cells.year_ending(source.place(columns.period), written, indicator.frequency)
    parts = cells.parts(tuple(source.place(head) for head in heads), texts, indicator)
    if period is None or parts is None:
        return True
    if cells.has_begun(source.place(columns.value), texts[0], period, on):
        row = FigureRow(
            indicator.code,
            area,
            period,
            parts.figure,
            source.place(columns.value),
            numerator=parts.numerator,
            denominator=parts.denominator,
        )
        collected.add(row, texts[0])
    return True


def _chosen(table: Table, columns: FigureColumns, at: Mapping[str, int]) -> list[TableRow]:
    wanted = {head: value.strip() for head, value in columns.filters.items()}
    rows = list(table.rows)
    for head, value in wanted.items():
        found = [row for row in rows if row.cells[at[head]] == value]
        if not found:
            values = sorted({row.cells[at[head]] for row in rows})[:10]
            raise UploadError(
                f"{table.name} has no row with {quoted(value)} in {quoted(head)}. There are"
                f" {listed([quoted(each) for each in values])}."
            )
        rows = found
    return rows


def _notes(filtered: int, others: int, blanks: int, repeated: int) -> tuple[str, ...]:
    notes = [
        (filtered, "left out by the filters."),
        (others, "of other areas left out."),
        (blanks, "left out for want of a figure."),
        (repeated, "stood twice and counted once."),
    ]
    return tuple(f"{counted(count, 'row')} {words}" for count, words in notes if count)
