"""The rating of a figure: a function of the figure, its target and its polarity, of nothing else.

Green: the target is met. Amber: within the tolerance, or the floor is met. Red: neither.
"""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from corporate_parenting.words import quoted
from scorecard.figures import MOST_DECIMALS, Figure, State, Unit, rounded, shown
from scorecard.rating.phrases import asked, tolerated
from scorecard.rating.values import (
    NotRated,
    Polarity,
    Rated,
    Rating,
    RatingError,
    TargetKind,
    TargetRule,
)

# National counts are rounded to the nearest ten, so what rounds to zero is less than this.
_ROUNDS_TO_ZERO_BELOW = Decimal(5)
_NEVER_COLOURED = {NotRated.NO_FIGURE, NotRated.STATE, NotRated.NEUTRAL}


class _Judged(NamedTuple):
    rating: Rating
    words: str
    predicate: str


def rate(
    figure: Figure | None,
    rule: TargetRule,
    polarity: Polarity,
    *,
    unit: Unit = Unit.NUMBER,
    decimals: int | None = None,
) -> Rated:
    """Green, amber, red, or not rated with the reason.

    ``unit`` and ``decimals`` serve the sentence only: the figure is rated as it is, and shown
    with more decimals where rounding would hide on which side of its target it lies.
    """
    polarity, unit = Polarity(polarity), Unit(unit)
    refusal = _refusal(figure, rule, polarity)
    if refusal:
        return _not_rated(*refusal)
    if isinstance(figure, State):
        return _rated_near_zero(rule, polarity, unit)
    judged = _judge(figure, rule, polarity, unit)
    told = _telling(figure, judged, rule, polarity, unit, decimals)
    sentence = f"{shown(figure, told, unit)} {judged.predicate}."
    return Rated(*judged, sentence, decimals=None if told == decimals else told)


def overridden(rated: Rated, rating: Rating, reason: str) -> Rated:
    """A rating set by hand, which says so and keeps what was worked out beside it.

    RatingError without a reason, without a change, and where nothing may be coloured.
    """
    rating, reason = Rating(rating), " ".join(reason.split())
    if rated.why in _NEVER_COLOURED:
        raise RatingError(f"This cannot be rated by hand. {rated.sentence}")
    if not reason:
        raise RatingError("Say why the rating is not the one that was worked out.")
    if rating is rated.rating:
        raise RatingError(f"The rating is “{rated.words}” already.")
    by_hand = f"Rated “{rating.label}” by hand, not “{rated.words}”: {reason.rstrip('.')}."
    return replace(
        rated,
        rating=rating,
        words=rating.label,
        sentence=f"{by_hand} {rated.sentence}",
        reason=reason,
        worked_out=rated.words,
    )


def contradiction(rule: TargetRule, polarity: Polarity) -> str:
    """How the target contradicts what is better, in a sentence; empty if it does not."""
    polarity = Polarity(polarity)
    if polarity is Polarity.NEUTRAL or rule.kind is TargetKind.NONE:
        return ""
    if (rule.kind is TargetKind.BAND) != (polarity is Polarity.BAND):
        return f"a target of the kind “{rule.kind.label}” does not fit “{polarity.label}”"
    if rule.polarity is not None and rule.polarity is not polarity:
        return f"the target asks for the opposite of “{polarity.label}”"
    if None not in (rule.value, rule.floor) and not _meets(rule.value, rule.floor, polarity):
        return "the floor asks for more than the target"
    return ""


def _refusal(
    figure: Figure | None, rule: TargetRule, polarity: Polarity
) -> tuple[NotRated, str] | None:
    if figure is None:
        return NotRated.NO_FIGURE, "no figure is recorded"
    if polarity is Polarity.NEUTRAL:
        return NotRated.NEUTRAL, "neither higher nor lower is better"
    if isinstance(figure, State) and figure is not State.ROUNDS_TO_ZERO:
        return NotRated.STATE, f"the figure {figure.predicate}"
    if rule.kind is TargetKind.NONE:
        return NotRated.NO_TARGET, "no target is set"
    if problem := contradiction(rule, polarity):
        return NotRated.CONTRADICTION, problem
    if rule.kind in (TargetKind.TARGET, TargetKind.MILESTONE) and rule.value is None:
        return _without_value(rule)
    return None


