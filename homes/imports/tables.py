"""Which sheets of a file of providers are its register and its events, told by their heads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import listed, quoted
from homes.imports.columns import Area, Columns, Heads, area_heads, find_columns, lacks
from homes.imports.cover import Cover
from homes.imports.sheets import Sheet, SheetRow

_HOME: Heads = {
    "urn": ("URN",),
    "provision": ("Provision type", "Provider type"),
    "registered_on": ("Registration date", "Date of registration"),
    "authority": ("Local authority", "Local authority name"),
    "sector": ("Sector",),
}
_MORE_OF_A_HOME: Heads = {
    "status": ("Registration status",),
    "name": ("Name", "Provider name", "Setting name"),
    "places": ("Places", "Number of places"),
    "provider": ("Organisation which owns the provider", "Organisation name"),
    "short_breaks": ("Short-break-only children's home",),
}
_LATEST: Heads = {
    "visited_on": ("Latest full inspection date",),
    "published_on": ("Latest full inspection publication date",),
    "number": ("Latest full inspection event number",),
}
_KIND_OF_LATEST: Heads = {"kind": ("Latest full inspection event type",)}
_EVENT: Heads = {
    "kind": ("Inspection event type", "Event type"),
    "visited_on": ("Inspection date", "Inspection/visit date"),
    "published_on": ("Inspection publication date", "Publication date"),
    "number": ("Inspection event number", "Event number"),
}
_COUNCILS: Heads = {"authority": _HOME["authority"], "overall": ("Overall effectiveness",)}


@dataclass(frozen=True)
class Table:
    """A sheet of homes, and its rows by the council in whose area the home is."""

    columns: Columns
    rows: Mapping[str, Sequence[SheetRow]]


@dataclass
class Tables:
    """The sheets of a file that hold homes: registers with or without judgements, and events.

    ``registers``: those with the latest inspection first. ``councils``: all that any sheet names;
    ``near``: what a sheet lacks that is almost a register.
    """

    areas: Sequence[Area]
    registers: list[Table] = field(default_factory=list)
    events: list[Table] = field(default_factory=list)
    councils: set[str] = field(default_factory=set)
    cover: Cover = field(default_factory=Cover)
    named: list[str] = field(default_factory=list)
    near: str = ""

    @property
    def all(self) -> list[Table]:
        return [*self.registers, *self.events]


def find_tables(sheets: Iterable[Sheet], areas: Sequence[Area]) -> Tables:
    """What the sheets hold. UploadError where none is a register or events, or one lacks heads."""
    tables = Tables(areas)
    for sheet in sheets:
        tables.named.append(quoted(sheet.name))
        _take(tables, sheet)
    if not tables.all:
        wanted = listed([quoted(heads[0]) for heads in _HOME.values()])
        raise UploadError(
            tables.near
            or f"No sheet has the heads of Ofsted’s register: {wanted}. "
            f"The sheets are {listed(tables.named)}."
        )
    for table in tables.all:
        tables.councils |= table.rows.keys() - {""}
    tables.registers.sort(key=lambda table: "number" not in table.columns)
    return tables


def _take(tables: Tables, sheet: Sheet) -> None:
    latest = _columns(sheet, _HOME | _MORE_OF_A_HOME | _LATEST | _KIND_OF_LATEST, tables.areas)
    events = _columns(sheet, _HOME | _MORE_OF_A_HOME | _EVENT, tables.areas)
    _take_councils(tables, sheet)
    if "urn" not in latest:
        tables.cover.take(sheet)
    elif _has_any(latest, _LATEST):
        tables.registers.append(_table(_complete(latest, _LATEST, tables.areas)))
    elif _has_any(events, _EVENT):
        tables.events.append(_table(_complete(events, _EVENT, tables.areas)))
    elif missing := latest.missing(_HOME):
        # Other lists of providers, such as those who joined and left, are left alone.
        tables.near = tables.near or lacks(latest, missing, _HOME)
    elif "status" in latest:
        tables.registers.append(_table(latest))


def _table(columns: Columns) -> Table:
    return Table(columns, columns.rows_by("authority"))


def _columns(sheet: Sheet, heads: Heads, areas: Sequence[Area]) -> Columns:
    return find_columns(sheet, {**heads, **area_heads(areas)})


def _has_any(columns: Columns, heads: Heads) -> bool:
    return any(name in columns for name in heads)


def _complete(columns: Columns, heads: Heads, areas: Sequence[Area]) -> Columns:
    overall = [area for area in areas if area.is_overall]
    wanted = {**_HOME, **heads, **area_heads(overall)}
    if missing := columns.missing(wanted):
        raise UploadError(lacks(columns, missing, wanted))
    return columns


def _take_councils(tables: Tables, sheet: Sheet) -> None:
    """Councils without homes of their own are named where councils themselves are judged."""
    columns = find_columns(sheet, _COUNCILS)
    if not columns.missing(_COUNCILS):
        tables.councils |= columns.rows_by("authority").keys() - {""}
