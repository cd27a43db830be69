"""Totals and what counts a part of them: their figures tell of each other."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from scorecard.figures import Unit, rounded
from scorecard.models import Area, Indicator
from scorecard.queries.figures import PeriodFigure, own_figures
from scorecard.suppression import Counts, Row, Share, SmallNumberRule
from scorecard.suppression.rows import DENOMINATOR, NAMES, NUMERATOR

SHARES = {Unit.PERCENT: 100, Unit.RATE: 10_000}


def families() -> dict[int, int]:
    """``roots_of`` all indicators, in one query."""
    return roots_of(Indicator.objects.exclude(part_of=None).order_by().values_list("pk", "part_of"))


def roots_of(pairs: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Of each indicator that is a total or a part, the outermost total; by key.

    ``pairs``: each indicator's key and that of its total, if it has one.
    """
    totals = {key: total for key, total in pairs if total is not None}
    return {key: _outermost(key, totals) for key in {*totals, *totals.values()}}


def _outermost(key: int, totals: Mapping[int, int]) -> int:
    passed = {key}
    while (total := totals.get(key)) is not None and total not in passed:
        passed.add(total)
        key = total
    return key


def relatives(figures: Sequence[PeriodFigure], roots: Mapping[int, int]) -> list[PeriodFigure]:
    """Our figures of the indicators that are missing from families, in two queries or none."""
    own = {each.indicator.pk: each.area for each in figures if each.area.kind == Area.Kind.OWN}
    asked = {roots[key] for key in own.keys() & roots.keys()}
    missing = {key for key, root in roots.items() if root in asked} - own.keys()
    if not missing:
        return []
    areas = {area.pk: area for area in own.values()}
    found = own_figures(Indicator.objects.in_bulk(missing), areas)
    return [figure for theirs in found.values() for figure in theirs]


def share_of(indicator: Indicator) -> Share | None:
    per = SHARES.get(Unit(indicator.unit))
    return Share(per, indicator.decimals) if per else None


def family_rows(
    figures: Sequence[PeriodFigure], counts: Sequence[Counts], rules: Sequence[SmallNumberRule]
) -> tuple[Row, ...]:
    """Figures of one family, which counts they hold or imply, and how they hang together."""
    places = {(each.indicator.pk, each.period): place for place, each in enumerate(figures)}
    periods = {each: number for number, each in enumerate(sorted({f.period for f in figures}))}
    rows = []
    for figure, of_row, rule in zip(figures, counts, rules, strict=True):
        indicator, period = figure.indicator, figure.period
        total = places.get((indicator.part_of_id, period))
        beside = [c for f, c in zip(figures, counts, strict=True) if f.period == period]
        rows.append(
            Row(
                _completed(figure, of_row, None if total is None else counts[total], beside),
                rule,
                share_of(indicator),
                total,
                indicator.pk,
                periods[period],
            )
        )
    return tuple(rows)


def _completed(
    figure: PeriodFigure, counts: Counts, total: Counts | None, beside: Iterable[Counts]
) -> Counts:
    """With the base and the numerator that readers take from the counts beside a percentage."""
    per = SHARES.get(Unit(figure.indicator.unit))
    if not per or figure.value is None:
        return counts
    has_base = counts.denominator is not None and DENOMINATOR not in counts.implied
    has_numerator = counts.numerator is not None and NUMERATOR not in counts.implied
    base, ranks = counts.denominator, list(counts.ranks)
    if not has_base and total is not None and total.value:
        base = total.value
        ranks[NAMES.index(DENOMINATOR)] = max(counts.ranks[0], total.ranks[0])
    if not base:
        return counts
    if has_numerator:
        if not has_base and not _fits(figure, counts.numerator, base, per):
            return counts
        numerator = counts.numerator
    else:
        numerator = _numerator(figure, base, per, beside)
    implied = [name for name, has in ((NUMERATOR, has_numerator), (DENOMINATOR, has_base))
               if not has]  # fmt: skip
    return Counts(None, numerator, base, tuple(implied), tuple(ranks))


def _numerator(figure: PeriodFigure, base: int, per: int, beside: Iterable[Counts]) -> int:
    """The count beside it that gives the percentage as shown, the nearest one, or else a guess."""
    exact = figure.value * base / per
    fitting = [c.value for c in beside if c.value and _fits(figure, c.value, base, per)]
    return min(
        fitting, key=lambda count: (abs(count - exact), count), default=int(rounded(exact, 0))
    )


def _fits(figure: PeriodFigure, numerator: int, base: int, per: int) -> bool:
    decimals = figure.indicator.decimals
    exact = Decimal(per * numerator) / base
    return rounded(exact, decimals) == rounded(figure.value, decimals)
