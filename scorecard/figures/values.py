"""Figures as decimals, states as words, and both as people read them."""

from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from corporate_parenting.words import uncapitalised

NO_FIGURE = "None recorded"
MOST_DECIMALS = 6
_HUNDRED = Decimal(100)
_MONTHS_IN_A_YEAR = 12
# Wide enough to round any figure that can be stored; halves go up, as people round.
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)
_DIVIDING = Context(prec=28)


class FigureError(ValueError):
    """Words or numbers that make no figure; the message names them and says what to write."""


class State(StrEnum):
    """Why there is no figure. A state is never a number: no average, rank or line holds one."""

    NOT_YET = "not_yet"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    # What published tables leave out without saying why: x, "-", ".." and ":".
    NOT_AVAILABLE = "not_available"
    SUPPRESSED = "suppressed"
    ROUNDS_TO_ZERO = "rounds_to_zero"

    @property
    def label(self) -> str:
        """For screens and papers; ``read_figure`` reads it back."""
        return _STATE_WORDS[self][0]

    @property
    def predicate(self) -> str:
        """What follows "the figure" in a sentence: "is not yet available"."""
        words = uncapitalised(self.label)
        return words if self is State.ROUNDS_TO_ZERO else f"is {words}"

    @property
    def symbol(self) -> str:
        """For narrow columns, always with the label at hand; DfE's letters where it has one."""
        return _STATE_WORDS[self][1]


_STATE_WORDS = {
    State.NOT_YET: ("Not yet available", "…"),
    State.NOT_COLLECTED: ("Not collected", "n"),
    State.NOT_APPLICABLE: ("Not applicable", "z"),
    State.NOT_AVAILABLE: ("Not available", "x"),
    State.SUPPRESSED: ("Hidden to protect people", "c"),
    State.ROUNDS_TO_ZERO: ("Rounds to zero, but is not zero", "k"),
}

Figure = Decimal | State


class Unit(StrEnum):
    """What a figure counts; durations of years and months are kept as months."""

    NUMBER = "number"
    PERCENT = "percent"
    RATE = "rate"
    DAYS = "days"
    WEEKS = "weeks"
    YEARS_MONTHS = "years_months"
    SCORE = "score"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    POUNDS = "pounds"

    @property
    def label(self) -> str:
        return _UNIT_LABELS[self]

    @property
    def lowest(self) -> Decimal | None:
        """What no figure of this unit can be below, if there is such a number."""
        return None if self in _MAY_BE_NEGATIVE else Decimal(0)

    @property
    def highest(self) -> Decimal | None:
        """What no figure of this unit can be above, if there is such a number."""
        return _HUNDRED if self is Unit.PERCENT else None


_UNIT_LABELS = {
    Unit.NUMBER: "Number",
    Unit.PERCENT: "Percentage",
    Unit.RATE: "Rate per 10,000",
    Unit.DAYS: "Days",
    Unit.WEEKS: "Weeks",
    Unit.YEARS_MONTHS: "Years and months",
    Unit.SCORE: "Score",
    Unit.RATIO: "Ratio",
    Unit.DIFFERENCE: "Difference between two rates",
    Unit.POUNDS: "Pounds",
}
_MAY_BE_NEGATIVE = {Unit.SCORE, Unit.DIFFERENCE, Unit.POUNDS}


def rounded(figure: Decimal, decimals: int) -> Decimal:
    """To so many decimal places; a half goes away from zero: 2.25 is 2.3 and -2.25 is -2.3."""
    return figure.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def as_written(figure: Figure | None, decimals: int, unit: Unit = Unit.NUMBER) -> str:
    """As ``shown``, with more decimals where a person wrote them, so that it is found again.

    People write one or two, or three below 1; more are left by the arithmetic of a sheet.
    """
    if not isinstance(figure, Decimal):
        return shown(figure)
    written = max(0, -figure.normalize().as_tuple().exponent)
    is_arithmetic = written > (3 if abs(figure) < 1 else 2)
    return shown(figure, decimals if is_arithmetic else max(written, decimals), unit)


def shown(figure: Figure | None, decimals: int | None = None, unit: Unit = Unit.NUMBER) -> str:
    """As people read it: 1,234, 12.5%, £1,234, 62.1 per 10,000, 1 day, 1 year 10 months.

    ``decimals``: None shows all that are not zeros at the end. A state is its label, and
    nothing is NO_FIGURE.
    """
    if not isinstance(figure, Decimal):
        return NO_FIGURE if figure is None else figure.label
    unit = Unit(unit)
    if unit is Unit.YEARS_MONTHS:
        return _years_and_months(figure)
    value = figure.normalize() if decimals is None else rounded(figure, decimals)
    digits = f"{abs(value):,f}"
    minus = "−" if value < 0 else ""
    if unit is Unit.POUNDS:
        return f"{minus}£{digits}"
    return f"{minus}{digits}{_after(digits, unit)}"


def _after(digits: str, unit: Unit) -> str:
    if unit is Unit.PERCENT:
        return "%"
    if unit is Unit.RATE:
        return " per 10,000"
    if unit in (Unit.DAYS, Unit.WEEKS):
        return f" {unit.value[:-1] if digits == '1' else unit.value}"
    return ""


def _years_and_months(months: Decimal) -> str:
    years, rest = divmod(int(rounded(abs(months), 0)), _MONTHS_IN_A_YEAR)
    parts = [f"{years} year{'s' if years > 1 else ''}"] if years else []
    if rest or not years:
        parts.append(f"{rest} month{'' if rest == 1 else 's'}")
    return f"{'−' if months < 0 else ''}{' '.join(parts)}"


def out_of(numerator: Figure | None, denominator: Figure | None) -> str:
    """ "92 of 112"; empty unless both are numbers."""
    if not isinstance(numerator, Decimal) or not isinstance(denominator, Decimal):
        return ""
    return f"{shown(numerator)} of {shown(denominator)}"


def percentage(numerator: Figure, denominator: Figure) -> Figure:
    """The share in per cent, to 28 figures; a state where either part is one.

    None of none is not applicable. FigureError for a part above its whole or below zero.
    """
    if isinstance(numerator, State) or isinstance(denominator, State):
        return _state_of_share(numerator, denominator)
    if not 0 <= numerator <= denominator:
        raise FigureError(
            f"{shown(numerator)} of {shown(denominator)} is no share: the part must lie between"
            " 0 and the whole. Check both numbers."
        )
    if denominator == 0:
        return State.NOT_APPLICABLE
    return _DIVIDING.divide(numerator * _HUNDRED, denominator)


def _state_of_share(numerator: Figure, denominator: Figure) -> State:
    """Hiding goes before everything else; a whole that rounds to zero gives no share."""
    if State.SUPPRESSED in (numerator, denominator):
        return State.SUPPRESSED
    if denominator is State.ROUNDS_TO_ZERO:
        return State.NOT_AVAILABLE
    return denominator if isinstance(denominator, State) else State(numerator)
