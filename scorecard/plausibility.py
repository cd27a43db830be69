"""Is a new figure likely? One that is not is asked about once before it is kept."""

from collections.abc import Sequence
from decimal import Decimal

from corporate_parenting.words import quoted
from scorecard.figures import Figure, Unit, as_written, shown
from scorecard.noise import noise
from scorecard.periods import Period
from scorecard.rating import Basis

LARGE_SHARE = Decimal("0.25")
LARGE_SHARE_WORDS = "a quarter"
KEEP_IT = "Name its start at the indicator (“baseline from”) to keep it where it is."
_LEAST_PERCENTAGE = 5  # where the figures before are at least that, one up to 1 is a share
_IS_SHARE = " If it is a share of 1, write it as a percentage."
# From 2 children to 3 is a half, and nothing to ask about.
_LEAST_MOVE = {Unit.NUMBER: Decimal(5), Unit.PERCENT: Decimal(5)}

Points = Sequence[tuple[Period, Figure | None]]


def doubt(
    period: Period,
    figure: Figure | None,
    points: Points,
    *,
    unit: Unit = Unit.NUMBER,
    decimals: int = 0,
    basis: Basis = Basis.FLOW,
    baseline_from: Period | None = None,
) -> str:
    """Why the figure is unlikely after the earlier ones of ``points``, in a sentence, or nothing.

    Outside what is usual where that is known; else more than a quarter away from the figure
    before it. A state is unlikely where ``points`` have a figure for the period itself.
    """
    unit, basis = Unit(unit), Basis(basis)
    if not isinstance(figure, Decimal):
        return _lost(dict(points).get(period), figure, unit, decimals)
    earlier = [point for point in points if point[0] < period]
    question = _unlikely(period, figure, earlier, unit, basis, decimals, baseline_from)
    return question + _IS_SHARE if question and _is_share(figure, points, unit) else question


def _lost(kept: Figure | None, state: Figure | None, unit: Unit, decimals: int) -> str:
    """That a state would take the place of a figure."""
    if state is None or not isinstance(kept, Decimal):
        return ""
    return f"{quoted(state.label)} would take the place of {as_written(kept, decimals, unit)}."


def _is_share(figure: Decimal, points: Points, unit: Unit) -> bool:
    """Whether 0.72 may be meant where the figures are percentages such as 72."""
    known = [each for _, each in points if isinstance(each, Decimal)]
    is_small = unit is Unit.PERCENT and 0 < figure <= 1
    return is_small and bool(known) and min(known) >= _LEAST_PERCENTAGE


def _unlikely(
    period: Period,
    figure: Decimal,
    earlier: Points,
    unit: Unit,
    basis: Basis,
    decimals: int,
    baseline_from: Period | None,
) -> str:
    limits = noise(
        earlier, baseline_from=baseline_from, basis=basis, unit=unit, decimals=decimals
    ).limits
    if limits is None:
        return _far_from_the_one_before(period, figure, earlier, unit, basis, decimals)
    if limits.lower <= figure <= limits.upper:
        return ""
    usual = " to ".join(shown(end, decimals, unit) for end in (limits.lower, limits.upper))
    return f"{as_written(figure, decimals, unit)} is outside what is usual ({usual})."


def moved_baseline(
    before: Points,
    after: Points,
    *,
    unit: Unit = Unit.NUMBER,
    basis: Basis = Basis.FLOW,
    baseline_from: Period | None = None,
) -> str:
    """That the new figures move what is usual, in a sentence, or nothing.

    It is worked out from the first 13 figures, so older ones and corrections of those 13 move it;
    with ``baseline_from``, only of those since.
    """
    how = {"baseline_from": baseline_from, "basis": basis, "unit": unit}
    old, new = (noise(points, **how).limits for points in (before, after))
    if old is None or old == new:
        return ""
    anew = "can no longer be worked out"
    if new and new.first == old.first and new.last == old.last:
        anew = "is worked out anew, as one of these figures changes"
    elif new:
        anew = f"is worked out from {new.first} to {new.last} then"
    return f"what is usual stands on {old.first} to {old.last} and {anew}."


def _far_from_the_one_before(
    period: Period, figure: Decimal, earlier: Points, unit: Unit, basis: Basis, decimals: int
) -> str:
    before = _comparable_before(period, earlier, basis)
    if before is None:
        return ""
    since, other = before
    move = abs(figure - other)
    if move <= max(abs(other) * LARGE_SHARE, _LEAST_MOVE.get(unit, Decimal(0))):
        return ""
    return (
        f"{as_written(figure, decimals, unit)} differs by more than {LARGE_SHARE_WORDS} from"
        f" {as_written(other, decimals, unit)} for {since}."
    )


def _comparable_before(
    period: Period, earlier: Points, basis: Basis
) -> tuple[Period, Decimal] | None:
    """The newest figure before; of one that grows until the year ends, that of the year before."""
    figures = [point for point in earlier if isinstance(point[1], Decimal)]
    if basis is Basis.YEAR_TO_DATE and period.kind.months < 12:
        figures = [point for point in figures if point[0] == period.year_before()]
    return max(figures, default=None, key=lambda point: point[0])
