"""Periods read from the words that councils write in column heads and files.

Only words that a person would read in one way are read; all others say what to write instead.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from scorecard.periods.notation import MONTHS, NAME, PAIR, YEAR, first_of_two, plain, year_of
from scorecard.periods.refusals import complaint
from scorecard.periods.values import Period, PeriodError, PeriodKind, UnlikePeriods

_MONTH, _QUARTER, _FINANCIAL, _ACADEMIC, _CALENDAR = PeriodKind
_YEARS = {_FINANCIAL, _ACADEMIC, _CALENDAR}
_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3}
_ORDINALS |= {"4th": 4, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_ORDINALS |= {str(number): number for number in range(1, 5)}

_Found = Iterator[Period]


def parse(text: str, kind: PeriodKind | None = None, *, within: Period | None = None) -> Period:
    """The period that the words name, or PeriodError with what to write instead.

    ``kind``: the kind that the indicator is kept by; it tells 2019/20 of schools from 2019/20 of
    finance, and other kinds are refused. ``within``: the financial year that a quarter or month
    written without its year belongs to (UnlikePeriods for other kinds).
    """
    if within is not None and within.kind is not _FINANCIAL:
        raise UnlikePeriods(
            f"A quarter without its year belongs to a financial year; {within} is"
            f" {within.kind.phrase}."
        )
    wanted = None if kind is None else PeriodKind(kind)
    words = plain(text)
    found = {period for read in _READERS for period in read(words, wanted, within)}
    fitting = [period for period in found if wanted in (None, period.kind)]
    if len(fitting) == 1:
        return fitting[0]
    raise PeriodError(complaint(text, words, wanted, found))


def parse_year_ending(text: str, kind: PeriodKind) -> Period:
    """A year named by the one in which it ends, as DfE does: 2016 is 2015-16 or 2015/16.

    ``kind``: a kind of year. What names both years ("2016-17 (OT)") is read by ``parse``.
    """
    wanted = PeriodKind(kind)
    if wanted not in _YEARS:
        raise PeriodError(f"{wanted.phrase.capitalize()} is not named by the year it ends in.")
    words = plain(text)
    if not re.fullmatch(YEAR, words):
        return parse(text, wanted)
    return Period.of(wanted, date(int(words) - (wanted is not _CALENDAR), wanted.first_month, 1))


# Years

_MARKS: dict[str, PeriodKind | None] = {
    "fy": _FINANCIAL,
    "f/y": _FINANCIAL,
    "financial year": _FINANCIAL,
    "ay": _ACADEMIC,
    "academic year": _ACADEMIC,
    "school year": _ACADEMIC,
    "year": None,
}
_MARK = rf"(?:{'|'.join(_MARKS)})"
_TWO_YEARS = re.compile(
    rf"(?:(?P<before>{_MARK}) ?:? ?)?{PAIR}(?: (?P<after>{_MARK}))?"
    r"(?P<outturn> ?(?:\((?:ot|outturn)\)|outturn))?"
)


def _two_years(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """2020-21, 2020/2021, FY 2020-21, 2019/20 academic year, 2016-17 (OT)."""
    match = _TWO_YEARS.fullmatch(words)
    year = first_of_two(match) if match else None
    if not match or year is None or (match["before"] and match["after"]):
        return
    mark = match["before"] or match["after"] or ("financial year" if match["outturn"] else "")
    # 11/12 alone may be a day in December; 20/21 is no day.
    if len(match["first"]) == 2 and not mark and int(match["second"]) <= 12:
        return
    unmarked = _ACADEMIC if kind is _ACADEMIC else _FINANCIAL
    marked = _MARKS.get(mark) or unmarked
    yield Period(marked, date(year, marked.first_month, 1))


def _six_figures(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """202425 for a year and 202403 for a month, as DfE's files have them."""
    match = re.fullmatch(rf"(?P<first>{YEAR})(?P<second>[0-9]{{2}})", words)
    if not match:
        return
    if year := first_of_two(match):
        yield Period(_FINANCIAL, date(year, 4, 1))
        yield Period(_ACADEMIC, date(year, 9, 1))
    if 1 <= int(match["second"]) <= 12:
        yield Period(_MONTH, date(int(match["first"]), int(match["second"]), 1))


