"""Months, quarters and years as values that sort within their kind.

Quarters are of the financial year: April to June is Quarter 1. An academic year runs from
September to August.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Self

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class PeriodError(ValueError):
    """Words or a day that make no period; the message names them and says what to write."""


class UnlikePeriods(TypeError):
    """Two kinds of period were put in one order; the message is a sentence."""


class PeriodKind(StrEnum):
    """How long a period is and where it starts."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")

    @property
    def phrase(self) -> str:
        """With its article: "a month", "an academic year"."""
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.label}"

    @property
    def months(self) -> int:
        """The length of the period."""
        return {"month": 1, "quarter": 3}.get(self, 12)

    @property
    def first_month(self) -> int:
        """A month (1 to 12) in which a period of this kind starts."""
        return {"financial_year": 4, "academic_year": 9}.get(self, 1)


@total_ordering
@dataclass(frozen=True)
class Period:
    """One month, quarter or year. ``starts_on`` is its first day, or PeriodError is raised.

    Two periods of one kind sort by time; two kinds have no order (UnlikePeriods).
    """

    kind: PeriodKind
    starts_on: date

    def __post_init__(self):
        # A column of the database gives the kind as plain text.
        object.__setattr__(self, "kind", PeriodKind(self.kind))
        if self.starts_on != _first_day(self.kind, self.starts_on):
            raise PeriodError(
                f"No {self.kind.label} starts on {_day(self.starts_on)}. Give its first day,"
                f" {_day(_first_day(self.kind, self.starts_on))}."
            )

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> Self:
        """The period of this kind that holds the day."""
        return cls(kind, _first_day(PeriodKind(kind), day))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        if self.kind is not other.kind:
            raise UnlikePeriods(
                f"{self} is {self.kind.phrase} and {other} is {other.kind.phrase}:"
                " the two have no order."
            )
        return self.starts_on < other.starts_on

    def __str__(self) -> str:
        return self.label

    @property
    def ends_on(self) -> date:
        """The last day."""
        last = _shifted(self.starts_on, self.kind.months - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def quarter(self) -> int:
        """The quarter of the financial year in which the period starts, 1 to 4."""
        return (self.starts_on.month - 4) % 12 // 3 + 1

    @property
    def label(self) -> str:
        """As people read it: March 2020, Quarter 3 2019-20, 2019-20, 2019/20 academic year, 2020.

        ``parse(period.label, period.kind)`` gives the period back.
        """
        if self.kind is PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.starts_on.month - 1]} {self.starts_on.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"Quarter {self.quarter} {self._financial_year}"
        if self.kind is PeriodKind.ACADEMIC_YEAR:
            return f"{self.short_label} academic year"
        return self.short_label

    @property
    def short_label(self) -> str:
        """For the axis of a chart: Mar 2020, Q3 2019-20, 2019-20, 2019/20, 2020."""
        year = self.starts_on.year
        if self.kind is PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.starts_on.month - 1][:3]} {year}"
        if self.kind is PeriodKind.QUARTER:
            return f"Q{self.quarter} {self._financial_year}"
        if self.kind is PeriodKind.FINANCIAL_YEAR:
            return self._financial_year
        return str(year) if self.kind is PeriodKind.CALENDAR_YEAR else _two_years(year, "/")

    @property
    def _financial_year(self) -> str:
        return _two_years(_first_day(PeriodKind.FINANCIAL_YEAR, self.starts_on).year, "-")

    def previous(self) -> Self:
        return type(self)(self.kind, _shifted(self.starts_on, -self.kind.months))

    def next(self) -> Self:
        return type(self)(self.kind, _shifted(self.starts_on, self.kind.months))

    def year_before(self) -> Self:
        """The same month or quarter a year earlier; for a year, the one before."""
        return type(self)(self.kind, _shifted(self.starts_on, -12))


def periods_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last, both included; none if the last is earlier."""
    found = []
    while first <= last:
        found.append(first)
        first = first.next()
    return tuple(found)


def _first_day(kind: PeriodKind, day: date) -> date:
    return _shifted(day, -((day.month - kind.first_month) % kind.months))


def _shifted(day: date, months: int) -> date:
    """The first day of the month that lies so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _two_years(year: int, mark: str) -> str:
    return f"{year}{mark}{(year + 1) % 100:02}"


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
