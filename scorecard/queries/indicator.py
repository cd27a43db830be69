"""One indicator with all of its periods and areas, and what they say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from corporate_parenting.as_at import instances, standing
from corporate_parenting.models import Council, User
from scorecard.charts import Chart, NoChart
from scorecard.figures import Figure, Unit, shown
from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.noise import Limits, Noise, noise
from scorecard.periods import Period
from scorecard.queries.editions import public_edition
from scorecard.queries.elsewhere import (
    KINDS,
    NEIGHBOUR,
    PUBLISHED,
    Elsewhere,
    areas_by_key,
    counts_alike,
    marks_of,
    newest_elsewhere,
    sources_of,
    together,
)
from scorecard.queries.figures import PeriodFigure, ends_on, figures_of
from scorecard.queries.indicator_charts import charts_of
from scorecard.queries.past import Today, today_of
from scorecard.queries.positions import (
    OtherArea,
    Position,
    in_words,
    position,
    rule_of,
    targets_of,
)
from scorecard.queries.rankings import Ranking, ranking_of, why_not_ranked
from scorecard.queries.targets import target_words
from scorecard.rating import Basis, NotRated, Polarity
from scorecard.sentences import Comparator, Facts, Finality, plain_sentences

ANSWERED = 8  # periods on which commentary and ratings are offered


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in the table under the chart, with the figures of that very period.

    ``neighbours``: each neighbour's figure, in the order of the page's list of them, with
    ``neighbour_marks``: how final it is.
    """

    position: Position
    elsewhere: tuple[Elsewhere, ...]
    neighbours: tuple[Figure | None, ...]
    neighbour_marks: tuple[str, ...]
    commentary: Commentary | None

    @property
    def period(self) -> Period:
        return self.position.period

    @property
    def others(self) -> list[OtherArea]:
        return in_words(self.elsewhere, self.position.indicator)

    @property
    def neighbour_words(self) -> list[str]:
        """Each says how final it is, where it is not just published."""
        indicator = self.position.indicator
        unit = Unit(indicator.unit)
        words = [shown(figure, indicator.decimals, unit) for figure in self.neighbours]
        return [
            f"{word} ({mark})" if mark not in ("", PUBLISHED) else word
            for word, mark in zip(words, self.neighbour_marks, strict=True)
        ]

    @property
    def sources(self) -> tuple[str, ...]:
        return sources_of(self.elsewhere)


@dataclass(frozen=True, slots=True)
class WholeIndicator:
    """``position``: at the newest period of ours. ``rows``: the newest first.

    ``elsewhere``: the sorts of other areas that the rows have a column for. ``noise``: whether
    the newest figure is unusual. ``ranking``: None where nothing is ranked, with the reason in
    ``why_not_ranked``. ``sources``: of the figures that stand beside ours.
    """

    position: Position
    elsewhere: tuple[Elsewhere, ...]
    sentence: str
    charts: tuple[Chart | NoChart, ...]
    rows: tuple[PeriodRow, ...]
    neighbours: tuple[Area, ...]
    targets: tuple[tuple[Target, str], ...]
    commentaries: tuple[Commentary, ...]
    noise: Noise
    ranking: Ranking | None
    why_not_ranked: str
    sources: tuple[str, ...]


