"""What a commentary says that the public edition hides."""

from collections.abc import Mapping

from corporate_parenting.models import Council
from scorecard.models import Indicator
from scorecard.narrative import numbers_named
from scorecard.periods import Period
from scorecard.queries.editions import hidden_counts, public_edition
from scorecard.queries.elsewhere import areas_by_key
from scorecard.queries.figures import PeriodFigure, own_figures
from scorecard.queries.positions import period_before


def numbers_given_away(
    text: str, indicator: Indicator, period: Period, council: Council
) -> tuple[str, ...]:
    """What the text names of the hidden counts of its period.

    In two queries and those of ``public_edition``.
    """
    kept = own_figures({indicator.pk: indicator}, areas_by_key()).get(indicator.pk, [])
    public = public_edition(kept, council)
    return given_away(text, period, by_period(kept), by_period(public), council)


def by_period(figures: list[PeriodFigure]) -> dict[Period, PeriodFigure]:
    return {figure.period: figure for figure in figures}


def given_away(
    text: str,
    period: Period,
    kept: Mapping[Period, PeriodFigure],
    public: Mapping[Period, PeriodFigure],
    council: Council,
) -> tuple[str, ...]:
    """``kept`` and ``public``: the same figures of one indicator, with nothing hidden and as read.

    Looked at are the period's own and those before it with which a text compares them.
    """
    hidden = frozenset()
    if period in kept:
        before = period_before(period, kept[period].indicator.basis)
        for each in {period, before, period.previous()} & kept.keys():
            hidden |= hidden_counts(kept[each], public[each], council)
    return numbers_named(text, hidden)
