"""What a target asks for, in words."""

from scorecard.figures import Unit
from scorecard.models import Indicator, Target
from scorecard.rating import Area, Polarity, TargetKind
from scorecard.rating.phrases import asked, limit, tolerated
from scorecard.words import capitalised, quoted


def target_words(target: Target, indicator: Indicator) -> str:
    """ "“Fewer than 85”, read as the target of fewer than 85"; no query."""
    words = quoted(target.words) if target.words else ""
    rule = _rule_words(target, indicator)
    if words and rule:
        return f"{words}, read as {rule}"
    if words and target.kind != TargetKind.NONE:
        return f"{words}, which is not a figure: not rated"
    return words or capitalised(rule) or "No target"


def _rule_words(target: Target, indicator: Indicator) -> str:
    rule, polarity, unit = target.rule(), Polarity(indicator.polarity), Unit(indicator.unit)
    if rule.kind is TargetKind.NONE:
        return ""
    if rule.kind is TargetKind.FLOOR:
        return asked(rule, polarity, unit, is_floor=True)
    if rule.area is not None:
        compared = "better than" if rule.is_strict else "at least as good as"
        return f"{compared} the figure for {Area(rule.area).label}"
    if rule.kind is not TargetKind.BAND and rule.value is None:
        return ""
    words = asked(rule, polarity, unit)
    if rule.floor is not None:
        words += f", with a floor of {limit(rule.floor, polarity, unit)}"
    return f"{words} ({tolerated(rule.tolerance, unit)})" if rule.tolerance else words
