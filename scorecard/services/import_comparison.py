"""What bringing a file in would change, row by row, without changing anything."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from actions.imports.grids import Place
from corporate_parenting.area_names import same_name
from corporate_parenting.words import day_words, quoted
from scorecard.figures import NO_FIGURE, Figure, State, Unit, as_written, shown
from scorecard.imports.proposals import AreaRow, Doubt, FigureRow, IndicatorRow, Proposal
from scorecard.models import Area, Indicator, Measurement, Target
from scorecard.periods import Period
from scorecard.rating import Polarity
from scorecard.revisions import SETTLED, UnexplainedError, changes_to
from scorecard.sentences import Finality
from scorecard.services.import_questions import moved_baselines, questions_about
from scorecard.services.target_comparison import TargetChange, compare_targets

_MEANING = ("unit", "frequency")
_Key = tuple[int, int, Period]


@dataclass(frozen=True)
class AreaChange:
    """``standing``: the row that the area is, or None. ``values``: what is filled in."""

    row: AreaRow
    standing: Area | None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind_words(self) -> str:
        return Area.Kind(self.row.kind).label


@dataclass(frozen=True)
class IndicatorChange:
    """``code``: the free code of a new one. ``differences``: sentences; nothing is overwritten."""

    row: IndicatorRow
    standing: Indicator | None
    code: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manner:
    """How an indicator's figures are written."""

    unit: Unit
    decimals: int

    def words(self, figure: Figure) -> str:
        """With its unit, as the scorecard has it, but with the decimals that a person wrote.

        Whoever checks a file against it must find 91.5 there, where the scorecard says 92%.
        """
        if not isinstance(figure, Decimal):
            return figure.label.lower()
        return as_written(figure, self.decimals, self.unit)

    def all_words(self, figure: Figure) -> str:
        """With every decimal."""
        return shown(figure, unit=self.unit) if isinstance(figure, Decimal) else self.words(figure)


AS_WRITTEN = Manner(Unit.NUMBER, 0)


@dataclass(frozen=True)
class FigureChange:
    """A figure that is added, or whose ``values`` change; ``before``: the figure until then."""

    row: FigureRow
    standing: Measurement | None
    values: Mapping[str, object]
    before: Figure | None = None
    manner: Manner = AS_WRITTEN

    @property
    def is_correction(self) -> bool:
        return self.values.get("finality") == Finality.REVISED.value

    @property
    def before_words(self) -> str:
        return NO_FIGURE if self.before is None else self._words(self.before)

    @property
    def after_words(self) -> str:
        return self._words(self.row.figure)

    def _words(self, figure: Figure) -> str:
        """In full where the change lies in decimals that are not shown."""
        words, after = self.manner.words, self.row.figure
        if None in (self.before, after) or self.before == after:
            return words(figure)
        is_told = words(self.before) != words(after)
        return words(figure) if is_told else self.manner.all_words(figure)

    def __str__(self) -> str:
        row = self.row
        before = "" if self.before is None else f"{self.before_words} → "
        return f"{row.indicator}, {row.area}, {row.period}: {before}{self.after_words}"


@dataclass
class Comparison:
    """All that would change; ``doubts`` stand in the way of it, ``questions`` do not.

    ``moved``: a sentence for each indicator whose usual range would be another.
    """

    areas: list[AreaChange] = field(default_factory=list)
    indicators: list[IndicatorChange] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)
    targets: list[TargetChange] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def added(self) -> list[FigureChange]:
        return [change for change in self.figures if change.standing is None]

    @property
    def changed(self) -> list[FigureChange]:
        return [change for change in self.figures if change.standing is not None]

    @property
    def counts(self) -> str:
        """Of the figures: "3 to add, 1 to change, 1,200 as they are"."""
        added, changed = len(self.added), len(self.changed)
        return f"{added:,} to add, {changed:,} to change, {self.unchanged:,} as they are"

    @property
    def new_areas(self) -> list[AreaChange]:
        return [change for change in self.areas if change.standing is None]

    @property
    def changed_areas(self) -> list[AreaChange]:
        """Those that are added or get their code."""
        return [change for change in self.areas if change.standing is None or change.values]

    @property
    def new_indicators(self) -> list[IndicatorChange]:
        return [change for change in self.indicators if change.standing is None]

    @property
    def differences(self) -> list[str]:
        """What the file says else than is kept of indicators; nothing of it is overwritten."""
        return [difference for change in self.indicators for difference in change.differences]

    @property
    def digest(self) -> str:
        """Equal for equal changes: what a person looked at is what is saved."""
        told = [str(doubt) for doubt in self.doubts] + self.moved
        told += [f"{change} {change.values}" for change in self.figures]
        told += [str(change) for change in self.targets]
        told += [f"{change.row} {change.standing is None}" for change in self.areas]
        told += [f"{change.code} {change.row}" for change in self.indicators]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @property
    def is_empty(self) -> bool:
        return not (self.figures or self.targets or self.changed_areas or self.new_indicators)


