"""Reads of the scorecard that need several models."""

from scorecard.queries.editions import public_edition
from scorecard.queries.elsewhere import Elsewhere, newest_elsewhere
from scorecard.queries.figures import PeriodFigure
from scorecard.queries.indicator import PeriodRow, WholeIndicator, sentence_of, whole_indicator
from scorecard.queries.positions import Position, position
from scorecard.queries.scorecard import (
    Entry,
    Group,
    Order,
    by_priority,
    entries,
    exceptions_first,
    kept_periods,
    newest_period,
)

__all__ = [
    "Elsewhere",
    "Entry",
    "Group",
    "Order",
    "PeriodFigure",
    "PeriodRow",
    "Position",
    "WholeIndicator",
    "by_priority",
    "entries",
    "exceptions_first",
    "kept_periods",
    "newest_elsewhere",
    "newest_period",
    "position",
    "public_edition",
    "sentence_of",
    "whole_indicator",
]
