"""Cells of a row of figures, read one by one; what cannot be read becomes a doubt."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from actions.imports.grids import Place
from corporate_parenting.words import counted
from scorecard.cells import (
    NUMBERS,
    broken_count,
    disagreement,
    problem,
    unit_of_parts,
    worked_out,
)
from scorecard.days import DayError, day_problem, period_problem, read_day
from scorecard.figures import (
    MOST_DECIMALS,
    Figure,
    FigureError,
    State,
    Unit,
    read_figure,
    rounded,
)
from scorecard.imports.proposals import Doubt
from scorecard.periods import Period, PeriodError, PeriodKind, parse, parse_year_ending

_MOST_NOTES = 20
NOT_BEGUN = "Correct the period, or leave its figures out."
# The same few periods stand in thousands of rows.
_parse = lru_cache(maxsize=1_000)(parse)
read_year_ending = lru_cache(maxsize=1_000)(parse_year_ending)


@dataclass(frozen=True)
class KnownIndicator:
    """An indicator that is kept here, as far as reading its figures needs it.

    ``counts``: as ``counting_columns`` has it.
    """

    code: str
    outside_code: str
    name: str
    unit: Unit
    frequency: PeriodKind
    counts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parts:
    """The figure of a row, and what it is made of."""

    figure: Figure
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass
class Cells:
    """Reads cells and keeps the doubts about them.

    ``disagreements``: of figures with their own parts, each with its place.
    """

    doubts: list[Doubt] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    not_begun: set[tuple[str, str, Period]] = field(default_factory=set)

    def doubt(self, place: Place, value: str, sentence: str, remedy: str = "") -> None:
        self.doubts.append(Doubt(place, value, sentence, remedy))

    def period(self, place: Place, written: str, kind: PeriodKind) -> Period | None:
        """As councils write it: Quarter 3 2019-20, March 2020."""
        try:
            return _parse(written, kind)
        except PeriodError as error:
            self.doubt(place, written, str(error))
            return None

    def year_ending(self, place: Place, written: str, kind: PeriodKind) -> Period | None:
        """As DfE writes it: 2025 is the year that ends then, 202425 names both."""
        if kind.months < 12:
            return self.period(place, written, kind)
        try:
            return read_year_ending(written, kind)
        except PeriodError as error:
            self.doubt(place, written, str(error))
            return None

    def has_begun(self, place: Place, written: str, period: Period, on: date) -> bool:
        """Whether the period can have figures yet; of each in a column is one doubt.

        ``place`` and ``written``: of a figure. ``on``: today.
        """
        sentence = period_problem(period, on)
        if sentence and (place.grid, place.column, period) not in self.not_begun:
            self.not_begun.add((place.grid, place.column, period))
            self.doubt(place, written, sentence, NOT_BEGUN)
        return not sentence

    def figure(self, place: Place, written: str, unit: Unit) -> Figure | None:
        """The figure with as many decimals as are kept; None for an empty cell or a doubt."""
        try:
            figure = read_figure(written, unit)
        except FigureError as error:
            self.doubt(place, written, str(error))
            return None
        return None if figure is None else stored(figure)

    def day(self, place: Place, written: str, period: Period | None, on: date) -> date | None:
        """31 March 2020, 31/03/2020 or 2020-03-31; None for an empty cell or a doubt.

        ``period``: of the figure, where it could be read. ``on``: today.
        """
        try:
            day = read_day(written)
        except DayError as error:
            self.doubt(place, written, str(error))
            return None
        if period is not None and (sentence := day_problem(day, period, on)):
            self.doubt(place, written, sentence)
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
        known, unit = len(self.doubts), indicator.unit
        units = (unit, unit_of_parts(unit), unit_of_parts(unit))
        figure, *numbers = map(self.figure, places, written, units)
        if len(self.doubts) > known:
            return None
        if any(isinstance(number, State) for number in numbers):
            # Published files hide a part: nothing is made of the other one alone.
            numbers = [None, None]
        found = dict(zip(NUMBERS, (figure, *numbers), strict=True))
        broken = {each: broken_count(each, found[each], indicator.counts) for each in NUMBERS}
        problems = {column: sentence for column, sentence in broken.items() if sentence}
        if problems := problems or problem(found, written[0], unit):
            for column, sentence in problems.items():
                index = NUMBERS.index(column)
                self.doubt(places[index], written[index], sentence)
            return None
        if sentence := disagreement(found, unit):
            self.disagreements.append(f"{places[0]}: {sentence}")
        if figure is None and None not in numbers:
            figure = worked_out(*numbers)
        return None if figure is None else Parts(figure, *numbers)

    @property
    def notes(self) -> tuple[str, ...]:
        """Figures that are not what their parts give: a person may bring them in all the same."""
        more = len(self.disagreements) - _MOST_NOTES
        notes = self.disagreements[:_MOST_NOTES]
        return (*notes, f"… and {counted(more, 'figure')} more.") if more > 0 else (*notes,)


def stored(figure: Figure) -> Figure:
    """The figure with as many decimals as are kept."""
    if isinstance(figure, Decimal) and -figure.as_tuple().exponent > MOST_DECIMALS:
        return rounded(figure, MOST_DECIMALS)
    return figure
