"""How targets, tolerances and moves are said."""

from decimal import Decimal

from scorecard.figures import Unit, rounded, shown
from scorecard.rating.values import Polarity, TargetKind, TargetRule

AVERAGE_DECIMALS = 2
_COUNTED = {Unit.NUMBER, Unit.DAYS, Unit.WEEKS}


def asked(rule: TargetRule, polarity: Polarity, unit: Unit, *, is_floor: bool = False) -> str:
    """ "the target of at least 98%", "the floor standard of at most 20 days"."""
    if is_floor:
        is_strict = rule.is_strict and rule.kind is TargetKind.FLOOR
        return f"the floor standard of {limit(rule.floor, polarity, unit, is_strict=is_strict)}"
    if rule.kind is TargetKind.BAND:
        return f"the target of {_band(rule, unit)}"
    name = "milestone" if rule.kind is TargetKind.MILESTONE else "target"
    if rule.area is None:
        return f"the {name} of {limit(rule.value, polarity, unit, is_strict=rule.is_strict)}"
    # An average has no end of decimals.
    value = rounded(rule.value, AVERAGE_DECIMALS)
    words = limit(value, polarity, unit, is_strict=rule.is_strict)
    return f"the {name} of {words}, the figure for {rule.area.label}"


def limit(value: Decimal, polarity: Polarity, unit: Unit, *, is_strict: bool = False) -> str:
    """ "at least 98%", "more than 98%", "at most 20 days", "fewer than 85"."""
    if polarity is Polarity.HIGH:
        words = "more than" if is_strict else "at least"
    elif is_strict:
        words = "fewer than" if unit in _COUNTED else "less than"
    else:
        words = "at most"
    return f"{words} {shown(value, unit=unit)}"


def _band(rule: TargetRule, unit: Unit) -> str:
    lower, upper = shown(rule.lower, unit=unit), shown(rule.upper, unit=unit)
    return f"above {lower} and below {upper}" if rule.is_strict else f"{lower} to {upper}"


def tolerated(tolerance: Decimal, unit: Unit) -> str:
    return f"tolerance {moved(tolerance, unit)}"


def moved(amount: Decimal, unit: Unit, decimals: int | None = None) -> str:
    """A distance between two figures: percentages differ by points, not by per cent."""
    if unit is not Unit.PERCENT:
        return shown(amount, decimals, unit)
    digits = shown(amount, decimals)
    return f"{digits} {'point' if digits == '1' else 'points'}"
