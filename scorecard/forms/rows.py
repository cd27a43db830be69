"""What a person typed into one row of the grid, against what the row said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corporate_parenting.words import day_words
from scorecard.cells import NUMBERS, is_worked_out, read_numbers, typed_numbers
from scorecard.days import DayError, day_problem, read_day, typed_day
from scorecard.figures import Figure, State, Unit, as_written, out_of, shown
from scorecard.models import Indicator, Measurement
from scorecard.periods import Period
from scorecard.revisions import SETTLED
from scorecard.sentences import Finality
from scorecard.services.figures import Entry

COLUMNS = {
    "value": "figure",
    "numerator": "numerator",
    "denominator": "denominator",
    "as_at": "as-at date",
    "finality": "provisional or final",
    "reason": "reason",
}


@dataclass(frozen=True)
class Said:
    """What a row says: nothing, or errors by column, or an entry to save.

    ``disagreement``: of the entry's own three numbers, in a sentence.
    """

    entry: Entry | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    disagreement: str = ""


def is_settled(seen: Measurement | None) -> bool:
    return seen is not None and seen.finality in SETTLED


def boxes_of(seen: Measurement | None, unit: Unit) -> dict[str, str]:
    """{column: what its box shows}. A final figure has a box for the reason of a change."""
    numbers = (seen.figure, seen.numerator, seen.denominator) if seen else (None, None, None)
    boxes = typed_numbers(*numbers, unit) | {"as_at": typed_day(seen.as_at) if seen else ""}
    if is_settled(seen):
        return boxes | {"reason": ""}
    return boxes | {"finality": seen.finality if seen else Finality.PROVISIONAL.value}


def read_row(
    indicator: Indicator,
    period: Period,
    seen: Measurement | None,
    sent: Mapping[str, str],
    *,
    version: int,
    on: date,
) -> Said:
    """``seen``: the row as the sender's page showed it. ``sent``: text by column. ``on``: today."""
    if all(sent[column] == shows for column, shows in boxes_of(seen, indicator.unit).items()):
        return Said()
    typed = {column: sent[column] for column in NUMBERS}
    reading = read_numbers(typed, indicator.unit, indicator.counts)
    errors = dict(reading.errors)
    day = None
    try:
        day = read_day(sent["as_at"])
    except DayError as error:
        errors["as_at"] = str(error)
    if reading.figure is None and not reading.errors:
        errors["value"] = _missing(seen)
    if errors:
        return Said(errors=errors)
    entry = Entry(
        indicator,
        period,
        version,
        reading.figure,
        reading.numerator,
        reading.denominator,
        as_at=day,
        finality=Finality(seen.finality if is_settled(seen) else sent["finality"]),
        reason=sent.get("reason", ""),
    )
    return _checked(entry, seen, on, reading.doubt)


def _missing(seen: Measurement | None) -> str:
    if seen is None:
        return "Enter the figure, or why there is none, such as “not yet” or “c”."
    return "Say why there is no figure, such as “not yet” or “c”. What was recorded stays kept."


def _checked(entry: Entry, seen: Measurement | None, on: date, disagreement: str) -> Said:
    errors = {}
    day = entry.day(on)
    if problem := day_problem(day, entry.period, on):
        errors["as_at"] = problem
    if entry.figure is State.NOT_YET and entry.finality == Finality.FINAL:
        column = "value" if is_settled(seen) else "finality"
        errors[column] = "A figure that is not yet there is not final. Choose “Provisional”."
    is_same = seen is not None and _says_the_same(entry, seen, day)
    if is_same and not errors:
        reason = "Change the figure too, or take the reason out."
        return Said(errors={"reason": reason} if entry.reason else {})
    if is_settled(seen) and not entry.reason:
        errors["reason"] = "Say why a final figure changes."
    return Said(errors=errors) if errors else Said(entry, disagreement=disagreement)


def _says_the_same(entry: Entry, seen: Measurement, day: date | None) -> bool:
    """Where a row was kept without a day, leaving it out again changes nothing."""
    numbers = (seen.figure, seen.numerator, seen.denominator)
    is_same_day = seen.as_at in (day, entry.as_at)
    return (
        numbers == (entry.figure, entry.numerator, entry.denominator)
        and entry.finality == seen.finality
        and is_same_day
    )


# Words


def words_below(seen: Measurement | None, indicator: Indicator) -> str:
    """What the box of the figure does not say: the state in words, "71.9%, worked out"."""
    if seen is None:
        return ""
    if is_worked_out(seen.figure, seen.numerator, seen.denominator, indicator.unit):
        return f"{_shown(seen.figure, indicator)}, worked out"
    return seen.figure.label if isinstance(seen.figure, State) else ""


def figure_words(row: Measurement, indicator: Indicator) -> str:
    """ "71.9% (92 of 128)", or the state in words; as on the scorecard."""
    return _with_share(_shown(row.figure, indicator), row)


def kept_words(row: Measurement, indicator: Indicator) -> str:
    """ "72% (92 of 128), as at 31 December 2019, final"; the figure as it was typed."""
    words = _with_share(as_written(row.figure, indicator.decimals, indicator.unit), row)
    return _line(words, row.as_at, row.finality)


def entry_words(entry: Entry, on: date) -> str:
    """As ``kept_words``, of what is to be saved."""
    indicator = entry.indicator
    words = _with_share(as_written(entry.figure, indicator.decimals, indicator.unit), entry)
    return _line(words, entry.day(on), entry.finality)


def _with_share(words: str, row: Measurement | Entry) -> str:
    share = out_of(row.numerator, row.denominator)
    return f"{words} ({share})" if share else words


def _line(words: str, day: date | None, finality: str) -> str:
    as_at = f", as at {day_words(day)}" if day else ""
    return f"{words}{as_at}, {finality}"


def _shown(figure: Figure, indicator: Indicator) -> str:
    return shown(figure, indicator.decimals, indicator.unit)
