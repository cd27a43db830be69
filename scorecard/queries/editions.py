"""The edition that may be read by everybody: small numbers and what gives them away are hidden.

Pages, charts, downloads and papers all take it from here. Our own council's figures only; those of
other areas are published. Each indicator is looked at with all of its periods, and with all that
it counts a part of or that counts a part of it, so that no two readers find different figures
hidden.
"""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import NamedTuple, Self, TypeVar

from corporate_parenting.models import Council
from scorecard.figures import Figure, State, Unit, rounded
from scorecard.models import Area, Indicator, Measurement
from scorecard.narrative import may_name_small
from scorecard.periods import Period, PeriodKind
from scorecard.queries.families import (
    SHARES,
    families,
    family_rows,
    relatives,
    roots_of,
    share_of,
)
from scorecard.queries.figures import PeriodFigure, by_indicator, own_figures
from scorecard.queries.past_rules import (
    ALWAYS,
    Part,
    Rules,
    Times,
    past_of,
    rules_of,
    small_number_rule,
    stood,
)
from scorecard.rating import Basis
from scorecard.suppression import (
    Counts,
    SmallNumberRule,
    has_small,
    has_small_in_family,
    hidden_in_family,
    hidden_parts,
)
from scorecard.suppression.rows import DENOMINATOR, EVERYTHING, NAMES, NUMERATOR, VALUE

Measured = TypeVar("Measured", Measurement, PeriodFigure)
NOT_TOLD = "the reason is hidden to protect people."


def public_edition(
    measurements: Iterable[Measured], council: Council, roots: Mapping[int, int] | None = None
) -> list[Measured]:
    """The same rows in the same order, with copies in place of those that hold hidden figures.

    ``measurements``: all periods of each indicator, with indicator and area. In a copy the value,
    numerator or denominator that is hidden is State.SUPPRESSED (a value's state is set); it is for
    reading and cannot be saved. Of other areas nothing is hidden. In three queries at most, and two
    more where figures are missing of what the indicators count a part of, or the other way round.
    ``roots``: as ``roots_of`` has it, from who gives the figures of whole families; then in two.
    """
    given = list(measurements)
    related = []
    if roots is None:
        roots = families()
        related = relatives(given, roots)
    rows = [*given, *related]
    groups = [_Group.of(places, rows, council, roots) for places in _groups(rows, council, roots)]
    asked = {key for group in groups if group.has_small for key in group.indicators}
    times, rules = stood(asked), rules_of(asked, council)
    for group in groups:
        hidden = group.hidden(times, rules)
        for place, row, counts, rule, parts in zip(*group[:4], hidden, strict=True):
            rows[place] = _replaced(row, counts, _with_value(row, counts, parts), rule)
    return rows[: len(given)]


def public_figures(
    indicators: Collection[int],
    every: Mapping[int, Indicator],
    areas: Mapping[int, Area],
    council: Council,
) -> dict[int, list[PeriodFigure]]:
    """The public edition of our figures of the indicators, by their key, in three queries.

    ``every``: all indicators by key: one that was withdrawn still tells of its total.
    """
    roots = roots_of((each.pk, each.part_of_id) for each in every.values())
    asked = {roots[key] for key in indicators if key in roots}
    whole_families = {
        key: each for key, each in every.items() if key in indicators or roots.get(key) in asked
    }
    own = own_figures(whole_families, areas)
    return by_indicator(public_edition(chain.from_iterable(own.values()), council, roots))


class _Group(NamedTuple):
    """Rows that tell of each other, by their places; of one indicator or of a family."""

    places: list[int]
    rows: list[Measured]
    counts: list[Counts]
    rules: list[SmallNumberRule]
    is_family: bool
    has_small: bool

    @classmethod
    def of(
        cls, places: list[int], every: Sequence[Measured], council: Council, roots: Mapping
    ) -> Self:
        rows = [every[place] for place in places]
        counts = [_counted(row) for row in rows]
        if rows[0].indicator.pk in roots:
            rules = [rule_of(row.indicator, council) for row in rows]
            is_any_small = has_small_in_family(family_rows(rows, counts, rules))
            return cls(places, rows, counts, rules, True, is_any_small)
        rule = rule_of(rows[0].indicator, council)
        return cls(places, rows, counts, [rule] * len(rows), False, has_small(tuple(counts), rule))

    @property
    def indicators(self) -> set[int]:
        return {row.indicator.pk for row in self.rows}

    def hidden(self, times: Times, rules: Rules) -> tuple[frozenset[str], ...]:
        """The names of the parts that are hidden of each row."""
        if not self.has_small:
            return (frozenset(),) * len(self.rows)
        parts = [_parts(row) for row in self.rows]
        ranked = _ranked(self.rows, self.counts, parts, times)
        past = past_of(parts, self.rules, rules, times)
        if self.is_family:
            return hidden_in_family(family_rows(self.rows, ranked, self.rules), past)
        return hidden_parts(ranked, self.rules[0], share_of(self.rows[0].indicator), past)