def compare_figures(proposal: Proposal, *, reason: str = "", lock: bool = False) -> Comparison:
    """What the file changes, in three queries, or four with targets.

    ``lock``: keep the rows until the transaction ends.

    ``reason``: why final figures are corrected; without one, each correction is a doubt.
    """
    comparison = Comparison(doubts=list(proposal.doubts))
    standing_areas = _rows(Area.objects.order_by("pk"), lock)
    standing_indicators = _rows(Indicator.objects.order_by("pk"), lock)
    _compare_areas(comparison, proposal, standing_areas)
    _compare_indicators(comparison, proposal, standing_indicators)
    areas = _areas_by_name(comparison, standing_areas)
    indicators = _by_code(comparison, proposal, standing_indicators)
    named = {row.indicator for row in proposal.figures}
    of_file = Measurement.objects.filter(
        indicator__in=[row.pk for code, row in indicators.items() if code in named],
        area__in=[row.pk for row in areas.values()],
    ).order_by("pk")
    found = _rows(of_file, lock)
    measurements = {(row.indicator_id, row.area_id, row.period): row for row in found}
    manners = _manners(proposal, indicators)
    for row in proposal.figures:
        indicator, area = indicators.get(row.indicator), areas.get(row.area)
        key = (indicator.pk, area.pk, row.period) if indicator and area else None
        manner = manners.get(row.indicator, AS_WRITTEN)
        _compare_figure(comparison, row, measurements.get(key), reason, manner)
    rows = [change.row for change in comparison.figures]
    comparison.questions = questions_about(rows, indicators, areas, found)
    comparison.moved = moved_baselines(rows, indicators, areas, found)
    if proposal.targets:
        aimed = Target.objects.filter(indicator__in=[row.pk for row in indicators.values()])
        kept = _rows(aimed.order_by("starts_on", "pk"), lock)
        changes, doubts = compare_targets(proposal.targets, indicators, kept)
        comparison.targets += changes
        comparison.doubts += doubts
    return comparison


def _rows(rows: Iterable, lock: bool) -> list:
    return list(rows.select_for_update(of=("self",), no_key=True) if lock else rows)


# Areas


def _compare_areas(comparison: Comparison, proposal: Proposal, standing: list[Area]) -> None:
    for row in proposal.areas:
        found = next((area for area in standing if _is_same(area, row)), None)
        rival = next((area for area in standing if area.kind == row.kind), None)
        if found is not None and found.kind != row.kind:
            _refuse_area(
                comparison, row, f"{found.name} is kept as {found.get_kind_display().lower()}."
            )
        elif found is None and rival is not None and row.kind != "neighbour":
            _refuse_area(
                comparison,
                row,
                f"{rival.get_kind_display()} is {rival.name} here, and {row.name} in the file.",
            )
        else:
            fills = found is not None and row.code and not found.code
            comparison.areas.append(AreaChange(row, found, {"code": row.code} if fills else {}))


def _is_same(area: Area, row: AreaRow) -> bool:
    if area.code and row.code:
        return area.code == row.code
    return same_name(area.name) == same_name(row.name)


def _refuse_area(comparison: Comparison, row: AreaRow, sentence: str) -> None:
    remedy = "Correct the area's name, kind or code in the admin, or give the other council."
    comparison.doubts.append(Doubt(Place("Areas"), row.name, sentence, remedy))


def _areas_by_name(comparison: Comparison, standing: list[Area]) -> dict[str, Area]:
    """Standing areas by the names that the figures use."""
    named = {area.name: area for area in standing}
    changes = comparison.areas
    return named | {change.row.name: change.standing for change in changes if change.standing}


# Indicators


def _compare_indicators(
    comparison: Comparison, proposal: Proposal, standing: list[Indicator]
) -> None:
    taken = {indicator.code.casefold() for indicator in standing}
    for row in proposal.indicators:
        found = [each for each in standing if each.outside_code == row.outside_code]
        if len(found) > 1:
            _refuse_twice(comparison, row, found)
        elif found:
            comparison.indicators.append(_kept(comparison, row, found[0]))
        else:
            code = _free_code(row.code, taken)
            taken.add(code.casefold())
            comparison.indicators.append(IndicatorChange(row, None, code))


