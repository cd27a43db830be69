"""Inspections of the council as lines: the words that the page and each download share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corporate_parenting.exports import Cell, Column
from corporate_parenting.words import day_words
from homes.editions import Edition
from homes.grades import GradeFacts
from homes.models import NOT_INSPECTED
from homes.queries import AuthorityRow
from homes.views.lines import unpublished

NO_GRADE = "No grade is given"


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """``cells``: (area, grade or None, words) for each area of the table."""

    row: AuthorityRow
    words: str
    cells: tuple[tuple[str, GradeFacts | None, str], ...]


@dataclass(frozen=True, slots=True)
class CouncilTable:
    heads: tuple[str, ...]
    lines: tuple[CouncilLine, ...]


def council_table(rows: Iterable[AuthorityRow]) -> CouncilTable:
    """Inspections in their order, with a column for each area that any of them has."""
    rows = list(rows)
    labels = {cell.area: (cell.order, cell.label) for row in rows for cell in row.grades}
    heads = sorted(labels, key=lambda area: labels[area])
    lines = [
        CouncilLine(row, council_words(row), tuple(_cells(row, heads, labels))) for row in rows
    ]
    return CouncilTable(tuple(labels[area][1] for area in heads), tuple(lines))


def _cells(row: AuthorityRow, heads: list[str], labels: dict) -> Iterator[tuple]:
    by_area = {cell.area: cell for cell in row.grades}
    blank = NOT_INSPECTED if row.judges or row.kind.is_graded else NO_GRADE
    for area in heads:
        cell = by_area.get(area)
        grade = cell.grade if cell else None
        yield labels[area][1], grade, grade.name if grade else blank


def council_words(row: AuthorityRow) -> str:
    """Such as "Standard inspection of 7 June 2021, published on 26 July 2021"."""
    words = f"{row.kind.label} of {day_words(row.visited_on)}"
    if row.is_embargoed:
        return f"{words}, {unpublished(row.published_on)}"
    return f"{words}, published on {day_words(row.published_on)}"


def columns_of(table: CouncilTable, edition: Edition) -> list[Column]:
    """Exempt wordings have a column only for those who may read them."""
    exempt = [Column("Reason, exempt", 30)] if edition.exempt else []
    return [
        Column("Inspection", 22),
        Column("Theme", 22),
        Column("Inspected on", 14),
        Column("Published on", 14),
        *(Column(head, 20) for head in table.heads),
        Column("Reason, for all", 30),
        *exempt,
    ]


def rows_of(table: CouncilTable, edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for line in table.lines:
        row = line.row
        exempt = [row.reason_exempt] if edition.exempt else []
        out = unpublished(row.published_on) if row.is_embargoed else row.published_on
        grades = [words for _, _, words in line.cells]
        yield (
            row.kind.label, row.theme, row.visited_on, out, *grades, row.reason_public, *exempt
        )  # fmt: skip