def whole_indicator(
    indicator: Indicator,
    council: Council,
    on: date,
    *,
    with_small_numbers: bool,
    with_limits: bool,
    moment: datetime | None = None,
) -> WholeIndicator:
    """Everything that the indicator's page shows, in four queries; at most 11 of the past.

    The public edition takes one to five more, see ``public_edition``.

    ``on``: the day whose last period is looked at where our council has no figure at all.
    ``moment``: as all stood just before it, the indicator too, in place of today.
    """
    is_past_edition = moment is not None and not with_small_numbers
    today = today_of([indicator.pk], council) if is_past_edition else None
    indicator = today.indicator(indicator) if today else indicator
    known = _known(indicator, council, with_small_numbers, moment, today)
    commentaries = _commentaries(indicator, moment, today)
    unusual = noise_of(indicator, known.own)
    newest = _newest(known.own, indicator, on)
    now = known.position(newest, unusual)
    sentence = sentence_of(now, unusual)
    ranking = ranking_of(indicator, known.own, known.others)
    return WholeIndicator(
        position=now,
        elsewhere=known.elsewhere(newest),
        sentence=sentence,
        charts=known.charts(sentence, unusual.limits if with_limits else None),
        rows=known.rows(commentaries, unusual),
        neighbours=known.neighbours,
        targets=_target_history(known, now),
        commentaries=commentaries,
        noise=unusual,
        ranking=ranking,
        why_not_ranked="" if ranking else why_not_ranked(indicator, known.neighbours),
        sources=sources_of(now.elsewhere),
    )


def _newest(own: Iterable[Period], indicator: Indicator, on: date) -> Period:
    """The period that the page is about: one of ours that has begun, where there is one."""
    begun = [period for period in own if period.starts_on <= on] or list(own)
    return max(begun) if begun else Period.of(indicator.frequency, on).previous()


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator's figures by period, ours and theirs, with its targets, the newest first."""

    indicator: Indicator
    areas: Mapping[int, Area]
    own: Mapping[Period, PeriodFigure]
    others: Mapping[Period, Sequence[PeriodFigure]]
    targets: Sequence[Target]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The sorts of other areas of which there is a figure at all."""
        found = {each.area.kind for figures in self.others.values() for each in figures}
        return tuple(kind for kind in KINDS if kind in found)

    @property
    def neighbours(self) -> tuple[Area, ...]:
        """All of them, or none where not one has a figure."""
        if NEIGHBOUR not in self.kinds:
            return ()
        return tuple(area for area in self.areas.values() if area.kind == NEIGHBOUR)

    def position(self, period: Period, unusual: Noise) -> Position:
        theirs = [each for figures in self.others.values() for each in figures]
        elsewhere = newest_elsewhere(theirs, self.areas, self.indicator, period)
        usual = usual_move(unusual, period)
        return position(self.indicator, period, self.own, self.targets, elsewhere, usual)

    def elsewhere(self, period: Period) -> tuple[Elsewhere, ...]:
        """Each sort of area of which there is a figure at all, in that very period."""
        figures = self.others.get(period, ())
        found = []
        for kind in self.kinds:
            of_kind = [area for area in self.areas.values() if area.kind == kind]
            theirs = [each for each in figures if each.area.kind == kind]
            found.append(together(kind, of_kind, theirs, self.indicator.decimals))
        return tuple(found)

    def charts(self, sentence: str, limits: Limits | None) -> tuple[Chart | NoChart, ...]:
        return charts_of(
            self.indicator,
            self.own,
            {period: self.elsewhere(period) for period in self.others},
            self.targets,
            sentence=sentence,
            limits=limits,
        )

    def rows(self, commentaries: Iterable[Commentary], unusual: Noise) -> tuple[PeriodRow, ...]:
        said = {each.period: each for each in commentaries}
        found = {*self.own, *self.others, *said}
        newest = sorted(found, key=lambda each: (ends_on(each), each.kind.months), reverse=True)
        return tuple(
            self._row(self.position(period, unusual), said.get(period)) for period in newest
        )

    def _row(self, at: Position, commentary: Commentary | None) -> PeriodRow:
        by_area = {each.area.pk: each for each in self.others.get(at.period, ())}
        neighbours = [by_area.get(area.pk) for area in self.neighbours]
        return PeriodRow(
            at,
            self.elsewhere(at.period),
            tuple(each and each.figure for each in neighbours),
            tuple(marks_of([each]) if each else "" for each in neighbours),
            commentary,
        )


def _known(
    indicator: Indicator,
    council: Council,
    with_small_numbers: bool,
    moment: datetime | None,
    today: Today | None,
) -> Known:
    """Ours of the indicator's own frequency, and those of all other areas."""
    areas = areas_by_key(moment)
    rows = standing(Measurement, moment).filter(indicator=indicator.pk)
    figures = figures_of(rows, {indicator.pk: indicator}, areas)
    own = [
        each
        for each in figures
        if each.area.kind == Area.Kind.OWN and each.period.kind == indicator.frequency
    ]
    if not with_small_numbers:
        own = today.edition(own) if today else public_edition(own, council)
    others = defaultdict(list)
    for each in figures:
        if each.area.kind != Area.Kind.OWN:
            others[each.period].append(each)
    targets = targets_of([indicator.pk], moment).get(indicator.pk, [])
    return Known(indicator, areas, {each.period: each for each in own}, dict(others), targets)


