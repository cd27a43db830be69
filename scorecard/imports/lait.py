"""The interactive tool's own file: a row for each measure, area and year."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from actions.imports.grids import Place
from corporate_parenting.area_names import area_code, close_names, same_name
from corporate_parenting.uploads import Upload, UploadError
from corporate_parenting.words import counted, listed, quoted
from scorecard.cells import broken_count, counting_columns
from scorecard.days import period_problem
from scorecard.figures import FigureError, read_figure
from scorecard.imports.cells import NOT_BEGUN, read_year_ending, stored
from scorecard.imports.lait_dictionary import PUBLISHER, Dictionary
from scorecard.imports.neighbours import Neighbour
from scorecard.imports.proposals import (
    AreaRow,
    Collected,
    Doubt,
    FigureRow,
    IndicatorRow,
    Proposal,
)
from scorecard.imports.tables import Table, TableRow, check_figures, text_table
from scorecard.periods import PeriodError

_HEADS = ("Short Desc", "LA and Regions", "LA Number", "Region", "Years", "Values")
_ENGLAND = "England"


@dataclass(frozen=True)
class _Line:
    """A row of the file, its cells by what they hold."""

    row: TableRow
    short: str
    area: str
    code: str
    region: str
    year: str
    value: str


@dataclass
class _Reading:
    """One file on its way to a proposal."""

    table: Table
    columns: tuple[int, ...]
    on: date
    doubts: list[Doubt] = field(default_factory=list)
    blanks: int = 0

    def doubt(self, line: _Line, head: str, value: str, message: str, remedy: str = "") -> None:
        index = self.columns[_HEADS.index(head)]
        self.doubts.append(Doubt(self.table.place(line.row, index), value, message, remedy))


def read_lait(
    table: Table,
    dictionary: Dictionary,
    *,
    council: str,
    neighbours: Sequence[Neighbour] = (),
    counts: Mapping[str, Collection[str]] = MappingProxyType({}),
    on: date,
) -> Proposal:
    """Figures of our council, its region, England and its neighbours; other areas are left out.

    UploadError where the table lacks a column or the council, or holds too much. ``counts``: as
    ``counting_columns`` has it, of the indicators that are kept, by their short names. ``on``:
    today.
    """
    columns, lines = table.columns(*_HEADS), _lines(table)
    own = _own_line(lines, council)
    areas = _areas(lines, own, neighbours)
    kept = [line for line in lines if line.area in areas]
    check_figures(table.name, len(kept))
    reading = _Reading(table, columns, on)
    indicators = _indicators(reading, kept, dictionary)
    collected = Collected()
    for line in kept:
        if indicator := indicators.get(line.short):
            area, whole = areas[line.area], ()
            # What is published of other areas may be their average.
            if area.kind == "own":
                whole = counts.get(line.short, _counts_of(indicator))
            _add_figure(reading, collected, line, area.name, indicator, whole)
    return Proposal(
        figures=tuple(collected.figures.values()),
        areas=tuple(dict.fromkeys([*areas.values(), *_without_figures(areas, neighbours)])),
        indicators=tuple(indicators.values()),
        doubts=(*reading.doubts, *collected.doubts),
        notes=_notes(lines, areas, own, collected.repeated, reading.blanks, neighbours),
        codes="outside_code",
        source=PUBLISHER,
    )


def lait_table(upload: Upload) -> Table:
    """The tool's file as a table. UploadError where it is no CSV file or lacks a column."""
    table = text_table(upload)
    table.columns(*_HEADS)
    return table


def council_code(table: Table, council: str) -> str:
    """The LA number of the council, to look its neighbours up. Raises as ``read_lait`` does."""
    return area_code(_own_line(_lines(table), council).code)


def councils_of(table: Table) -> list[str]:
    """The names of the councils that the file holds, in order."""
    return sorted(_councils(_lines(table)))


def likely_council(councils: Sequence[str], name: str) -> str:
    """The council of the file that is called so; empty for none.

    A profile says more than DfE does: “Fernmoor Borough Council” is “Fernmoor”.
    """
    words = same_name(name)
    inside = [each for each in councils if same_name(each) <= words]
    return max(inside, key=lambda each: (len(same_name(each)), each), default="")


def _lines(table: Table) -> list[_Line]:
    columns = table.columns(*_HEADS)
    return [_Line(row, *(row.cells[index] for index in columns)) for row in table.rows]


def _councils(lines: Sequence[_Line]) -> dict[str, _Line]:
    return {line.area: line for line in lines if area_code(line.region)}


# Areas


