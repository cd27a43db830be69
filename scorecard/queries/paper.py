"""What a paper takes from the scorecard: each indicator's figure up to a period, in its company.

The same positions, sentences and charts as on the pages, up to the paper's period.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corporate_parenting.models import Council
from scorecard.charts import LineChart
from scorecard.figures import State
from scorecard.models import Area, Commentary, Indicator, Measurement
from scorecard.periods import Period
from scorecard.queries.editions import public_edition
from scorecard.queries.elsewhere import areas_by_key
from scorecard.queries.figures import PeriodFigure, by_indicator, ends_on, figures_of
from scorecard.queries.indicator import Known, noise_of, sentence_of
from scorecard.queries.indicator_charts import line_chart
from scorecard.queries.positions import Position, targets_of
from scorecard.queries.scorecard import period_of
from scorecard.queries.standing import in_periods
from scorecard.queries.telling import by_period, numbers_beside
from scorecard.rating import Rating, TargetKind

MOST_PERIODS = 12  # in a chart
Commentaries = Mapping[tuple[int, Period], Commentary]


@dataclass(frozen=True)
class PaperRow:
    """``commentary``: of the paper's period, or else of the figure's.

    ``numbers``: those it says, as they are written, if counts are hidden from the paper's readers.
    ``has_hidden``: whether anything of the figures in the chart is hidden.
    """

    position: Position
    sentence: str
    chart: LineChart
    commentary: Commentary | None
    numbers: tuple[str, ...]
    has_hidden: bool

    @property
    def indicator(self) -> Indicator:
        return self.position.indicator

    @property
    def is_compared(self) -> bool:
        """Whether its chart has figures of our own beside those of another area."""
        own, *others = self.chart.areas
        return bool(own.figures and others)

    @property
    def is_missed(self) -> bool:
        """A floor alone is met or not; beside a target it is not what was aimed at."""
        rating, target = self.position.rated.rating, self.position.target
        if rating is Rating.AMBER:
            return target is None or target.kind != TargetKind.FLOOR
        return rating is Rating.RED


def paper_rows(until: Period, council: Council) -> tuple[PaperRow, ...]:
    """The public edition of the indicators in use at the end of a period, in six to eight queries.

    Two more where a withdrawn indicator is the total or a part of one in use.

    By priority and code. One that is kept by periods of the same kind is told for this very period,
    even where it has no figure; any other by its newest figure till then.
    """
    indicators = {each.pk: each for each in _indicators(until)}
    areas = areas_by_key()
    figures = figures_of(Measurement.objects.filter(indicator__in=indicators), indicators, areas)
    kept = [each for each in figures if _is_own(each) and _is_of_its_kind(each)]
    # What is hidden of a period is the same in each paper: it is found among all periods.
    own = by_indicator(kept), by_indicator(public_edition(kept, council))
    others = by_indicator(each for each in figures if not _is_own(each))
    targets = targets_of(indicators)
    found = []
    for key, indicator in indicators.items():
        exact, public = (_until(until, each.get(key, [])) for each in own)
        period = period_of(indicator, until, public)
        theirs = _others(others.get(key, []), period)
        found.append((period, exact, Known(indicator, areas, public, theirs, targets.get(key, []))))
    said = _commentaries(until, found)
    return tuple(_row(known, period, exact, said, until, council) for period, exact, known in found)


def exceptions_of(rows: Iterable[PaperRow], codes: Iterable[str]) -> list[PaperRow]:
    """The rows that miss their targets, and those of the codes asked for, in the order of codes."""
    asked = {code.casefold() for code in codes}
    told = [row for row in rows if row.is_missed or row.indicator.code.casefold() in asked]
    return sorted(told, key=lambda row: (row.indicator.code_key, row.indicator.pk))


def charted_of(rows: Iterable[PaperRow], codes: Iterable[str]) -> list[PaperRow]:
    """The rows of the codes asked for; without any, all that can be compared. By code."""
    asked = {code.casefold() for code in codes}
    told = [
        row
        for row in rows
        if (row.indicator.code.casefold() in asked if asked else row.is_compared)
    ]
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


def _indicators(until: Period) -> list[Indicator]:
    found = list(
        Indicator.objects.in_use_on(until.ends_on)
        .select_related("priority")
        .order_by("priority__number", "priority", "code_key", "pk")
    )
    # Not every database puts rows without a priority last.
    return sorted(found, key=lambda indicator: indicator.priority_id is None)


def _is_own(figure: PeriodFigure) -> bool:
    return figure.area.kind == Area.Kind.OWN


def _is_of_its_kind(figure: PeriodFigure) -> bool:
    return figure.period.kind == figure.indicator.frequency


def _until(until: Period, figures: list[PeriodFigure]) -> dict[Period, PeriodFigure]:
    """Those of periods that are over by then."""
    return by_period([each for each in figures if ends_on(each.period) <= ends_on(until)])


def _others(figures: list[PeriodFigure], period: Period) -> dict[Period, list[PeriodFigure]]:
    found = defaultdict(list)
    for figure in figures:
        if ends_on(figure.period) <= ends_on(period):
            found[figure.period].append(figure)
    return dict(found)


def _commentaries(until: Period, told: Iterable[tuple[Period, object, Known]]) -> Commentaries:
    keys = [known.indicator.pk for _, _, known in told]
    periods = {until, *(period for period, _, _ in told)}
    rows = Commentary.objects.filter(in_periods(periods), indicator__in=keys)
    return {(row.indicator_id, row.period): row for row in rows}


def _row(
    known: Known,
    period: Period,
    exact: Mapping[Period, PeriodFigure],
    said: Commentaries,
    until: Period,
    council: Council,
) -> PaperRow:
    indicator = known.indicator
    unusual = noise_of(indicator, {p: each for p, each in known.own.items() if p <= period})
    at = known.position(period, unusual)
    sentence = sentence_of(at, unusual, is_short=True)
    commentary = said.get((indicator.pk, until)) or said.get((indicator.pk, period))
    chart = line_chart(
        indicator,
        known.own,
        {each: known.elsewhere(each) for each in known.others},
        known.targets,
        sentence=sentence,
        most=MOST_PERIODS,
    )
    text = commentary.text if commentary else ""
    return PaperRow(
        at,
        sentence,
        # The heading above it has the code already.
        replace(chart, title=indicator.name),
        commentary,
        numbers_beside(text, period, exact, known.own),
        any(
            State.SUPPRESSED in (figure.figure, figure.numerator, figure.denominator)
            for each, figure in known.own.items()
            if each.short_label in chart.categories
        ),
    )
