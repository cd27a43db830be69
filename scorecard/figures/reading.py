"""Figures read from the cells of sheets and published tables.

Only what a person would read in one way is read; all else says what to write instead.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from corporate_parenting.words import quoted
from scorecard.figures.refusals import complaint
from scorecard.figures.values import Figure, FigureError, State, Unit, shown

_STATES = {
    **dict.fromkeys(("c", "*", "suppressed", "confidential", "withheld"), State.SUPPRESSED),
    **dict.fromkeys(("z", "n/a"), State.NOT_APPLICABLE),
    **dict.fromkeys(("k", "low", "rounds to zero"), State.ROUNDS_TO_ZERO),
    **dict.fromkeys(("x", "-", "–", "—", "..", ":", "no data"), State.NOT_AVAILABLE),
    **dict.fromkeys(
        ("...", "not yet", "awaited", "pending", "tbc", "tba", "to follow"), State.NOT_YET
    ),
    **{state.symbol: state for state in State},
    **{state.label.casefold(): state for state in State},
}
# Councils hide small numbers as "<5"; a bound that is higher hides nobody.
_SMALL = re.compile(r"(?:<|fewer than|less than|under) ?(?:[2-9]|1[0-9]|20)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[-+−–]?) ?(?P<pound>£?) ?"
    r"(?P<digits>(?:(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+)"
    r"|[0-9](?:\.[0-9]+)?e[-+]?[0-9]{1,2})"
    r" ?(?P<percent>(?:%|per ?cent)?)",
    re.IGNORECASE,
)
_DURATION = re.compile(r"(?P<years>[0-9]{1,2}):(?P<months>0[0-9]|1[01])(?::00)?")

# A spreadsheet keeps 15 figures; what it writes after them is the noise of its arithmetic.
_SHEET_FIGURES = 15
_SHEET = Context(prec=_SHEET_FIGURES, rounding=ROUND_HALF_UP)
_NOISE = Decimal("1E-12")
_TOO_MANY_DIGITS = 12


def read_figure(text: str, unit: Unit | None = None) -> Figure | None:
    """The decimal that a person meant, the state that a symbol stands for, or None for a blank.

    16.100000000000001 is 16.1. With a unit, a sign of another unit and a figure that the unit
    cannot have are refused, and "01:10" is 22 months. FigureError says what to write instead.
    """
    unit = None if unit is None else Unit(unit)
    words = " ".join(text.split())
    if not words:
        return None
    state = _state(words)
    if state is not None:
        return state
    duration = _DURATION.fullmatch(words) if unit is Unit.YEARS_MONTHS else None
    if duration:
        return Decimal(int(duration["years"]) * 12 + int(duration["months"]))
    match = _NUMBER.fullmatch(words)
    if match is None:
        raise FigureError(complaint(text, words))
    figure = _meant(match)
    problem = _out_of_range(figure, unit) or _sign_of_another_unit(match, unit)
    if problem:
        raise FigureError(f"{quoted(words)} {problem}")
    return figure


def _state(words: str) -> State | None:
    symbol = words.casefold()
    # Accessible tables put their symbols into square brackets.
    if symbol.startswith("[") and symbol.endswith("]"):
        symbol = symbol[1:-1].strip()
    return State.SUPPRESSED if _SMALL.fullmatch(symbol) else _STATES.get(symbol)


def _meant(match: re.Match[str]) -> Decimal:
    value = Decimal(match["digits"].replace(",", ""))
    if len(value.as_tuple().digits) > _SHEET_FIGURES:
        value = _SHEET.plus(value)
    if value < _NOISE:
        return Decimal(0)
    value = value.normalize()
    # 1E+1 is the same number as 10, but nobody writes it.
    if 0 < value.as_tuple().exponent < _TOO_MANY_DIGITS:
        value = value.quantize(Decimal(1))
    return -value if match["sign"] in ("-", "−", "–") else value


def _out_of_range(figure: Decimal, unit: Unit | None) -> str:
    if abs(figure).adjusted() >= _TOO_MANY_DIGITS:
        return "is too large for a figure. Check it."
    if unit is None:
        return ""
    if unit.lowest is not None and figure < unit.lowest:
        return f"is below {shown(unit.lowest, unit=unit)}. Check it."
    if unit.highest is not None and figure > unit.highest:
        return f"is above {shown(unit.highest, unit=unit)}. Check it."
    return ""


def _sign_of_another_unit(match: re.Match[str], unit: Unit | None) -> str:
    for sign, meant in (("percent", Unit.PERCENT), ("pound", Unit.POUNDS)):
        if match[sign] and unit not in (None, meant):
            return (
                f"is written with {match[sign]}, but the unit is “{unit.label}”."
                " Correct the figure or the unit."
            )
    return ""
