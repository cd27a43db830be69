"""How figures stand to their targets, and which of them lack the words that they need."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from scorecard.models import Commentary, Measurement, Target
from scorecard.periods import Period
from scorecard.queries.elsewhere import (
    Elsewhere,
    areas_by_key,
    counts_alike,
    newest_elsewhere,
    newest_figures,
)
from scorecard.queries.positions import rate_by, rule_of, target_on, targets_of, with_hand
from scorecard.rating import Rated, Rating


def in_periods(periods: Iterable[Period]) -> Q:
    """The condition on rows of a period that they belong to one of ``periods``."""
    return reduce(
        or_,
        (Q(period_kind=p.kind.value, period_starts_on=p.starts_on) for p in set(periods)),
        Q(pk=None),
    )


def worked_out(measurements: Sequence[Measurement]) -> dict[int, Rated]:
    """{key of the figure: its rating}, whatever was set by hand; loaded with their indicators.

    As the scorecard rates them. One query, and two more where targets are other areas' figures:
    then one figure of each indicator, or ValueError.
    """
    targets = _targets_in_force(measurements)
    alike = _alike([row for row in measurements if row.pk in targets and targets[row.pk].area])
    return {
        row.pk: rate_by(
            row.indicator, row.figure, rule_of(targets.get(row.pk), alike.get(row.pk, ()))
        )
        for row in measurements
    }


def ratings(measurements: Sequence[Measurement]) -> dict[int, Rated]:
    """As ``worked_out``, with what was set by hand in its place."""
    rated = worked_out(measurements)
    return {row.pk: with_hand(rated[row.pk], row) for row in measurements}


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


def _alike(measurements: Sequence[Measurement]) -> dict[int, list[Elsewhere]]:
    """{key of the figure: the figures of other areas that may be set beside it}."""
    if not measurements:
        return {}
    until = {row.indicator_id: row.period.ends_on for row in measurements}
    if len(until) < len(measurements):
        raise ValueError("Only one figure of an indicator is rated by other areas at a time.")
    areas = areas_by_key()
    theirs = newest_figures({row.indicator_id: row.indicator for row in measurements}, areas, until)
    return {
        row.pk: [
            each
            for each in newest_elsewhere(
                theirs.get(row.indicator_id, ()), areas, row.indicator, row.period
            )
            if counts_alike(row.indicator, row.period, each)
        ]
        for row in measurements
    }
