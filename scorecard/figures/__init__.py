"""Figures, the states that stand where there is none, their units, and how sheets write them."""

from scorecard.figures.reading import read_figure
from scorecard.figures.values import (
    MOST_DECIMALS,
    NO_FIGURE,
    Figure,
    FigureError,
    State,
    Unit,
    as_written,
    out_of,
    percentage,
    rounded,
    shown,
)

__all__ = [
    "MOST_DECIMALS",
    "NO_FIGURE",
    "Figure",
    "FigureError",
    "State",
    "Unit",
    "as_written",
    "out_of",
    "percentage",
    "read_figure",
    "rounded",
    "shown",
]
