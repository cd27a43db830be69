"""Which column of a grid holds what, proposed from the heading words; a person may correct it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from actions.imports.grids import Doubt, Grid, Row
from actions.imports.levels import LEVEL_WORDS
from corporate_parenting.words import capitalised

Role = Literal["", "priority", "number", "action", "what", "who", "leads", "timescale", "note"]

ROLE_WORDS: dict[Role, str] = {
    "": "Not imported",
    "priority": "Priority",
    "number": "Number",
    "action": "Action",
    "what": "Strand",
    "who": "Who/where",
    "leads": "Lead",
    "timescale": "Timescale",
    "note": "Comments/progress",
}

_ALSO_CALLED: dict[Role, tuple[str, ...]] = {
    "priority": ("promise", "pledge", "aim"),
    "what": ("step", "activity"),
}

# In the order in which they are tried: "progress update by lead" is progress, not a lead.
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("number", r"(action |priority |item |our |row )?(no|nr|number|num|ref|reference|id|#)"),
    ("note", r".*\b(comments?|progress|updates?|narrative|position|status report)\b.*"),
    ("timescale", r".*\b(time ?scales?|time ?lines?|time ?frames?|by when|due|deadline)\b.*"),
    ("timescale", r"when|(target|completion|end) date|date( for completion)?"),
    ("leads", r".*\b(leads?|owners?|responsib\w+|accountable)\b.*|by whom"),
    ("who", r"who (and|or|is) where|where|who where|delivered by|where delivered"),
    ("leads", r"who|officers?"),
    ("what", r"strands?|activit(y|ies)|steps?|deliverables?|tasks?|milestones?|sub actions?"),
    ("action", r".*\bactions?\b.*|what( we will do| will we do)?|(how )?we will"),
    ("priority", rf"(our |strategic |key )?({'|'.join(LEVEL_WORDS)})s?( (no|number|area|title))?"),
    ("priority", r"priorities|(our )?commitments"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_NUMBER_VALUE = re.compile(r"\(?\d{1,3}(\.\d{1,3})*\s?[a-z]?[.)]?", re.IGNORECASE)
_HEADING_LENGTH = 60  # a heading is short; a sentence that names a lead is not one
_SEARCHED_ROWS = 30
EXPECTED = "Action, Who/where, Lead, Timescale, Comments/progress"


@dataclass(frozen=True)
class ColumnMap:
    """A role for each column, and the row that holds the headings (0: there is none)."""

    roles: tuple[Role, ...]
    headings: tuple[str, ...] = ()
    header_row: int = 0

    @property
    def is_usable(self) -> bool:
        return "action" in self.roles

    def indexes(self, role: Role) -> tuple[int, ...]:
        return tuple(index for index, found in enumerate(self.roles) if found == role)


def role_words(*, priority: str, action: str, strand: str) -> dict[Role, str]:
    """What each column is called where the council says ``priority`` for a priority, and so on.

    Such as "Pillar (promise, pledge, aim)": other councils' words help to find the column.
    """
    own: dict[Role, str] = {"priority": priority, "action": action, "what": strand}
    words = {}
    for role, word in own.items():
        others = [also for also in _ALSO_CALLED.get(role, ()) if also not in own.values()]
        words[role] = capitalised(word) + (f" ({', '.join(others)})" if others else "")
    return ROLE_WORDS | words


def map_to_json(columns: ColumnMap) -> dict:
    """A plain dict, ready for a JSON field."""
    return asdict(columns)


def map_from_json(stored: dict) -> ColumnMap:
    """The map that ``map_to_json`` made. Raises ValueError for a role that there is not."""
    unknown = set(stored["roles"]) - set(ROLE_WORDS)
    if unknown:
        raise ValueError(f"There is no column of the kind “{sorted(unknown)[0]}”.")
    return ColumnMap(tuple(stored["roles"]), tuple(stored["headings"]), stored["header_row"])


def heading_role(heading: str) -> Role:
    """The role that the words of a heading give, or none: "Agency leads" is "leads"."""
    words = " ".join(re.sub(r"[^\w#]+", " ", heading.casefold()).split())
    if not words or len(words) > _HEADING_LENGTH:
        return ""
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), "")


def alike(maps: Sequence[ColumnMap]) -> list[int]:
    """For each table the first one with the same headings and roles: they are chosen together."""
    first: dict[tuple, int] = {}
    return [
        first.setdefault((columns.headings or (index,), columns.roles), index)
        for index, columns in enumerate(maps)
    ]


def propose_maps(grids: Iterable[Grid]) -> tuple[ColumnMap, ...]:
    """A map for each grid; a table without headings takes those of a like table before it."""
    maps: list[ColumnMap] = []
    for grid in grids:
        found = propose_map(grid)
        if not found.header_row and maps:
            found = _carried(maps, grid) or found
        maps.append(found)
    return tuple(maps)


def propose_map(grid: Grid) -> ColumnMap:
    """The map that the first row of headings gives; without one, every role is empty."""
    for row in grid.rows[:_SEARCHED_ROWS]:
        roles = _settled([heading_role(cell.text) for cell in row.cells], row)
        if "action" in roles and len({role for role in roles if role}) > 1:
            headings = tuple(cell.text for cell in row.cells)
            return ColumnMap(_with_unnamed(grid, row, roles), headings, row.number)
    return ColumnMap(("",) * grid.width)


def column_doubts(grid: Grid, columns: ColumnMap) -> list[Doubt]:
    """What a person must settle about the columns before the grid's words find their place."""
    if not columns.is_usable:
        found = "; ".join(cell.text for cell in grid.rows[0].cells if cell.lines)
        return [
            Doubt(
                grid.place(),
                "",
                found[:200],
                f"{grid.name} has no column headed “Action”, so nothing of it is imported.",
                f"Choose its columns, or head them with words such as {EXPECTED}.",
                "columns",
            )
        ]
    return [
        Doubt(
            grid.place(columns.header_row, index),
            _heading(columns, index),
            _heading(columns, index),
            "What this column holds was not recognised, so its words are not imported.",
            "Choose what the column holds.",
            "columns",
        )
        for index, role in enumerate(columns.roles)
        if not role and _has_words_below(grid, columns, index)
    ]