def _commentaries(
    indicator: Indicator, moment: datetime | None, today: Today | None
) -> tuple[Commentary, ...]:
    """``today``: for whom only words that still stand are to be read."""
    found = standing(Commentary, moment).filter(indicator=indicator.pk)
    found = found.order_by("-period_starts_on", "-id")
    if moment is None:
        return tuple(found.select_related("author"))
    rows = instances(Commentary, found)
    authors = User.objects.in_bulk({row.author_id for row in rows})
    kept = Commentary.objects.filter(indicator=indicator.pk) if today else ()
    now = {row.period: row.text for row in kept}
    for row in rows:
        row.author = authors[row.author_id]
        if today:
            row.text = today.words(indicator.pk, row.text, now.get(row.period, ""))
    return tuple(rows)


def own_newest(indicator: Indicator) -> list[Measurement]:
    """What our council keeps of the newest periods, the newest first: what people write about."""
    kept = Measurement.objects.filter(indicator=indicator, area__kind=Area.Kind.OWN)
    return list(kept.order_by("-period_starts_on", "period_kind")[:ANSWERED])


def _target_history(known: Known, now: Position) -> tuple[tuple[Target, str], ...]:
    indicator = known.indicator
    return tuple(
        (each, target_words(indicator, rule_of(each, now.alike))) for each in known.targets
    )


def noise_of(indicator: Indicator, own: Mapping[Period, PeriodFigure]) -> Noise:
    return _noise(
        tuple((period, figure.figure) for period, figure in own.items()),
        baseline_from=indicator.baseline,
        basis=Basis(indicator.basis),
        unit=Unit(indicator.unit),
        decimals=indicator.decimals,
        polarity=Polarity(indicator.polarity),
    )


# The scorecard asks it of every indicator, and hardly any figure has changed since.
_noise = lru_cache(maxsize=1_000)(noise)


def usual_move(unusual: Noise, period: Period) -> Decimal | None:
    """The one from period to period; None till there are figures enough to tell it."""
    limits = unusual.limits
    if limits is None or ends_on(limits.last) > ends_on(period):
        return None
    return limits.usual_move


def sentence_of(at: Position, unusual: Noise | None, *, is_short: bool = False) -> str:
    """What the indicator says at the period, in plain sentences.

    A short one leaves out what a paper would say of nearly all: that there is no target, or too
    few figures to tell chance.
    """
    current, indicator, basis = at.current, at.indicator, at.basis
    has_limits = unusual is not None and unusual.limits is not None
    return plain_sentences(
        Facts(
            figure=at.figure,
            unit=Unit(indicator.unit),
            decimals=indicator.decimals,
            numerator=current.numerator if current else None,
            denominator=current.denominator if current else None,
            period=at.period,
            as_at=current.as_at if current else None,
            basis=basis,
            finality=Finality(current.finality) if current else None,
            polarity=Polarity(indicator.polarity),
            rated=None if is_short and at.rated.why is NotRated.NO_TARGET else at.rated,
            change=at.change,
            since=at.since,
            noise=unusual if has_limits or not is_short else None,
            comparators=tuple(
                Comparator(
                    each.phrase,
                    each.figure,
                    each.period,
                    counts_alike(indicator, at.period, each),
                    each.marks,
                )
                for each in at.elsewhere
                if each.figure is not None
            ),
        )
    )
