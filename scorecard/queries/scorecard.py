"""The scorecard of a period: each indicator with everything that its row shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Q

from corporate_parenting.as_at import standing
from corporate_parenting.models import Council
from scorecard.charts import Sparkline, sparkline
from scorecard.models import Area, Commentary, Indicator, Measurement
from scorecard.periods import Period, PeriodKind, periods_between
from scorecard.queries.definitions import all_indicators
from scorecard.queries.editions import public_figures
from scorecard.queries.elsewhere import areas_by_key, newest_elsewhere, newest_figures
from scorecard.queries.figures import (
    PeriodFigure,
    by_indicator,
    ends_on,
    name_of,
    newest_by,
    own_figures,
)
from scorecard.queries.indicator import noise_of, usual_move
from scorecard.queries.past import Today, today_of
from scorecard.queries.positions import OtherArea, Position, position, targets_of
from scorecard.rating import Rated, Rating, Verdict

SHOWN_PERIODS = 12


class Order(StrEnum):
    CODE = "code"
    EXCEPTIONS = "exceptions"

    @property
    def label(self) -> str:
        return "By priority and code" if self is Order.CODE else "Exceptions first"


class EntryWords(NamedTuple):
    """An entry as its row reads: words and drawings, so that equal rows are drawn once."""

    key: str
    code: str
    name: str
    figure: str
    share: str
    has_hidden_parts: bool
    other_period: str
    as_at: str
    basis: str
    finality: str
    rated: Rated
    rating_words: str
    sparkline: Sparkline | None
    change: str
    target: str
    others: tuple[OtherArea, ...]
    commentary: str


@dataclass(frozen=True)
class Entry:
    """One indicator on the scorecard. ``is_other_period``: its figure is of another period."""

    position: Position
    sparkline: Sparkline | None
    commentary: str
    is_other_period: bool

    @property
    def indicator(self) -> Indicator:
        return self.position.indicator

    @property
    def key(self) -> str:
        """For the address of its page."""
        return str(self.indicator.pk)

    @cached_property
    def in_words(self) -> EntryWords:
        at = self.position
        return EntryWords(
            key=self.key,
            code=self.indicator.code,
            name=self.indicator.name,
            figure=at.words,
            share=at.share,
            has_hidden_parts=at.hidden_parts,
            other_period=name_of(at.period) if self.is_other_period else "",
            as_at=at.as_at,
            basis=at.basis.label,
            finality=at.finality,
            rated=at.rated,
            rating_words=at.rating_words,
            sparkline=self.sparkline,
            change=at.change_words,
            target=at.target_words,
            others=tuple(at.others),
            commentary=self.commentary,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; without ``number`` it is no priority's."""

    heading: str
    entries: tuple[Entry, ...]
    number: int | None = None
    level_word: str = ""


def kept_periods(moment: datetime | None = None) -> dict[Period, int]:
    """The periods of our council's figures and states, the newest first; how many figures each.

    ``moment``: as they stood just before it, in place of today; so too below.
    """
    # Our own area is that of today, also where records of the past name it.
    rows = standing(Measurement, moment).filter(area__kind=Area.Kind.OWN).order_by()
    counted = rows.values_list("period_kind", "period_starts_on").annotate(count=Count("value"))
    found = {Period(kind, starts_on): count for kind, starts_on, count in counted}
    newest = sorted(found, key=lambda each: (each.ends_on, each.kind.months), reverse=True)
    return {period: found[period] for period in newest}


def newest_period(kept: Mapping[Period, int], on: date) -> Period | None:
    """The newest with a figure, of the kind of period that most indicators are kept by.

    The newest of all where none has a figure, None where there is none. Periods that had not
    begun on that day go after those that had.
    """
    begun = {period: count for period, count in kept.items() if period.starts_on <= on} or kept
    with_figures = [period for period, count in begun.items() if count]
    if not with_figures:
        return next(iter(begun), None)
    # One monthly figure must not make a month of a scorecard of quarters.
    fullest = max(with_figures, key=lambda period: (kept[period], period.ends_on))
    return next(period for period in with_figures if period.kind is fullest.kind)


