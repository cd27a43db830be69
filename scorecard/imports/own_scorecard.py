"""A council's own scorecard: a row for each indicator and period, or periods as columns."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.imports.grids import Grid, Place
from corporate_parenting.area_names import close_names, same_name
from corporate_parenting.uploads import Upload, UploadError
from corporate_parenting.words import counted, listed, quoted
from scorecard.days import is_day, period_problem
from scorecard.figures import State
from scorecard.imports.cells import Cells, KnownIndicator, Parts
from scorecard.imports.own_targets import (
    HEAD,
    CollectedTargets,
    first_day,
    period_aimed_at,
    period_of_head,
)
from scorecard.imports.proposals import Collected, Doubt, FigureRow, Proposal
from scorecard.imports.tables import (
    Table,
    TableRow,
    check_figures,
    csv_table,
    grid_table,
    key,
    workbook_grids,
)
from scorecard.periods import Period, PeriodError, PeriodKind, parse
from scorecard.sentences import Finality

_SEARCHED_ROWS = 30
_HEADS = {
    "code": r"(our |indicator |measure |kpi |pi )?(code|ref|reference|id|no|number)|indicator no",
    "name": r"(indicator|measure|kpi)( name| title)?|name|title|description",
    "period": r"(reporting )?period|quarter|month|year|financial year|academic year",
    "value": r"value|figure|actual|result|performance|outturn|current( performance)?|score",
    "numerator": r"numerator|part|number of cases",
    "denominator": r"denominator|whole|out of|cohort|total",
    "as_at": r"as at|as at date|date of (the )?figure|figure date",
    "target": HEAD,
    "council": r"(council|local authority|la|authority)( name)?",
}
_ADD_IT = "Add it first under Admin, Indicators, or ask an administrator to."
_WITHOUT_YEAR = re.compile(r"(q|qtr|quarter) ?[1-4]")
_COLUMNS = listed([quoted(word.replace("_", " ")) for word in _HEADS if word != "council"])


@dataclass(frozen=True)
class SheetMap:
    """Where a sheet's columns stand.

    ``periods``: the columns headed by a period, ``targets`` those headed by the target of one.
    """

    table: Table
    roles: dict[str, int]
    periods: tuple[int, ...]
    targets: tuple[int, ...]

    @property
    def has_period_of_row(self) -> bool:
        return {"period", "value"} <= self.roles.keys()


def scorecard_tables(upload: Upload) -> tuple[SheetMap, ...]:
    """The sheets with figures, at least one. UploadError where none is recognised."""
    if upload.kind == "docx":
        raise UploadError("The file is a Word document. Save the figures as .xlsx or CSV.")
    if upload.kind == "xlsx":
        found = [_map_of(table) for grid in workbook_grids(upload) if (table := _table(grid))]
    else:
        found = [_map_of(csv_table(upload))]
    maps = tuple(sheet for sheet in found if _is_usable(sheet))
    if not maps:
        raise UploadError(
            f"No table of figures was found. Head its columns with {_COLUMNS}, or with a code and"
            " the periods."
        )
    return maps


def maps_of(tables: Sequence[Table]) -> tuple[SheetMap, ...]:
    """Those of tables that ``scorecard_tables`` found."""
    return tuple(_map_of(table) for table in tables)


def read_scorecard(
    maps: Sequence[SheetMap], indicators: Sequence[KnownIndicator], own: str, on: date
) -> Proposal:
    """Our own council's figures and targets. ``own``: its area's name. ``on``: today.

    Figures are provisional. UploadError where there are too many.
    """
    reader = _Reader(indicators, own, on)
    _check_count(maps)
    for sheet in maps:
        for row in sheet.table.rows:
            reader.row(sheet, row)
    doubts = (*reader.cells.doubts, *reader.collected.doubts, *reader.targets.doubts)
    return Proposal(
        figures=tuple(reader.collected.figures.values()),
        targets=tuple(reader.targets.rows.values()),
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.place.grid, doubt.place.row))),
        notes=_notes(maps, reader),
    )


class _Reader:
    """Finds the indicator of each row and reads its figures."""

    def __init__(self, indicators: Sequence[KnownIndicator], own: str, on: date) -> None:
        self.own, self.on = own, on
        self.cells, self.collected = Cells(), Collected()
        self.targets = CollectedTargets()
        self.empty = 0
        self.heads: dict[tuple[str, str, PeriodKind], Period | None] = {}
        self.codes = _by_key(indicators, lambda each: each.outside_code.casefold())
        # Our own code means one indicator, whoever else uses it.
        self.codes |= {each.code.casefold(): [each] for each in indicators}
        self.names = _by_key(indicators, lambda each: same_name(each.name))

    def row(self, sheet: SheetMap, row: TableRow) -> None:
        indicator = self.indicator(sheet, row)
        if indicator is None or not self.is_ours(sheet, row):
            return
        if sheet.has_period_of_row:
            self.figure_of_row(sheet, row, indicator)
        for index in sheet.periods:
            self.figure_below_head(sheet.table, row, indicator, index)
        self.targets_of_row(sheet, row, indicator)

    def indicator(self, sheet: SheetMap, row: TableRow) -> KnownIndicator | None:
        for role in ("code", "name"):
            index = sheet.roles.get(role)
            written = row.cells[index] if index is not None else ""
            if written:
                found = self.known(role, written)
                if len(found) == 1:
                    return found[0]
                if self.has_figures(sheet, row):
                    self.unknown(sheet.table.place(row, index), role, written, found)
                return None
        if self.has_figures(sheet, row):
            place = Place(sheet.table.name, row.number)
            self.cells.doubt(place, "", "The row has no code.", "Type the indicator’s code.")
        return None

    def known(self, role: str, written: str) -> list[KnownIndicator]:
        """Those that are meant. A column of names may hold codes, or both: "P4.2 Health"."""
        by_code = self.codes.get(written.casefold(), [])
        if role == "code":
            return by_code
        found = [*self.names.get(same_name(written), []), *by_code]
        code, _, name = written.partition(" ")
        if not found and name:
            both = self.codes.get(code.rstrip(":.-–").casefold(), [])
            name = same_name(name.lstrip(":-– "))
            found = [each for each in both if same_name(each.name) == name]
        return list(dict.fromkeys(found))

    def unknown(
        self, place: Place, role: str, written: str, found: Sequence[KnownIndicator]
    ) -> None:
        """No indicator has the code or the name, or more than one of those ``found``."""
        if found:
            codes = listed([each.code for each in found])
            sentence = f"{codes} have the {role} {quoted(written)}."
            self.cells.doubt(place, written, sentence, "Write our own code.")
            return
        roles = ("code",) if role == "code" else ("name", "code")
        every = [each for group in self.codes.values() for each in group]
        known = [getattr(each, name) for name in roles for each in every]
        close = close_names(written, list(dict.fromkeys(known)))
        remedy = f"Did you mean {listed(close, 'or')}?" if close else _ADD_IT
        self.cells.doubt(place, written, f"No indicator has the {role} {quoted(written)}.", remedy)

    def is_ours(self, sheet: SheetMap, row: TableRow) -> bool:
        """Whether the row is of our own council, which a sheet need not say."""
        index = sheet.roles.get("council")
        written = row.cells[index] if index is not None else ""
        if not written or same_name(written) == same_name(self.own):
            return True
        sentence = f"{quoted(written)} is not {self.own}, whose figures are read from this sheet."
        remedy = "Leave the row out, or correct the council."
        self.cells.doubt(sheet.table.place(row, index), written, sentence, remedy)
        return False

    def has_figures(self, sheet: SheetMap, row: TableRow) -> bool:
        """A heading across the table names no indicator and holds no figure."""
        alone = [sheet.roles[role] for role in ("value", "target") if role in sheet.roles]
        indexes = [*sheet.periods, *sheet.targets, *alone]
        return any(row.cells[index] for index in indexes)

    def figure_of_row(self, sheet: SheetMap, row: TableRow, indicator: KnownIndicator) -> None:
        """The figure and the target of a row that names its period."""
        roles = sheet.roles
        target = row.cells[roles["target"]] if "target" in roles else ""
        indexes = [roles.get(role, -1) for role in ("value", "numerator", "denominator")]
        texts = tuple("" if index < 0 else row.cells[index] for index in indexes)
        self.empty += not any(texts)
        if not any(texts) and not target:
            return
        places = tuple(sheet.table.place(row, max(index, 0)) for index in indexes)
        written, place = row.cells[roles["period"]], sheet.table.place(row, roles["period"])
        period = self.cells.period(place, written, indicator.frequency)
        if target and period is not None:
            place = sheet.table.place(row, roles["target"])
            self.targets.add(indicator.code, period.starts_on, target, place)
        parts = self.cells.parts(places, texts, indicator)
        day = None
        if "as_at" in roles:
            at = roles["as_at"]
            place = sheet.table.place(row, at)
            day = self.cells.day(place, row.cells[at], period, self.on)
        self.add(indicator, period, parts, places[0], texts[0], day)

    def figure_below_head(
        self, table: Table, row: TableRow, indicator: KnownIndicator, index: int
    ) -> None:
        """The figure in a column that is headed by its period."""
        written, place = row.cells[index], table.place(row, index)
        if not written:
            self.empty += 1
            return
        period = self.head_period(table, index, indicator.frequency)
        parts = self.cells.parts((place, place, place), (written, "", ""), indicator)
        self.add(indicator, period, parts, place, written)

    def targets_of_row(self, sheet: SheetMap, row: TableRow, indicator: KnownIndicator) -> None:
        """The targets of a row whose periods stand above its columns."""
        for index in sheet.targets:
            if row.cells[index] and (
                period := self.head_period(sheet.table, index, indicator.frequency)
            ):
                place = sheet.table.place(row, index)
                self.targets.add(indicator.code, period.starts_on, row.cells[index], place)
        index = sheet.roles.get("target")
        if sheet.has_period_of_row or index is None or not row.cells[index]:
            return
        filled = [each for each in sheet.periods if row.cells[each]] or sheet.periods
        heads = [self.head_period(sheet.table, each, indicator.frequency) for each in filled]
        if any(heads):
            place, day = sheet.table.place(row, index), first_day(filter(None, heads))
            self.targets.add(indicator.code, day, row.cells[index], place)

    def add(
        self,
        indicator: KnownIndicator,
        period: Period | None,
        parts: Parts | None,
        place: Place,
        written: str,
        as_at: date | None = None,
    ) -> None:
        if period is None or parts is None:
            return
        if parts.figure is State.NOT_YET and period_problem(period, self.on):
            self.empty += 1  # it says no more than an empty cell
            return
        if not self.cells.has_begun(place, written, period, self.on):
            return
        row = FigureRow(
            indicator=indicator.code,
            area=self.own,
            period=period,
            figure=parts.figure,
            place=place,
            finality=Finality.PROVISIONAL,
            numerator=parts.numerator,
            denominator=parts.denominator,
            as_at=as_at,
        )
        self.collected.add(row, written)

    def head_period(self, table: Table, index: int, kind: PeriodKind) -> Period | None:
        """The period above a column of figures or targets, refused once and not in each row."""
        head = table.heads[index]
        key_of_head = (table.name, head, kind)
        if key_of_head not in self.heads:
            place = Place(table.name, table.header_row, head)
            aimed = period_of_head(head)
            try:
                found = period_aimed_at(aimed, kind) if aimed else parse(head, kind)
            except PeriodError as error:
                found = None
                self.cells.doubt(place, head, str(error))
            self.heads[key_of_head] = found
        return self.heads[key_of_head]


def _by_key(
    indicators: Sequence[KnownIndicator], key_of: Callable[[KnownIndicator], Hashable]
) -> dict[Hashable, list[KnownIndicator]]:
    found = defaultdict(list)
    for each in indicators:
        if key_of(each):
            found[key_of(each)].append(each)
    return dict(found)


def _check_count(maps: Sequence[SheetMap]) -> None:
    """UploadError for more figures than one import can take."""
    count = 0
    for sheet in maps:
        at = (sheet.roles.get("value"), sheet.roles.get("target"), *sheet.periods, *sheet.targets)
        filled = [index for index in at if index is not None]
        count += sum(bool(row.cells[index]) for row in sheet.table.rows for index in filled)
    check_figures(maps[0].table.name, count)


# Sheets and their heads


def _table(grid: Grid) -> Table | None:
    """The sheet from its row of heads on, if it has one."""
    for row in grid.rows[:_SEARCHED_ROWS]:
        heads = [cell.text for cell in row.cells]
        roles = {_role(head) for head in heads}
        if roles & {"code", "name"} and (
            {"period", "value"} <= roles or any(_is_period(head) for head in heads)
        ):
            _refuse_formulas(grid)
            return grid_table(grid, row.number)
    return None


def _refuse_formulas(grid: Grid) -> None:
    if grid.doubts:
        first = grid.doubts[0]
        raise UploadError(str(Doubt(first.place, first.value, first.sentence, first.remedy)))


def _map_of(table: Table) -> SheetMap:
    roles: dict[str, int] = {}
    for index, head in enumerate(table.heads):
        role = _role(head)
        if role and role not in roles:
            roles[role] = index
    taken = set(roles.values())
    others = [(i, head) for i, head in enumerate(table.heads) if i not in taken]
    periods = (i for i, head in others if _is_period(head))
    targets = (i for i, head in others if _is_period(period_of_head(head)))
    return SheetMap(table, roles, tuple(periods), tuple(targets))


def _is_usable(sheet: SheetMap) -> bool:
    names = {"code", "name"} & set(sheet.roles)
    return bool(names and (sheet.periods or sheet.has_period_of_row))


def _role(head: str) -> str:
    words = re.sub(r"[^\w ]+", " ", key(head))
    words = " ".join(words.split())
    return next((role for role, pattern in _HEADS.items() if re.fullmatch(pattern, words)), "")


def _is_period(head: str) -> bool:
    """Whether the head means a period: a day or a quarter without its year is refused later."""
    if is_day(head) or _WITHOUT_YEAR.fullmatch(key(head)):
        return True
    for kind in PeriodKind:
        try:
            return bool(parse(head, kind))
        except PeriodError:
            continue
    return False


def _notes(maps: Sequence[SheetMap], reader: _Reader) -> tuple[str, ...]:
    notes = []
    for sheet in maps:
        taken = {*sheet.roles.values(), *sheet.periods, *sheet.targets}
        others = [quoted(h) for i, h in enumerate(sheet.table.heads) if h and i not in taken]
        if others:
            notes.append(f"{sheet.table.name}: not read: {listed(others)}.")
    if reader.collected.repeated:
        notes.append(f"{counted(reader.collected.repeated, 'row')} stood twice and counted once.")
    if reader.empty:
        notes.append(f"{counted(reader.empty, 'cell')} held no figure.")
    return (*notes, *reader.cells.notes)
