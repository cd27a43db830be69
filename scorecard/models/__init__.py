"""The scorecard: areas, indicators with their targets, figures and commentary."""

from scorecard.models.areas import Area
from scorecard.models.figures import Commentary, Measurement
from scorecard.models.indicators import Indicator, IndicatorQuerySet, Target

__all__ = ["Area", "Commentary", "Indicator", "IndicatorQuerySet", "Measurement", "Target"]
