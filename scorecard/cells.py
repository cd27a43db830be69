"""The three numbers of a row, typed or of a file: what can stand together, and what is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from corporate_parenting.words import quoted
from scorecard.figures import (
    MOST_DECIMALS,
    Figure,
    FigureError,
    State,
    Unit,
    out_of,
    percentage,
    read_figure,
    rounded,
    shown,
)
from scorecard.rating import Basis

_MONTHS_IN_A_YEAR = 12
_PART_OF_WHOLE = {Unit.PERCENT, Unit.RATE}
NUMBERS = ("value", "numerator", "denominator")
# Half a child would also get round the rule that hides small numbers.
_COUNTED = {
    "value": (
        "this indicator is a count",
        "Write a whole number, or have an administrator give the indicator decimals, if it is an"
        " average.",
    ),
    "parts": (
        "this indicator counts children or young people",
        "Write a whole number, or have an administrator say at the indicator that it does not.",
    ),
}
# A box of the grid is narrow: it shows these, and the state's own words stand below it.
_SHORT = {
    State.NOT_YET: "not yet",
    State.NOT_COLLECTED: "not collected",
    State.NOT_APPLICABLE: "n/a",
    State.NOT_AVAILABLE: "x",
    State.SUPPRESSED: "c",
    State.ROUNDS_TO_ZERO: "k",
}


@dataclass(frozen=True)
class Reading:
    """What a row says.

    ``figure``: None where nothing is typed. ``errors``: column to sentence; then nothing else
    counts. ``doubt``: that the three numbers disagree, in a sentence; empty if they do not.
    """

    figure: Figure | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    doubt: str = ""


def read_numbers(
    typed: Mapping[str, str], unit: Unit, counts: Collection[str] = frozenset()
) -> Reading:
    """The reading of ``typed`` (column to text). A percentage left blank is worked out.

    ``counts``: as ``counting_columns`` has it.
    """
    unit = Unit(unit)
    found, errors = {}, {}
    for column in NUMBERS:
        try:
            found[column] = _read(typed[column], column, unit)
        except FigureError as error:
            errors[column] = str(error)
        else:
            if problem_of_it := broken_count(column, found[column], counts):
                errors[column] = problem_of_it
    if errors:
        return Reading(errors=errors)
    figure, numerator, denominator = (found[column] for column in NUMBERS)
    if errors := problem(found, typed["value"], unit):
        return Reading(errors=errors)
    if figure is None and numerator is not None:
        return Reading(worked_out(numerator, denominator), numerator, denominator)
    return Reading(figure, numerator, denominator, doubt=disagreement(found, unit))


def _read(text: str, column: str, unit: Unit) -> Figure | None:
    if column == "value":
        figure = read_figure(text, unit)
    else:
        figure = read_figure(text, unit_of_parts(unit))
        if isinstance(figure, State):
            raise FigureError(
                f"{quoted(text)} is not a number. Write it in place of the figure, and leave"
                " this empty."
            )
    if isinstance(figure, Decimal) and _decimals(figure) > MOST_DECIMALS:
        raise FigureError(f"{quoted(text)} has more than six figures after the point. Shorten it.")
    return figure


def counting_columns(
    unit: Unit, decimals: int, basis: Basis, *, counts_people: bool
) -> frozenset[str]:
    """Which of the three numbers count whole people or things.

    A number that is shown with decimals is an average, as of placements a child; so is what is
    averaged over years. The parts of a percentage may count posts, which are split.
    """
    if unit in _PART_OF_WHOLE and counts_people and basis != Basis.THREE_YEAR_AVERAGE:
        return frozenset({"numerator", "denominator"})
    is_count = unit == Unit.NUMBER and not decimals and basis != Basis.THREE_YEAR_AVERAGE
    return frozenset({"value"}) if is_count else frozenset()


def broken_count(column: str, number: Figure | None, counts: Collection[str]) -> str:
    """That the number is not whole where whole ones are counted, and the remedy; else empty."""
    if column not in counts or not isinstance(number, Decimal) or number == int(number):
        return ""
    counted, remedy = _COUNTED["value" if column == "value" else "parts"]
    return f"{shown(number)} is not a whole number, and {counted}. {remedy}"


def unit_of_parts(unit: Unit) -> Unit:
    """That of the numerator and the denominator."""
    return Unit.POUNDS if unit is Unit.POUNDS else Unit.NUMBER


def problem(found: Mapping[str, Figure | None], typed: str, unit: Unit) -> dict[str, str]:
    """{column: sentence} for numbers that cannot stand beside each other; empty if they can.

    ``found``: by column; ``typed``: the figure as it is written.
    """
    figure, numerator, denominator = (found[column] for column in NUMBERS)
    if (numerator is None) != (denominator is None):
        missing = "numerator" if numerator is None else "denominator"
        return {missing: "Enter both numbers, the numerator and the denominator, or neither."}
    if numerator is None:
        return {}
    is_of_none = unit is Unit.PERCENT and numerator == denominator == 0
    if isinstance(figure, State) and not (is_of_none and figure is State.NOT_APPLICABLE):
        return {
            "value": f"{quoted(typed)} says that there is no figure, but a numerator and a"
            " denominator are entered. Clear them, or this."
        }
    if figure is None and unit is not Unit.PERCENT:
        return {"value": "Enter the figure. Only a percentage is worked out from its two numbers."}
    if unit in _PART_OF_WHOLE and not 0 <= numerator <= denominator:
        return {
            "numerator": f"{shown(numerator)} is more than the denominator, {shown(denominator)}."
            " Check both numbers."
        }
    if isinstance(figure, Decimal) and unit is Unit.PERCENT and not denominator:
        return {"denominator": "Of 0 there is no percentage. Correct it, or clear the figure."}
    return {}


def worked_out(numerator: Decimal, denominator: Decimal) -> Figure:
    """The percentage with as many decimals as are kept."""
    share = percentage(numerator, denominator)
    return share if isinstance(share, State) else rounded(share, MOST_DECIMALS)


def disagreement(found: Mapping[str, Figure | None], unit: Unit) -> str:
    """That numbers without a problem disagree, in a sentence; empty if they do not.

    At as many decimals as the figure was typed with, so that 72% of 71.875% is right.
    """
    figure, numerator, denominator = (found[column] for column in NUMBERS)
    if unit is not Unit.PERCENT or numerator is None or not isinstance(figure, Decimal):
        return ""
    share, decimals = percentage(numerator, denominator), _decimals(figure)
    if rounded(share, decimals) == figure:
        return ""
    right = shown(share, max(decimals, 1), unit)
    return f"{shown(figure, unit=unit)} is not {out_of(numerator, denominator)}, which is {right}."


def _decimals(figure: Decimal) -> int:
    return max(0, -figure.normalize().as_tuple().exponent)


def typed_numbers(
    figure: Figure | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    unit: Unit,
) -> dict[str, str]:
    """What the three boxes show for a row that is kept; ``read_numbers`` gives it back.

    A percentage that was worked out shows nothing: so it follows when its numbers change.
    """
    shows = "" if is_worked_out(figure, numerator, denominator, unit) else _typed(figure, unit)
    return {
        "value": shows,
        "numerator": _typed(numerator, Unit.NUMBER),
        "denominator": _typed(denominator, Unit.NUMBER),
    }


def is_worked_out(
    figure: Figure | None, numerator: Decimal | None, denominator: Decimal | None, unit: Unit
) -> bool:
    if Unit(unit) is not Unit.PERCENT or None in (numerator, denominator):
        return False
    return 0 <= numerator <= denominator and figure == worked_out(numerator, denominator)


def _typed(figure: Figure | None, unit: Unit) -> str:
    if not isinstance(figure, Decimal):
        return "" if figure is None else _SHORT[figure]
    if Unit(unit) is Unit.YEARS_MONTHS and figure == int(figure) and figure >= 0:
        years, months = divmod(int(figure), _MONTHS_IN_A_YEAR)
        return f"{years}:{months:02}"
    return f"{figure.normalize():f}"
