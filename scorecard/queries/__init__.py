"""Reads of the scorecard that need several models."""

from scorecard.queries.changes import events_elsewhere, indicator_events
from scorecard.queries.definitions import indicator_at, indicator_kept_since, scorecard_kept_since
from scorecard.queries.editions import public_edition
from scorecard.queries.elsewhere import Elsewhere, newest_elsewhere
from scorecard.queries.figures import PeriodFigure
from scorecard.queries.indicator import (
    PeriodRow,
    WholeIndicator,
    own_newest,
    sentence_of,
    whole_indicator,
)
from scorecard.queries.positions import Position, position
from scorecard.queries.scorecard import (
    Entry,
    EntryWords,
    Group,
    Order,
    by_priority,
    entries,
    exceptions_first,
    kept_periods,
    newest_period,
)
from scorecard.queries.settled import entries_of_today

__all__ = [
    "Elsewhere",
    "Entry",
    "EntryWords",
    "Group",
    "Order",
    "PeriodFigure",
    "PeriodRow",
    "Position",
    "WholeIndicator",
    "by_priority",
    "entries",
    "entries_of_today",
    "events_elsewhere",
    "exceptions_first",
    "indicator_at",
    "indicator_events",
    "indicator_kept_since",
    "kept_periods",
    "newest_elsewhere",
    "newest_period",
    "own_newest",
    "position",
    "public_edition",
    "scorecard_kept_since",
    "sentence_of",
    "whole_indicator",
]
