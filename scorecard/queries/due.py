"""Which figures are due: not there, not final, or red without a word about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scorecard.figures import State
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.queries.standing import in_periods, lacking_commentary, ratings
from scorecard.rating import Rated
from scorecard.sentences import Finality


class Due(StrEnum):
    """What is still to do, the plainest first."""

    MISSING = "missing"
    PROVISIONAL = "provisional"
    COMMENTARY = "commentary"

    @property
    def label(self) -> str:
        return {
            Due.MISSING: "No figure yet",
            Due.PROVISIONAL: "Still provisional",
            Due.COMMENTARY: "Commentary needed",
        }[self]


@dataclass
class DueRow:
    """An indicator with its newest period that has ended, and what is due for it."""

    indicator: Indicator
    period: Period
    kept: Measurement | None
    rated: Rated | None
    due: tuple[Due, ...]

    @property
    def needs_figure(self) -> bool:
        return Due.MISSING in self.due or Due.PROVISIONAL in self.due

    @property
    def needs_commentary(self) -> bool:
        return Due.COMMENTARY in self.due


def newest_ended(frequency: str, on: date) -> Period:
    """The newest period that has ended before ``on``."""
    return Period.of(PeriodKind(frequency), on).previous()


def due_rows(area: Area | None, indicators: Sequence[Indicator], on: date) -> list[DueRow]:
    """One row an indicator, in their order. At most five queries, however many there are."""
    periods = {each.pk: newest_ended(each.frequency, on) for each in indicators}
    by_key = {each.pk: each for each in indicators}
    rows = Measurement.objects.filter(in_periods(periods.values()), area=area, indicator__in=by_key)
    kept = {row.indicator_id: row for row in rows if row.period == periods[row.indicator_id]}
    for row in kept.values():
        row.indicator = by_key[row.indicator_id]
    rated = ratings(list(kept.values()))
    lacking = lacking_commentary(list(kept.values()), rated)
    return [
        DueRow(
            each,
            periods[each.pk],
            row := kept.get(each.pk),
            rated[row.pk] if row else None,
            tuple(_due(row, row is not None and row.pk in lacking)),
        )
        for each in indicators
    ]


def _due(row: Measurement | None, lacks_commentary: bool) -> list[Due]:
    if row is None or row.figure is State.NOT_YET:
        return [Due.MISSING]
    due = [Due.PROVISIONAL] if row.finality == Finality.PROVISIONAL else []
    return [*due, Due.COMMENTARY] if lacks_commentary else due