def _kept(comparison: Comparison, row: IndicatorRow, standing: Indicator) -> IndicatorChange:
    """A standing indicator stays as the council has it: what the file says else is told.

    With another unit or kind of period its figures would be of another thing.
    """
    told = []
    for name, here, there in _differences(row, standing):
        label = Indicator._meta.get_field(name).verbose_name
        sentence = f"{standing.code}: {label} is {quoted(here)} here, {quoted(there)} in the file."
        if name in _MEANING:
            place, remedy = Place("Indicators"), "Correct the indicator, or take its outside code."
            comparison.doubts.append(Doubt(place, row.outside_code, sentence, remedy))
        else:
            told.append(sentence)
    return IndicatorChange(row, standing, standing.code, tuple(told))


def _differences(row: IndicatorRow, standing: Indicator) -> list[tuple[str, str, str]]:
    pairs = [
        ("name", standing.name, row.name),
        ("unit", standing.get_unit_display(), row.unit.label),
        ("frequency", standing.get_frequency_display(), row.frequency.label.capitalize()),
        ("polarity", Polarity(standing.polarity).label, row.polarity.label),
        ("decimals", str(standing.decimals), str(row.decimals)),
    ]
    return [(name, here, there) for name, here, there in pairs if here != there]


def _refuse_twice(comparison: Comparison, row: IndicatorRow, found: list[Indicator]) -> None:
    codes = " and ".join(indicator.code for indicator in found)
    comparison.doubts.append(
        Doubt(
            Place("Indicators"),
            row.outside_code,
            f"{codes} have the outside code {quoted(row.outside_code)}.",
            "Take it away from all but one of them.",
        )
    )


def _free_code(wanted: str, taken: set[str]) -> str:
    code, number = wanted, 1
    while code.casefold() in taken:
        number += 1
        code = f"{wanted[:34]} ({number})"
    return code


def _by_code(
    comparison: Comparison, proposal: Proposal, standing: list[Indicator]
) -> dict[str, Indicator]:
    """Standing indicators by the codes that the figures use."""
    if proposal.codes == "code":
        return {indicator.code: indicator for indicator in standing}
    changes = comparison.indicators
    return {change.row.outside_code: change.standing for change in changes if change.standing}


# Figures


def _manners(proposal: Proposal, indicators: Mapping[str, Indicator]) -> dict[str, Manner]:
    """By the codes that the figures use; those of standing indicators count."""
    new = {row.outside_code: Manner(row.unit, row.decimals) for row in proposal.indicators}
    return new | {code: Manner(Unit(each.unit), each.decimals) for code, each in indicators.items()}


def _compare_figure(
    comparison: Comparison,
    row: FigureRow,
    standing: Measurement | None,
    reason: str,
    manner: Manner,
) -> None:
    values = _values(row)
    if standing is None:
        comparison.figures.append(FigureChange(row, None, values, manner=manner))
        return
    if standing.finality in SETTLED:
        del values["finality"]  # a file does not know whether it corrects
    try:
        changes = changes_to(standing, values, reason)
    except UnexplainedError:
        comparison.doubts.append(_correction(row, standing, manner))
        return
    if changes:
        comparison.figures.append(FigureChange(row, standing, changes, standing.figure, manner))
    else:
        comparison.unchanged += 1


def _values(row: FigureRow) -> dict[str, object]:
    """Columns of a measurement; parts and days that the file does not give stay as they are."""
    is_number = isinstance(row.figure, Decimal)
    given = {"numerator": row.numerator, "denominator": row.denominator, "as_at": row.as_at}
    finality = Finality.PROVISIONAL if row.figure is State.NOT_YET else row.finality
    return {
        "value": row.figure if is_number else None,
        "state": "" if is_number else row.figure.value,
        "finality": finality.value,
    } | {name: value for name, value in given.items() if value is not None}


def _correction(row: FigureRow, standing: Measurement, manner: Manner) -> Doubt:
    kept = f"{standing.get_finality_display().lower()} at {manner.words(standing.figure)}"
    if standing.as_at and row.as_at not in (None, standing.as_at):
        kept += f" as at {day_words(standing.as_at)}"
    return Doubt(
        row.place,
        AS_WRITTEN.words(row.figure),
        f"{row.indicator}, {row.area}, {row.period} is {kept}.",
        "Give the reason of the correction, or leave the row out.",
    )
