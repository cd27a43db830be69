"""What the entry page shows: the indicators that somebody may enter, with what is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from scorecard import rules
from scorecard.figures import Figure
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.queries.standing import in_periods, lacking_commentary, ratings
from scorecard.rating import Basis, Rated


@dataclass
class GridRow:
    """An indicator at its own period, with our figure for it and the newest one before.

    ``previous``: of one for the year to date, that of the same point of the year before.
    """

    indicator: Indicator
    period: Period
    kept: Measurement | None
    previous: Measurement | None
    rated: Rated | None
    lacks_commentary: bool


def periods_due_with(period: Period) -> dict[PeriodKind, Period]:
    """The period itself, and those of other kinds that end on the same day: a year, a month."""
    day = period.ends_on
    due = {kind: Period.of(kind, day) for kind in PeriodKind}
    return {kind: each for kind, each in due.items() if each.ends_on == day}


def indicators_of(user, on: date, indicators: QuerySet[Indicator]) -> list[Indicator]:
    """Those of ``indicators`` whose figures this person may enter, with their owners."""
    if not rules.enters_any_figures(user):
        indicators = indicators.filter(owner__user=user)
    loaded = indicators.select_related("owner__agency")
    return [each for each in loaded if rules.can_enter_figures(user, each, on)]


def grid_rows(user, area: Area, period: Period, on: date) -> list[GridRow]:
    """One row an indicator, by code. At most seven queries, however many rows there are."""
    due = periods_due_with(period)
    in_use = Indicator.objects.in_use_on(period.ends_on).filter(frequency__in=due)
    in_use = in_use.annotate(previous_pk=_compared_with(area, due))
    indicators = indicators_of(user, on, in_use)
    kept = list(
        Measurement.objects.filter(in_periods(due.values()), area=area, indicator__in=indicators)
    )
    previous = Measurement.objects.in_bulk([each.previous_pk for each in indicators])
    of_indicator = {row.indicator_id: row for row in kept}
    by_key = {each.pk: each for each in indicators}
    for row in kept:
        row.indicator = by_key[row.indicator_id]
    rated = ratings(kept)
    lacking = lacking_commentary(kept, rated)
    return [
        GridRow(
            indicator,
            due[PeriodKind(indicator.frequency)],
            row := of_indicator.get(indicator.pk),
            previous.get(indicator.previous_pk),
            rated[row.pk] if row else None,
            row is not None and row.pk in lacking,
        )
        for indicator in indicators
    ]


def _compared_with(area: Area, due: Mapping[PeriodKind, Period]) -> Case:
    """The key of the figure that a new one is set beside; see ``GridRow``."""
    before = {kind: Q(period_starts_on__lt=each.starts_on) for kind, each in due.items()}
    to_date = before | {
        kind: Q(period_starts_on=each.year_before().starts_on)
        for kind, each in due.items()
        if kind.months < 12
    }
    return Case(
        When(basis=Basis.YEAR_TO_DATE.value, then=_newest(area, to_date)),
        default=_newest(area, before),
    )


def _newest(area: Area, within: Mapping[PeriodKind, Q]) -> Subquery:
    """The key of our newest figure of the indicator, of the periods of each kind."""
    before = reduce(or_, (Q(period_kind=kind.value) & each for kind, each in within.items()))
    rows = Measurement.objects.filter(
        before, area=area, indicator=OuterRef("pk"), period_kind=OuterRef("frequency")
    )
    return Subquery(rows.order_by("-period_starts_on").values("pk")[:1])


def series(
    area: Area, indicators: Iterable[Indicator]
) -> dict[int, list[tuple[Period, Figure | None]]]:
    """{key of the indicator: its figures at its own frequency}, in one query."""
    wanted = {each.pk: each.frequency for each in indicators}
    found = defaultdict(list)
    for row in Measurement.objects.filter(area=area, indicator__in=wanted):
        if row.period_kind == wanted[row.indicator_id]:
            found[row.indicator_id].append((row.period, row.figure))
    return found


def as_seen(versions: Mapping[int, int]) -> dict[int, Measurement]:
    """{key of the figure: the row as it was at that version}, in one query or none."""
    if not versions:
        return {}
    wanted = reduce(or_, (Q(id=key, version=version) for key, version in versions.items()))
    return {record.id: record.instance for record in Measurement.history.filter(wanted)}
