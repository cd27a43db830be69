"""One indicator as a paper tells it: everything worked out from what its readers may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scorecard import rating
from scorecard.charts import LineChart, Point, Role, Series
from scorecard.figures import Figure, State, Unit, out_of, rounded, shown
from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.noise import Noise, noise
from scorecard.periods import Period, periods_between
from scorecard.queries.public_figures import SeenFigure
from scorecard.rating import (
    Basis,
    Change,
    NotRated,
    Polarity,
    Rated,
    Rating,
    TargetKind,
    TargetRule,
    change,
    comparable,
    overridden,
    rate,
)
from scorecard.rating.phrases import limit
from scorecard.sentences import Comparator, Facts, plain_sentences

MOST_PERIODS = 12  # in a chart
# As charts write them; the table under a chart has the unit in its caption.
CHART_UNITS = {
    Unit.PERCENT: "%",
    Unit.POUNDS: "£",
    Unit.RATE: "per 10,000",
    Unit.DAYS: "days",
    Unit.WEEKS: "weeks",
    Unit.YEARS_MONTHS: "months",
}
_ROLES = {
    Area.Kind.REGION: Role.REGION,
    Area.Kind.NEIGHBOUR: Role.NEIGHBOURS,
    Area.Kind.ENGLAND: Role.ENGLAND,
}
_OF_TARGET = {
    rating.Area.REGION: Area.Kind.REGION,
    rating.Area.NEIGHBOURS: Area.Kind.NEIGHBOUR,
    rating.Area.ENGLAND: Area.Kind.ENGLAND,
}
_NEVER_RATED = {NotRated.NO_FIGURE, NotRated.STATE, NotRated.NEUTRAL}
# "the North East", but "London" and "Yorkshire and The Humber".
_WITH_ARTICLE = ("North ", "South ", "East ", "West ")


@dataclass(frozen=True)
class OwnFigure:
    """Our figure of a period: as it is kept, and as readers see it."""

    row: Measurement
    seen: SeenFigure


@dataclass
class Kept:
    """Everything of one indicator up to a paper's period.

    ``others``: by kind of area and period, the figures of all areas of that kind. ``targets``:
    the newest first.
    """

    own: dict[Period, OwnFigure] = field(default_factory=dict)
    others: dict[str, dict[Period, list[Figure]]] = field(
        default_factory=lambda: {kind: {} for kind in _ROLES}
    )
    targets: list[Target] = field(default_factory=list)
    commentaries: dict[Period, Commentary] = field(default_factory=dict)


@dataclass(frozen=True)
class OtherFigure:
    """Other areas' newest figure. ``name``: as in the middle of a sentence ("the North East")."""

    kind: str
    label: str
    name: str
    figure: Figure
    period: Period


@dataclass(frozen=True)
class PaperRow:
    """``period``: of the figure, at most as late as the paper's. ``share``: "92 of 128" or empty.

    ``own``: the row as it is kept, for its as-at day and finality only. ``is_missed``: whether
    the target is not met. ``change``: from the period ``since``; None where one of the two has
    nothing. ``commentary``: of the paper's period, or else of the figure's.
    """

    indicator: Indicator
    period: Period
    figure: Figure | None
    share: str
    own: Measurement | None
    rated: Rated
    target: str
    is_missed: bool
    change: Change | None
    since: Period
    others: tuple[OtherFigure, ...]
    sentence: str
    chart: LineChart
    commentary: Commentary | None


def told(indicator: Indicator, kept: Kept, areas: tuple[Area, ...], until: Period) -> PaperRow:
    """The row of a paper whose period is ``until``."""
    period = _period(indicator, kept, until)
    own = kept.own.get(period)
    seen = own.seen if own else SeenFigure(None, None, None)
    others = tuple(_others(kept, areas, period))
    rule, target = _rule(indicator, kept, others, period)
    usual = _noise(indicator, kept, period)
    since = _earlier(indicator, period)
    rated = _rated(indicator, own, seen, rule)
    moved = None
    if own and since in kept.own:
        moved = _change(indicator, kept, period, since, rule, usual)
    facts = replace(
        _facts(indicator, own, seen, period),
        rated=rated,
        change=moved,
        since=since,
        noise=usual,
        comparators=tuple(_comparator(indicator, each, period) for each in others),
    )
    sentence = _sentence(facts)
    return PaperRow(
        indicator=indicator,
        period=period,
        figure=seen.figure,
        share=out_of(seen.numerator, seen.denominator),
        own=own.row if own else None,
        rated=rated,
        target=_target_words(target, rule, indicator),
        is_missed=_is_missed(rated, rule),
        change=moved,
        since=since,
        others=others,
        sentence=sentence,
        chart=_chart(indicator, kept, areas, period, sentence),
        commentary=kept.commentaries.get(until) or kept.commentaries.get(period),
    )


