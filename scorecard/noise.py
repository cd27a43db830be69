"""Is a move more than chance? Limits of what is usual for an indicator, and signs of change.

Individuals and moving ranges: the limits lie 2.66 mean moving ranges beside the mean of the first
13 figures. Later figures never move them. Older ones that come in afterwards do, unless a person
has named the start, and so do corrections of the 13: whoever shows limits says from which periods.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from scorecard.figures import Figure, Unit, rounded, shown
from scorecard.periods import Period
from scorecard.rating import Basis, Polarity, overlaps_itself

POINTS_NEEDED = 13
# With fewer moves between neighbours their mean says little; gaps break the moves.
_MOVES_NEEDED = 6
_LIMIT_IN_MOVES = Decimal("2.66")
# Quotients end here, so that a figure is as far from the mean as its mirror image.
_DECIMALS = 10
_RUN = 8
_NEAR, _OF = 3, 4


class SignalKind(StrEnum):
    """Which sign of change, the plainest first."""

    OUTSIDE = "outside"
    RUN = "run"
    NEAR_LIMIT = "near_limit"


@dataclass(frozen=True)
class Limits:
    """What is usual, worked out from the figures of ``first`` to ``last``.

    ``lower`` and ``upper``: for drawing, not beyond what the unit can be. ``usual_move``: the
    mean move from one period to the next. All in the unit of the figures.
    """

    mean: Decimal
    lower: Decimal
    upper: Decimal
    usual_move: Decimal
    first: Period
    last: Period


@dataclass(frozen=True)
class Signal:
    """A sign of change in the figures of ``first`` to ``last``, above or below what is usual."""

    kind: SignalKind
    is_above: bool
    first: Period
    last: Period


@dataclass(frozen=True)
class Noise:
    """What can be said of chance.

    ``limits``: None where they cannot be worked out. ``signals``: all since the baseline
    starts, by time. ``predicate``: of the newest figure, for a sentence ("is within its usual
    range (72% to 88%)"); empty where nothing can be said. ``sentence``: whole. ``newest``: the
    plainest signal that the newest figure is part of.
    """

    limits: Limits | None
    signals: tuple[Signal, ...]
    predicate: str
    sentence: str
    newest: Signal | None = None


@dataclass(frozen=True)
class _Natural:
    """The limits before they are kept within what the unit can be."""

    mean: Decimal
    reach: Decimal

    def is_outside(self, figure: Decimal) -> bool:
        return abs(figure - self.mean) > self.reach

    def is_near_limit(self, figure: Decimal) -> bool:
        return abs(figure - self.mean) * 2 > self.reach


_Points = list[tuple[Period, Decimal]]


def noise(
    points: Iterable[tuple[Period, Figure | None]],
    *,
    baseline_from: Period | None = None,
    basis: Basis = Basis.FLOW,
    unit: Unit = Unit.NUMBER,
    decimals: int = 1,
    polarity: Polarity = Polarity.NEUTRAL,
) -> Noise:
    """What is usual for an indicator, and where it left that.

    ``points``: each period once, in any order; a state, nothing, and a period that is missing
    are gaps, which break moves and runs. ``baseline_from``: the first period of the baseline;
    earlier ones are left out. ``polarity``: whether a change is for the better.
    """
    unit, polarity = Unit(unit), Polarity(polarity)
    ordered = sorted(points, key=lambda point: point[0])
    if any(first[0] == second[0] for first, second in pairwise(ordered)):
        raise ValueError("A period has one figure.")
    since = [point for point in ordered if baseline_from is None or point[0] >= baseline_from]
    stretches = _stretches(since)
    figures = [point for stretch in stretches for point in stretch]
    if figures and overlaps_itself(basis, figures[0][0].kind):
        return _silent(
            "Each figure covers some of the same months as the one before, so what is usual"
            " cannot be worked out."
        )
    if len(figures) < POINTS_NEEDED:
        return _too_few(len(figures), baseline_from)
    moves = _moves(stretches, figures[POINTS_NEEDED - 1][0])
    if len(moves) < _MOVES_NEEDED:
        return _silent("Too many periods have no figure to work out what is usual.")
    limits, natural = _limits(figures[:POINTS_NEEDED], moves, unit)
    signals = tuple(sorted(_signals(stretches, natural), key=lambda each: each.last))
    period, figure = figures[-1]
    newest = _newest(period, signals)
    predicate = _predicate(figure, newest, limits, unit, decimals)
    predicate += _meaning(newest, polarity)
    return Noise(limits, signals, predicate, f"The figure for {period} {predicate}.", newest)


def _stretches(points: Sequence[tuple[Period, Figure | None]]) -> list[_Points]:
    """The figures in unbroken stretches of periods that follow each other."""
    stretches: list[_Points] = []
    expected = None
    for period, figure in points:
        if not isinstance(figure, Decimal):
            continue
        if period != expected:
            stretches.append([])
        stretches[-1].append((period, figure))
        expected = period.next()
    return stretches


def _moves(stretches: list[_Points], last: Period) -> list[Decimal]:
    """The moves between neighbours up to the last period of the baseline."""
    return [
        abs(later - earlier)
        for stretch in stretches
        for (_, earlier), (period, later) in pairwise(stretch)
        if period <= last
    ]


def _limits(baseline: _Points, moves: list[Decimal], unit: Unit) -> tuple[Limits, _Natural]:
    usual_move = rounded(sum(moves) / len(moves), _DECIMALS)
    mean = rounded(sum(figure for _, figure in baseline) / len(baseline), _DECIMALS)
    natural = _Natural(mean, usual_move * _LIMIT_IN_MOVES)
    lower, upper = mean - natural.reach, mean + natural.reach
    if unit.lowest is not None:
        lower = max(lower, unit.lowest)
    if unit.highest is not None:
        upper = min(upper, unit.highest)
    return Limits(mean, lower, upper, usual_move, baseline[0][0], baseline[-1][0]), natural


def _signals(stretches: list[_Points], natural: _Natural) -> Iterable[Signal]:
    for stretch in stretches:
        for period, figure in stretch:
            if natural.is_outside(figure):
                yield Signal(SignalKind.OUTSIDE, figure > natural.mean, period, period)
        yield from _runs(stretch, natural.mean)
        for is_above in (True, False):
            yield from _near_limit(stretch, natural, is_above)


def _runs(stretch: _Points, mean: Decimal) -> Iterable[Signal]:
    """Eight or more in a row on one side of the mean; a figure on the mean ends a row."""
    for side, row in groupby(stretch, key=lambda point: point[1].compare(mean)):
        periods = [period for period, _ in row]
        if side and len(periods) >= _RUN:
            yield Signal(SignalKind.RUN, side > 0, periods[0], periods[-1])


def _near_limit(stretch: _Points, natural: _Natural, is_above: bool) -> Iterable[Signal]:
    """Three of four nearer to one limit than to the mean; fours that overlap are one signal."""
    found: Signal | None = None
    for start in range(len(stretch) - _OF + 1):
        four = stretch[start : start + _OF]
        near = sum(
            (figure > natural.mean) == is_above and natural.is_near_limit(figure)
            for _, figure in four
        )
        if near < _NEAR:
            continue
        first, last = four[0][0], four[-1][0]
        if found is not None and first <= found.last:
            first = found.first
        elif found is not None:
            yield found
        found = Signal(SignalKind.NEAR_LIMIT, is_above, first, last)
    if found is not None:
        yield found


# Words


def _silent(sentence: str) -> Noise:
    return Noise(None, (), "", sentence)


def _too_few(count: int, baseline_from: Period | None) -> Noise:
    since = "" if baseline_from is None else f" since {baseline_from}"
    there_are = f"{count} of the {POINTS_NEEDED} needed"
    predicate = f"has too few figures before it to say what is usual ({there_are})"
    sentence = f"Too few points to say what is usual: {there_are}{since}."
    return Noise(None, (), predicate if count else "", sentence)


def _newest(period: Period, signals: Iterable[Signal]) -> Signal | None:
    """The plainest signal that the figure of the newest period is part of."""
    order = list(SignalKind)
    current = [signal for signal in signals if signal.last == period]
    return min(current, key=lambda signal: order.index(signal.kind), default=None)


def _predicate(
    figure: Decimal, signal: Signal | None, limits: Limits, unit: Unit, decimals: int
) -> str:
    usual = _usual_range(figure, limits, unit, decimals)
    if signal is None:
        return f"is within its usual range ({usual})"
    side = "above" if signal.is_above else "below"
    if signal.kind is SignalKind.OUTSIDE:
        return f"is {side} its usual range ({usual})"
    if signal.kind is SignalKind.RUN:
        mean = shown(limits.mean, decimals, unit)
        return f"is one of at least {_RUN} in a row {side} the usual average ({mean})"
    end = f"the {'upper' if signal.is_above else 'lower'} end of the usual range ({usual})"
    return f"is one of the last {_OF}, of which at least {_NEAR} lie near {end}"


def _usual_range(figure: Decimal, limits: Limits, unit: Unit, decimals: int) -> str:
    """Both limits, with more decimals where rounding would put the figure on the wrong side."""
    ends = (limits.lower, limits.upper)
    if any(end != figure and rounded(end, decimals) == rounded(figure, decimals) for end in ends):
        decimals += 2
    return " to ".join(shown(end, decimals, unit) for end in ends)


def _meaning(signal: Signal | None, polarity: Polarity) -> str:
    if signal is None:
        return ""
    if polarity not in (Polarity.HIGH, Polarity.LOW):
        return ", so something has probably changed"
    is_better = signal.is_above == (polarity is Polarity.HIGH)
    return f", so something has probably changed for the {'better' if is_better else 'worse'}"
