"""Clear days: whole days between the day of publication and that of the meeting.

Neither of these two counts. A council's rule says how many there must be, and whether Saturdays,
Sundays and bank holidays count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
MAY, AUGUST, DECEMBER = 5, 8, 12
# England and Wales: holidays that were proclaimed, and the usual ones that were moved for them.
PROCLAIMED = {
    2011: {date(2011, 4, 29)},
    2012: {date(2012, 6, 4), date(2012, 6, 5)},
    2020: {date(2020, 5, 8)},
    2022: {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},
    2023: {date(2023, 5, 8)},
}
MOVED = {date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


@dataclass(frozen=True)
class ClearDayRule:
    """How many clear days a paper is public before its meeting."""

    days: int = 5
    only_working: bool = True


@dataclass(frozen=True)
class Deadline:
    """``left`` clear days if it is published today; ``last_on`` is the last day in time."""

    meeting_on: date
    today: date
    rule: ClearDayRule

    @property
    def left(self) -> int:
        return clear_days_between(self.today, self.meeting_on, self.rule)

    @property
    def last_on(self) -> date:
        return last_day_to_publish(self.meeting_on, self.rule)

    @property
    def unit(self) -> str:
        return "clear working day" if self.rule.only_working else "clear day"

    @property
    def is_missed(self) -> bool:
        return self.left < self.rule.days

    @property
    def is_over(self) -> bool:
        """The meeting was held, or is held today."""
        return self.meeting_on <= self.today


def clear_days_between(published_on: date, meeting_on: date, rule: ClearDayRule) -> int:
    """The clear days of the rule after the one day and before the other; 0 where there is none."""
    between = max(0, (meeting_on - published_on).days - 1)
    if not rule.only_working:
        return between
    weeks, rest = divmod(between, 7)
    weekdays = weeks * 5 + sum(
        (published_on + DAY * after).weekday() < SATURDAY for after in range(1, rest + 1)
    )
    years = range(published_on.year, meeting_on.year + 1)
    off = (day for year in years for day in bank_holidays(year))
    return weekdays - sum(published_on < day < meeting_on for day in off)


def last_day_to_publish(meeting_on: date, rule: ClearDayRule) -> date:
    """The last day that leaves as many clear days as the rule asks for."""
    day, left = meeting_on - DAY, rule.days
    while left:
        left -= is_working_day(day) or not rule.only_working
        day -= DAY
    return day


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those of England and Wales, as the law has had them since 1978."""
    easter = easter_sunday(year)
    usual = {
        _weekday_from(date(year, 1, 1)),
        easter - 2 * DAY,
        easter + DAY,
        _monday_from(date(year, MAY, 1)),
        _monday_from(date(year, MAY, 25)),
        _monday_from(date(year, AUGUST, 25)),
        *_christmas(year),
    }
    return frozenset(usual - MOVED | PROCLAIMED.get(year, set()))


def easter_sunday(year: int) -> date:
    """Of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, over = divmod(century, 4)
    lunar = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - lunar + 15) % 30
    leaps, after = divmod(rest, 4)
    sunday = (32 + 2 * over + 2 * leaps - moon - after) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(year: int) -> set[date]:
    """Two weekdays: a substitute for each of the two days that falls on a weekend."""
    days, day = set(), date(year, DECEMBER, 25)
    while len(days) < 2:
        if day.weekday() < SATURDAY:
            days.add(day)
        day += DAY
    return days


def _weekday_from(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += DAY
    return day


def _monday_from(day: date) -> date:
    while day.weekday() != MONDAY:
        day += DAY
    return day
