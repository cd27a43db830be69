"""The scorecard: areas, indicators with their targets, figures, commentary and files of figures."""

from scorecard.models.areas import Area
from scorecard.models.figures import Commentary, Measurement
from scorecard.models.imports import FigureImport, FigureMapping
from scorecard.models.indicators import AIMS, Indicator, IndicatorQuerySet, Target, in_use

__all__ = [
    "AIMS",
    "Area",
    "Commentary",
    "FigureImport",
    "FigureMapping",
    "Indicator",
    "IndicatorQuerySet",
    "Measurement",
    "Target",
    "in_use",
]
