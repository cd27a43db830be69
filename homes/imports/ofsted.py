"""Ofsted's file of social care providers: one council's homes at a day, and a year's events."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from corporate_parenting.words import counted, day_words, listed
from homes.grades import GradeFacts, spelling_key
from homes.imports.cells import Cells
from homes.imports.columns import Area
from homes.imports.councils import spelling_of
from homes.imports.cover import as_at
from homes.imports.proposals import Doubt, EventRow, HomeRow, HomesFile, Scope, differing
from homes.imports.sheets import SheetRow
from homes.imports.tables import Table, Tables
from homes.kinds import InspectionKind, Provision, Sector

PUBLISHER = "Ofsted"
Grades = Mapping[InspectionKind, Sequence[GradeFacts]]
_REDACTED = "redacted"
_URN = re.compile(r"[A-Z]{0,3}[0-9]{4,12}")
_SECTORS = {spelling_key(sector.label): sector for sector in Sector}
_HOME = spelling_key(Provision.CHILDRENS_HOME.label)
_GONE = ("resigned", "cancelled", "closed")
_KINDS = {kind.value: kind for kind in InspectionKind}
_MOST_NAMED = 10


@dataclass
class _Reading:
    """One council's rows on their way to a proposal."""

    councils: frozenset[str]
    scope: Scope
    areas: Sequence[Area]
    grades: Grades
    homes: dict[str, HomeRow] = field(default_factory=dict)
    events: dict[str, EventRow] = field(default_factory=dict)
    latest: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    taken_as_full: list[str] = field(default_factory=list)


def read_ofsted(
    tables: Tables, *, council: str, scope: Scope, grades: Grades, file_name: str
) -> HomesFile:
    """The homes of one council and their inspections.

    ``grades``: of each kind of inspection that has some. UploadError where the council is not in
    the file, or no day is named.
    """
    registers = [table.columns for table in tables.registers]
    events = [table.columns for table in tables.events]
    day = as_at(registers, events, tables.cover, file_name)
    names = spelling_of(council, tables.councils)
    reading = _Reading(names, scope, tables.areas, grades)
    for table in tables.registers:
        _read_register(reading, table)
    for table in tables.events:
        cells = Cells(table.columns, reading.doubts)
        for row, urn in _rows_of_homes(reading, table, cells):
            _add_event(reading, cells, row, urn)
    return HomesFile(
        council=min(reading.councils),
        scope=scope,
        as_at=day,
        released_on=tables.cover.released_on,
        has_register=bool(tables.registers),
        homes=tuple(sorted(reading.homes.values(), key=lambda home: home.urn)),
        events=tuple(sorted(reading.events.values(), key=lambda e: (e.visited_on, e.number))),
        doubts=tuple(reading.doubts),
        notes=_notes(reading),
    )


# Homes


def _read_register(reading: _Reading, table: Table) -> None:
    cells, seen = Cells(table.columns, reading.doubts), set()
    for row, urn in _rows_of_homes(reading, table, cells):
        home = _home(cells, row, urn)
        if home is None:
            continue
        first = reading.homes.setdefault(urn, home)
        if first is not home and (names := differing(first, home)):
            cells.doubt(
                row,
                "urn",
                f"This home stands in {first.place.grid}, row {first.place.row} too, but they"
                f" differ in the {listed([_in_words(name) for name in names])}.",
                "Keep the right one of the two rows.",
            )
        if "number" in cells.columns and _is_inspected(cells, row) and urn not in seen:
            _add_event(reading, cells, row, urn)
        seen.add(urn)


def _rows_of_homes(reading: _Reading, table: Table, cells: Cells) -> Iterator[tuple[SheetRow, str]]:
    """Rows of children's homes of the council and scope, each with its URN."""
    for row in chain.from_iterable(table.rows.get(name, ()) for name in sorted(reading.councils)):
        if _is_wanted(reading.scope, cells, row):
            urn = cells.text(row, "urn").removesuffix(".0").upper()
            if _URN.fullmatch(urn):
                yield row, urn
            else:
                cells.doubt(
                    row, "urn", "This is no URN.", "Write it as Ofsted does: SC004321 or 2610095."
                )


def _is_wanted(scope: Scope, cells: Cells, row: SheetRow) -> bool:
    provision, sector = cells.text(row, "provision"), cells.text(row, "sector")
    if not provision:
        cells.doubt(row, "provision", "The type of provision is missing.", "Enter it in the file.")
    if not provision or spelling_key(provision) != _HOME:
        return False
    if spelling_key(sector) not in _SECTORS:
        words = listed([f"“{each.label}”" for each in Sector], "or")
        cells.doubt(row, "sector", "The sector is not known.", f"Write {words}.")
        return False
    return scope is Scope.AREA or _SECTORS[spelling_key(sector)] is Sector.LOCAL_AUTHORITY


def _home(cells: Cells, row: SheetRow, urn: str) -> HomeRow | None:
    registered_on = cells.day(row, "registered_on")
    places = cells.places(row, "places") if "places" in cells.columns else None
    name = cells.text(row, "name")
    if registered_on is None:
        return None
    return HomeRow(
        urn=urn,
        name="" if _REDACTED in name.casefold() else name,
        sector=_SECTORS[spelling_key(cells.text(row, "sector"))],
        registered_on=registered_on,
        places=places,
        provider="" if _is_redacted(cells, row) else cells.text(row, "provider"),
        is_short_break_only=bool(cells.text(row, "short_breaks")),
        place=cells.columns.place(row, "urn"),
    )


