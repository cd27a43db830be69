"""The upright axis of a chart: where it starts and ends, its round values, its figures in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product

STEPS = (1, 2, 5)
# Shares of the furthest figure. A smaller spread is pressed flat by an axis from 0, so that the
# axis is cut; one still smaller is no movement at all, and may look flat.
FLAT, STILL = Decimal("0.2"), Decimal("0.001")
# Signs that stand with each number, before it or after it; other units stand above the axis.
BEFORE, AFTER = ("£",), ("%",)
SHORT = ((Decimal(10**12), "tn"), (Decimal(10**9), "bn"), (Decimal(10**6), "m"))


@dataclass(frozen=True)
class Axis:
    """``ticks`` are round, evenly spaced and cover every figure; there are at least two."""

    ticks: tuple[Decimal, ...]

    @property
    def shows_zero(self) -> bool:
        return self.ticks[0] <= 0 <= self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """How far up the axis the value is: 0 at its foot, 1 at its top."""
        return float((value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))


def axis_for(values: Iterable[Decimal], *, intervals: int, decimals: int) -> Axis:
    """An axis of at most ``intervals`` (3 or more) for at least one value.

    It shows 0, unless all values lie on one side of it and differ by less than a fifth, but at
    least a thousandth, of the one furthest from 0: then it is cut, and the chart says so.
    """
    values = tuple(values)
    low, high = min(values), max(values)
    if not _is_cut(low, high):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    finest = Decimal(1).scaleb(-decimals)
    if low == high:
        high = finest
    step = next(_steps(low, high, max((high - low) / intervals, finest), intervals))
    return Axis(tuple(step * number for number in _multiples(low, high, step)))


def _is_cut(low: Decimal, high: Decimal) -> bool:
    furthest = max(abs(low), abs(high))
    return low * high > 0 and furthest * STILL <= high - low < furthest * FLAT


def _steps(low: Decimal, high: Decimal, least: Decimal, intervals: int) -> Iterator[Decimal]:
    """1, 2, 5, 10, 20 and so on: those that are large enough, the smallest first."""
    digits = product(range(least.adjusted(), least.adjusted() + 3), STEPS)
    steps = (Decimal(step).scaleb(exponent) for exponent, step in digits)
    return (
        step
        for step in steps
        if step >= least and len(_multiples(low, high, step)) <= intervals + 1
    )


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> range:
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return range(int(first), int(last) + 1)


def figure(value: Decimal, unit: str = "", decimals: int = 0) -> str:
    """The value as charts print it: ``1,210``, ``16.5%``, ``−0.4``, ``£61.6m``; halves go up."""
    divisor, ending = _short_for(value)
    return _written(value / divisor, unit, 1 if ending else decimals, ending)


def tick_figures(axis: Axis, unit: str = "") -> tuple[str, ...]:
    """The figures beside the ticks, all with the same decimals and ending."""
    step = axis.ticks[1] - axis.ticks[0]
    divisor, ending = _short_for(max(axis.ticks, key=abs))
    decimals = max(0, -(step / divisor).normalize().as_tuple().exponent)
    return tuple(_written(tick / divisor, unit, decimals, ending) for tick in axis.ticks)


def unit_words(unit: str) -> str:
    """The unit as it stands above the axis: empty for a sign that stands with each number."""
    return "" if unit in BEFORE + AFTER else unit[:1].upper() + unit[1:]


def cut_words(axis: Axis, unit: str = "") -> str:
    """A sentence about an axis without 0, else nothing."""
    if axis.shows_zero:
        return ""
    figures = tick_figures(axis, unit)
    if axis.ticks[0] > 0:
        return f"The axis starts at {figures[0]}, not at 0."
    return f"The axis ends at {figures[-1]}, not at 0."


def _short_for(value: Decimal) -> tuple[Decimal, str]:
    return next((short for short in SHORT if abs(value) >= short[0]), (Decimal(1), ""))


def _written(value: Decimal, unit: str, decimals: int, ending: str) -> str:
    if not value:
        decimals, ending = 0, ""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = "−" if rounded < 0 else ""
    before = unit if unit in BEFORE else ""
    after = unit if unit in AFTER else ""
    return f"{sign}{before}{abs(rounded):,.{decimals}f}{ending}{after}"
