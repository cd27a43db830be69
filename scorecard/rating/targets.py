"""Targets that councils write as words, read only where they are certain."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scorecard.figures import Figure, Unit
from scorecard.rating.values import Area, Polarity, TargetKind, TargetRule


class Bound(StrEnum):
    """Which figures meet the target. Good: at least or at most, as the polarity says."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    BETWEEN = "between"
    GOOD = "good"
    BETTER = "better"


_POLARITIES = {
    Bound.AT_LEAST: Polarity.HIGH,
    Bound.ABOVE: Polarity.HIGH,
    Bound.AT_MOST: Polarity.LOW,
    Bound.BELOW: Polarity.LOW,
    Bound.BETWEEN: Polarity.BAND,
}
_STRICT = {Bound.ABOVE, Bound.BELOW, Bound.BETTER}


@dataclass(frozen=True)
class TargetReading:
    """What the words of a target ask for.

    ``value``: the figure, or the lower one of a band that ends at ``upper``; None where the
    target is the figure of an ``area``. ``unit``: if the words name it.
    """

    bound: Bound
    value: Decimal | None = None
    upper: Decimal | None = None
    area: Area | None = None
    unit: Unit | None = None

    @property
    def polarity(self) -> Polarity | None:
        """What is better by these words, or None if they leave it to the indicator."""
        return _POLARITIES.get(self.bound)

    def rule(
        self,
        *,
        area_figure: Figure | None = None,
        floor: Decimal | None = None,
        tolerance: Decimal | None = None,
        words: str = "",
    ) -> TargetRule:
        """The rule to rate by; ``area_figure``: of the area that the words name."""
        if self.bound is Bound.BETWEEN:
            return TargetRule(
                TargetKind.BAND,
                lower=self.value,
                upper=self.upper,
                tolerance=tolerance,
                polarity=Polarity.BAND,
                words=words,
            )
        of_area = area_figure if isinstance(area_figure, Decimal) else None
        return TargetRule(
            TargetKind.TARGET,
            value=self.value if self.area is None else of_area,
            floor=floor,
            tolerance=tolerance,
            is_strict=self.bound in _STRICT,
            polarity=self.polarity,
            area=self.area,
            words=words,
        )


def read_target(words: str) -> TargetReading | None:
    """The reading of "Fewer than 85" or "Above Stat Neighbour Average"; None if not certain."""
    text = " ".join(words.replace("’", "'").split()).casefold().rstrip(" .;")
    text = re.sub(r"[‐‑–—]", "-", re.sub(r"^target(?: is| of|:)? ", "", text))
    return _band(text) or _bounded(text) or _relative(text)


_NOUNS = (
    r"children|young people|care leavers|homes|households|carers|places|placements|cases"
    r"|working days|months"
)
_UNITS = {
    **dict.fromkeys(("%", "percent", "per cent"), Unit.PERCENT),
    **dict.fromkeys(("days", "day"), Unit.DAYS),
    **dict.fromkeys(("weeks", "week"), Unit.WEEKS),
    "per 10,000": Unit.RATE,
}
_UNIT = rf"(?: ?(?P<unit>{'|'.join(_UNITS)})|(?: (?:{_NOUNS})))?"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,6})?"
_NUMBER = rf"(?P<pound>£?)(?P<value>{_DIGITS}){_UNIT}"
_SIGNS = {">=": "at least", "≥": "at least", "<=": "at most", "≤": "at most"}
_SIGNS |= {">": "above", "<": "below"}
_BEFORE = {
    Bound.AT_LEAST: r"at least|at or above|no(?:t)? (?:less|lower|fewer) than|not below"
    r"|equal to or (?:above|more than)|(?:a )?minimum(?: of)?|min\.?|>=|≥",
    Bound.ABOVE: r"more than|over|above|greater than|higher than|exceed(?:s|ing)?|>",
    Bound.AT_MOST: r"at most|at or below|no(?:t)? (?:more|higher|greater) than|not above|up to"
    r"|within|not exceeding|equal to or (?:below|less than)|(?:a )?maximum(?: of)?|max\.?|<=|≤",
    Bound.BELOW: r"fewer than|less than|lower than|below|under|<",
    Bound.BETTER: r"better than",
    Bound.GOOD: r"at or better than|(?:equal to|as good as) or better than|no worse than"
    r"|at least as good as",
}
_AFTER = {
    Bound.AT_LEAST: r" (?:or|and) (?:more|above|over|higher|better)| ?\+| (?:as a )?minimum",
    Bound.AT_MOST: r" (?:or|and) (?:less|fewer|below|under|lower)| (?:as a )?maximum",
}
_MEAN = r"(?: (?:average|mean|avg\.?|figure|rate))"
_AREAS = {
    Area.NEIGHBOURS: rf"(?:stat(?:istical|s|\.)? neighbou?r(?:s|'s|s')?{_MEAN}?|sns?{_MEAN})",
    Area.REGION: rf"(?:regional{_MEAN}|region(?:'s)?{_MEAN}?)",
    Area.ENGLAND: rf"(?:england(?:'s)?{_MEAN}?|(?:english|national){_MEAN})",
}
_BAND = re.compile(
    rf"(?:(?:between|in the range|within the range(?: of)?) )?£?(?P<first>{_DIGITS}) ?"
    rf"(?:%|per ?cent)?(?: (?:and|to) | ?- ?)£?(?P<last>{_DIGITS}){_UNIT}"
)
_YEARS = range(1990, 2101)


def _band(text: str) -> TargetReading | None:
    match = _BAND.fullmatch(text)
    if not match:
        return None
    first, last = _decimal(match["first"]), _decimal(match["last"])
    # 2019-2020 is a year, and 20 to 15 is a mistake.
    if first >= last or (first in _YEARS and last in _YEARS):
        return None
    return TargetReading(Bound.BETWEEN, first, last, unit=_UNITS.get(match["unit"]))


def _bounded(text: str) -> TargetReading | None:
    """ "At least 90%", "95% or more", and a number alone, which the polarity explains."""
    for bound, pattern in _BEFORE.items():
        if match := re.fullmatch(rf"(?:{pattern}) ?{_NUMBER}", text):
            return _with_number(bound, match)
    for bound, pattern in _AFTER.items():
        if match := re.fullmatch(rf"{_NUMBER}(?:{pattern})(?: (?:{_NOUNS}))?", text):
            return _with_number(bound, match)
    match = re.fullmatch(_NUMBER, text)
    # 2021 alone may be the year in which something is due.
    if not match or (_decimal(match["value"]) in _YEARS and text.isdigit()):
        return None
    return _with_number(Bound.GOOD, match)


def _relative(text: str) -> TargetReading | None:
    for bound, pattern in _BEFORE.items():
        for area, name in _AREAS.items():
            if re.fullmatch(rf"(?:{pattern}) (?:the )?{name}", text):
                return TargetReading(bound, area=area)
    return None


def _with_number(bound: Bound, match: re.Match[str]) -> TargetReading:
    unit = Unit.POUNDS if match["pound"] else _UNITS.get(match["unit"])
    return TargetReading(bound, _decimal(match["value"]), unit=unit)


def _decimal(stated: str) -> Decimal:
    return Decimal(stated.replace(",", ""))
