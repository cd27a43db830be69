"""How far a figure moved, whether that is good, and whether it is much."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corporate_parenting.words import uncapitalised
from scorecard.figures import Figure, State, Unit, rounded, shown
from scorecard.rating.basis import Likeness
from scorecard.rating.phrases import moved
from scorecard.rating.values import Polarity

# A move is large beyond twice the usual one; where none is known, beyond the tolerance; where
# there is none either, beyond these.
_USUAL_MOVES = 2
_LARGE_POINTS = Decimal(5)
_LARGE_SHARE = Decimal(5)
_WITH_SHARE = {Unit.NUMBER, Unit.RATE, Unit.DAYS, Unit.WEEKS, Unit.POUNDS}
_LIKE = Likeness(True)


class Verdict(StrEnum):
    """Whether the move is good. Neutral: neither good nor bad."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEUTRAL = "neutral"
    NOT_COMPARED = "not_compared"

    @property
    def label(self) -> str:
        return _VERDICTS.get(self, self.value)


_VERDICTS = {
    Verdict.SAME: "no change",
    Verdict.NEUTRAL: "neither better nor worse",
    Verdict.NOT_COMPARED: "not compared",
}


class Size(StrEnum):
    """None: there was no move, or nothing to measure it by."""

    NONE = "none"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Change:
    """A move from an earlier figure to a later one.

    ``amount``: later minus earlier in the figure's unit, of percentages in points; None where
    not compared. ``words``: "up 2.3 points, a small move for the better". ``move``: of these
    "up 2.3 points".
    """

    verdict: Verdict
    amount: Decimal | None
    words: str
    move: str = ""
    size: Size = Size.NONE


def change(
    later: Figure | None,
    earlier: Figure | None,
    polarity: Polarity,
    *,
    unit: Unit = Unit.NUMBER,
    decimals: int | None = None,
    band: tuple[Decimal, Decimal] | None = None,
    usual: Decimal | None = None,
    tolerance: Decimal | None = None,
    likeness: Likeness = _LIKE,
) -> Change:
    """The move between two figures as they are shown, so that a reader's own sum agrees.

    ``band``: the two figures between which a polarity of band is best. ``usual``: the
    indicator's usual move from period to period. ``likeness``: of ``comparable``; unlike
    figures are not compared, and neither are states.
    """
    unit, polarity = Unit(unit), Polarity(polarity)
    reason = likeness.sentence if not likeness.is_like else _reason(later, earlier)
    if reason:
        words = f"{Verdict.NOT_COMPARED.label}: {uncapitalised(reason).rstrip('.')}"
        return Change(Verdict.NOT_COMPARED, None, words)
    if decimals is not None:
        later, earlier = rounded(later, decimals), rounded(earlier, decimals)
    amount = later - earlier
    if not amount:
        return Change(Verdict.SAME, amount, Verdict.SAME.label, Verdict.SAME.label)
    verdict = _verdict(later, earlier, polarity, band)
    move = f"{'up' if amount > 0 else 'down'} {moved(abs(amount), unit, decimals)}"
    move += _share(amount, earlier, unit)
    size = _size(abs(amount), earlier, unit, usual, tolerance)
    return Change(verdict, amount, f"{move}, {_judged(verdict, size)}", move, size)


def _reason(later: Figure | None, earlier: Figure | None) -> str:
    for figure, name in ((later, "this figure"), (earlier, "the earlier figure")):
        if figure is None:
            return f"{name} is not recorded"
        if isinstance(figure, State):
            return f"{name} {figure.predicate}"
    return ""


def _verdict(
    later: Decimal,
    earlier: Decimal,
    polarity: Polarity,
    band: tuple[Decimal, Decimal] | None,
) -> Verdict:
    if polarity is Polarity.HIGH:
        return Verdict.BETTER if later > earlier else Verdict.WORSE
    if polarity is Polarity.LOW:
        return Verdict.BETTER if later < earlier else Verdict.WORSE
    if polarity is Polarity.NEUTRAL or band is None:
        return Verdict.NEUTRAL
    outside, was_outside = (_outside(figure, band) for figure in (later, earlier))
    if outside == was_outside:
        return Verdict.NEUTRAL
    return Verdict.BETTER if outside < was_outside else Verdict.WORSE


def _outside(figure: Decimal, band: tuple[Decimal, Decimal]) -> Decimal:
    lower, upper = band
    return max(lower - figure, figure - upper, Decimal(0))


def _share(amount: Decimal, earlier: Decimal, unit: Unit) -> str:
    if unit not in _WITH_SHARE or earlier <= 0:
        return ""
    share = rounded(abs(amount) * 100 / earlier, 0)
    return f" ({shown(share)}%)" if share else " (less than 1%)"


def _judged(verdict: Verdict, size: Size) -> str:
    if size is Size.NONE:
        return verdict.label
    joiner = ", " if verdict is Verdict.NEUTRAL else " for the "
    return f"a {size} move{joiner}{verdict.label}"


def _size(
    amount: Decimal,
    earlier: Decimal,
    unit: Unit,
    usual: Decimal | None,
    tolerance: Decimal | None,
) -> Size:
    if usual is not None:
        most = usual * _USUAL_MOVES
    elif tolerance is not None:
        most = tolerance
    elif unit is Unit.PERCENT:
        most = _LARGE_POINTS
    elif earlier == 0:
        return Size.NONE
    else:
        most = abs(earlier) * _LARGE_SHARE / 100
    return Size.LARGE if amount > most else Size.SMALL
