"""What everybody may read of an earlier day: nothing that the public edition of today hides.

A reader of the past is shown what nobody has published: a figure that was corrected before anybody
looked. So a figure that was changed since is hidden in the past, and any other is shown as it is
today. Whoever reads all days then knows what today's edition says, and no more. Words that
were changed since are left out too: somebody may have written the figure into them.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from corporate_parenting.models import Council
from scorecard.figures import Figure, State
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period
from scorecard.queries.editions import public_edition, rule_of
from scorecard.queries.figures import PeriodFigure, figures_of

CHANGED_SINCE = "Not shown here, because it was changed since."
_Key = tuple[int, Period]


@dataclass(frozen=True, slots=True)
class Today:
    """Indicators by key, with our council's figures of today: as they are, and as all may read."""

    council: Council
    indicators: dict[int, Indicator]
    exact: dict[_Key, PeriodFigure]
    public: dict[_Key, PeriodFigure]

    @classmethod
    def of(
        cls, council: Council, indicators: dict[int, Indicator], exact: Iterable[PeriodFigure]
    ) -> Self:
        """``exact``: all figures of our council for each of the indicators."""
        exact = list(exact)
        public = public_edition(exact, council)
        return cls(council, indicators, _by_key(exact), _by_key(public))

    def hides_nothing_of(self, indicator: int) -> bool:
        """Whether the indicator's figures may be read by all, however small they are."""
        today = self.indicators.get(indicator)
        return today is not None and not rule_of(today, self.council).is_on

    def indicator(self, then: Indicator) -> Indicator:
        """A copy with no more decimals than today's; those would tell what is hidden."""
        today, seen = self.indicators.get(then.pk, then), copy(then)
        seen.decimals = min(then.decimals, today.decimals)
        return seen

    def edition(self, figures: Iterable[PeriodFigure]) -> list[PeriodFigure]:
        """``figures``: of our council as they stood; indicators as ``indicator`` has them."""
        seen: dict[int, Indicator] = {}
        found = []
        for each in figures:
            key = each.indicator.pk
            seen[key] = seen.get(key) or self.indicator(each.indicator)
            found.append(self._seen(replace(each, indicator=seen[key])))
        return found

    def words(self, indicator: int, then: str, now: str) -> str:
        """What was written about the indicator, as far as it still stands."""
        return then if self.hides_nothing_of(indicator) else _unchanged(then, now)

    def _seen(self, then: PeriodFigure) -> PeriodFigure:
        indicator = then.indicator
        if self.hides_nothing_of(indicator.pk):
            return then
        key = (indicator.pk, then.period)
        exact, public = self.exact.get(key), self.public.get(key)
        if _parts(then) == (None, then.state, None, None):
            return _with_words_of_today(then, then, exact, public)
        if exact is None or _parts(exact) != _parts(then):
            return _with_parts(then, None, State.SUPPRESSED.value, *map(_hidden, _counts(then)))
        return _with_words_of_today(_with_parts(then, *_parts(public)), then, exact, public)


def today_of(indicators: Iterable[int], council: Council) -> Today:
    """``indicators``: their keys. In four queries, or up to eight as ``public_edition`` has it."""
    found = Indicator.objects.in_bulk(list(indicators))
    own = {area.pk: area for area in Area.objects.filter(kind=Area.Kind.OWN)}
    exact = [
        each
        for each in figures_of(
            Measurement.objects.filter(indicator__in=found, area__in=own), found, own
        )
        if each.period.kind == each.indicator.frequency
    ]
    return Today.of(council, found, exact)


def _by_key(figures: Iterable[PeriodFigure]) -> dict[_Key, PeriodFigure]:
    return {(each.indicator.pk, each.period): each for each in figures}


def _parts(row: PeriodFigure) -> tuple[Figure | None, str, Figure | None, Figure | None]:
    return row.value, row.state, *_counts(row)


def _counts(row: PeriodFigure) -> tuple[Figure | None, Figure | None]:
    return row.numerator, row.denominator


def _hidden(count: Figure | None) -> State | None:
    return None if count is None else State.SUPPRESSED


def _with_parts(then: PeriodFigure, *parts: object) -> PeriodFigure:
    """The row with other figures; without what people wrote where its value is hidden."""
    value, state, numerator, denominator = parts
    row = replace(then, value=value, state=state, numerator=numerator, denominator=denominator)
    untold = {"rating": "", "rating_reason": "", "revised_because": ""}
    return replace(row, **untold) if state else row


def _with_words_of_today(
    row: PeriodFigure, then: PeriodFigure, exact: PeriodFigure | None, public: PeriodFigure | None
) -> PeriodFigure:
    """The reasons as today's public edition tells them, if they are those of then."""
    found = {}
    for name in ("rating_reason", "revised_because"):
        if getattr(row, name):
            stands = exact is not None and getattr(exact, name) == getattr(then, name)
            found[name] = getattr(public, name) if stands else CHANGED_SINCE
    return replace(row, **found)


def _unchanged(then: str, now: str) -> str:
    return then if then in ("", now) else CHANGED_SINCE
