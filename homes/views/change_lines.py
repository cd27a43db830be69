"""What changed in our homes as lines: the words that the page and each download have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from corporate_parenting.exports import Cell, Column
from corporate_parenting.words import capitalised, day_words
from homes.editions import Edition
from homes.grades import GradeFacts
from homes.queries import Changes, HomeChange, HomeRow, RequirementChange
from homes.views.lines import NOT_JUDGED, inspection_words


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """``about``: "Home", "Requirement" or "Recommendation"; ``words``: what is required."""

    home: HomeRow
    about: str
    changed: str
    grade: GradeFacts | None
    words: str
    inspection: str


def home_lines(changes: Changes) -> list[ChangeLine]:
    return [_of_home(each) for each in changes.homes]


def requirement_lines(changes: Changes) -> list[ChangeLine]:
    return [_of_requirement(each) for each in changes.requirements]


def _of_home(each: HomeChange) -> ChangeLine:
    row = each.untold or each.home.judgement
    judged, grade = (inspection_words(row), row.overall) if row else ("", None)
    return ChangeLine(each.home, "Home", capitalised(each.words), grade, "", judged)


def _of_requirement(each: RequirementChange) -> ChangeLine:
    row = each.requirement
    return ChangeLine(
        home=each.home,
        about="Requirement" if row.is_requirement else "Recommendation",
        changed=capitalised(each.words),
        grade=None,
        words=row.text,
        inspection=f"inspection of {day_words(row.visited_from)}",
    )


def columns_of(edition: Edition) -> list[Column]:
    named = [Column("Name in public", 20)] if edition.names else []
    return [
        Column("Home", 26),
        *named,
        Column("Whose it is", 18),
        Column("About", 16),
        Column("What changed", 30),
        Column("Judgement, or what is required", 50),
        Column("Inspection", 32),
    ]


def rows_of(changes: Changes, edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Homes first, then requirements, as on the page."""
    for line in home_lines(changes):
        yield _cells(line, line.grade.name if line.grade else NOT_JUDGED, edition)
    for line in requirement_lines(changes):
        yield _cells(line, line.words, edition)


def _cells(line: ChangeLine, told: str, edition: Edition) -> tuple[Cell, ...]:
    home = line.home
    named = [home.label] if edition.names else []
    whose = home.governance.label
    inspection = capitalised(line.inspection)
    return (home.called, *named, whose, line.about, line.changed, told, inspection)