def _without_value(rule: TargetRule) -> tuple[NotRated, str]:
    if rule.area is not None:
        return NotRated.NO_COMPARATOR, f"there is no figure for {rule.area.label} to compare with"
    if rule.words:
        return NotRated.WORDS, f"the target {quoted(rule.words)} is not a figure"
    return NotRated.NO_TARGET, "no target is set"


def _not_rated(why: NotRated, reason: str) -> Rated:
    label = Rating.NOT_RATED.label
    return Rated(Rating.NOT_RATED, label, "", f"{label}: {reason}.", why)


def _rated_near_zero(rule: TargetRule, polarity: Polarity, unit: Unit) -> Rated:
    """Rated only if every figure that rounds to zero would be rated alike."""
    unsure = (NotRated.STATE, f"the figure {State.ROUNDS_TO_ZERO.predicate}")
    if polarity is Polarity.BAND:
        return _not_rated(*unsure)
    least, most = (_judge(end, rule, polarity, unit) for end in (Decimal(0), _ROUNDS_TO_ZERO_BELOW))
    if least != most:
        return _not_rated(*unsure)
    return Rated(*least, f"A figure that rounds to zero {least.predicate}.")


def _judge(figure: Decimal, rule: TargetRule, polarity: Polarity, unit: Unit) -> _Judged:
    if rule.kind is TargetKind.FLOOR:
        return _judge_floor(figure, rule, polarity, unit)
    target = asked(rule, polarity, unit)
    if _is_met(figure, rule, polarity):
        return _Judged(Rating.GREEN, "On target", f"meets {target}")
    if rule.tolerance and _misses_by(figure, rule, polarity) <= rule.tolerance:
        near = f"is near {target} ({tolerated(rule.tolerance, unit)})"
        return _Judged(Rating.AMBER, "Near target", near)
    if rule.floor is None:
        return _Judged(Rating.RED, "Off target", f"misses {target}")
    floor = asked(rule, polarity, unit, is_floor=True)
    if _meets(figure, rule.floor, polarity):
        return _Judged(Rating.AMBER, "Floor met", f"meets {floor} but not {target}")
    return _Judged(Rating.RED, "Floor missed", f"misses {floor} and {target}")


def _judge_floor(figure: Decimal, rule: TargetRule, polarity: Polarity, unit: Unit) -> _Judged:
    """A floor alone makes nothing green: it is the least that is acceptable."""
    floor = asked(rule, polarity, unit, is_floor=True)
    if _meets(figure, rule.floor, polarity, rule.is_strict):
        return _Judged(Rating.AMBER, "Floor met", f"meets {floor}")
    return _Judged(Rating.RED, "Floor missed", f"misses {floor}")


def _is_met(figure: Decimal, rule: TargetRule, polarity: Polarity) -> bool:
    if rule.kind is not TargetKind.BAND:
        return _meets(figure, rule.value, polarity, rule.is_strict)
    above = _meets(figure, rule.lower, Polarity.HIGH, rule.is_strict)
    return above and _meets(figure, rule.upper, Polarity.LOW, rule.is_strict)


def _misses_by(figure: Decimal, rule: TargetRule, polarity: Polarity) -> Decimal:
    if rule.kind is TargetKind.BAND:
        return max(rule.lower - figure, figure - rule.upper)
    return rule.value - figure if polarity is Polarity.HIGH else figure - rule.value


def _meets(figure: Decimal, standard: Decimal, polarity: Polarity, is_strict: bool = False) -> bool:
    if figure == standard:
        return not is_strict
    return (figure > standard) == (polarity is Polarity.HIGH)


def _telling(
    figure: Decimal,
    judged: _Judged,
    rule: TargetRule,
    polarity: Polarity,
    unit: Unit,
    decimals: int | None,
) -> int | None:
    """The decimals, or more where the figure as it is shown would be judged otherwise."""
    if decimals is None:
        return None
    enough = (
        each
        for each in range(decimals, MOST_DECIMALS)
        if _judge(rounded(figure, each), rule, polarity, unit) == judged
    )
    return next(enough, MOST_DECIMALS)