def _is_redacted(cells: Cells, row: SheetRow) -> bool:
    return _REDACTED in cells.text(row, "provider").casefold()


def _is_inspected(cells: Cells, row: SheetRow) -> bool:
    """A home that nobody inspected fully has none of these cells."""
    return any(cells.text(row, name) for name in ("visited_on", "published_on", "number"))


# Events


def _add_event(reading: _Reading, cells: Cells, row: SheetRow, urn: str) -> None:
    event = _event(reading, cells, row, urn)
    if event is None:
        return
    if "kind" in cells.columns and cells.columns.head_of("kind").casefold().startswith("latest"):
        reading.latest.add(event.number)
    first = reading.events.setdefault(event.number, event)
    if first is event or not (names := differing(first, event)):
        return
    reading.doubts.append(
        Doubt(
            event.place,
            cells.columns.head_of("number"),
            event.number,
            f"This event stands in {first.place.grid}, row {first.place.row} too, but they"
            f" differ in the {listed([_in_words(name) for name in names])}.",
            "Keep the right one of the two rows, or correct the number.",
        )
    )


def _in_words(name: str) -> str:
    return _WORDS.get(name) or name.removeprefix("is_").replace("_", " ")


_WORDS = {
    "urn": "URN",
    "registered_on": "day of registration",
    "visited_on": "day of the visit",
    "published_on": "day of publication",
    "judgements": "judgement",
    "is_registered": "status of the registration",
}


def _event(reading: _Reading, cells: Cells, row: SheetRow, urn: str) -> EventRow | None:
    known = len(reading.doubts)
    visited_on, published_on = cells.day(row, "visited_on"), cells.day(row, "published_on")
    number = cells.text(row, "number").removesuffix(".0")
    if not number:
        cells.doubt(row, "number", "The event has no number.", "Enter it in the file.")
    _check_days(cells, row, visited_on, published_on)
    kind = _kind(reading, cells, row, number)
    if kind is None:
        return None
    judged = cells.judgements(row, reading.areas, reading.grades.get(kind, ()))
    judgements = tuple(each for each in judged if each.grade)
    overall = next(area.code for area in reading.areas if area.is_overall)
    has_overall = any(each.area == overall for each in judgements)
    if kind is InspectionKind.FULL and not has_overall and len(reading.doubts) == known:
        cells.doubt(
            row,
            f"area:{overall}",
            "A full inspection has an overall judgement.",
            "Enter it, or correct the type of inspection.",
        )
    if len(reading.doubts) > known:
        return None
    status = spelling_key(cells.text(row, "status"))
    place = cells.columns.place(row, "number")
    return EventRow(
        urn, number, kind, visited_on, published_on, judgements, status not in _GONE, place
    )


def _check_days(cells: Cells, row: SheetRow, visited: date | None, published: date | None) -> None:
    remedy = "Correct one of the two days."
    if visited and published and published < visited:
        cells.doubt(
            row, "published_on", f"This is before the visit on {day_words(visited)}.", remedy
        )
    known = len(cells.doubts)
    registered = cells.day(row, "registered_on")
    del cells.doubts[known:]  # a missing day of registration is told by the home's own row
    if visited and registered and visited < registered:
        cells.doubt(
            row,
            "visited_on",
            f"This is before the home was registered on {day_words(registered)}.",
            remedy,
        )


def _kind(reading: _Reading, cells: Cells, row: SheetRow, number: str) -> InspectionKind | None:
    """The kind of the row. Graded as a latest full inspection, it is one, whatever it is called."""
    words = cells.text(row, "kind")
    if not words and "kind" not in cells.columns:
        return InspectionKind.FULL
    kind = _KINDS.get(spelling_key(words).partition(" ")[0])
    if kind is None:
        kinds = listed([f"“{each.label}”" for each in InspectionKind], "or")
        cells.doubt(row, "kind", "The type of inspection is not known.", f"Write {kinds}.")
        return None
    if kind is InspectionKind.FULL or kind in reading.grades or not _is_graded(reading, cells, row):
        return kind
    is_latest = cells.columns.head_of("kind").casefold().startswith("latest")
    if is_latest or number in reading.latest:
        if is_latest:
            reading.taken_as_full.append(f"{number} ({words})")
        return InspectionKind.FULL
    cells.doubt(
        row,
        "kind",
        "A visit of this type carries no grade, but the row has one.",
        "Correct the type, or delete the grades.",
    )
    return None


def _is_graded(reading: _Reading, cells: Cells, row: SheetRow) -> bool:
    return any(cells.text(row, f"area:{area.code}") for area in reading.areas)


# What was left out or taken otherwise


def _notes(reading: _Reading) -> tuple[str, ...]:
    notes = []
    if not reading.homes and not reading.events:
        notes.append("The file has no such home of this council.")
    if named := reading.taken_as_full:
        events = counted(len(named), "event")
        notes.append(
            f"{events} taken as full inspections, since the file has them as the latest one:"
            f" {listed(named[:_MOST_NAMED])}."
        )
    inspected = {event.urn for event in reading.events.values()}
    if bare := [urn for urn in sorted(reading.homes) if urn not in inspected]:
        more = f" and {len(bare) - _MOST_NAMED} more" if len(bare) > _MOST_NAMED else ""
        notes.append(
            f"{counted(len(bare), 'home')} without an inspection:"
            f" {', '.join(bare[:_MOST_NAMED])}{more}."
        )
    return tuple(notes)
