"""Figures as pages read them: plain rows of one query, because a scorecard holds thousands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import QuerySet

from corporate_parenting.as_at import standing
from corporate_parenting.words import day_words
from scorecard.figures import Figure, State
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind

_COLUMNS = (
    "indicator_id", "area_id", "period_kind", "period_starts_on", "value", "state", "numerator",
    "denominator", "as_at", "finality", "rating", "rating_reason", "revised_because", "source",
)  # fmt: skip


@dataclass(slots=True)
class PeriodFigure:
    """A Measurement as it is read. A part that is hidden from the reader is the state for that."""

    indicator: Indicator
    area: Area
    period: Period
    value: Decimal | None
    state: str = ""
    numerator: Figure | None = None
    denominator: Figure | None = None
    as_at: date | None = None
    finality: str = "final"
    rating: str = ""
    rating_reason: str = ""
    revised_because: str = ""
    source: str = ""

    @property
    def figure(self) -> Figure:
        return State(self.state) if self.state else self.value


@lru_cache(maxsize=5_000)
def _period(kind: str, starts_on: date) -> Period:
    """The same few periods stand in thousands of rows."""
    return Period(PeriodKind(kind), starts_on)


@lru_cache(maxsize=5_000)
def ends_on(period: Period) -> date:
    return period.ends_on


@lru_cache(maxsize=1_000)
def newest_by(kind: PeriodKind, day: date) -> Period:
    """The newest period of that kind that has ended by the day."""
    found = Period.of(kind, day)
    return found if found.ends_on <= day else found.previous()


@lru_cache(maxsize=5_000)
def name_of(period: Period | None) -> str:
    """As people read it; empty for none."""
    return "" if period is None else period.label


@lru_cache(maxsize=5_000)
def day_name(day: date) -> str:
    return day_words(day)


def figures_of(
    rows: QuerySet[Measurement], indicators: Mapping[int, Indicator], areas: Mapping[int, Area]
) -> list[PeriodFigure]:
    """The figures of those rows, in one query; both mappings are by key."""
    return [
        PeriodFigure(indicators[indicator], areas[area], _period(kind, starts_on), *rest)
        for indicator, area, kind, starts_on, *rest in rows.order_by().values_list(*_COLUMNS)
    ]


def own_figures(
    indicators: Mapping[int, Indicator], areas: Mapping[int, Area], moment: datetime | None = None
) -> dict[int, list[PeriodFigure]]:
    """All of our council's figures of the indicators' own frequency, by the indicator's key.

    ``moment``: as they stood just before it, in place of today.

    All periods, because what may be shown of one depends on the others.
    """
    own = [area.pk for area in areas.values() if area.kind == Area.Kind.OWN]
    if not own:
        return {}
    rows = standing(Measurement, moment).filter(indicator__in=indicators, area__in=own)
    return by_indicator(
        figure
        for figure in figures_of(rows, indicators, areas)
        if figure.period.kind == figure.indicator.frequency
    )


def by_indicator(figures: Iterable[PeriodFigure]) -> dict[int, list[PeriodFigure]]:
    found = defaultdict(list)
    for figure in figures:
        found[figure.indicator.pk].append(figure)
    return found
