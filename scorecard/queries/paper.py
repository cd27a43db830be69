"""What a paper takes from the scorecard: each indicator's figure up to a period, in its company."""

from collections.abc import Iterable

from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import Period
from scorecard.queries.paper_rows import Kept, OwnFigure, PaperRow, told
from scorecard.queries.public_figures import as_kept, as_public


def paper_rows(until: Period, *, hide_up_to: int, is_public: bool) -> tuple[PaperRow, ...]:
    """The indicators in use at the end of a period, by priority and code, in five queries.

    One that is kept by periods of the same kind is told for this very period, even where it has
    no figure; any other by its newest figure till then. ``hide_up_to``: the council's rule for
    small numbers, which the public edition follows.
    """
    indicators = list(
        Indicator.objects.in_use_on(until.ends_on)
        .select_related("priority")
        .order_by("priority__number", "priority", "code_key", "pk")
    )
    # Not every database puts rows without a priority last.
    indicators.sort(key=lambda indicator: indicator.priority_id is None)
    areas = tuple(Area.objects.order_by("name", "pk"))
    kept = _kept(indicators, until, hide_up_to if is_public else None)
    return tuple(told(indicator, kept[indicator.pk], areas, until) for indicator in indicators)


def exceptions_of(rows: Iterable[PaperRow], codes: Iterable[str]) -> list[PaperRow]:
    """The rows that miss their targets, and those of the codes asked for, in the order of codes."""
    asked = {code.casefold() for code in codes}
    told = [row for row in rows if row.is_missed or row.indicator.code.casefold() in asked]
    return sorted(told, key=lambda row: (row.indicator.code_key, row.indicator.pk))


def periods_with_figures() -> tuple[Period, ...]:
    """Periods for which our own council has anything, the latest first; of one end the shortest."""
    found = (
        Measurement.objects.filter(area__kind=Area.Kind.OWN)
        .order_by()
        .values_list("period_kind", "period_starts_on")
        .distinct()
    )
    periods = [Period(kind, first) for kind, first in found]
    return tuple(sorted(periods, key=lambda p: (p.ends_on, -p.kind.months, p.kind), reverse=True))


def _kept(indicators: list[Indicator], until: Period, hide_up_to: int | None) -> dict[int, Kept]:
    """By the key of the indicator; with ``hide_up_to`` None nothing is hidden."""
    by_key = {indicator.pk: indicator for indicator in indicators}
    kept = {key: Kept() for key in by_key}
    own = []
    for row in _measurements(by_key, until):
        if row.area.kind == Area.Kind.OWN:
            own.append(row)
        else:
            kept[row.indicator_id].others[row.area.kind].setdefault(row.period, []).append(
                row.figure
            )
    seen = {} if hide_up_to is None else as_public(own, hide_up_to)
    for row in own:
        figure = OwnFigure(row, seen.get(row.pk) or as_kept(row))
        kept[row.indicator_id].own[row.period] = figure
    for target in Target.objects.filter(indicator__in=indicators).order_by("-starts_on", "-pk"):
        kept[target.indicator_id].targets.append(target)
    told_of = Commentary.objects.filter(
        indicator__in=indicators, period_starts_on__lte=until.ends_on
    )
    for commentary in told_of.order_by("pk"):
        kept[commentary.indicator_id].commentaries[commentary.period] = commentary
    return kept


def _measurements(indicators: dict[int, Indicator], until: Period) -> list[Measurement]:
    """Of periods that are over by then; indicator and area preloaded."""
    rows = (
        Measurement.objects.filter(
            indicator__in=list(indicators), period_starts_on__lte=until.ends_on
        )
        .select_related("area")
        .order_by("indicator", "period_starts_on", "area__name", "pk")
    )
    over = [row for row in rows if row.period.ends_on <= until.ends_on]
    for row in over:
        row.indicator = indicators[row.indicator_id]
    return over
