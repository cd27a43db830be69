"""Cells of a row of figures, read one by one; what cannot be read becomes a doubt."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from actions.imports.grids import Place
from scorecard.figures import (
    Figure,
    FigureError,
    Unit,
    percentage,
    read_figure,
    rounded,
    shown,
)
from scorecard.imports.proposals import Doubt
from scorecard.periods import Period, PeriodError, PeriodKind, parse, parse_year_ending
from scorecard.words import quoted

MOST_DECIMALS = 6
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
)


@dataclass(frozen=True)
class KnownIndicator:
    """An indicator that is kept here, as far as reading its figures needs it."""

    code: str
    outside_code: str
    name: str
    unit: Unit
    frequency: PeriodKind


@dataclass(frozen=True)
class Parts:
    """The figure of a row, and what it is made of."""

    figure: Figure
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass
class Cells:
    """Reads cells and keeps the doubts about them."""

    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, place: Place, value: str, sentence: str, remedy: str = "") -> None:
        self.doubts.append(Doubt(place, value, sentence, remedy))

    def period(self, place: Place, written: str, kind: PeriodKind) -> Period | None:
        """As councils write it: Quarter 3 2019-20, March 2020."""
        try:
            return parse(written, kind)
        except PeriodError as error:
            self.doubt(place, written, str(error))
            return None

    def year_ending(self, place: Place, written: str, kind: PeriodKind) -> Period | None:
        """As DfE writes it: 2025 is the year that ends then, 202425 names both."""
        if kind.months < 12:
            return self.period(place, written, kind)
        try:
            return parse_year_ending(written, kind)
        except PeriodError as error:
            self.doubt(place, written, str(error))
            return None

    def figure(self, place: Place, written: str, unit: Unit) -> Figure | None:
        """The figure with as many decimals as are kept; None for an empty cell or a doubt."""
        try:
            figure = read_figure(written, unit)
        except FigureError as error:
            self.doubt(place, written, str(error))
            return None
        return None if figure is None else stored(figure)

    def day(self, place: Place, written: str) -> date | None:
        """31 March 2020, 31/03/2020 or 2020-03-31; None for an empty cell or a doubt."""
        if not written:
            return None
        day = read_day(written)
        if day is None:
            sentence = f"{quoted(written)} is not a date."
            self.doubt(place, written, sentence, "Write it like “31 March 2020”.")
        return day

    def parts(
        self,
        places: tuple[Place, Place, Place],
        written: tuple[str, str, str],
        indicator: KnownIndicator,
    ) -> Parts | None:
        """The figure, its numerator and its denominator; None where there is no figure.

        A percentage whose own cell is empty is worked out from its parts.
        """
        known = len(self.doubts)
        figure = self.figure(places[0], written[0], indicator.unit)
        numbers = [
            self.figure(place, text, Unit.NUMBER)
            for place, text in zip(places[1:], written[1:], strict=True)
        ]
        numerator, denominator = (
            number if isinstance(number, Decimal) else None for number in numbers
        )
        is_share = indicator.unit is Unit.PERCENT and None not in (numerator, denominator)
        if is_share and numerator > denominator:
            self.doubt(
                places[1],
                written[1],
                f"The part, {shown(numerator)}, is above its whole, {shown(denominator)}.",
                "Check both numbers.",
            )
        if len(self.doubts) > known:
            return None
        if figure is None and is_share:
            figure = stored(percentage(numerator, denominator))
        return None if figure is None else Parts(figure, numerator, denominator)


def stored(figure: Figure) -> Figure:
    """The figure with as many decimals as are kept."""
    if isinstance(figure, Decimal) and -figure.as_tuple().exponent > MOST_DECIMALS:
        return rounded(figure, MOST_DECIMALS)
    return figure


def read_day(written: str) -> date | None:
    """The day that the words name in one way, or None."""
    words = " ".join(written.split()).casefold()
    for pattern in _DAYS:
        if match := pattern.fullmatch(words):
            named = match.groupdict().get("name")
            month = _month(named) if named else int(match["month"])
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                return None
    return None


def _month(name: str) -> int:
    """Its number, or 0 for a word that is no month: no date has that."""
    return next((n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name)), 0)
