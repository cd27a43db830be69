"""The scorecard as columns to take away: in Word as it reads, else a column for each number."""

from collections.abc import Iterable
from decimal import Decimal

from corporate_parenting.exports import Cell, Column
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised
from scorecard.figures import Figure, State, Unit, rounded
from scorecard.models import Area
from scorecard.queries import Elsewhere, Entry, Group

NONE_RECORDED = "None recorded"
STATUS = "how final"
OTHERS = {
    Area.Kind.ENGLAND: "England",
    Area.Kind.REGION: "Region",
    Area.Kind.NEIGHBOUR: "Average of neighbours",
}


def columns_of(kind: str, groups: list[Group], council: Council) -> list[Column]:
    if kind == "docx":
        return [
            Column("Indicator", 26),
            Column("Figure", 24),
            Column("Rating", 20),
            Column("Change", 24),
            Column("Target", 18),
            Column("Other areas", 26),
            Column("Commentary", 40),
        ]
    others = [
        Column(words, 16)
        for kind, name in OTHERS.items()
        for words in (name, f"{name}: period", f"{name}: {STATUS}")
        if kind in _kinds(groups)
    ]
    if Area.Kind.NEIGHBOUR in _kinds(groups):
        others += [Column("Neighbours with a figure", 12), Column("Neighbours", 12)]
    return [
        Column(_group_heading(groups, council), 30),
        Column("Code", 10),
        Column("Indicator", 40),
        Column("Period", 20),
        Column("Figure", 14),
        Column("Unit", 16),
        Column("Numerator", 14),
        Column("Denominator", 14),
        Column("As at", 18),
        Column("Basis", 18),
        Column("Provisional, final or revised", 14),
        Column("Rating", 14),
        Column("About the rating", 40),
        Column("Change", 40),
        Column("Target", 25),
        *others,
        Column("Commentary", 60),
    ]


def rows_of(kind: str, groups: list[Group], council: Council) -> Iterable[tuple[Cell, ...]]:
    kinds = _kinds(groups)
    for group in groups:
        heading = heading_of(group, council)
        for entry in group.entries:
            yield _word_cells(entry) if kind == "docx" else _cells(entry, heading, kinds)


def heading_of(group: Group, council: Council) -> str:
    if group.number is None:
        return group.heading or f"Without {council.priority_word}"
    word = group.level_word or council.priority_word
    return f"{capitalised(word)} {group.number}: {group.heading}"


def _group_heading(groups: list[Group], council: Council) -> str:
    is_by_exception = any(group.heading and group.number is None for group in groups)
    return "Group" if is_by_exception else capitalised(council.priority_word)


def _kinds(groups: list[Group]) -> set[str]:
    first = next((entry for group in groups for entry in group.entries), None)
    return {each.kind for each in first.position.elsewhere} if first else set()


def _cells(entry: Entry, heading: str, kinds: set[str]) -> tuple[Cell, ...]:
    at, indicator = entry.position, entry.indicator
    current = at.current
    return (
        heading,
        indicator.code,
        indicator.name,
        str(at.period),
        number(at.figure, at.decimals),
        unit_words(indicator.unit),
        part(current.numerator if current else None),
        part(current.denominator if current else None),
        current.as_at if current else None,
        at.basis.label,
        at.finality,
        at.rated.words,
        at.rating_words,
        at.change_words,
        at.target_words or NONE_RECORDED,
        *_others(at.elsewhere, kinds, indicator.decimals),
        entry.commentary or NONE_RECORDED,
    )


def _others(elsewhere: tuple[Elsewhere, ...], kinds: set[str], decimals: int) -> list[Cell]:
    by_kind = {each.kind: each for each in elsewhere}
    found = []
    for kind in OTHERS:
        if kind in kinds:
            each = by_kind[kind]
            found += [number(each.figure, decimals), str(each.period or ""), each.marks]
    if Area.Kind.NEIGHBOUR in kinds:
        found += [by_kind[Area.Kind.NEIGHBOUR].count, by_kind[Area.Kind.NEIGHBOUR].of]
    return found


def number(figure: Figure | None, decimals: int) -> Cell:
    """A number as it is shown, a state in words."""
    if isinstance(figure, Decimal):
        return rounded(figure, decimals)
    return figure.label if isinstance(figure, State) else NONE_RECORDED


def part(figure: Figure | None) -> Cell:
    """A numerator or denominator; nothing where the indicator has none."""
    if isinstance(figure, Decimal):
        return figure.normalize() + 0
    return figure.label if isinstance(figure, State) else None


def unit_words(unit: str) -> str:
    """What the numbers of a column count; durations are exported as months."""
    return "Months" if unit == Unit.YEARS_MONTHS else Unit(unit).label


def _word_cells(entry: Entry) -> tuple[Cell, ...]:
    at, indicator = entry.position, entry.indicator
    return (
        f"{indicator.code}\n{indicator.name}",
        "\n".join(figure_lines(entry)),
        "\n".join(filter(None, (at.rated.words, at.rating_words))),
        at.change_words,
        at.target_words or NONE_RECORDED,
        "\n".join(
            f"{other.name}: {other.words}" + (f" ({other.when})" if other.when else "")
            for other in at.others
        )
        or NONE_RECORDED,
        entry.commentary or NONE_RECORDED,
    )


def figure_lines(entry: Entry) -> Iterable[str]:
    """The figure and what belongs to it, each in a line."""
    at = entry.position
    yield f"{at.words}{f' ({at.share})' if at.share else ''}"
    if at.hidden_parts:
        yield "Counts hidden to protect people"
    if entry.is_other_period:
        yield f"For {at.period}"
    if at.as_at:
        yield f"As at {at.as_at}"
    yield f"{at.basis.label}{f', {at.finality.lower()}' if at.finality else ''}"