def entries(
    period: Period, council: Council, *, with_small_numbers: bool, moment: datetime | None = None
) -> list[Entry]:
    """All indicators in use at the period's end, by code, in seven queries; of the past 13.

    An indicator of the period's kind has its figure of that period, any other its newest by the
    period's end. Without small numbers it is the public edition, in nine; of the past in more.
    """
    # In the two queries that those in use alone would take.
    every = {each.pk: each for each in all_indicators(moment)}
    indicators = {key: each for key, each in every.items() if each.is_in_use_on(period.ends_on)}
    areas = areas_by_key(moment)
    today = None if with_small_numbers or moment is None else today_of(indicators, council)
    if today:
        indicators = {key: today.indicator(each) for key, each in indicators.items()}
        exact = own_figures(indicators, areas, moment).values()
        kept = by_indicator(today.edition(chain.from_iterable(exact)))
    elif with_small_numbers:
        kept = own_figures(indicators, areas, moment)
    else:
        kept = public_figures(indicators, every, areas, council)
    own = {key: {each.period: each for each in figures} for key, figures in kept.items()}
    periods = {
        key: period_of(indicator, period, own.get(key, {})) for key, indicator in indicators.items()
    }
    until = {key: ends_on(each) for key, each in periods.items()}
    theirs = newest_figures(indicators, areas, until, moment)
    targets, comments = targets_of(indicators, moment), _commentaries(periods, moment, today)
    found = []
    for key, indicator in indicators.items():
        ours, at = own.get(key, {}), periods[key]
        others = newest_elsewhere(theirs.get(key, ()), areas, indicator, at)
        usual = usual_move(noise_of(indicator, ours), at)
        placed = position(indicator, at, ours, targets.get(key, ()), others, usual)
        line = sparkline(_points(at, ours)) if ours else None
        found.append(Entry(placed, line, comments.get(key, ""), at != period))
    return found


def period_of(indicator: Indicator, period: Period, own: Mapping[Period, PeriodFigure]) -> Period:
    """That of the figure which the scorecard of ``period`` shows; see ``entries``."""
    if indicator.frequency == period.kind:
        return period
    ended = ends_on(period)
    before = [each for each in own if ends_on(each) <= ended]
    return max(before) if before else newest_by(PeriodKind(indicator.frequency), ended)


def _commentaries(
    periods: Mapping[int, Period], moment: datetime | None, today: Today | None
) -> dict[int, str]:
    """What is said of each indicator for its period, by its key, in one query.

    ``today``: for whom only words that still stand are to be read; then in two.
    """
    asked = Q(pk=None)
    for period in set(periods.values()):
        keys = [key for key, each in periods.items() if each == period]
        asked |= Q(indicator__in=keys, period_kind=period.kind, period_starts_on=period.starts_on)
    said = _said(asked, moment)
    if today is None:
        return said
    now = _said(asked, None)
    return {key: today.words(key, words, now.get(key, "")) for key, words in said.items()}


def _said(asked: Q, moment: datetime | None) -> dict[int, str]:
    rows = standing(Commentary, moment).filter(asked).order_by()
    return dict(rows.values_list("indicator", "text"))


@lru_cache(maxsize=1_000)
def window(period: Period) -> tuple[Period, ...]:
    """The periods that a sparkline shows, the oldest first."""
    first = period
    for _ in range(SHOWN_PERIODS - 1):
        first = first.previous()
    return periods_between(first, period)


def _points(period: Period, own: Mapping[Period, PeriodFigure]) -> list[Decimal | None]:
    """States are gaps; a sparkline begins with the first figure."""
    points = [own[each].value if each in own else None for each in window(period)]
    while points and points[0] is None:
        del points[0]
    return points


# Order


def by_priority(found: Sequence[Entry]) -> list[Group]:
    """Groups of entries by priority, those without one last; within them by code."""
    groups: dict[object, list[Entry]] = {}
    for entry in sorted(found, key=_place_of_priority):
        groups.setdefault(entry.indicator.priority_id, []).append(entry)
    return [_group_of(group[0].indicator, tuple(group)) for group in groups.values()]


def _place_of_priority(entry: Entry) -> tuple[bool, int, int]:
    priority = entry.indicator.priority
    if priority is None:
        return True, 0, 0
    return False, priority.number, priority.pk


def _group_of(indicator: Indicator, group: tuple[Entry, ...]) -> Group:
    priority = indicator.priority
    if priority is None:
        return Group("", group)
    name = priority.title or priority.promise
    return Group(name, group, priority.number, priority.level_word)


_EXCEPTIONS = (
    "Off target or floor missed",
    "Near target or floor met",
    "Worse than before",
    "No figure",
    "All others",
)


def exceptions_first(found: Sequence[Entry]) -> list[Group]:
    """Red, then amber, then worse, then without a figure, then all others; by code in each."""
    groups = [[] for _ in _EXCEPTIONS]
    for entry in found:
        groups[_exception(entry.position)].append(entry)
    return [
        Group(heading, tuple(group))
        for heading, group in zip(_EXCEPTIONS, groups, strict=True)
        if group
    ]


def _exception(at: Position) -> int:
    if at.rated.rating is Rating.RED:
        return 0
    if at.rated.rating is Rating.AMBER:
        return 1
    if at.change.verdict is Verdict.WORSE:
        return 2
    return 4 if isinstance(at.figure, Decimal) else 3
