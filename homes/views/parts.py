"""What the page of a home is made of, each part as its template takes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corporate_parenting.words import day_words
from homes.editions import Edition
from homes.queries import Answer, AreaGrade, HomeRow, InspectionRow, RequirementRow
from homes.views.lines import (
    inspection_words,
    past_due,
    state_words,
    type_words,
    unpublished,
)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An inspection with its grade in each area of the table, None where it has none."""

    row: InspectionRow
    words: str
    cells: tuple[tuple[str, AreaGrade | None], ...]


@dataclass(frozen=True, slots=True)
class AreaTable:
    heads: tuple[str, ...]
    lines: tuple[AreaLine, ...]


def of_home(home: HomeRow, edition: Edition) -> dict[str, object]:
    """The home, what stands, and the sentences about it."""
    return {
        "home": home,
        "edition": edition,
        "judged": inspection_words(home.judgement) if home.judgement else "",
        "beside": [(row, inspection_words(row)) for row in home.beside],
        "embargoed": [(row, inspection_words(row)) for row in home.embargoed],
        "notices": [
            (row, unpublished(row.published_on) if row.is_embargoed else "") for row in home.notices
        ],
    }


def facts_of(home: HomeRow, edition: Edition, day: date) -> list[tuple[str, object]]:
    """(label, value); what only some may read has a line for them alone."""
    inside = [
        ("Name in public", home.label),
        ("Where it is", home.location),
        ("Who runs it", home.provider),
        ("What it is for", home.purpose),
        ("Who answers for it", home.lead),
    ]
    due = day_words(home.due.on) if home.due else ""
    if late := past_due(home, day, edition):
        due += f" ({late})"
    return [
        ("Whose it is", home.governance.label),
        ("Type", type_words(home)),
        ("Ofsted’s sector", home.sector.label if home.sector else ""),
        *([("URN", home.urn)] if home.urn or edition.names else []),
        ("Places", home.places),
        ("State", state_words(home) or home.state.label),
        *_days(home),
        *([("Next inspection by", due)] if home.is_running else []),
        *(inside if edition.names else []),
    ]


def _days(home: HomeRow) -> list[tuple[str, str]]:
    told = [("Registered on", home.registered_on), ("Opened on", home.opened_on)]
    return [(label, day_words(day)) for label, day in told if day]


def area_table(inspections: Iterable[InspectionRow]) -> AreaTable:
    """The inspections that gave grades, the newest first, with a column for each area."""
    rows = [row for row in inspections if row.grades]
    heads = {}
    for row in rows:
        for cell in row.grades:
            heads.setdefault(cell.area, cell.label)
    lines = []
    for row in rows:
        by_area = {cell.area: cell for cell in row.grades}
        cells = tuple((label, by_area.get(area)) for area, label in heads.items())
        lines.append(AreaLine(row, inspection_words(row), cells))
    return AreaTable(tuple(heads.values()), tuple(lines))


def with_answers(
    rows: Iterable[RequirementRow], answers: Iterable[Answer]
) -> list[tuple[RequirementRow, list[Answer]]]:
    """The open ones first, by the day they are due; each with the actions that answer it."""
    answers = list(answers)
    ordered = sorted(rows, key=lambda row: (not row.is_open, row.due_on or date.max, row.key))
    return [(row, [each for each in answers if each.requirement == row.key]) for row in ordered]