def _sentence(facts: Facts) -> str:
    """Without what a paper would say of nearly all: no target, too few figures to tell chance."""
    if facts.rated.why is NotRated.NO_TARGET:
        facts = replace(facts, rated=None)
    if facts.noise.limits is None:
        facts = replace(facts, noise=None)
    return plain_sentences(facts)


def _facts(indicator: Indicator, own: OwnFigure | None, seen: SeenFigure, period: Period) -> Facts:
    return Facts(
        figure=seen.figure,
        unit=indicator.unit,
        decimals=indicator.decimals,
        numerator=seen.numerator,
        denominator=seen.denominator,
        period=period,
        as_at=own.row.as_at if own else None,
        basis=indicator.basis,
        finality=own.row.finality if own else None,
        polarity=indicator.polarity,
    )


def _period(indicator: Indicator, kept: Kept, until: Period) -> Period:
    if indicator.frequency == until.kind:
        return until
    found = [period for period in kept.own if period.kind == indicator.frequency]
    if found:
        return max(found)
    latest = Period.of(indicator.frequency, until.ends_on)
    return latest if latest.ends_on <= until.ends_on else latest.previous()


def _earlier(indicator: Indicator, period: Period) -> Period:
    """What a figure is compared with: figures for the year to date with the same point of it."""
    return period.year_before() if indicator.basis == Basis.YEAR_TO_DATE else period.previous()


# Other areas


def _others(kept: Kept, areas: tuple[Area, ...], period: Period) -> Iterable[OtherFigure]:
    for kind in _ROLES:
        found = [each for each in kept.others[kind] if each.ends_on <= period.ends_on]
        with_number = [each for each in found if _numbers(kept.others[kind][each])]
        if not found:
            continue
        newest = max(with_number or found, key=lambda each: (each.ends_on, each.starts_on))
        figures = kept.others[kind][newest]
        label, name = _names(kind, areas, len(_numbers(figures)))
        yield OtherFigure(kind, label, name, _together(figures), newest)


def _numbers(figures: list[Figure]) -> list[Decimal]:
    return [figure for figure in figures if isinstance(figure, Decimal)]


def _together(figures: list[Figure]) -> Figure:
    """The mean of those that are numbers; where none is, the first one's state."""
    numbers = _numbers(figures)
    return sum(numbers) / len(numbers) if numbers else figures[0]


def _names(kind: str, areas: tuple[Area, ...], count: int) -> tuple[str, str]:
    """As a label and as in the middle of a sentence."""
    of_kind = [area.name for area in areas if area.kind == kind]
    if kind == Area.Kind.NEIGHBOUR:
        words = f"average of {count} of {len(of_kind)} neighbours"
        return words.capitalize(), f"the {words}"
    (name,) = of_kind
    takes_article = kind == Area.Kind.REGION and name.startswith(_WITH_ARTICLE)
    return name, f"the {name}" if takes_article else name


def _comparator(indicator: Indicator, other: OtherFigure, period: Period) -> Comparator:
    likeness = comparable(indicator.basis, period, indicator.basis, other.period)
    return Comparator(other.name, other.figure, other.period, likeness.is_like)


# Target, rating, change


def _target_on(kept: Kept, period: Period) -> Target | None:
    """The one in force on the last day of a period."""
    return next((each for each in kept.targets if each.starts_on <= period.ends_on), None)


def _rule(
    indicator: Indicator, kept: Kept, others: tuple[OtherFigure, ...], period: Period
) -> tuple[TargetRule, Target | None]:
    target = _target_on(kept, period)
    if target is None:
        return TargetRule(), None
    aimed_at = None
    for other in others:
        is_meant = target.area and other.kind == _OF_TARGET[rating.Area(target.area)]
        if is_meant and _comparator(indicator, other, period).is_like:
            aimed_at = other.figure
    return target.rule(aimed_at), target


def _rated(
    indicator: Indicator, own: OwnFigure | None, seen: SeenFigure, rule: TargetRule
) -> Rated:
    """By hand where a person set it so, but never of a figure that readers do not see."""
    rated = rate(
        seen.figure, rule, indicator.polarity, unit=indicator.unit, decimals=indicator.decimals
    )
    by_hand = own.row.rating if own else ""
    if not by_hand or rated.why in _NEVER_RATED or by_hand == rated.rating:
        return rated
    return overridden(rated, Rating(by_hand), own.row.rating_reason)


