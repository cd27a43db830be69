"""Why words are no period, and what to write instead, in one or two sentences."""

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta

from corporate_parenting.text import hides_characters
from corporate_parenting.words import listed, quoted
from scorecard.periods.notation import MONTHS, NAME, PAIR, YEAR, first_of_two, year_of
from scorecard.periods.values import MONTH_NAMES, Period, PeriodKind

_EXAMPLES = {
    PeriodKind.MONTH: "March 2020",
    PeriodKind.QUARTER: "Quarter 3 2019-20",
    PeriodKind.FINANCIAL_YEAR: "2019-20",
    PeriodKind.ACADEMIC_YEAR: "2019/20",
    PeriodKind.CALENDAR_YEAR: "2020",
}
_WITHOUT_KIND = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.FINANCIAL_YEAR)


def complaint(
    text: str, words: str, kind: PeriodKind | None, found: Collection[Period] = ()
) -> str:
    """What is wrong with the text, and a remedy of the kind that is wanted.

    ``words``: the text made plain. ``found``: what it may mean, if it may mean several periods
    or only periods of other kinds.
    """
    name = quoted(text)
    if hides_characters(text):
        return f"{name} holds characters that cannot be seen. Type the period again."
    if not words:
        return f"No period is given. {_remedy(kind)}"
    fitting = [period for period in found if kind in (None, period.kind)]
    if fitting:
        may_be = listed(
            sorted(f"the {each.kind.label} {each.short_label}" for each in fitting), "or"
        )
        return f"{name} may be {may_be}. Say which kind of period it is, or write it out."
    if found:
        return _wrong_kind(name, min(found, key=lambda period: period.kind), kind)
    for pattern, explain in _REASONS:
        if match := re.fullmatch(pattern, words):
            return f"{name} {explain(match, kind)}"
    return f"{name} is not a period. {_remedy(kind)}"


def _remedy(kind: PeriodKind | None) -> str:
    kinds = _WITHOUT_KIND if kind is None else (kind,)
    return f"Write it like {listed([quoted(_EXAMPLES[each]) for each in kinds], 'or')}."


def _wrong_kind(name: str, found: Period, kind: PeriodKind) -> str:
    if found.kind is PeriodKind.CALENDAR_YEAR and kind.months == 12:
        year = Period.of(kind, found.starts_on)
        either = listed([quoted(year.short_label), quoted(year.next().short_label)], "or")
        return f"{name} does not say which {kind.label} is meant. Write {either}."
    return f"{name} is {found.kind.phrase}, but {kind.phrase} is wanted. {_remedy(kind)}"


# Each is given the match and the kind wanted, and answers with the words after the name.


def _written_day(match: re.Match[str], kind: PeriodKind | None) -> str:
    stated = match["name"] if "name" in match.groupdict() else match["month"]
    month = MONTHS.get(stated) or int(stated)
    year, day = year_of(match["year"]), int(match["day"])
    if not 1 <= month <= 12:
        return f"is not a date that exists, and a period is wanted. {_remedy(kind)}"
    try:
        return _day_given(date(year, month, day), kind)
    except ValueError:
        month_name = MONTH_NAMES[month - 1]
        return f"is not a date that exists: {month_name} {year} has no day {day}. {_remedy(kind)}"


def _counted_day(match: re.Match[str], kind: PeriodKind | None) -> str:
    """A date as a spreadsheet counts it: in days from the end of 1899."""
    day = date(1899, 12, 30) + timedelta(days=int(match["days"]))
    written = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f"looks like a date that a spreadsheet counts in days ({written}). {_remedy(kind)}"


def _day_given(day: date, kind: PeriodKind | None) -> str:
    kinds = _WITHOUT_KIND if kind is None else (kind,)
    names = listed([quoted(Period.of(each, day).label) for each in kinds], "or")
    return f"is a date, not a period. Write the period: {names}."


def _quarter_number(match: re.Match[str], kind: PeriodKind | None) -> str:
    number, remedy = match["number"], _remedy(kind or PeriodKind.QUARTER)
    return f"names a quarter {number}, and a year has only 1 to 4. {remedy}"


def _quarter_without_year(match: re.Match[str], kind: PeriodKind | None) -> str:
    return f"has no year. {_remedy(kind or PeriodKind.QUARTER)}"


def _one_year(match: re.Match[str], kind: PeriodKind | None) -> str:
    """ "FY 2021", "FY21", "Q1 2021": the year in which it starts or that in which it ends."""
    first = Period(PeriodKind.FINANCIAL_YEAR, date(year_of(match["year"]) - 1, 4, 1))
    return f"may belong to {first} or {first.next()}. {_remedy(kind)}"


def _two_years(match: re.Match[str], kind: PeriodKind | None) -> str:
    if first_of_two(match) is None:
        return f"has two years that do not follow each other. {_remedy(kind)}"
    if match.end("second") - match.start("first") == len(match.string):
        return f"may be a year or a day of a month. {_remedy(kind)}"
    return f"is not a period. {_remedy(kind)}"


def _month_number(match: re.Match[str], kind: PeriodKind | None) -> str:
    return f"is no month: a year has 12, not {int(match['number'])}. {_remedy(kind)}"


def _unlikely_year(match: re.Match[str], kind: PeriodKind | None) -> str:
    return f"is not a likely year, which is one from 1980 to 2100. {_remedy(kind)}"


_Reason = Callable[[re.Match[str], PeriodKind | None], str]
_TIME = r"(?:[ t][0-9:.]+z?)?"
_FOUR = r"(?P<year>[12][0-9]{3})"
_DAY = r"(?P<day>[0-9]{1,2})"
_QUARTER = r"(?:q|qtr\.?|quarter) ?"
_REASONS: tuple[tuple[str, _Reason], ...] = (
    (rf"{_FOUR}-(?P<month>[0-9]{{1,2}})-{_DAY}{_TIME}", _written_day),
    (rf"{_DAY}[/.-](?P<month>[0-9]{{1,2}})[/.-](?:{_FOUR[:-1]}|[0-9]{{2}})){_TIME}", _written_day),
    (rf"{_DAY}(?:st|nd|rd|th)?[ -](?:of )?(?P<name>{NAME})\.?,?[ -]{_FOUR}{_TIME}", _written_day),
    (rf"(?P<name>{NAME})\.? {_DAY}(?:st|nd|rd|th)?,? {_FOUR}{_TIME}", _written_day),
    (r"(?P<days>[3-7][0-9]{4})(?:\.0)?", _counted_day),
    (rf"{_QUARTER}(?P<number>[05-9]|[0-9]{{2}})\b(?:.{{0,20}})", _quarter_number),
    (rf"{_QUARTER}(?:[1-4]|one|two|three|four)", _quarter_without_year),
    (r"(?:1st|2nd|3rd|4th|first|second|third|fourth) quarter", _quarter_without_year),
    (
        rf"(?:(?:{_QUARTER}[1-4] )|(?:fy|f/y|financial year) ?)(?P<year>{YEAR}|[0-9]{{2}})",
        _one_year,
    ),
    (rf"(?P<number>00?|1[3-9]|[2-9][0-9])[/-]{YEAR}", _month_number),
    (rf"(?:.{{1,20}} )?{PAIR}(?: .{{1,20}})?", _two_years),
    (r"(?:[0-9]{4}|[0-9]{4} ?[-/] ?(?:[0-9]{4}|[0-9]{2}))", _unlikely_year),
)
