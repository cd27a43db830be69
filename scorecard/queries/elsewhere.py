"""What the figures of other areas are: each with its own period, which is often older than ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import ExtractMonth, Rank

from corporate_parenting.as_at import instances, standing
from corporate_parenting.words import uncapitalised
from scorecard.figures import Figure, rounded
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period, PeriodKind
from scorecard.queries.figures import (
    PeriodFigure,
    by_indicator,
    day_name,
    ends_on,
    figures_of,
    newest_by,
)
from scorecard.rating import Basis, comparable
from scorecard.sentences import Finality

ENGLAND, REGION, NEIGHBOUR = Area.Kind.ENGLAND, Area.Kind.REGION, Area.Kind.NEIGHBOUR
KINDS = (ENGLAND, REGION, NEIGHBOUR)
PUBLISHED = "published"
# The names of these regions take an article in a sentence.
_WITH_ARTICLE = ("north", "south", "east", "west")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The figure of England, the region, or the average of the neighbours.

    ``name``: above a column. ``count``: how many neighbours the average is of, out of ``of``.
    ``as_at``, ``finality`` and ``marks``: see ``marks_of``. ``sources``: where the figures come
    from, as far as it is known.
    """

    kind: str
    name: str
    figure: Figure | None = None
    period: Period | None = None
    count: int = 0
    of: int = 0
    as_at: date | None = None
    finality: str = ""
    sources: tuple[str, ...] = ()

    @property
    def marks(self) -> str:
        return _marks(self.as_at, self.finality)

    @property
    def label(self) -> str:
        """Beside the figure: "England", "Average of 7 of 10 neighbours"."""
        if self.kind != NEIGHBOUR or not self.count:
            return self.name
        if self.count == self.of:
            return f"Average of all {self.of} neighbours" if self.of > 1 else "The one neighbour"
        return f"Average of {self.count} of {self.of} neighbours"

    @property
    def phrase(self) -> str:
        """In the middle of a sentence: "the North East", "the average of 7 of 10 neighbours"."""
        if self.kind == NEIGHBOUR:
            return f"the {uncapitalised(self.label)}" if self.count else "neighbours"
        return f"the {self.name}" if self.name.lower().startswith(_WITH_ARTICLE) else self.name


def own_area() -> Area | None:
    """Our council, once an administrator has added it."""
    return Area.objects.filter(kind=Area.Kind.OWN).first()


def areas_by_key(moment: datetime | None = None) -> dict[int, Area]:
    """All areas: our own, England, the region and the neighbours by name.

    ``moment``: as they stood just before it, in place of today; with our own of today, so that
    its figures are never read as those of a neighbour.
    """
    order = [Area.Kind.OWN, *KINDS]
    areas = instances(Area, standing(Area, moment).order_by("name", "id"))
    own = None if moment is None else own_area()
    for area in areas:
        if area == own:
            area.kind = Area.Kind.OWN
    return {area.pk: area for area in sorted(areas, key=lambda area: order.index(area.kind))}


def newest_figures(
    indicators: Mapping[int, Indicator],
    areas: Mapping[int, Area],
    until: Mapping[int, date],
    moment: datetime | None = None,
) -> dict[int, list[PeriodFigure]]:
    """The newest figures of other areas for each indicator, by its key, in one query.

    ``until``: the day by which their periods have ended, by the indicator's key. One of each area
    and kind of period, of those for the year to date one of each point of the year; numbers go
    before states.
    """
    last = Q(pk=None)
    for day in set(until.values()):
        keys = [key for key, ended in until.items() if ended == day]
        last |= Q(indicator__in=keys) & _ended_by(day)
    others = [area.pk for area in areas.values() if area.kind != Area.Kind.OWN]
    to_date = [key for key in until if indicators[key].basis == Basis.YEAR_TO_DATE]
    point = Case(
        When(indicator__in=to_date, then=ExtractMonth("period_starts_on")), default=Value(0)
    )
    place = Window(
        Rank(),
        partition_by=["indicator", "area", "period_kind", point],
        order_by=[
            Case(When(value=None, then=Value(1)), default=Value(0)),
            F("period_starts_on").desc(),
        ],
    )
    rows = standing(Measurement, moment).filter(last, area__in=others)
    rows = rows.annotate(place=place).filter(place=1)
    return by_indicator(figures_of(rows, indicators, areas))


def _ended_by(day: date) -> Q:
    """Periods that ended by the day, of whatever kind."""
    found = Q()
    for kind in PeriodKind:
        newest = newest_by(kind, day)
        found |= Q(period_kind=kind.value, period_starts_on__lte=newest.starts_on)
    return found


