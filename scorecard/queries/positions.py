"""How an indicator stands at a period: rated, compared with before, set beside other areas."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from corporate_parenting.as_at import instances, standing
from corporate_parenting.words import capitalised
from scorecard.figures import Figure, State, Unit, out_of, shown
from scorecard.models import Indicator, Measurement, Target
from scorecard.periods import Period
from scorecard.queries.elsewhere import Elsewhere, counts_alike
from scorecard.queries.figures import PeriodFigure, day_name, ends_on, name_of
from scorecard.queries.targets import target_words
from scorecard.rating import (
    Area,
    Basis,
    Change,
    Polarity,
    Rated,
    Rating,
    RatingError,
    TargetKind,
    TargetRule,
    Verdict,
    change,
    comparable,
    overridden,
    rate,
)
from scorecard.sentences import Finality


class OtherArea(NamedTuple):
    """Another area's figure in words. ``period``: empty without a figure; ``of``: "7 of 10".

    ``marks``: see ``marks_of``.
    """

    name: str
    words: str
    period: str
    of: str
    marks: str

    @property
    def when(self) -> str:
        """Of what period it is and how final: "2018-19, published"."""
        return ", ".join(filter(None, (self.period, self.marks)))

    @property
    def beside(self) -> str:
        """What stands under it in a column of its period: "7 of 10 neighbours, published"."""
        of = f"{self.of} neighbours" if self.of else ""
        return capitalised(", ".join(filter(None, (of, self.marks))))


def in_words(elsewhere: Iterable[Elsewhere], indicator: Indicator) -> list[OtherArea]:
    decimals, unit = indicator.decimals, Unit(indicator.unit)
    return [
        OtherArea(
            each.label,
            shown(each.figure, decimals, unit),
            name_of(each.period),
            f"{each.count} of {each.of}" if each.kind == "neighbour" and each.count else "",
            each.marks,
        )
        for each in elsewhere
    ]


@dataclass(frozen=True, slots=True)
class Position:
    """``current``: our figure of the period, if there is one; ``since``: the period before.

    ``target``: the one in force when the period ends, ``target_words`` what it asks for.
    """

    indicator: Indicator
    period: Period
    current: PeriodFigure | None
    rated: Rated
    change: Change
    since: Period
    target: Target | None
    target_words: str
    elsewhere: tuple[Elsewhere, ...]

    @property
    def figure(self) -> Figure | None:
        return self.current.figure if self.current else None

    @property
    def words(self) -> str:
        return shown(self.figure, self.decimals, Unit(self.indicator.unit))

    @property
    def decimals(self) -> int:
        """Those of the indicator, or more where the figure would else contradict its rating."""
        told = self.rated.decimals
        return self.indicator.decimals if told is None else told

    @property
    def share(self) -> str:
        """ "92 of 128"; empty where a part is not known or hidden."""
        return out_of(self.current.numerator, self.current.denominator) if self.current else ""

    @property
    def hidden_parts(self) -> bool:
        """Whether the numerator or the denominator of a figure that is shown is hidden."""
        parts = self.current and (self.current.numerator, self.current.denominator)
        return bool(parts) and State.SUPPRESSED in parts and self.current.value is not None

    @property
    def as_at(self) -> str:
        """ "31 December 2019"; empty where it is not known."""
        return day_name(self.current.as_at) if self.current and self.current.as_at else ""

    @property
    def basis(self) -> Basis:
        return Basis(self.indicator.basis)

    @property
    def finality(self) -> str:
        return Finality(self.current.finality).label if self.current else ""

    @property
    def rating_words(self) -> str:
        """Why there is no rating, or that a person set it in place of which; else empty."""
        if self.rated.is_override:
            instead = f"not “{self.rated.worked_out}” as worked out"
            return f"Set by hand, {instead}: {self.rated.reason}"
        if self.rated.rating is Rating.NOT_RATED:
            lead = f"{self.rated.words}: "
            return capitalised(self.rated.sentence.removeprefix(lead))
        return ""

    @property
    def change_words(self) -> str:
        """Why it is not compared, or as in:

        "Up 2.3 points, a small move for the better, since Quarter 2 2019-20".
        """
        words = self.change.words
        if self.change.verdict is Verdict.NOT_COMPARED:
            reason = words.removeprefix(f"{Verdict.NOT_COMPARED.label}: ")
            return f"Not compared with {name_of(self.since)}: {reason}"
        return f"{capitalised(words)}, since {name_of(self.since)}"

    @property
    def alike(self) -> list[Elsewhere]:
        return [each for each in self.elsewhere if counts_alike(self.indicator, self.period, each)]

    @property
    def others(self) -> list[OtherArea]:
        """All areas, or none where not one of them has a figure."""
        has_figure = any(each.figure is not None for each in self.elsewhere)
        return in_words(self.elsewhere, self.indicator) if has_figure else []


def targets_of(
    indicators: Iterable[int], moment: datetime | None = None
) -> dict[int, list[Target]]:
    """The targets of each indicator, by its key, the newest first, in one query."""
    found = defaultdict(list)
    rows = standing(Target, moment).filter(indicator__in=indicators)
    for target in instances(Target, rows.order_by("-starts_on", "-id")):
        found[target.indicator_id].append(target)
    return found


def target_on(targets: Iterable[Target], day: date) -> Target | None:
    """The one in force; targets come the newest first."""
    return next((target for target in targets if target.starts_on <= day), None)


@lru_cache(maxsize=5_000)
def period_before(period: Period, basis: str) -> Period:
    """The one to compare with: figures for the year to date start anew each year."""
    is_to_date = basis == Basis.YEAR_TO_DATE and period.kind.months < 12
    return period.year_before() if is_to_date else period.previous()


def position(
    indicator: Indicator,
    period: Period,
    own: Mapping[Period, PeriodFigure],
    targets: Sequence[Target],
    elsewhere: tuple[Elsewhere, ...],
    usual: Decimal | None = None,
) -> Position:
    """``own``: our figures of all periods, hidden ones replaced for who may not read them.

    ``usual``: the indicator's usual move, by which large ones are told from small ones.
    """
    current = own.get(period)
    target = target_on(targets, ends_on(period))
    rule = rule_of(target, (each for each in elsewhere if counts_alike(indicator, period, each)))
    since = period_before(period, indicator.basis)
    return Position(
        indicator,
        period,
        current,
        with_hand(rate_by(indicator, current.figure if current else None, rule), current),
        _change(indicator, current, own.get(since), period, rule, usual),
        since,
        target,
        target_words(indicator, rule),
        elsewhere,
    )


def rule_of(target: Target | None, alike: Iterable[Elsewhere]) -> TargetRule:
    """``alike``: the figures of other areas that may be aimed at; see ``counts_alike``."""
    if target is None:
        return TargetRule()
    return target.rule(next((each.figure for each in alike if _is_named(each, target)), None))


def _is_named(elsewhere: Elsewhere, target: Target) -> bool:
    return {"neighbour": Area.NEIGHBOURS.value}.get(elsewhere.kind, elsewhere.kind) == target.area


def rate_by(indicator: Indicator, figure: Figure | None, rule: TargetRule) -> Rated:
    """As it is worked out, whatever was set by hand."""
    return rate(
        figure,
        rule,
        Polarity(indicator.polarity),
        unit=Unit(indicator.unit),
        decimals=indicator.decimals,
    )


def with_hand(rated: Rated, row: PeriodFigure | Measurement | None) -> Rated:
    """What a person set in place of what was worked out for that figure, if it differs."""
    if row is None or not row.rating:
        return rated
    try:
        return overridden(rated, Rating(row.rating), row.rating_reason)
    except RatingError:
        # What was set by hand before the figure or the target changed, and is the same now.
        return rated


def _change(
    indicator: Indicator,
    current: PeriodFigure | None,
    earlier: PeriodFigure | None,
    period: Period,
    rule: TargetRule,
    usual: Decimal | None,
) -> Change:
    basis = Basis(indicator.basis)
    since = period_before(period, basis)
    return change(
        current.figure if current else None,
        earlier.figure if earlier else None,
        Polarity(indicator.polarity),
        unit=Unit(indicator.unit),
        decimals=indicator.decimals,
        band=(rule.lower, rule.upper) if rule.kind is TargetKind.BAND else None,
        usual=usual,
        tolerance=rule.tolerance,
        likeness=comparable(basis, period, basis, since),
    )


def aimed_at(target: Target | None) -> Decimal | None:
    """The figure that a chart draws for a target, if it is one figure."""
    if target is None or target.area:
        return None
    return target.floor if target.kind == TargetKind.FLOOR else target.value
