"""Choices about a file, found again in a later one: the same file twice asks for nothing new."""

from collections.abc import Iterator, Mapping, Sequence

from actions.imports.columns import ColumnMap, propose_maps
from actions.imports.grids import Grid

Rows = tuple[tuple[str, ...], ...]


def carried_maps(
    before: Sequence[Grid], chosen: Sequence[ColumnMap], grids: Sequence[Grid]
) -> tuple[ColumnMap, ...]:
    """The maps of ``grids``, as chosen ``before`` where a table has the same headings."""
    known = {_head(grid, columns): columns for grid, columns in zip(before, chosen, strict=True)}
    proposed = propose_maps(grids)
    return tuple(
        _with_roles(columns, known.get(_head(grid, columns)))
        for grid, columns in zip(grids, proposed, strict=True)
    )


def _head(grid: Grid, columns: ColumnMap) -> tuple:
    """What tells a table from others: its headings, else its name and first row."""
    first = [cell.text for row in grid.rows[:1] for cell in row.cells if cell.text]
    return columns.headings or (grid.name, *first)


def _with_roles(proposed: ColumnMap, chosen: ColumnMap | None) -> ColumnMap:
    if chosen is None:
        return proposed
    width = len(proposed.roles)  # blank columns at the end are not always in the file
    roles = (*chosen.roles, *[""] * width)[:width]
    return ColumnMap(roles, proposed.headings, proposed.header_row)


def carried_decisions(
    before: Sequence[Grid], decisions: Mapping[str, str], grids: Sequence[Grid]
) -> dict[str, str]:
    """The decisions about rows that say the same, below a row that says the same.

    Those about leads are not carried: a strand's leads may have been corrected by hand since.
    """
    known = {words: decisions[key] for key, words in _rows(before) if key in decisions}
    return {key: known[words] for key, words in _rows(grids) if words in known}


def _rows(grids: Sequence[Grid]) -> Iterator[tuple[str, Rows]]:
    """Each row by its key in decisions, with the words of the row above and its own."""
    for index, grid in enumerate(grids):
        above: tuple[str, ...] = ()
        for row in grid.rows:
            words = tuple(cell.text for cell in row.cells)
            yield f"{index}:{row.number}", (above, words)
            above = words
