"""Our council among its statistical neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corporate_parenting.words import capitalised
from scorecard.figures import Unit, shown
from scorecard.models import Area, Indicator
from scorecard.periods import Period
from scorecard.queries.elsewhere import NEIGHBOUR, marks_of
from scorecard.queries.figures import PeriodFigure
from scorecard.ranks import Standing, standings
from scorecard.rating import Polarity

_WITHOUT_RANK = (Polarity.BAND, Polarity.NEUTRAL)


@dataclass(frozen=True, slots=True)
class RankedArea:
    name: str
    words: str
    marks: str
    standing: Standing
    is_own: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Our council among its neighbours in one period, the best first."""

    period: Period
    areas: tuple[RankedArea, ...]

    @property
    def own(self) -> RankedArea:
        return next(area for area in self.areas if area.is_own)


def ranking_of(
    indicator: Indicator,
    own: Mapping[Period, PeriodFigure],
    others: Mapping[Period, Sequence[PeriodFigure]],
) -> Ranking | None:
    """In the newest period in which our council and a neighbour have a number."""
    polarity = Polarity(indicator.polarity)
    if polarity in _WITHOUT_RANK:
        return None
    for period in sorted(own, reverse=True):
        numbers = [
            each
            for each in others.get(period, ())
            if each.area.kind == NEIGHBOUR and each.value is not None
        ]
        if numbers and own[period].value is not None:
            return _ranked(indicator, period, [own[period], *numbers], polarity)
    return None


def _ranked(
    indicator: Indicator, period: Period, figures: Sequence[PeriodFigure], polarity: Polarity
) -> Ranking:
    unit, decimals = Unit(indicator.unit), indicator.decimals
    found = standings({each.area.pk: each.value for each in figures}, polarity)
    in_order = sorted(figures, key=lambda each: (found[each.area.pk].rank, each.area.name))
    return Ranking(
        period,
        tuple(
            RankedArea(
                each.area.name,
                shown(each.value, decimals, unit),
                capitalised(marks_of([each])),
                found[each.area.pk],
                each.area.kind == Area.Kind.OWN,
            )
            for each in in_order
        ),
    )


def why_not_ranked(indicator: Indicator, neighbours: Sequence[Area]) -> str:
    polarity = Polarity(indicator.polarity)
    if not neighbours:
        return "Not ranked: no statistical neighbour has a figure."
    if polarity in _WITHOUT_RANK:
        return standings({0: None}, polarity)[0].sentence
    return "Not ranked: our council and a neighbour have no numbers for the same period."
