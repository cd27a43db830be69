"""What a target asks for, in words."""

from corporate_parenting.words import capitalised, quoted, uncapitalised
from scorecard.figures import Unit, shown
from scorecard.models import Indicator, Target
from scorecard.rating import Polarity, TargetKind, TargetRule, contradiction
from scorecard.rating.phrases import asked, tolerated


def target_words(indicator: Indicator, rule: TargetRule) -> str:
    """What is aimed at, as the council writes it or else as it is read; empty without a target."""
    if rule.kind is TargetKind.NONE:
        return rule.words
    return _with_bounds(rule.words or _read(rule, indicator), rule, indicator)


def words_and_reading(target: Target, indicator: Indicator) -> str:
    """ "“Fewer than 85”, read as fewer than 85"; no query."""
    rule = target.rule()
    words = quoted(rule.words) if rule.words else ""
    if rule.kind is TargetKind.NONE:
        return words or "No target"
    read = _read(rule, indicator)
    if not read:
        return f"{words}, which is not a figure: not rated"
    read = _with_bounds(read, rule, indicator)
    return f"{words}, read as {uncapitalised(read)}" if words else read


def _with_bounds(words: str, rule: TargetRule, indicator: Indicator) -> str:
    unit = Unit(indicator.unit)
    if rule.floor is not None and rule.kind is not TargetKind.FLOOR:
        words += f"; floor {shown(rule.floor, unit=unit)}"
    if rule.tolerance:
        words += f" ({tolerated(rule.tolerance, unit)})"
    return words


def _read(rule: TargetRule, indicator: Indicator) -> str:
    """How it is rated; empty where its words give no figure."""
    unit, polarity = Unit(indicator.unit), Polarity(indicator.polarity)
    if rule.kind in (TargetKind.TARGET, TargetKind.MILESTONE):
        if rule.value is None:
            return _read_area(rule)
        if polarity in (Polarity.NEUTRAL, Polarity.BAND) or contradiction(rule, polarity):
            return shown(rule.value, unit=unit)
    words = asked(rule, polarity, unit, is_floor=rule.kind is TargetKind.FLOOR)
    if rule.kind is TargetKind.FLOOR:
        return capitalised(words.removeprefix("the "))
    for lead in ("the target of ", "the milestone of "):
        words = words.removeprefix(lead)
    name = "Milestone: " if rule.kind is TargetKind.MILESTONE else ""
    return name + words if name else capitalised(words)


def _read_area(rule: TargetRule) -> str:
    if not rule.area:
        return ""
    compared = "Better than" if rule.is_strict else "At least as good as"
    return f"{compared} the figure for {rule.area.label}"
