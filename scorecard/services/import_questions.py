"""Which figures of a file are unlikely after those that are kept: asked about, not refused."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from scorecard.figures import Figure, Unit
from scorecard.imports.proposals import FigureRow
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.plausibility import doubt

_LEAST_PERCENTAGE = 5  # where the figures before are at least that, one up to 1 is a share
_IS_SHARE = " If it is a share of 1, write it as a percentage."
_Points = list[tuple[Period, Figure | None]]


def questions_about(
    rows: Iterable[FigureRow],
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
    kept: Iterable[Measurement],
) -> list[str]:
    """A sentence for each unlikely figure of our own council, in the order of the file.

    ``rows``: those that would be added or changed. ``kept``: all figures of their indicators.
    """
    points: dict[tuple[int, int], _Points] = defaultdict(list)
    for row in kept:
        points[row.indicator_id, row.area_id].append((row.period, row.figure))
    found = []
    for row in rows:
        indicator, area = indicators.get(row.indicator), areas.get(row.area)
        if indicator and area and area.kind == Area.Kind.OWN:
            sentence = _doubt(row, indicator, points[indicator.pk, area.pk])
            found += [f"{row.indicator}, {row.period}: {sentence}"] if sentence else []
    return found


def _doubt(row: FigureRow, indicator: Indicator, points: _Points) -> str:
    first = indicator.baseline_from
    sentence = doubt(
        row.period,
        row.figure,
        points,
        unit=Unit(indicator.unit),
        decimals=indicator.decimals,
        basis=indicator.basis,
        baseline_from=first and Period.of(PeriodKind(indicator.frequency), first),
    )
    return sentence + _IS_SHARE if sentence and _is_share(row, indicator, points) else sentence


def _is_share(row: FigureRow, indicator: Indicator, points: _Points) -> bool:
    before = [figure for _, figure in points if isinstance(figure, Decimal)]
    return (
        indicator.unit == Unit.PERCENT
        and isinstance(row.figure, Decimal)
        and 0 < row.figure <= 1
        and bool(before)
        and min(before) >= _LEAST_PERCENTAGE
    )
