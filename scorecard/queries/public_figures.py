"""Our own figures as the public may read them: small numbers, and what gives them away, hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from scorecard.figures import Figure, State, Unit, rounded
from scorecard.models import Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis
from scorecard.suppression import (
    Cell,
    Difference,
    Percentage,
    SmallNumberRule,
    Suppression,
    Visibility,
    suppress,
)

_PER = {Unit.PERCENT: 100, Unit.RATE: 10_000}
_Key = tuple[int, str]  # of a measurement, the name of its column


@dataclass(frozen=True)
class SeenFigure:
    """A figure with its parts, as its readers see them."""

    figure: Figure
    numerator: Figure | None
    denominator: Figure | None


def as_kept(row: Measurement) -> SeenFigure:
    """Everything, for those who may see small numbers."""
    return SeenFigure(row.figure, row.numerator, row.denominator)


def as_public(rows: Iterable[Measurement], hide_up_to: int) -> dict[int, SeenFigure]:
    """Each row, by its key, as everybody may see it; loaded with their indicators.

    ``hide_up_to`` is the council's rule; an indicator's own goes before it, and what does not
    count people is never hidden. What is typed as text (commentary, reasons) is not looked at.
    """
    rows = list(rows)
    people = [row for row in rows if row.indicator.counts_people and not row.state]
    cells = {key: cell for row in people for key, cell in _cells(row)}
    relations = [*_shares(people, cells), *_growth(people, cells)]
    hidden = suppress(cells, relations, _rule(hide_up_to))
    return {row.pk: _seen(row, hidden) for row in rows}


def _rule(hide_up_to: int) -> SmallNumberRule:
    """Hiding one number alone would say which it is, so that it hides the next as well."""
    if not hide_up_to:
        return SmallNumberRule(is_on=False)
    return SmallNumberRule(hide_to=max(2, hide_up_to))


def _cells(row: Measurement) -> Iterator[tuple[_Key, Cell]]:
    indicator = row.indicator
    rule = None if indicator.hide_up_to is None else _rule(indicator.hide_up_to)
    counts = {"numerator": row.numerator, "denominator": row.denominator}
    if indicator.unit == Unit.NUMBER:
        counts["value"] = row.value
    for name, count in counts.items():
        if count is not None and count >= 0 and count == count.to_integral_value():
            yield (row.pk, name), Cell(int(count), rule=rule)
    if indicator.unit == Unit.PERCENT and _follows(row):
        numerator = int(rounded(row.value * row.denominator / 100, 0))
        yield (row.pk, "numerator"), Cell(numerator, Visibility.NOT_PUBLISHED, rule)


def _follows(row: Measurement) -> bool:
    """Whether readers work out the numerator that nobody entered."""
    return row.numerator is None and None not in (row.value, row.denominator)


def _shares(rows: list[Measurement], cells: dict[_Key, Cell]) -> Iterator[Percentage]:
    for row in rows:
        numerator, base = (row.pk, "numerator"), (row.pk, "denominator")
        per = _PER.get(row.indicator.unit)
        if per and row.value is not None and numerator in cells and base in cells:
            yield Percentage(row.pk, numerator, base, row.indicator.decimals, per)


def _growth(rows: list[Measurement], cells: dict[_Key, Cell]) -> Iterator[Difference]:
    """Of two figures for the year to date, readers take the earlier from the later."""
    growing = [row for row in rows if row.indicator.basis == Basis.YEAR_TO_DATE]
    growing.sort(key=lambda row: (row.indicator_id, row.period_kind, row.period_starts_on))
    for earlier, later in pairwise(growing):
        if _year(earlier) != _year(later):
            continue
        for name in ("value", "numerator", "denominator"):
            keys = (later.pk, name), (earlier.pk, name)
            if keys[0] in cells and keys[1] in cells:
                yield Difference(*keys)


def _year(row: Measurement) -> tuple[int, str, Period]:
    year = Period.of(PeriodKind.FINANCIAL_YEAR, row.period_starts_on)
    return row.indicator_id, row.period_kind, year


def _seen(row: Measurement, hidden: Suppression) -> SeenFigure:
    """Of a figure that the council itself keeps back, nothing of what it was worked out from."""
    if row.state:
        return SeenFigure(row.figure, None, None)

    def shown(figure: Decimal | None, name: str) -> Figure | None:
        return State.SUPPRESSED if (row.pk, name) in hidden.counts else figure

    figure = State.SUPPRESSED if row.pk in hidden.percentages else row.figure
    if not isinstance(figure, State):
        figure = shown(figure, "value")
    return SeenFigure(
        figure, shown(row.numerator, "numerator"), shown(row.denominator, "denominator")
    )
