"""Is a figure good enough?"""

from scorecard.rating.judgement import contradiction, overridden, rate
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
    "NotRated",
    "Polarity",
    "Rated",
    "Rating",
    "RatingError",
    "TargetKind",
    "TargetRule",
    "contradiction",
    "overridden",
    "rate",
]
