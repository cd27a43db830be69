"""Ofsted's file of inspections of local authorities: how one council as a whole was judged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import day_words, listed, quoted
from homes.grades import GradeFacts, spelling_key
from homes.imports.cells import Cells
from homes.imports.columns import Area, Columns, Heads, area_heads, find_columns, lacks
from homes.imports.councils import spelling_of
from homes.imports.cover import Cover, as_at
from homes.imports.proposals import AuthorityFile, AuthorityRow, Doubt, differing
from homes.imports.sheets import Sheet, SheetRow
from homes.kinds import AuthorityKind

_URN: Heads = {"urn": ("URN",)}
_INSPECTION: Heads = {
    "authority": ("Local authority name", "Local authority"),
    "visited_on": ("Inspection date", "Inspection/Visit date"),
    "published_on": ("Publication date", "Inspection publication date"),
}
_MORE: Heads = {
    "kind": ("Inspection type", "Inspection/Visit type"),
    "theme": ("Visit theme",),
}
_WORDS = {"kind_words": "type", "published_on": "day of publication", "judgements": "judgement"}


@dataclass
class _Reading:
    """One council's inspections on their way to a proposal, by kind and day."""

    councils: frozenset[str]
    areas: Sequence[Area]
    grades: Sequence[GradeFacts]
    rows: dict[object, AuthorityRow] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def read_authorities(
    sheets: Iterable[Sheet],
    *,
    council: str,
    areas: Sequence[Area],
    grades: Sequence[GradeFacts],
    file_name: str,
) -> AuthorityFile:
    """Inspections and visits of one council, each once, the oldest first.

    ``areas``: what is judged of councils. UploadError where no sheet has the heads, the council
    is not in it, or no day is named.
    """
    cover = Cover()
    tables = _tables(sheets, areas, cover)
    # A list as at a day does not say how a council was inspected; the other sheets do.
    typed = [columns for columns in tables if "kind" in columns]
    untyped = [columns for columns in tables if "kind" not in columns]
    day = as_at(untyped, typed, cover, file_name)
    names = {columns.text(row, "authority") for columns in tables for row in columns.rows} - {""}
    reading = _Reading(spelling_of(council, names), areas, grades)
    for columns in (*typed, *untyped):
        cells = Cells(columns, reading.doubts)
        for row in columns.rows:
            if columns.text(row, "authority") in reading.councils:
                _add(reading, cells, row)
    return AuthorityFile(
        council=min(reading.councils),
        as_at=day,
        released_on=cover.released_on,
        inspections=tuple(sorted(reading.rows.values(), key=lambda r: (r.visited_on, r.kind))),
        doubts=tuple(reading.doubts),
    )


def _tables(sheets: Iterable[Sheet], areas: Sequence[Area], cover: Cover) -> list[Columns]:
    """The sheets with inspections of councils; those of providers have URNs and are left alone."""
    overall = [area for area in areas if area.is_overall]
    wanted = {**_INSPECTION, **area_heads(overall)}
    heads = {**_URN, **_INSPECTION, **_MORE, **area_heads(areas)}
    found, near, named = [], "", []
    for sheet in sheets:
        named.append(quoted(sheet.name))
        columns = find_columns(sheet, heads)
        missing = columns.missing(wanted)
        if "urn" in columns or "authority" not in columns:
            cover.take(sheet)
        elif not missing:
            found.append(columns)
        elif "visited_on" in columns:
            raise UploadError(lacks(columns, missing, wanted))
        else:
            near = near or lacks(columns, missing, wanted)
    if not found:
        heads = listed([quoted(words[0]) for words in wanted.values()])
        raise UploadError(
            near
            or f"No sheet has the heads of inspections of councils: {heads}. "
            f"The sheets are {listed(named)}."
        )
    return found


def _add(reading: _Reading, cells: Cells, row: SheetRow) -> None:
    read = _inspection(reading, cells, row)
    if read is None:
        return
    same = [first for first in _of_that_day(reading, read) if _is_same_kind(cells, first, read)]
    if not same:
        reading.rows[read.kind, read.visited_on] = read
        return
    first = same[0]
    # The list as at a day has no types, and only visits have themes.
    names = [name for name in differing(first, read) if name in _WORDS]
    if "kind" not in cells.columns:
        names = [name for name in names if name != "kind_words"]
    if names:
        cells.doubt(
            row,
            "visited_on",
            f"The inspection of {day_words(read.visited_on)} stands in {first.place.grid}, row "
            f"{first.place.row} too, but they "
            f"differ in the {listed([_WORDS[name] for name in names])}.",
            "Keep the right one of the two rows.",
        )


def _of_that_day(reading: _Reading, read: AuthorityRow) -> Iterator[AuthorityRow]:
    return (row for row in reading.rows.values() if row.visited_on == read.visited_on)


def _is_same_kind(cells: Cells, first: AuthorityRow, read: AuthorityRow) -> bool:
    if "kind" in cells.columns:
        return first.kind == read.kind
    return first.kind.is_graded


def _inspection(reading: _Reading, cells: Cells, row: SheetRow) -> AuthorityRow | None:
    known = len(reading.doubts)
    visited_on, published_on = cells.day(row, "visited_on"), cells.day(row, "published_on")
    if visited_on and published_on and published_on < visited_on:
        cells.doubt(
            row,
            "published_on",
            f"This is before the inspection on {day_words(visited_on)}.",
            "Correct one of the two days.",
        )
    kind = _kind(cells.text(row, "kind"))
    judgements = cells.judgements(row, reading.areas, reading.grades)
    graded = [each for each in judgements if each.grade]
    overall = next(area.code for area in reading.areas if area.is_overall)
    if not kind.is_graded:
        if graded:
            cells.doubt(
                row,
                "kind",
                "A visit of this type carries no grade, but the row has one.",
                "Correct the type, or delete the grades.",
            )
        judgements = ()
    elif overall not in [each.area for each in graded] and len(reading.doubts) == known:
        cells.doubt(row, f"area:{overall}", "An inspection has an overall judgement.", "Enter it.")
    if len(reading.doubts) > known:
        return None
    words, theme = cells.text(row, "kind"), cells.text(row, "theme")
    place = cells.columns.place(row, "visited_on")
    return AuthorityRow(kind, words, visited_on, published_on, judgements, theme, place)


def _kind(words: str) -> AuthorityKind:
    """Such as that of "ILACS Focused Visit"; words that are not known are another inspection."""
    found = [kind for kind in AuthorityKind if kind.value in spelling_key(words).split()]
    return found[0] if found else AuthorityKind.OTHER