def newest_elsewhere(
    figures: Iterable[PeriodFigure],
    areas: Mapping[int, Area],
    indicator: Indicator,
    period: Period,
) -> tuple[Elsewhere, ...]:
    """England, the region and the neighbours, as far as there are such areas.

    ``figures``: of the indicator. Each with its number to set beside ours of the period, or else
    its state: of the newest period by then that counts what ours counts, or else of the newest.
    """
    before = [figure for figure in figures if ends_on(figure.period) <= ends_on(period)]
    found = []
    for kind in KINDS:
        of_kind = [area for area in areas.values() if area.kind == kind]
        if of_kind:
            theirs = [figure for figure in before if figure.area.kind == kind]
            nearest = _nearest(theirs, indicator.basis, period)
            found.append(together(kind, of_kind, nearest, indicator.decimals))
    return tuple(found)


def _nearest(figures: list[PeriodFigure], basis: str, period: Period) -> list[PeriodFigure]:
    """Those of one period, in no way that depends on the order in which they come."""
    numbers = [figure for figure in figures if figure.value is not None]
    figures = numbers or figures
    if not figures:
        return []
    nearest = max((figure.period for figure in figures), key=lambda p: _nearness(basis, period, p))
    return [figure for figure in figures if figure.period == nearest]


@lru_cache(maxsize=5_000)
def _nearness(basis: str, period: Period, other: Period) -> tuple[bool, date, bool, int]:
    """Greater for the better one to set beside ours; no two periods are equally near."""
    is_like = comparable(basis, period, basis, other).is_like
    return is_like, other.ends_on, other.kind is period.kind, -other.kind.months


def counts_alike(indicator: Indicator, period: Period, elsewhere: Elsewhere) -> bool:
    """Whether another area's figure counts what ours counts: a quarter is no year."""
    if elsewhere.period is None:
        return True
    return _nearness(indicator.basis, period, elsewhere.period)[0]


def together(
    kind: str, areas: Sequence[Area], figures: Sequence[PeriodFigure], decimals: int
) -> Elsewhere:
    """One figure of the areas of that sort, of figures of one period."""
    name = "Neighbours" if kind == NEIGHBOUR else areas[0].name
    if not figures:
        return Elsewhere(kind, name, of=len(areas))
    period = figures[0].period
    sources = tuple(sorted({each.source for each in figures} - {""}))
    told = day_of(figures), finality_of(figures), sources
    if kind != NEIGHBOUR:
        return Elsewhere(kind, name, figures[0].figure, period, 0, 1, *told)
    numbers = [figure.value for figure in figures if figure.value is not None]
    return Elsewhere(
        kind, name, average(numbers, decimals), period, len(numbers), len(areas), *told
    )


def marks_of(figures: Iterable[PeriodFigure]) -> str:
    """When figures were counted, and how final they are, in words; empty for states.

    "as at 31 March 2020, provisional", "published", "partly provisional"; a day only where it is
    that of all. Published files do not say of a figure that it will never change: of another area
    one that is kept as final is said to be published, and no more.
    """
    figures = tuple(figures)
    return _marks(day_of(figures), finality_of(figures))


def day_of(figures: Iterable[PeriodFigure]) -> date | None:
    """The day as at which all the numbers among them were counted."""
    days = {each.as_at for each in figures if each.value is not None}
    return days.pop() if len(days) == 1 else None


def finality_of(figures: Iterable[PeriodFigure]) -> str:
    return _together({_finality(each) for each in figures if each.value is not None})


def _marks(day: date | None, finality: str) -> str:
    return ", ".join(filter(None, (f"as at {day_name(day)}" if day else "", finality)))


def _finality(figure: PeriodFigure) -> str:
    is_own, is_final = figure.area.kind == Area.Kind.OWN, figure.finality == Finality.FINAL
    return PUBLISHED if is_final and not is_own else figure.finality


def _together(found: set[str]) -> str:
    if len(found) > 1:
        is_open = Finality.PROVISIONAL.value in found
        return f"partly {(Finality.PROVISIONAL if is_open else Finality.REVISED).value}"
    return "".join(found)


def sources_of(elsewhere: Iterable[Elsewhere]) -> tuple[str, ...]:
    """Where the figures come from, each place once."""
    return tuple(dict.fromkeys(source for each in elsewhere for source in each.sources))


def average(numbers: Sequence[Decimal], decimals: int) -> Decimal | None:
    """As it is shown, so that nothing is rated against decimals that nobody sees."""
    return rounded(sum(numbers) / len(numbers), decimals) if numbers else None
