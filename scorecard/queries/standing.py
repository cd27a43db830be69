"""How figures stand to their targets, and which of them lack the words that they need."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from scorecard.figures import Figure
from scorecard.models import Area, Commentary, Measurement, Target
from scorecard.periods import Period
from scorecard.queries.elsewhere import average
from scorecard.queries.positions import target_on, targets_of
from scorecard.rating import Area as Compared
from scorecard.rating import Rated, Rating, RatingError, TargetRule, overridden, rate


def in_periods(periods: Iterable[Period]) -> Q:
    """The condition on rows of a period that they belong to one of ``periods``."""
    return reduce(
        or_,
        (Q(period_kind=p.kind.value, period_starts_on=p.starts_on) for p in set(periods)),
        Q(pk=None),
    )


def worked_out(measurements: Sequence[Measurement]) -> dict[int, Rated]:
    """{key of the figure: its rating}, whatever was set by hand; loaded with their indicators.

    One query, and one more where a target is another area's figure.
    """
    targets = _targets_in_force(measurements)
    others = _figures_of_others(
        [row for row in measurements if (target := targets.get(row.pk)) and target.area]
    )
    found = {}
    for row in measurements:
        target = targets.get(row.pk)
        key = (row.indicator_id, row.period)
        rule = target.rule(others.get((*key, target.area))) if target else TargetRule()
        indicator = row.indicator
        found[row.pk] = rate(
            row.figure,
            rule,
            indicator.polarity,
            unit=indicator.unit,
            decimals=indicator.decimals,
        )
    return found


def ratings(measurements: Sequence[Measurement]) -> dict[int, Rated]:
    """As ``worked_out``, with what was set by hand in its place."""
    rated = worked_out(measurements)
    return {row.pk: _with_hand(rated[row.pk], row) for row in measurements}


def _with_hand(rated: Rated, row: Measurement) -> Rated:
    if not row.rating:
        return rated
    try:
        return overridden(rated, Rating(row.rating), row.rating_reason)
    except RatingError:
        # A later target made the same of it, or took all colour away: nothing is overridden.
        return rated


def lacking_commentary(measurements: Sequence[Measurement], rated: dict[int, Rated]) -> set[int]:
    """Keys of the red figures that nobody has written about, in one query."""
    written = set(
        Commentary.objects.filter(
            in_periods(row.period for row in measurements),
            indicator__in={row.indicator_id for row in measurements},
        ).values_list("indicator", "period_kind", "period_starts_on")
    )
    return {
        row.pk
        for row in measurements
        if rated[row.pk].rating is Rating.RED
        and (row.indicator_id, row.period_kind, row.period_starts_on) not in written
    }


def _targets_in_force(measurements: Sequence[Measurement]) -> dict[int, Target]:
    """{key of the figure: the target on the last day of its period}."""
    targets = targets_of({row.indicator_id for row in measurements})
    found = {
        row.pk: target_on(targets.get(row.indicator_id, ()), row.period.ends_on)
        for row in measurements
    }
    return {key: target for key, target in found.items() if target is not None}


def _figures_of_others(measurements: Sequence[Measurement]) -> dict[tuple, Figure]:
    """{(indicator, period, area as targets name it): figure} for the periods of these rows."""
    if not measurements:
        return {}
    rows = Measurement.objects.filter(
        in_periods(row.period for row in measurements),
        indicator__in={row.indicator_id for row in measurements},
    ).exclude(area__kind=Area.Kind.OWN)
    found, neighbours = {}, defaultdict(list)
    for row in rows.select_related("area"):
        key = (row.indicator_id, row.period)
        if row.area.kind != Area.Kind.NEIGHBOUR:
            found[*key, row.area.kind] = row.figure
        elif isinstance(row.figure, Decimal):
            neighbours[key].append(row.figure)
    decimals = {row.indicator_id: row.indicator.decimals for row in measurements}
    for key, figures in neighbours.items():
        found[*key, Compared.NEIGHBOURS.value] = average(figures, decimals[key[0]])
    return found
