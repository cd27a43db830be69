"""Is a figure good enough, did it move, and may two figures be compared at all?"""

from scorecard.rating.basis import Basis, Likeness, comparable, overlaps_itself
from scorecard.rating.direction import Change, Size, Verdict, change
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
    "Basis",
    "Bound",
    "Change",
    "Likeness",
    "NotRated",
    "Polarity",
    "Rated",
    "Rating",
    "RatingError",
    "Size",
    "TargetKind",
    "TargetReading",
    "TargetRule",
    "Verdict",
    "change",
    "comparable",
    "contradiction",
    "overlaps_itself",
    "overridden",
    "rate",
    "read_target",
]
