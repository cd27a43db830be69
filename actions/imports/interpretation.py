"""From grids to a proposed plan: which rows are priorities, actions and strands.

The same grids, maps and decisions give the same proposal, so that the review page can store
those three and read them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from actions.imports.building import PlanBuilder
from actions.imports.columns import ColumnMap, column_doubts, heading_role, propose_maps
from actions.imports.doubts import reading_doubts
from actions.imports.grids import Cell, Grid, Row
from actions.imports.headings import read_above
from actions.imports.levels import read_heading
from actions.imports.parting import lead_offers, partings
from actions.imports.proposals import LeftOut, PlanProposal


def interpret(
    grids: Sequence[Grid],
    maps: Sequence[ColumnMap] | None = None,
    decisions: Mapping[str, str] | None = None,
    *,
    plan_starts: date | None = None,
    plan_ends: date | None = None,
) -> PlanProposal:
    """The plan that the grids hold, with everything that a person should look at.

    ``decisions`` says "join" or "keep" by row id, and which leads a line names (``parting``);
    other words, unknown rows and unknown lines change nothing.
    With both dates the timescales are read too, and odd ones become doubts. Nothing is raised
    for odd content: each word of the grids is in the proposal or named as left out.
    """
    decisions = decisions or {}
    builder = PlanBuilder(decisions)
    carried: list[str] = []
    maps = maps or propose_maps(grids)
    for index, (grid, columns) in enumerate(zip(grids, maps, strict=True)):
        columns = _fitted(columns, grid)
        builder.doubts += grid.doubts
        if grid.rows:
            builder.doubts += column_doubts(grid, columns)
        if not columns.is_usable:
            _leave_out_grid(builder, grid)
            carried += grid.above
            continue
        _read_grid(builder, grid, index, columns, [*carried, *grid.above])
        carried = []
    for line in carried:
        builder.left_out.append(LeftOut(grids[-1].place(), line, "outside the tables"))
    proposal = builder.proposal()
    doubts = reading_doubts(proposal.strands, partings(decisions), plan_starts, plan_ends)
    return replace(
        proposal,
        doubts=(*proposal.doubts, *doubts),
        lead_offers=lead_offers(proposal.strands, decisions),
        columns=frozenset(role for columns in maps for role in columns.roles if role),
    )


def _fitted(columns: ColumnMap, grid: Grid) -> ColumnMap:
    """The map with one role for each column of the grid, whatever a person sent."""
    roles = (*columns.roles, *[""] * grid.width)[: grid.width]
    return replace(columns, roles=roles)


def _leave_out_grid(builder: PlanBuilder, grid: Grid) -> None:
    for row in grid.rows:
        _leave_out(builder, grid, row, "a table without a column for actions")
    _leave_out_lines(builder, grid, grid.below)


def _leave_out(builder: PlanBuilder, grid: Grid, row: Row, why: str) -> None:
    for index in row.filled:
        place = grid.place(row.number, index)
        builder.left_out.append(LeftOut(place, "\n".join(row.cells[index].lines), why))


def _leave_out_lines(builder: PlanBuilder, grid: Grid, lines: Sequence[str]) -> None:
    builder.left_out += [LeftOut(grid.place(), line, "outside the tables") for line in lines]


def _read_grid(
    builder: PlanBuilder, grid: Grid, index: int, columns: ColumnMap, above: list[str]
) -> None:
    titles = [row for row in grid.rows if row.number < columns.header_row]
    _open_grid(builder, grid, columns, above, titles)
    for row in grid.rows[len(titles) :]:
        if not row.filled:
            continue
        if row.number == columns.header_row or _repeats_headings(row, columns):
            _leave_out(builder, grid, row, "headings")
        elif (section := _section(row)) is not None:
            _open_section(builder, grid, row, section)
        else:
            builder.add_row(grid, row, columns, f"{index}:{row.number}")
            _leave_out_unknown(builder, grid, row, columns)
    _leave_out_lines(builder, grid, grid.below)


def _open_grid(
    builder: PlanBuilder, grid: Grid, columns: ColumnMap, above: list[str], titles: list[Row]
) -> None:
    """Begin the priority that the text above the headings names, if it names one."""
    text = read_above([*above, *(_title(row) for row in titles if _title(row))])
    heading = text.heading or read_heading(grid.name)
    place = grid.place(columns.header_row)
    if heading:
        builder.open_priority(heading, place)
    elif text.rest and "priority" not in columns.roles:
        builder.continue_priority(place)
    _leave_out_lines(builder, grid, text.rest)
    for row in titles:
        if not _title(row):
            _leave_out(builder, grid, row, "above the headings")


def _title(row: Row) -> str:
    """The text of a row with one filled cell, such as a title merged across the table."""
    return row.cells[row.filled[0]].text if len(row.filled) == 1 else ""


def _repeats_headings(row: Row, columns: ColumnMap) -> bool:
    """Whether most filled cells are headings again, as in a table that repeats them by hand."""
    texts = [(index, row.cells[index].text) for index in row.filled]
    same = sum(
        1
        for index, text in texts
        if columns.roles[index] and heading_role(text) == columns.roles[index]
    )
    return len(texts) > 1 and same * 4 > len(texts) * 3 and same > 1


def _section(row: Row) -> str | None:
    """The text of a row that is one cell across the table, or names a priority alone."""
    text = _title(row)
    if not text:
        return None
    is_across = len(row.cells) > 1 and all(_is_covered(cell) for cell in row.cells[1:])
    return text if is_across or read_heading(text) else None


def _is_covered(cell: Cell) -> bool:
    return cell.merged == "across"


def _open_section(builder: PlanBuilder, grid: Grid, row: Row, text: str) -> None:
    lines = row.cells[row.filled[0]].lines
    read = read_above(lines if read_heading(lines[0]) else [text])
    if read.heading:
        builder.open_priority(read.heading, grid.place(row.number))
        _leave_out_lines(builder, grid, read.rest)
    else:
        builder.add_section(text, grid.place(row.number, row.filled[0]))


def _leave_out_unknown(builder: PlanBuilder, grid: Grid, row: Row, columns: ColumnMap) -> None:
    for index in row.filled:
        if not columns.roles[index]:
            text = "\n".join(row.cells[index].lines)
            place = grid.place(row.number, index)
            builder.left_out.append(LeftOut(place, text, "a column that was not recognised"))
