"""What is good, what is aimed at, and how a figure stands to it, as values."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class RatingError(ValueError):
    """A target that contradicts itself, or an override that may not be; says why."""


class Polarity(StrEnum):
    """Which figures are good. It is never guessed: councils differ on the same measure."""

    HIGH = "high"
    LOW = "low"
    BAND = "band"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        return _GOOD[self]


_GOOD = {
    Polarity.HIGH: "Higher is better",
    Polarity.LOW: "Lower is better",
    Polarity.BAND: "Best between two figures",
    Polarity.NEUTRAL: "Neither higher nor lower is better",
}


class TargetKind(StrEnum):
    """What is aimed at. A floor is the least that is acceptable, not an aim."""

    TARGET = "target"
    FLOOR = "floor"
    MILESTONE = "milestone"
    BAND = "band"
    NONE = "none"

    @property
    def label(self) -> str:
        return "No target" if self is TargetKind.NONE else self.value.capitalize()


class Area(StrEnum):
    """Whose figure a target compares with, or a comparator shows."""

    NEIGHBOURS = "neighbours"
    REGION = "region"
    ENGLAND = "england"

    @property
    def label(self) -> str:
        return {"neighbours": "the statistical neighbours", "region": "the region"}.get(
            self, "England"
        )


@dataclass(frozen=True)
class TargetRule:
    """What a figure is rated against. All numbers are in the unit of the figure.

    ``value``: of a target or milestone. ``floor``: beside a target, or alone for the kind floor.
    ``lower`` and ``upper``: of a band, both included. ``tolerance``: how far beside the target
    still counts as near. ``is_strict``: the limit itself does not meet it ("fewer than 85").
    ``polarity``: what the words of the target ask for, if they say so. ``area``: the target is
    that area's figure; ``value`` is None where it has none. ``words``: as typed, where they
    were not read. RatingError where the numbers contradict each other.
    """

    kind: TargetKind = TargetKind.NONE
    value: Decimal | None = None
    floor: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    tolerance: Decimal | None = None
    is_strict: bool = False
    polarity: Polarity | None = None
    area: Area | None = None
    words: str = ""

    def __post_init__(self):
        # Columns of the database give fixed words as plain text.
        object.__setattr__(self, "kind", TargetKind(self.kind))
        for field, words in (("polarity", Polarity), ("area", Area)):
            value = getattr(self, field)
            object.__setattr__(self, field, words(value) if value else None)
        is_band = None not in (self.lower, self.upper) and self.lower < self.upper
        if self.kind is TargetKind.BAND and not is_band:
            raise RatingError("A band needs two figures, the lower one first.")
        if self.kind is TargetKind.FLOOR and self.floor is None:
            raise RatingError("A floor needs a figure.")
        if self.tolerance is not None and self.tolerance < 0:
            raise RatingError("A tolerance is not below 0.")


class Rating(StrEnum):
    """The colour, which is never shown without its words."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not_rated"

    @property
    def label(self) -> str:
        return _RATINGS[self]


_RATINGS = {
    Rating.GREEN: "On target",
    Rating.AMBER: "Near target",
    Rating.RED: "Off target",
    Rating.NOT_RATED: "Not rated",
}


class NotRated(StrEnum):
    """Why a figure has no colour."""

    NO_FIGURE = "no_figure"
    STATE = "state"
    NEUTRAL = "neutral"
    NO_TARGET = "no_target"
    WORDS = "words"
    NO_COMPARATOR = "no_comparator"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Rated:
    """How a figure stands to its target.

    ``words``: beside the colour ("Floor met"). ``predicate``: what follows the figure in a
    sentence ("misses the target of at least 98%"), empty where not rated. ``sentence``: whole,
    with the reason where not rated. ``reason``: of the person who set the rating by hand;
    ``worked_out``: the words of the one that this took the place of. ``decimals``: with how many
    the figure has to be shown, where fewer would seem to contradict its rating.
    """

    rating: Rating
    words: str
    predicate: str
    sentence: str
    why: NotRated | None = None
    reason: str = ""
    worked_out: str = ""
    decimals: int | None = None

    @property
    def is_override(self) -> bool:
        return bool(self.reason)
