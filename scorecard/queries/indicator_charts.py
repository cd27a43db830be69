"""An indicator as a chart: our council, what it is compared with, its target, what is usual."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from corporate_parenting.words import uncapitalised
from scorecard.charts import Chart, LineChart, NoChart, Point, Role, Series, draw_for_page
from scorecard.figures import Figure, State, Unit, rounded
from scorecard.models import Area, Indicator, Target
from scorecard.noise import Limits
from scorecard.periods import Period, periods_between
from scorecard.queries.elsewhere import Elsewhere, day_of, finality_of
from scorecard.queries.figures import PeriodFigure, ends_on
from scorecard.queries.positions import aimed_at, counts_alike, target_on
from scorecard.rating import TargetKind

_ROLES = {
    Area.Kind.ENGLAND: Role.ENGLAND,
    Area.Kind.REGION: Role.REGION,
    Area.Kind.NEIGHBOUR: Role.NEIGHBOURS,
}
_UNITS = {
    Unit.PERCENT: "%",
    Unit.POUNDS: "£",
    Unit.RATE: "per 10,000",
    Unit.DAYS: "days",
    Unit.WEEKS: "weeks",
    Unit.YEARS_MONTHS: "months",
}


def charts_of(
    indicator: Indicator,
    own: Mapping[Period, PeriodFigure],
    elsewhere: Mapping[Period, tuple[Elsewhere, ...]],
    targets: Sequence[Target],
    *,
    sentence: str,
    limits: Limits | None = None,
) -> tuple[Chart | NoChart, ...]:
    """The drawings that the page holds, of all periods."""
    chart = line_chart(indicator, own, elsewhere, targets, sentence=sentence, limits=limits)
    return draw_for_page(chart, key=f"indicator-{indicator.pk}")


def line_chart(
    indicator: Indicator,
    own: Mapping[Period, PeriodFigure],
    elsewhere: Mapping[Period, tuple[Elsewhere, ...]],
    targets: Sequence[Target],
    *,
    sentence: str,
    limits: Limits | None = None,
    most: int = 0,
) -> LineChart:
    """``limits``: of what is usual, where they are asked for. ``most``: so many periods, or all.

    Figures of other areas stand where their period ends, if they count what ours count.
    """
    periods = _periods(indicator, own, elsewhere)[-most:]
    decimals = indicator.decimals
    points = tuple(_point(own.get(each), decimals) for each in periods)
    figures = [[own[each]] if each in own else [] for each in periods]
    marks, days = tuple(map(finality_of, figures)), tuple(map(day_of, figures))
    series = [Series(_own_name(own), points, Role.OWN, marks, days)]
    series += _other_areas(indicator, periods, elsewhere)
    series += _aims(periods, targets, with_band=limits is None)
    series += _usual(periods, limits)
    return LineChart(
        title=str(indicator),
        description=sentence,
        categories=tuple(period.short_label for period in periods),
        series=tuple(series),
        unit=_UNITS.get(Unit(indicator.unit), ""),
        decimals=decimals,
        ends=tuple(map(ends_on, periods)),
    )


def _own_name(own: Mapping[Period, PeriodFigure]) -> str:
    return next((figure.area.name for figure in own.values()), "Our council")


def _periods(
    indicator: Indicator,
    own: Mapping[Period, PeriodFigure],
    elsewhere: Mapping[Period, tuple[Elsewhere, ...]],
) -> tuple[Period, ...]:
    """Every period of the indicator's kind from the first figure to the last."""
    found = [period for period in (*own, *elsewhere) if period.kind == indicator.frequency]
    return periods_between(min(found), max(found)) if found else ()


def _point(figure: PeriodFigure | None, decimals: int) -> Point:
    return _drawn(figure.figure, decimals) if figure else None


def _drawn(figure: Figure | None, decimals: int) -> Point:
    """As it is shown: what lies between would be a line to nowhere in the table beside it."""
    if isinstance(figure, State):
        return uncapitalised(figure.label)
    return None if figure is None else rounded(figure, decimals)


def _other_areas(
    indicator: Indicator,
    periods: Sequence[Period],
    elsewhere: Mapping[Period, tuple[Elsewhere, ...]],
) -> list[Series]:
    """Only those with a number: a line of states alone would say nothing."""
    by_end = {}
    # Of periods that end together the one of our own kind comes last, and stays.
    for period in sorted(elsewhere, key=lambda each: each.kind == indicator.frequency):
        for each in elsewhere[period]:
            by_end.setdefault(each.kind, {})[ends_on(period)] = each
    found = []
    for kind, role in _ROLES.items():
        theirs = by_end.get(kind, {})
        at = [theirs.get(ends_on(period)) for period in periods]
        alike = [
            each if each and counts_alike(indicator, period, each) else None
            for period, each in zip(periods, at, strict=True)
        ]
        points = tuple(_drawn(each and each.figure, indicator.decimals) for each in alike)
        if any(isinstance(point, Decimal) for point in points):
            name = next(iter(theirs.values())).name
            label = "Neighbours (average)" if role is Role.NEIGHBOURS else name
            marks = tuple(each.finality if each else "" for each in alike)
            days = tuple(each.as_at if each else None for each in alike)
            found.append(Series(label, points, role, marks, days))
    return found


def _aims(periods: Sequence[Period], targets: Sequence[Target], *, with_band: bool) -> list[Series]:
    """The target's figure at each period; of a band both its ends."""
    at = [target_on(targets, ends_on(period)) for period in periods]
    found = []
    aims = tuple(aimed_at(target) for target in at)
    if any(aim is not None for aim in aims):
        found.append(Series("Target", aims, Role.TARGET))
    bands = [target if target and target.kind == TargetKind.BAND else None for target in at]
    if with_band and any(bands):
        for label, end in (("Target: highest", "upper"), ("Target: lowest", "lower")):
            points = tuple(getattr(target, end, None) for target in bands)
            found.append(Series(label, points, Role.LIMIT))
    return found


def _usual(periods: Sequence[Period], limits: Limits | None) -> list[Series]:
    if limits is None:
        return []
    return [
        Series(
            label,
            tuple(figure if period >= limits.first else None for period in periods),
            role,
        )
        for label, figure, role in (
            ("Usual range: highest", limits.upper, Role.LIMIT),
            ("Usual range: lowest", limits.lower, Role.LIMIT),
            ("Usual average", limits.mean, Role.MEAN),
        )
    ]
