"""Is a figure good enough?"""

from scorecard.rating.judgement import contradiction, overridden, rate
from scorecard.rating.targets import Bound, TargetReading, read_target
from scorecard.rating.values import (
    Area,
    NotRated,
    Polarity,
    Rated,
    Rating,
    RatingError,
    TargetKind,
    TargetRule,
)

__all__ = [
    "Area",
    "Bound",
    "NotRated",
    "Polarity",
    "Rated",
    "Rating",
    "RatingError",
    "TargetKind",
    "TargetReading",
    "TargetRule",
    "contradiction",
    "overridden",
    "rate",
    "read_target",
]
