"""Days as people write them into a text: 9 October 2020, 9th Oct 2020, 09/10/2020, May 2020."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EARLIEST, LATEST = 1900, 2100  # a paper names no other year
_BY_NAME = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_NAMES = "|".join(sorted(_BY_NAME, key=len, reverse=True))
WRITTEN = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?"
    rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_NAMES})\b\.?,?"
    # No digit may follow, nor a comma with digits: 1,500 is no year.
    r"\s+(?P<year>\d{3,5})(?![\d%]|[.,]\d)"
    r"|(?<![\d/.])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>\d{3,5})(?![\d/])",
    re.IGNORECASE,
)
MONTH_ONLY = re.compile(rf"\b(?P<name>{_NAMES})\s+(?P<year>(?:19|20)\d\d)\b", re.I)


@dataclass(frozen=True)
class Written:
    """``day`` is None for a day that cannot be; ``why`` says so."""

    words: str
    start: int
    end: int
    day: date | None
    why: str = ""


def written_days(text: str) -> Iterator[Written]:
    """Whole dates, those that cannot be among them."""
    for match in WRITTEN.finditer(text):
        day, why = _read(match)
        yield Written(match[0], match.start(), match.end(), day, why)


def written_ends(text: str) -> Iterator[Written]:
    """As ``written_days`` for days that can be, and of a month alone its last day."""
    whole = list(written_days(text))
    yield from (each for each in whole if each.day)
    for match in MONTH_ONLY.finditer(text):
        if any(each.start <= match.start() < each.end for each in whole):
            continue
        month, year = _BY_NAME[match["name"].lower()], int(match["year"])
        last = date(year, month, monthrange(year, month)[1])
        yield Written(match[0], match.start(), match.end(), last)


def _read(match: re.Match) -> tuple[date | None, str]:
    digits = match["year"] or match["year2"]
    month = _BY_NAME[match["name"].lower()] if match["name"] else int(match["month2"])
    number = int(match["day"] or match["day2"])
    if len(digits) != 4:
        return None, "its year is not whole" if len(digits) < 4 else "its year is too long"
    year = int(digits)
    if not EARLIEST <= year <= LATEST:
        return None, f"the year is {year}"
    if not 1 <= month <= 12:
        return None, f"there is no month {month}"
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        return None, f"{MONTHS[month - 1]} {year} has {last} days"
    return _checked_weekday(match["weekday"], date(year, month, number))


def _checked_weekday(weekday: str | None, day: date) -> tuple[date | None, str]:
    is_day = WEEKDAYS[day.weekday()]
    if weekday and weekday.lower() != is_day.lower():
        return None, f"that day is a {is_day}"
    return day, ""
