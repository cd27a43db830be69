"""The months, quarters and years that figures are kept for, and what councils write for them."""

from scorecard.periods.reading import parse, parse_year_ending
from scorecard.periods.values import Period, PeriodError, PeriodKind, UnlikePeriods, periods_between

__all__ = [
    "Period",
    "PeriodError",
    "PeriodKind",
    "UnlikePeriods",
    "parse",
    "parse_year_ending",
    "periods_between",
]