_ENDS = {"march": _FINANCIAL, "august": _ACADEMIC, "december": _CALENDAR}


def _year_ending(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """Year ending 31 March 2020: the days that end a kind of year."""
    match = re.fullmatch(
        rf"(?:the )?(?:(?:financial|academic|school) )?year (?:ending|ended|to)"
        rf" (?:31(?:st)? )?(?P<month>{'|'.join(_ENDS)}),? (?P<year>{YEAR})",
        words,
    )
    if match:
        yield parse_year_ending(match["year"], _ENDS[match["month"]])


def _calendar_year(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    match = re.fullmatch(rf"(?:calendar year |cy ?)?(?P<year>{YEAR})", words)
    if match:
        yield Period(_CALENDAR, date(int(match["year"]), 1, 1))


# Quarters

_NUMBERED = r"(?:q|qtr\.?|quarter) ?(?P<number>[1-4]|one|two|three|four)(?![0-9])"
_ORDINAL = r"(?P<number>1st|2nd|3rd|4th|first|second|third|fourth) quarter"


def _quarter(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """Quarter 3 2019-20, Q1 2021/22, 2021-22 Q1, third quarter of 2019-20, Quarter 3."""
    for pattern in (_NUMBERED, _ORDINAL):
        match = re.search(rf"^{pattern}|\b{pattern.replace('<number>', '<last>')}$", words)
        if match:
            number = _ORDINALS[match["number"] or match["last"]]
            for year in _years_of(_without(words, match), within):
                yield _quarter_of(year, number)


def _years_of(words: str, within: Period | None) -> list[Period]:
    """The financial year beside a quarter: 11/12 is one here, though alone it may be a day."""
    if not words:
        return [] if within is None else [within]
    years = [*_two_years(words, None, None), *_two_years(f"fy {words}", None, None)]
    return [year for year in years if year.kind is _FINANCIAL]


def _without(words: str, match: re.Match[str]) -> str:
    rest = f"{words[: match.start()]}{words[match.end() :]}".strip(" ,:()-")
    return re.sub(r"^(?:of|in) (?:the )?", "", rest)


def _quarter_of(year: Period, number: int) -> Period:
    quarter = Period.of(_QUARTER, year.starts_on)
    for _ in range(number - 1):
        quarter = quarter.next()
    return quarter


def _three_months(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """April to June 2020, Oct-Dec 2019: where the months make a quarter."""
    match = re.fullmatch(
        rf"(?P<first>{NAME})\.? ?(?:-|to) ?(?P<last>{NAME})\.?,? (?P<year>{YEAR})", words
    )
    if match:
        first = Period(_MONTH, date(int(match["year"]), MONTHS[match["first"]], 1))
        quarter = Period.of(_QUARTER, first.starts_on)
        months = (quarter.starts_on.month, quarter.ends_on.month)
        if months == (first.starts_on.month, MONTHS[match["last"]]):
            yield quarter


# Months

_MONTHS_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{NAME})\.?,?[ /-]? ?[’']?(?P<year>{YEAR}|[0-9]{{2}})",
        rf"(?P<year>{YEAR})[ -](?P<name>{NAME})",
        rf"(?P<year>{YEAR})-(?P<number>0[1-9]|1[0-2])",
        rf"(?P<number>0?[1-9]|1[0-2])[/-](?P<year>{YEAR})",
    )
)


def _month(words: str, kind: PeriodKind | None, within: Period | None) -> _Found:
    """March 2020, Mar-20, 2020-03, 03/2020; March, within a year."""
    for pattern in _MONTHS_WRITTEN:
        if match := pattern.fullmatch(words):
            names = match.groupdict()
            month = MONTHS[names["name"]] if names.get("name") else int(names["number"])
            yield Period(_MONTH, date(year_of(match["year"]), month, 1))
    if within is not None and (number := MONTHS.get(words.rstrip("."))):
        yield Period(_MONTH, date(within.starts_on.year + (number < 4), number, 1))


_READERS: tuple[Callable[[str, PeriodKind | None, Period | None], _Found], ...] = (
    _two_years,
    _six_figures,
    _year_ending,
    _calendar_year,
    _quarter,
    _three_months,
    _month,
)