def _heading(columns: ColumnMap, index: int) -> str:
    return columns.headings[index] if index < len(columns.headings) else ""


def _settled(roles: list[Role], row: Row) -> list[Role]:
    """Roles whose words mean one thing alone and another beside their neighbours."""
    if "action" not in roles and "what" in roles:
        roles[roles.index("what")] = "action"
    for index, cell in enumerate(row.cells):
        if cell.text.casefold() == "who" and roles.count("leads") > 1 and "who" not in roles:
            roles[index] = "who"
    return roles


def _carried(maps: list[ColumnMap], grid: Grid) -> ColumnMap | None:
    last = maps[-1]
    if not last.is_usable or len(last.roles) != grid.width:
        return None
    return ColumnMap(last.roles, last.headings)


def _with_unnamed(grid: Grid, header: Row, roles: list[Role]) -> tuple[Role, ...]:
    """Roles with those of columns that have no heading of their own.

    A heading merged across columns names all of them. A first column of numbers is the number;
    a blank one directly left of the action holds the action's words, as text from Word has it.
    """
    for index, cell in enumerate(header.cells):
        if cell.merged == "across" and index:
            roles[index] = roles[index - 1]
    action = roles.index("action")
    for index, cell in enumerate(header.cells):
        if roles[index] or cell.lines:
            continue
        values = _values_below(grid, header, index)
        if "number" not in roles and _are_numbers(values):
            roles[index] = "number"
        elif index in (action - 1, action + 1) and values:
            roles[index] = "action"
    return tuple(roles)


def _values_below(grid: Grid, header: Row, index: int) -> list[str]:
    texts = (row.cells[index].text for row in grid.rows if row.number > header.number)
    return [text for text in texts if text]


def _are_numbers(values: list[str]) -> bool:
    """Whether most values are numbers: headings that repeat further down are not."""
    numbers = sum(1 for value in values if _NUMBER_VALUE.fullmatch(value))
    return bool(values) and numbers * 2 > len(values)


def _has_words_below(grid: Grid, columns: ColumnMap, index: int) -> bool:
    return any(row.cells[index].lines for row in grid.rows if row.number > columns.header_row)