def _groups(
    rows: Sequence[Measured], council: Council, roots: Mapping[int, int]
) -> Iterable[list[int]]:
    """Places of rows that tell of each other: of one year where they are for the year to date.

    Of families all that is of one period, of other indicators each alone.
    """
    together = defaultdict(list)
    for place, row in enumerate(rows):
        indicator, period = row.indicator, row.period
        family = roots.get(indicator.pk)
        is_hidden = family is not None or rule_of(indicator, council).is_on
        if row.area.kind != Area.Kind.OWN or not is_hidden:
            continue
        if indicator.basis == Basis.YEAR_TO_DATE and period.kind.months < 12:
            year = Period.of(PeriodKind.FINANCIAL_YEAR, period.starts_on)
            together[family or indicator.pk, period.kind, year].append(place)
        elif family is not None:
            together[family, period.kind, period].append(place)
        else:
            yield [place]
    for places in together.values():
        yield sorted(places, key=lambda place: (rows[place].period, rows[place].indicator.pk))


def rule_of(indicator: Indicator, council: Council) -> SmallNumberRule:
    """The indicator's own rule or else the council's, as ``small_number_rule`` has it."""
    return small_number_rule(indicator.hide_up_to, council.hide_up_to, indicator.counts_people)


def _counted(row: Measured) -> Counts:
    numerator, denominator = whole(row.numerator), whole(row.denominator)
    if row.indicator.unit == Unit.NUMBER:
        return Counts(whole(row.value), numerator, denominator)
    per = SHARES.get(Unit(row.indicator.unit))
    if per and row.value and numerator is None and denominator:
        worked_out = rounded(row.value * denominator / per, 0)
        return Counts(None, int(worked_out), denominator, (NUMERATOR,))
    if per and row.value and numerator and denominator is None:
        worked_out = rounded(Decimal(per * numerator) / row.value, 0)
        return Counts(None, numerator, int(worked_out), (DENOMINATOR,))
    return Counts(None, numerator, denominator)


def whole(figure: Figure | None) -> int | None:
    """The count, or None for what counts nobody: a state, nothing, a figure with decimals."""
    if not isinstance(figure, Decimal) or figure != figure.to_integral_value():
        return None
    return int(figure)


# When figures became known


def _parts(row: Measured) -> list[Part]:
    period = row.period
    place = (row.indicator.pk, period.kind.value, period.starts_on)
    return [(*place, name, getattr(row, name)) for name in NAMES]


def _ranked(
    group: Sequence[Measured],
    counts: Sequence[Counts],
    parts: Sequence[Sequence[Part]],
    times: Times,
) -> tuple[Counts, ...]:
    """With the order in which the parts became known; at one moment the earlier period first.

    One that was shown, corrected and set back was known from the first.
    """
    known = [
        [(_known_since(part, times), row.period) for part in of_row]
        for row, of_row in zip(group, parts, strict=True)
    ]
    ranks = {each: rank for rank, each in enumerate(sorted({e for row in known for e in row}))}
    return tuple(
        row._replace(ranks=tuple(ranks[each] for each in of_row))
        for row, of_row in zip(counts, known, strict=True)
    )


def _known_since(part: Part, times: Times) -> datetime:
    return times[part][0][0] if part in times else ALWAYS


# What readers see of a row


def _with_value(row: Measured, counts: Counts, hidden: frozenset[str]) -> frozenset[str]:
    """Hide the value with its parts wherever it could say more of them than was reckoned with."""
    if row.state == State.SUPPRESSED:
        return EVERYTHING if row.numerator is not None or row.denominator is not None else hidden
    if hidden & {NUMERATOR, DENOMINATOR} and VALUE not in hidden and not _follows(row, counts):
        return hidden | {VALUE}
    return hidden


def _follows(row: Measured, counts: Counts) -> bool:
    """Whether the value is, as shown, what its numerator and denominator give."""
    per = SHARES.get(Unit(row.indicator.unit))
    if per is None or not counts.numerator or not counts.denominator or row.value is None:
        return False
    decimals = row.indicator.decimals
    exact = Decimal(per * counts.numerator) / counts.denominator
    return rounded(exact, decimals) == rounded(row.value, decimals)


def _replaced(
    row: Measured, counts: Counts, hidden: frozenset[str], rule: SmallNumberRule
) -> Measured:
    # People write the figure itself into the reason for its revision or its rating.
    untold = [
        name
        for name in ("revised_because", "rating_reason")
        if (words := getattr(row, name)) and (hidden or may_name_small(words, rule.hide_to))
    ]
    if not hidden and not untold and not counts.implied:
        return row
    row = copy.copy(row)
    for name in untold:
        setattr(row, name, NOT_TOLD)
    _hide(row, hidden)
    if row.value is not None:
        # The decimals that are not shown would tell what is hidden, or what nobody entered.
        row.value = rounded(row.value, row.indicator.decimals)
    return row


def _hide(row: Measured, hidden: frozenset[str]) -> None:
    for name in hidden - {VALUE}:
        if getattr(row, name) is not None:
            setattr(row, name, State.SUPPRESSED)
    if VALUE in hidden:
        row.value, row.state = None, State.SUPPRESSED.value
        # The colour alone would say on which side of the target it lies.
        row.rating = row.rating_reason = row.revised_because = ""


def hides_counts(kept: Measured, public: Measured) -> bool:
    """Whether the public edition hides a count of people of a figure."""
    seen = public.figure, public.numerator, public.denominator
    return any(
        shown is State.SUPPRESSED and getattr(_counted(kept), name) is not None
        for name, shown in zip(NAMES, seen, strict=True)
    )
