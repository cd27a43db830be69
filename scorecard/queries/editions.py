"""The edition that may be read by everybody: small numbers and what gives them away are hidden.

Our own council's figures only; those of other areas are published. Each indicator is looked at by
itself, with all of its periods, so that no two pages hide different figures.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from corporate_parenting.models import Council
from scorecard.figures import Figure, State, Unit, rounded
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.queries.figures import PeriodFigure
from scorecard.rating import Basis
from scorecard.suppression import (
    Cell,
    Complement,
    Difference,
    Percentage,
    SmallNumberRule,
    suppress,
)

Measured = TypeVar("Measured", Measurement, PeriodFigure)
_Counts = tuple[int | None, int | None]
_SHARES = {Unit.PERCENT: 100, Unit.RATE: 10_000}
VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
EVERYTHING = frozenset((VALUE, NUMERATOR, DENOMINATOR))


def public_edition(measurements: Iterable[Measured], council: Council) -> list[Measured]:
    """The same rows in the same order, with copies in place of those that hold hidden figures.

    ``measurements``: all periods of each indicator, with indicator and area. In a copy the value,
    numerator or denominator that is hidden is State.SUPPRESSED (a value's state is set); it is for
    reading and cannot be saved. Of other areas nothing is hidden.
    """
    rows = list(measurements)
    for places in _groups(rows, council):
        group = [rows[place] for place in places]
        indicator = group[0].indicator
        rule = _rule(indicator, council)
        for place, row, hidden in zip(places, group, _hidden(group, rule), strict=True):
            if hidden:
                rows[place] = _replaced(row, hidden)
    return rows


def _groups(rows: Sequence[Measured], council: Council) -> Iterable[list[int]]:
    """Places of rows that tell of each other: year-to-date figures of a year, others alone."""
    years = defaultdict(list)
    for place, row in enumerate(rows):
        indicator = row.indicator
        if row.area.kind != Area.Kind.OWN or not _rule_limit(indicator, council):
            continue
        if indicator.basis == Basis.YEAR_TO_DATE and row.period.kind.months < 12:
            year = Period.of(PeriodKind.FINANCIAL_YEAR, row.period.starts_on)
            years[indicator.pk, row.period.kind, year].append(place)
        else:
            yield [place]
    for places in years.values():
        yield sorted(places, key=lambda place: rows[place].period)


def _rule_limit(indicator: Indicator, council: Council) -> int:
    """The greatest number that is hidden; 0 where none is."""
    if not indicator.counts_people:
        return 0
    own = indicator.hide_up_to
    return council.hide_up_to if own is None else own


def _rule(indicator: Indicator, council: Council) -> SmallNumberRule:
    # A rule that hid one number only would say which it was.
    return SmallNumberRule(1, max(2, _rule_limit(indicator, council)))


def _hidden(group: Sequence[Measured], rule: SmallNumberRule) -> list[frozenset[str]]:
    """Which of its parts are hidden, for each row of the group."""
    unit = Unit(group[0].indicator.unit)
    if unit is Unit.NUMBER:
        values = tuple((whole(row.value), None) for row in group)
        hidden = [
            frozenset({VALUE} if NUMERATOR in parts else ()) for parts in _decided(values, rule)
        ]
        parts = _decided(tuple(map(_counts, group)), rule)
        return [_with_value(row, first | second, unit) for row, first, second in
                zip(group, hidden, parts, strict=True)]  # fmt: skip
    per = _SHARES.get(unit)
    decimals = group[0].indicator.decimals
    parts = _decided(tuple(map(_counts, group)), rule, per or 0, decimals)
    return [_with_value(row, hidden, unit) for row, hidden in zip(group, parts, strict=True)]


def _counts(row: Measured) -> _Counts:
    return whole(row.numerator), whole(row.denominator)


def whole(figure: Figure | None) -> int | None:
    """The count, or None for what counts nobody: a state, nothing, a figure with decimals."""
    if not isinstance(figure, Decimal) or figure != figure.to_integral_value():
        return None
    return int(figure)


def _with_value(row: Measured, hidden: frozenset[str], unit: Unit) -> frozenset[str]:
    """Hide the value with its parts wherever it could say more of them than was reckoned with."""
    if row.state == State.SUPPRESSED:
        return EVERYTHING if row.numerator is not None or row.denominator is not None else hidden
    if hidden and VALUE not in hidden and not _is_worked_out(row, unit):
        return hidden | {VALUE}
    return hidden


def _is_worked_out(row: Measured, unit: Unit) -> bool:
    """Whether the value is, as shown, what its numerator and denominator give."""
    numerator, denominator = _counts(row)
    per = _SHARES.get(unit)
    if per is None or not numerator or not denominator or row.value is None:
        return False
    decimals = row.indicator.decimals
    exact = Decimal(per * numerator) / denominator
    return rounded(exact, decimals) == rounded(row.value, decimals)


@lru_cache(maxsize=20_000)
def _decided(
    counts: tuple[_Counts, ...], rule: SmallNumberRule, per: int = 0, decimals: int = 0
) -> tuple[frozenset[str], ...]:
    """What is hidden of each period's counts, in order of time, so that none can be worked out.

    ``per``: what the value is worked out of, as of 100; 0 where it is not worked out.
    """
    if not _has_small(counts, rule):
        return (frozenset(),) * len(counts)
    cells = {
        (place, name): Cell(value)
        for place, pair in enumerate(counts)
        for name, value in zip((NUMERATOR, DENOMINATOR), pair, strict=True)
        if value is not None
    }
    try:
        found = suppress(cells, _relations(cells, len(counts), per, decimals), rule)
    except ValueError:
        # Counts that cannot be, cannot be judged either, so that none of them is shown.
        return (EVERYTHING,) * len(counts)
    return tuple(
        frozenset(name for name in (NUMERATOR, DENOMINATOR) if (place, name) in found.counts)
        | ({VALUE} if (place, VALUE) in found.percentages else frozenset())
        for place in range(len(counts))
    )


def _has_small(counts: Sequence[_Counts], rule: SmallNumberRule) -> bool:
    """Whether a count, the rest of a base or the difference of two periods is small."""
    for numerator, denominator in counts:
        shown = [count for count in (numerator, denominator) if count is not None]
        rest = [denominator - numerator] if len(shown) == 2 else []
        if any(map(rule.is_small, shown + rest)):
            return True
    return any(
        rule.is_small(later - earlier)
        for before, after in combinations(counts, 2)
        for earlier, later in zip(before, after, strict=True)
        if earlier is not None and later is not None
    )


def _relations(
    cells: dict[tuple[int, str], Cell], periods: int, per: int, decimals: int
) -> Iterable[Complement | Difference | Percentage]:
    for place in range(periods):
        numerator, denominator = (place, NUMERATOR), (place, DENOMINATOR)
        if numerator in cells and denominator in cells:
            if per:
                yield Percentage((place, VALUE), numerator, denominator, decimals, per)
            else:
                yield Complement(numerator, denominator)
    for earlier, later in combinations(range(periods), 2):
        for name in (NUMERATOR, DENOMINATOR):
            if (earlier, name) in cells and (later, name) in cells:
                yield Difference((later, name), (earlier, name))


def _replaced(row: Measured, hidden: frozenset[str]) -> Measured:
    row = copy.copy(row)
    for name in hidden - {VALUE}:
        if getattr(row, name) is not None:
            setattr(row, name, State.SUPPRESSED)
    # People write the figure itself into the reason for its revision.
    row.revised_because = ""
    if VALUE in hidden:
        row.value, row.state = None, State.SUPPRESSED.value
        # The colour alone would say on which side of the target it lies.
        row.rating = row.rating_reason = ""
    elif row.value is not None:
        # The decimals that are not shown would tell what was hidden.
        row.value = rounded(row.value, row.indicator.decimals)
    return row
