"""Which rule on small numbers held when: what was shown under it is known, whatever holds today.

Read from the histories of the council and of the indicators. What an indicator counted otherwise
in the past (its unit, its total) is not: of such a time today's is taken.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from django.db.models import Value

from corporate_parenting.models import Council
from scorecard.models import Area, Indicator, Measurement
from scorecard.suppression import SmallNumberRule
from scorecard.suppression.rows import NAMES
from scorecard.suppression.steps import Past

ALWAYS = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime.max.replace(tzinfo=UTC)
# A part of a figure: indicator, kind and first day of the period, name, number.
Part = tuple[int, str, object, str, object]
Times = Mapping[Part, Sequence[tuple[datetime, datetime]]]
# By indicator, each rule from the moment on from which it held, the oldest first.
Rules = Mapping[int, Sequence[tuple[datetime, SmallNumberRule]]]


def small_number_rule(limit: int | None, councils: int, counts_people: bool) -> SmallNumberRule:
    """The indicator's own or else the council's; switched off for what counts no people.

    Hiding one number alone would say which it is: a rule that hides 1 hides 2 as well.
    """
    most = councils if limit is None else limit
    if not most or not counts_people:
        return SmallNumberRule(is_on=False)
    return SmallNumberRule(1, max(2, most))


def stood(indicators: Collection[int]) -> Times:
    """When each part of our own figures stood, in one query; one that was set back stood twice."""
    if not indicators:
        return {}
    rows = Measurement.history.filter(area__kind=Area.Kind.OWN, indicator__in=indicators)
    columns = ("indicator_id", "period_kind", "period_starts_on", "history_date", *NAMES)
    newest: dict[tuple, object] = {}
    found = defaultdict(list)
    for *key, moment, value, numerator, denominator in rows.order_by(
        "history_date", "history_id"
    ).values_list(*columns):
        for name, number in zip(NAMES, (value, numerator, denominator), strict=True):
            place = (*key, name)
            if place in newest:
                if newest[place] == number:
                    continue
                before = found[*place, newest[place]]
                before[-1] = (before[-1][0], moment)
            newest[place] = number
            found[*place, number].append((moment, FOREVER))
    return found


def rules_of(indicators: Collection[int], council: Council) -> Rules:
    """Those of the indicators whose rule was another once, in one query."""
    if not indicators:
        return {}
    columns = ("id", "history_date", "hide_up_to", "counts_people", "is_council")
    councils = Council.history.filter(id=council.pk).annotate(
        counts_people=Value(True), is_council=Value(True)
    )
    own = Indicator.history.filter(id__in=indicators).annotate(is_council=Value(False))
    each = [rows.order_by().values_list(*columns) for rows in (councils, own)]
    records = each[0].union(each[1], all=True)
    of_council, of_indicator = [], defaultdict(list)
    for key, moment, limit, counts_people, is_council in records.order_by("history_date"):
        if is_council:
            of_council.append((moment, limit))
        else:
            of_indicator[key].append((moment, (limit, counts_people)))
    found = {key: _rules(of_council, rows, council) for key, rows in of_indicator.items()}
    return {key: rules for key, rules in found.items() if len(rules) > 1}


def _rules(
    of_council: Sequence[tuple[datetime, int]],
    of_indicator: Sequence[tuple[datetime, tuple[int | None, bool]]],
    council: Council,
) -> list[tuple[datetime, SmallNumberRule]]:
    """What was first recorded held before, too."""
    most = of_council[0][1] if of_council else council.hide_up_to
    limit, counts_people = of_indicator[0][1]
    found = [(ALWAYS, small_number_rule(limit, most, counts_people))]
    changes = [(moment, True, said) for moment, said in of_council]
    changes += [(moment, False, said) for moment, said in of_indicator]
    for moment, is_council, said in sorted(changes, key=lambda change: change[0]):
        if is_council:
            most = said
        else:
            limit, counts_people = said
        rule = small_number_rule(limit, most, counts_people)
        if rule != found[-1][1]:
            found.append((moment, rule))
    return found


def past_of(
    parts: Sequence[Sequence[Part]], current: Sequence[SmallNumberRule], rules: Rules, times: Times
) -> tuple[Past, ...]:
    """The times before today's rules, of rows that tell of each other.

    ``parts``: of each row, in the order of their names. ``current``: the rule of each row.
    """
    keys = [row[0][0] for row in parts]
    moments = sorted({moment for key in keys for moment, _ in rules.get(key, ())})
    found = []
    for start, end in pairwise(moments):
        then = [
            _in_force(rules[key], start) if key in rules else rule
            for key, rule in zip(keys, current, strict=True)
        ]
        held = _held(parts, times, start, end)
        if held:
            found.append(Past(tuple(then), frozenset(held)))
    return tuple(found)


def _in_force(rules: Iterable[tuple[datetime, SmallNumberRule]], at: datetime) -> SmallNumberRule:
    return [rule for moment, rule in rules if moment <= at][-1]


def _held(
    parts: Sequence[Sequence[Part]], times: Times, start: datetime, end: datetime
) -> set[tuple[int, str]]:
    """The places and names of the parts that stood for some time between the two moments."""
    return {
        (place, name)
        for place, row in enumerate(parts)
        for name, part in zip(NAMES, row, strict=True)
        if any(first < end and last > start for first, last in times.get(part, [(ALWAYS, FOREVER)]))
    }
