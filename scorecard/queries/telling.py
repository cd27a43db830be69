"""What a commentary says beside counts that the public edition hides.

Whoever is warned may not see what is hidden. So a warning goes by what the public edition shows,
that something is hidden and what the text says, and never by whether the two are the same.
"""

from collections.abc import Mapping

from corporate_parenting.models import Council
from scorecard.models import Indicator
from scorecard.narrative import numbers_named
from scorecard.periods import Period
from scorecard.queries.editions import hides_counts, public_edition
from scorecard.queries.elsewhere import areas_by_key
from scorecard.queries.figures import PeriodFigure, own_figures
from scorecard.queries.positions import period_before


def numbers_beside_hidden(
    text: str, indicator: Indicator, period: Period, council: Council
) -> tuple[str, ...]:
    """The numbers in the text, if counts of its period are hidden.

    In two queries and those of ``public_edition``.
    """
    kept = own_figures({indicator.pk: indicator}, areas_by_key()).get(indicator.pk, [])
    public = public_edition(kept, council)
    return numbers_beside(text, period, by_period(kept), by_period(public))


def by_period(figures: list[PeriodFigure]) -> dict[Period, PeriodFigure]:
    return {figure.period: figure for figure in figures}


def numbers_beside(
    text: str,
    period: Period,
    kept: Mapping[Period, PeriodFigure],
    public: Mapping[Period, PeriodFigure],
) -> tuple[str, ...]:
    """``kept`` and ``public``: the same figures of one indicator, with nothing hidden and as read.

    Looked at are the period's own and those before it with which a text compares them.
    """
    if period not in kept:
        return ()
    before = period_before(period, kept[period].indicator.basis)
    looked_at = {period, before, period.previous()} & kept.keys()
    is_any_hidden = any(hides_counts(kept[each], public[each]) for each in looked_at)
    return numbers_named(text) if is_any_hidden else ()
