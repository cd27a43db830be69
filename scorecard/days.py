"""A day in one box or cell: 31/12/2019, 31 December 2019 or 2019-12-31."""

import re
from datetime import date

from corporate_parenting.text import hides_characters
from corporate_parenting.words import day_words, quoted
from scorecard.periods import Period
from scorecard.periods.notation import MONTHS, NAME

_EXAMPLE = "Write the day like 31/12/2019."
_WRITTEN = (
    re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -](?P<name>{NAME})\.?,?"
        r"[ -](?P<year>[0-9]{4})"
    ),
)
_EARLIEST_YEAR, _LATEST_YEAR = 1980, 2100


class DayError(ValueError):
    """Words that are no day; the message names them and says what to write."""


def read_day(text: str) -> date | None:
    """The day, its parts in British order; None for a blank. DayError says what to write."""
    words = " ".join(text.split())
    if not words:
        return None
    if hides_characters(text):
        raise DayError(f"{quoted(text)} holds characters that cannot be seen. {_EXAMPLE}")
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(words.casefold()):
            return _day(words, match)
    raise DayError(f"{quoted(words)} is not a day. {_EXAMPLE}")


def _day(words: str, match: re.Match[str]) -> date:
    parts = match.groupdict()
    month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
    year = int(parts["year"])
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise DayError(f"{quoted(words)} is not of a likely year. {_EXAMPLE}")
    try:
        return date(year, month, int(parts["day"]))
    except ValueError as error:
        raise DayError(f"{quoted(words)} is not a date that exists. {_EXAMPLE}") from error


def is_day(text: str) -> bool:
    """Whether the words are a day."""
    try:
        return read_day(text) is not None
    except DayError:
        return False


def period_problem(period: Period, on: date) -> str:
    """Why there can be no figure of the period yet; empty if it has begun. ``on``: today."""
    return f"{period} has not begun." if period.starts_on > on else ""


def day_problem(day: date | None, period: Period, on: date) -> str:
    """Why a figure of the period cannot be as at that day; empty if it can. ``on``: today."""
    if day and day > on:
        return f"{day_words(day)} lies in the future. Enter a day up to today."
    if day and day < period.starts_on:
        return f"{day_words(day)} lies before {period}. Correct the day."
    return ""


def typed_day(day: date | None) -> str:
    """As the box shows it: 31/12/2019."""
    return f"{day:%d/%m/%Y}" if day else ""
