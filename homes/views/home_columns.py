"""One home as rows to take away: what happened, judgements by area, and what was required."""

from collections.abc import Iterator

from corporate_parenting.exports import Cell, Column
from corporate_parenting.words import day_words
from homes.editions import Edition
from homes.queries import HomeTimeline, InspectionRow, RequirementRow, TimelineEvent
from homes.views.lines import inspection_words
from homes.views.parts import with_answers

UNTOLD = "Not published"


def columns_of(edition: Edition) -> list[Column]:
    """What the public does not read has columns only for those who read some of it."""
    named = [Column("Name in public", 18)] if edition.names else []
    inside = [] if edition.is_public else [Column("Exempt, or what shows it", 30)]
    return [
        Column("Home", 18),
        *named,
        Column("About", 16),
        Column("Day", 12),
        Column("What", 30),
        Column("Area", 16),
        Column("Judgement", 18),
        Column("Words", 40),
        Column("State", 16),
        Column("To be met by", 12),
        Column("Met on", 12),
        *inside,
    ]


def rows_of(found: HomeTimeline, edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Events the newest first, judgements in their order, requirements with the open ones first."""
    home = found.home
    called = (home.called, home.label) if edition.names else (home.called,)
    for *cells, inside in _cells(found, edition):
        yield (*called, *cells, *([] if edition.is_public else [inside]))


def _cells(found: HomeTimeline, edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for event in found.events:
        yield _event(event)
    for row in found.home.inspections:
        yield from _judgements(row)
    for row, _ in with_answers(found.home.requirements, ()):
        yield _requirement(row, edition)


def _event(event: TimelineEvent) -> tuple[Cell, ...]:
    state = UNTOLD if event.is_embargoed else ""
    words, inside = event.words_public, event.words_exempt
    return "What happened", event.day, event.title, "", "", words, state, None, None, inside


def _judgements(row: InspectionRow) -> Iterator[tuple[Cell, ...]]:
    what, state = inspection_words(row), UNTOLD if row.is_embargoed else ""
    for cell in row.grades:
        judged = cell.label, cell.grade.name
        yield "Judgement", row.visited_from, what, *judged, "", state, None, None, ""


def _requirement(row: RequirementRow, edition: Edition) -> tuple[Cell, ...]:
    about = "Requirement" if row.is_requirement else "Recommendation"
    state = "Open, overdue" if row.is_overdue else "Open" if row.is_open else "Met"
    if edition.exempt and not row.is_public:
        state += ", not shown to the public"
    what = f"Inspection of {day_words(row.visited_from)}"
    if row.regulation:
        what += f", regulation {row.regulation}"
    days = row.due_on, row.closed_on
    return about, row.visited_from, what, "", "", row.text, state, *days, row.evidence