def _is_missed(rated: Rated, rule: TargetRule) -> bool:
    """A floor alone is met or not; beside a target it is not what was aimed at."""
    if rated.rating is Rating.AMBER:
        return rule.kind is not TargetKind.FLOOR
    return rated.rating is Rating.RED


def _target_words(target: Target | None, rule: TargetRule, indicator: Indicator) -> str:
    """As the council writes it, or else "at least 98%"; empty where there is none."""
    if target is None or rule.kind is TargetKind.NONE:
        return ""
    if rule.words:
        return rule.words
    unit, polarity = Unit(indicator.unit), Polarity(indicator.polarity)
    if rule.kind is TargetKind.BAND:
        return f"{shown(rule.lower, unit=unit)} to {shown(rule.upper, unit=unit)}"
    if rule.kind is TargetKind.FLOOR:
        return f"Floor: {limit(rule.floor, polarity, unit, is_strict=rule.is_strict)}"
    if rule.value is None:
        return f"The figure for {rule.area.label}"
    return limit(rule.value, polarity, unit, is_strict=rule.is_strict)


def _noise(indicator: Indicator, kept: Kept, until: Period) -> Noise:
    points = [
        (period, figure.seen.figure)
        for period, figure in kept.own.items()
        if period.kind == indicator.frequency and period <= until
    ]
    first = indicator.baseline_from
    return noise(
        points,
        baseline_from=Period.of(indicator.frequency, first) if first else None,
        basis=indicator.basis,
        unit=indicator.unit,
        decimals=indicator.decimals,
        polarity=indicator.polarity,
    )


def _change(
    indicator: Indicator, kept: Kept, period: Period, since: Period, rule: TargetRule, usual: Noise
) -> Change:
    later, earlier = (
        kept.own[each].seen.figure if each in kept.own else None for each in (period, since)
    )
    return change(
        later,
        earlier,
        indicator.polarity,
        unit=indicator.unit,
        decimals=indicator.decimals,
        band=(rule.lower, rule.upper) if rule.kind is TargetKind.BAND else None,
        usual=usual.limits.usual_move if usual.limits else None,
        tolerance=rule.tolerance,
        likeness=comparable(indicator.basis, period, indicator.basis, since),
    )


# The chart


def _chart(
    indicator: Indicator, kept: Kept, areas: tuple[Area, ...], period: Period, sentence: str
) -> LineChart:
    """The newest periods up to the figure's own, of all areas that have any number."""
    rows = (kept.own, *kept.others.values())
    kind = period.kind
    firsts = [each for row in rows for each in row if each.kind is kind and each <= period]
    periods = periods_between(min(firsts, default=period), period)[-MOST_PERIODS:]
    points = {each: figure.seen.figure for each, figure in kept.own.items()}
    own = next((area.name for area in areas if area.kind == Area.Kind.OWN), "Our council")
    series = [Series(own, _points(indicator, points, periods))]
    for area_kind, role in _ROLES.items():
        together = {each: _together(found) for each, found in kept.others[area_kind].items()}
        label = _chart_label(area_kind, areas)
        series.append(Series(label, _points(indicator, together, periods), role))
    series.append(Series("Target", _aims(indicator, kept, periods), Role.TARGET))
    return LineChart(
        title=indicator.name,
        description=sentence,
        categories=tuple(each.short_label for each in periods),
        series=tuple(each for each in series if each.figures or each.role is Role.OWN),
        unit=CHART_UNITS.get(Unit(indicator.unit), ""),
        decimals=indicator.decimals,
    )


def _points(
    indicator: Indicator, figures: dict[Period, Figure], periods: tuple[Period, ...]
) -> tuple[Point, ...]:
    return tuple(_point(figures.get(each), indicator.decimals) for each in periods)


def _point(figure: Figure | None, decimals: int) -> Point:
    if isinstance(figure, State):
        return figure.label
    return None if figure is None else rounded(figure, decimals)


def _chart_label(kind: str, areas: tuple[Area, ...]) -> str:
    if kind == Area.Kind.NEIGHBOUR:
        return "Average of neighbours"
    return next((area.name for area in areas if area.kind == kind), "")


def _aims(indicator: Indicator, kept: Kept, periods: tuple[Period, ...]) -> tuple[Point, ...]:
    """The target of each period where it is one figure."""
    targets = [_target_on(kept, each) for each in periods]
    aimed = (TargetKind.TARGET, TargetKind.MILESTONE)
    return tuple(
        target.value if target and target.kind in aimed and not target.area else None
        for target in targets
    )
