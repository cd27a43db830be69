"""What is known of an indicator, and its table as columns to take away."""

from collections.abc import Iterable

from corporate_parenting.exports import Cell, Column
from corporate_parenting.words import capitalised, day_words
from scorecard.figures import Unit
from scorecard.models import Area, Indicator
from scorecard.periods import PeriodKind
from scorecard.queries import PeriodRow, WholeIndicator
from scorecard.rating import Basis, Polarity
from scorecard.views.scorecard_columns import NONE_RECORDED, STATUS, number, part, unit_words


def facts_of(indicator: Indicator) -> list[tuple[str, str]]:
    """(label, words) of what stands in the page's summary; empty words are none recorded."""
    facts = [
        ("What is better", Polarity(indicator.polarity).label),
        ("Unit", Unit(indicator.unit).label),
        ("Counted", Basis(indicator.basis).label),
        ("Kept for each", capitalised(PeriodKind(indicator.frequency).label)),
        ("Source", indicator.source),
        ("Code elsewhere", indicator.outside_code),
        ("Who answers for it", str(indicator.owner or "")),
    ]
    if indicator.baseline_from:
        facts.append(("Usual range reckoned from", day_words(indicator.baseline_from)))
    if indicator.withdrawn_on:
        facts.append(("Withdrawn on", day_words(indicator.withdrawn_on)))
    return facts


def columns_of(kind: str, whole: WholeIndicator) -> list[Column]:
    if kind == "docx":
        return [
            Column("Period", 22),
            Column("Figure", 30),
            Column("Rating", 24),
            Column("Target", 24),
            Column("Other areas", 34),
            Column("Commentary", 44),
        ]
    return [
        Column("Period", 22),
        Column("Figure", 14),
        Column("Unit", 16),
        Column("Numerator", 14),
        Column("Denominator", 14),
        Column("As at", 18),
        Column("Provisional, final or revised", 14),
        Column("Reason for revision", 30),
        Column("Rating", 14),
        Column("About the rating", 40),
        Column("Target", 25),
        *(
            Column(words, 16)
            for each in whole.elsewhere
            for name in ["Average of neighbours" if each.kind == Area.Kind.NEIGHBOUR else each.name]
            for words in (name, f"{name}: {STATUS}")
        ),
        *(Column(area.name, 16) for area in whole.neighbours),
        Column("Source of other areas", 40),
        Column("Commentary", 60),
    ]


def rows_of(kind: str, whole: WholeIndicator) -> Iterable[tuple[Cell, ...]]:
    for row in whole.rows:
        yield _word_cells(row) if kind == "docx" else _cells(row)


def _cells(row: PeriodRow) -> tuple[Cell, ...]:
    at, current, decimals = row.position, row.position.current, row.position.indicator.decimals
    return (
        str(row.period),
        number(at.figure, at.decimals),
        unit_words(at.indicator.unit),
        part(current.numerator if current else None),
        part(current.denominator if current else None),
        current.as_at if current else None,
        at.finality,
        current.revised_because if current else "",
        at.rated.words,
        at.rating_words,
        at.target_words or NONE_RECORDED,
        *(cell for each in row.elsewhere for cell in (number(each.figure, decimals), each.marks)),
        *(number(figure, decimals) for figure in row.neighbours),
        "; ".join(row.sources),
        row.commentary.text if row.commentary else NONE_RECORDED,
    )


def _word_cells(row: PeriodRow) -> tuple[Cell, ...]:
    at = row.position
    others = (
        f"{other.name}: {other.words}" + (f" ({other.marks})" if other.marks else "")
        for other in row.others
    )
    return (
        str(row.period),
        "\n".join(_figure_lines(row)),
        "\n".join(filter(None, (at.rated.words, at.rating_words))),
        at.target_words or NONE_RECORDED,
        "\n".join(others) or NONE_RECORDED,
        row.commentary.text if row.commentary else NONE_RECORDED,
    )


def _figure_lines(row: PeriodRow) -> Iterable[str]:
    at, current = row.position, row.position.current
    yield f"{at.words}{f' ({at.share})' if at.share else ''}"
    if at.hidden_parts:
        yield "Counts hidden to protect people"
    if at.as_at:
        yield f"As at {at.as_at}"
    if at.finality:
        yield at.finality
    if current and current.revised_because:
        yield current.revised_because