def _own_line(lines: Sequence[_Line], council: str) -> _Line:
    councils = _councils(lines)
    found = [name for name in councils if same_name(name) == same_name(council)]
    if found:
        return councils[found[0]]
    names = close_names(council, councils)
    remedy = (
        f"Did you mean {listed([quoted(name) for name in names], 'or')}?"
        if names
        else f"It holds {counted(len(councils), 'council')}. Check the name."
    )
    raise UploadError(f"There is no council {quoted(council)} in the file. {remedy}")


def _areas(
    lines: Sequence[_Line], own: _Line, neighbours: Sequence[Neighbour]
) -> dict[str, AreaRow]:
    """The areas that are kept, by their names in the file: own, region, England, neighbours."""
    first = {line.area: line for line in lines}
    places = {name: line for name, line in first.items() if not area_code(line.region)}
    found = {own.area: AreaRow(own.area, "own", area_code(own.code))}
    for name, line in places.items():
        if same_name(name) == same_name(_ENGLAND):
            found[name] = AreaRow(_ENGLAND, "england", area_code(line.code))
        elif same_name(name) == same_name(own.region):
            found[name] = AreaRow(name, "region", area_code(line.code))
    codes = {neighbour.code for neighbour in neighbours}
    for name, line in first.items():
        if area_code(line.code) in codes and name not in found:
            found[name] = AreaRow(name, "neighbour", area_code(line.code))
    return found


def _without_figures(areas: dict[str, AreaRow], neighbours: Sequence[Neighbour]) -> list[AreaRow]:
    """Neighbours that the file does not hold: an average says of how many it is."""
    codes = {area.code for area in areas.values()}
    return [AreaRow(n.name, "neighbour", n.code) for n in neighbours if n.code not in codes]


# Indicators and figures


def _indicators(
    reading: _Reading, kept: Sequence[_Line], dictionary: Dictionary
) -> dict[str, IndicatorRow]:
    """The measures of the rows, by their short names; doubts about the others are kept."""
    decimals: Counter[str] = Counter()
    places: dict[str, Place] = {}
    for line in kept:
        places.setdefault(line.short, reading.table.place(line.row, reading.columns[0]))
        decimals[line.short] = max(decimals[line.short], _decimals(line.value))
    reading.doubts += dictionary.unknown(list(places), places)
    found = {}
    for short in places:
        if short in dictionary.rows:
            read = dictionary.indicator(short, decimals[short])
            if isinstance(read, IndicatorRow):
                found[short] = read
            else:
                reading.doubts += read
    return found


def _decimals(written: str) -> int:
    """Those of a figure as people read it; what is no figure is named when it is read."""
    try:
        figure = read_figure(written)
    except FigureError:
        return 0
    return -figure.as_tuple().exponent if isinstance(figure, Decimal) else 0


def _counts_of(row: IndicatorRow) -> frozenset[str]:
    return counting_columns(row.unit, row.decimals, row.basis, counts_people=row.counts_people)


def _add_figure(
    reading: _Reading,
    collected: Collected,
    line: _Line,
    area: str,
    indicator: IndicatorRow,
    counts: Collection[str],
) -> None:
    period = figure = None
    try:
        period = read_year_ending(line.year, indicator.frequency)
    except PeriodError as error:
        reading.doubt(line, "Years", line.year, str(error))
    if period and (sentence := period_problem(period, reading.on)):
        reading.doubt(line, "Years", line.year, sentence, NOT_BEGUN)
        return
    try:
        figure = read_figure(line.value, indicator.unit)
    except FigureError as error:
        reading.doubt(line, "Values", line.value, str(error))
        return
    if sentence := broken_count("value", figure, counts):
        reading.doubt(line, "Values", line.value, sentence)
        return
    if figure is None:
        reading.blanks += 1
    elif period is not None:
        place = Place(reading.table.name, line.row.number)
        row = FigureRow(line.short, area, period, stored(figure), place)
        collected.add(row, line.value)


# What was left out


def _notes(
    lines: Sequence[_Line],
    areas: dict[str, AreaRow],
    own: _Line,
    repeated: int,
    blanks: int,
    neighbours: Sequence[Neighbour],
) -> tuple[str, ...]:
    others = Counter(line.area for line in lines if line.area not in areas)
    kinds = {area.kind for area in areas.values()}
    missing = [area.name for area in _without_figures(areas, neighbours)]
    notes = []
    if others:
        rows = counted(others.total(), "row")
        notes.append(f"{counted(len(others), 'other area')} left out, with {rows}.")
    if "region" not in kinds:
        notes.append(f"The file has no figures of the region {quoted(own.region)}.")
    if "england" not in kinds:
        notes.append("The file has no figures of England.")
    if missing:
        notes.append(f"The file has no figures of these neighbours: {listed(missing)}.")
    if repeated:
        notes.append(f"{counted(repeated, 'row')} stood twice and counted once.")
    if blanks:
        notes.append(f"{counted(blanks, 'row')} left out for want of a figure.")
    return tuple(notes)
