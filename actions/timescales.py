"""When something is due, read from the words in the timescale column.

Only words that a person would read in one way are read. The words themselves are never changed.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corporate_parenting.words import day_words

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "other": 2, "": 1}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:to|until|till|–|—|-)\s*"
_PARAGRAPH_LENGTH = 80


@dataclass(frozen=True)
class Reading:
    """What a timescale says; an empty ``kind`` means that it was not read.

    ``kind``: ongoing, recurring (every ``every_count`` ``every_unit``), by (``ends_on``), during
    (both days), until (``ends_on``, or None where an event ends it). ``every_unit``: week, month,
    half_term, term, year. ``problem`` and ``remedy`` are sentences for the person.
    """

    kind: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    every_count: int | None = None
    every_unit: str = ""
    problem: str = ""
    remedy: str = ""

    @property
    def doubt(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


@dataclass(frozen=True)
class _Span:
    """A day, month, quarter or year as its first and last day."""

    first: date
    last: date


class _OddDateError(ValueError):
    """Words that look like a date and are none; the message says why."""


def read_timescale(words: str, *, plan_starts: date, plan_ends: date) -> Reading:
    """The reading of one timescale. Never raises; odd words give a doubt, not a guess."""
    text = " ".join(words.split()).casefold().rstrip(" .;,")
    if not text:
        return Reading()
    if len(text) > _PARAGRAPH_LENGTH or _DENIED.search(text):
        return _unread(words)
    try:
        reading = _read(text, plan_starts, plan_ends)
    except _OddDateError as error:
        return Reading(
            problem=f"“{_short(words)}” was not read: {error}",
            remedy="Correct the date, for example “25 March 2022”.",
        )
    if reading is None:
        return _unread(words)
    return _with_plan(reading, words, plan_starts, plan_ends)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"


def _unread(words: str) -> Reading:
    plain = " ".join(words.split())
    if len(plain) <= _PARAGRAPH_LENGTH:
        return Reading()
    return Reading(
        problem=f"“{_short(words)}” looks like progress rather than a timescale.",
        remedy="Move the words to the comments, and say by when or how often.",
    )


def _with_plan(reading: Reading, words: str, starts: date, ends: date) -> Reading:
    """The reading with a doubt where its days lie outside the plan."""
    last = reading.ends_on
    first = reading.starts_on or last
    if last is not None and last < starts:
        problem = f"“{_short(words)}” lies before the plan starts ({day_words(starts)})."
    elif first is not None and first > ends:
        problem = f"“{_short(words)}” lies after the plan ends ({day_words(ends)})."
    else:
        return reading
    return Reading(
        reading.kind,
        reading.starts_on,
        last,
        reading.every_count,
        reading.every_unit,
        problem,
        "Check the year.",
    )


# Kinds, in the order in which they are tried


def _read(text: str, plan_starts: date, plan_ends: date) -> Reading | None:
    found = _ongoing(text) or _recurring(text)
    if found:
        return found
    years = range(plan_starts.year - 1, plan_ends.year + 2)
    dated = _range(text, years) or _until(text, years) or _by(text, years) or _on(text, years)
    if dated is None:
        _refuse_odd_dates(text)
    return dated


def _ongoing(text: str) -> Reading | None:
    pattern = r"(?:(?:current(?:ly)?|already)(?: and|,)? )?on[ -]?going|continuous(?:ly)?"
    return Reading("ongoing") if re.fullmatch(pattern, text) else None


_EVERY = re.compile(
    r"(?:every|each|per|once (?:an?|per|every)) (?P<count>\d{1,2}|one|two|three|four|five|six"
    r"|other)? ?(?P<unit>weeks?|fortnight|months?|quarters?|half[ -]?terms?|terms?|years?)"
)
_ADVERBS: dict[str, tuple[int, str]] = {
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "half termly": (1, "half_term"),
    "half-termly": (1, "half_term"),
    "termly": (1, "term"),
    "six monthly": (6, "month"),
    "six-monthly": (6, "month"),
    "half yearly": (6, "month"),
    "half-yearly": (6, "month"),
    "annual": (1, "year"),
    "annually": (1, "year"),
    "yearly": (1, "year"),
}
_TIMES = re.compile(
    r"(?P<times>twice|two times|three times|four times) (?:a|per|each|every) (?P<unit>year|month)"
)
_UNITS = {"fortnight": (2, "week"), "quarter": (3, "month")}
_MEETS = r"(?:meets?|met|meetings?|updated?|reviewed|reviews?|reported|reports?|held|refreshed)"
_AROUND = re.compile(
    rf"(?:(?:[\w/&’' ]{{1,30}} [–-] )?(?:(?:[\w/&’' ]{{1,30}} )?{_MEETS} )?)"
    rf"(?P<often>.+?)(?: (?:basis|updates|{_MEETS}))?"
)
# "does not meet monthly" and "was completed by July" say nothing about what is due.
_DENIED = re.compile(r"\b(?:not|no longer|never|stopped|ceased|was|were|has been|have been)\b")


def _recurring(text: str) -> Reading | None:
    match = _AROUND.fullmatch(text)
    often = _how_often(match["often"].removeprefix("on a ")) if match else None
    return Reading("recurring", every_count=often[0], every_unit=often[1]) if often else None


def _how_often(often: str) -> tuple[int, str] | None:
    if often in _ADVERBS:
        return _ADVERBS[often]
    if match := re.fullmatch(r"(\d{1,2})[ -](week|month)ly", often):
        return (int(match[1]), match[2]) if int(match[1]) else None
    if match := _TIMES.fullmatch(often):
        times = {"twice": 2, "two times": 2, "three times": 3, "four times": 4}[match["times"]]
        return (12 // times, "month") if match["unit"] == "year" else None
    match = _EVERY.fullmatch(often)
    if not match:
        return None
    stated = match["count"] or ""
    count = int(stated) if stated.isdigit() else _NUMBERS[stated]
    unit = re.sub(r"[ -]", "_", match["unit"].removesuffix("s")).replace("halfterm", "half_term")
    each, unit = _UNITS.get(unit, (1, unit))
    return (count * each, unit) if count else None


def _range(text: str, years: range) -> Reading | None:
    """ "30.01.19 to 06.02.19", "Feb/March 2019", "During 2019 (May/June)"."""
    text = re.sub(r"^(?:during|in|from|between) ", "", text)
    joined = r"\s*(?:/|–|—|-|&|to|and)\s*"
    months = rf"(?P<first>{_MONTH}){joined}(?P<last>{_MONTH})"
    match = re.fullmatch(rf"{months},? (?P<year>\d{{4}})", text) or re.fullmatch(
        rf"(?P<year>\d{{4}}),? \({months}\)", text
    )
    if match:
        year = _year(match["year"])
        return _during(
            _month_span(_month_number(match["first"]), year),
            _month_span(_month_number(match["last"]), year),
        )
    sides = re.split(rf"(?<=\d){_TO}(?=\w)|(?<=\d) and (?=\w)", text)
    if len(sides) != 2:
        return None
    spans = [_span(side, years) for side in sides]
    return _during(*spans) if all(spans) else None


def _during(first: _Span, last: _Span) -> Reading:
    if last.last < first.first:
        raise _OddDateError("it ends before it starts.")
    return Reading("during", first.first, last.last)


def _until(text: str, years: range) -> Reading | None:
    match = re.fullmatch(r"(?:until|till|up to) (?:the )?(?:end of )?(.{1,60})", text)
    if not match:
        return None
    span = _span(match[1], years)
    if span is None:
        _refuse_odd_dates(text)
        if re.search(r"\d", match[1]):
            return None
    return Reading("until", ends_on=span.last if span else None)


_DUE = re.compile(
    r"(?:(?P<before>.{1,60}) )?(?:(?:to be )?(?:complete|completed|done|finished|in place) )?"
    r"(?:by|due(?: by)?|no later than|deadline:?) (?:the )?(?:end (?:of )?)?(?P<date>.+)"
)


def _by(text: str, years: range) -> Reading | None:
    """ "By end of March 2020", "training to be complete by July 2019"."""
    match = _DUE.fullmatch(text) or re.fullmatch(r"(?:the )?end (?:of )?(?P<date>.+)", text)
    span = _span(match["date"], years) if match else None
    return Reading("by", ends_on=span.last) if span else None


def _on(text: str, years: range) -> Reading | None:
    """A day or month alone is when it is due; a year or quarter is when it is done."""
    is_during = re.match(r"(?:during|in|throughout) ", text)
    text = re.sub(r"^(?:during|in|throughout) ", "", text)
    span = _span(text, years)
    if span is None:
        return None
    if is_during or (span.last - span.first).days > 31:
        return Reading("during", span.first, span.last)
    return Reading("by", ends_on=span.last)


# Days, months, quarters and years


def _span(text: str, years: range) -> _Span | None:
    """The days that the words name, or None. Raises _OddDateError for days that there are not."""
    for pattern, span_of in _SPANS:
        match = pattern.fullmatch(text)
        if match:
            return span_of(match, years)
    return None


def _day_span(match: re.Match[str], years: range) -> _Span:
    day = _date(int(match["day"]), _month_number(match["month"]), _year(match["year"]))
    return _Span(day, day)


def _month_year_span(match: re.Match[str], years: range) -> _Span | None:
    year = _year(match["year"])
    if len(match["year"]) == 2 and year not in years:
        name = match["month"].rstrip(".").title()
        raise _OddDateError(
            f"it may be a day in {name} or {name} {year}, and the plan has neither."
        )
    return _month_span(_month_number(match["month"]), year)


def _quarter_span(match: re.Match[str], years: range) -> _Span | None:
    """A quarter of a financial year, which runs from April to March."""
    year, quarter = _year(match["year"]), int(match["quarter"])
    if (year + 1) % 100 != int(match["next"]) % 100:
        raise _OddDateError("the two years do not follow each other.")
    month = 3 * quarter + 1
    if month > 12:
        year, month = year + 1, month - 12
    return _Span(date(year, month, 1), _month_span(month + 2, year).last)


def _year_span(match: re.Match[str], years: range) -> _Span:
    year = int(match["year"])
    return _Span(date(year, 1, 1), date(year, 12, 31))


_Parse = Callable[[re.Match[str], range], _Span | None]
_SPANS: tuple[tuple[re.Pattern[str], _Parse], ...] = tuple(
    (re.compile(pattern), parse)
    for pattern, parse in (
        (
            rf"(?P<day>\d{{1,2}}){_ORDINAL},? (?:of )?(?P<month>{_MONTH}),? (?P<year>\d{{4}})",
            _day_span,
        ),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})", _day_span),
        (r"(?P<day>\d{1,2})(?P<mark>[/-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})", _day_span),
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _day_span),
        (rf"(?P<month>{_MONTH}),? (?P<year>\d{{4}}|\d{{2}})", _month_year_span),
        (
            r"(?:q|quarter |qtr )(?P<quarter>[1-4]),? (?P<year>20\d\d)[-/–](?P<next>(?:20)?\d\d)",
            _quarter_span,
        ),
        (r"(?P<year>20\d\d)", _year_span),
    )
)


def _month_number(stated: str) -> int:
    stated = stated.rstrip(".")
    return int(stated) if stated.isdigit() else _MONTHS[stated]


def _year(stated: str) -> int:
    year = int(stated) + (2000 if len(stated) == 2 else 0)
    if not 1990 <= year <= 2099:
        raise _OddDateError(f"{stated} is not a likely year.")
    return year


def _date(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise _OddDateError(f"there is no month {month}.")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise _OddDateError(_no_such_day(month, year))
    return date(year, month, day)


def _no_such_day(month: int, year: int) -> str:
    days = monthrange(year, month)[1]
    name = _MONTH_NAMES[month - 1].title()
    return f"{name} has {days} days{f' in {year}' if month == 2 else ''}."


def _month_span(month: int, year: int) -> _Span:
    return _Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


_WRITTEN_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>\d+)\b)?"
)
_FIGURES = re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{2,5})\b")


def _refuse_odd_dates(text: str) -> None:
    """Raise where the words hold a day that there is not, or one without a whole year."""
    for match in (*_WRITTEN_DAY.finditer(text), *_FIGURES.finditer(text)):
        month = _month_number(match["month"])
        if not match["year"]:
            if 1 <= month <= 12 and not 1 <= int(match["day"]) <= monthrange(2020, month)[1]:
                raise _OddDateError(_no_such_day(month, 2020).replace(" in 2020", " at most"))
            raise _OddDateError("the date has no year.")
        if len(match["year"]) != 4:
            raise _OddDateError("its year is not written in four figures.")
        _date(int(match["day"]), month, _year(match["year"]))
