"""Which figures of a file are unlikely, or move what is usual: asked about, not refused."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scorecard.figures import Figure, Unit
from scorecard.imports.proposals import FigureRow
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period
from scorecard.plausibility import KEEP_IT, doubt, moved_baseline
from scorecard.rating import Basis

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
    points = _points_of(kept)
    found = []
    for row in rows:
        indicator, area = indicators.get(row.indicator), areas.get(row.area)
        if indicator and area and area.kind == Area.Kind.OWN:
            sentence = _doubt(row, indicator, points[indicator.pk, area.pk])
            found += [f"{row.indicator}, {row.period}: {sentence}"] if sentence else []
    return found


def _points_of(kept: Iterable[Measurement]) -> dict[tuple[int, int], _Points]:
    points: dict[tuple[int, int], _Points] = defaultdict(list)
    for row in kept:
        points[row.indicator_id, row.area_id].append((row.period, row.figure))
    return points


def moved_baselines(
    rows: Iterable[FigureRow],
    indicators: Mapping[str, Indicator],
    areas: Mapping[str, Area],
    kept: Iterable[Measurement],
) -> list[str]:
    """A sentence for each indicator whose usual range the file moves; as ``questions_about``."""
    points = _points_of(kept)
    after: dict[tuple[str, str], dict[Period, Figure | None]] = defaultdict(dict)
    for row in rows:
        if row.figure is not None:
            after[row.indicator, row.area][row.period] = row.figure
    found = []
    for (code, name), figures in after.items():
        indicator, area = indicators.get(code), areas.get(name)
        if indicator and area and area.kind == Area.Kind.OWN:
            before = points[indicator.pk, area.pk]
            sentence = moved_baseline(
                before,
                [*(dict(before) | figures).items()],
                unit=Unit(indicator.unit),
                basis=Basis(indicator.basis),
                baseline_from=indicator.baseline,
            )
            found += [f"{code}: {sentence} {KEEP_IT}"] if sentence else []
    return found


def _doubt(row: FigureRow, indicator: Indicator, points: _Points) -> str:
    return doubt(
        row.period,
        row.figure,
        points,
        unit=Unit(indicator.unit),
        decimals=indicator.decimals,
        basis=indicator.basis,
        baseline_from=indicator.baseline,
    )
