"""Which targets of a file are not yet kept, each read by the rules or told as a doubt."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from corporate_parenting.words import day_words, quoted
from scorecard.figures import FigureError, State, Unit, read_figure, shown
from scorecard.imports.own_targets import same_words
from scorecard.imports.proposals import Doubt, TargetRow
from scorecard.models import Indicator, Target
from scorecard.queries.targets import words_and_reading
from scorecard.rating import Bound, Polarity, TargetKind, read_target
from scorecard.services.targets import check_sense, read_words

_NONE = {"none", "no target", "not set", "not applicable"}
_DIGITS = re.compile(r"[£(]?[\d., ]+%?\)?")
_READ = ("kind", "value", "lower", "upper", "is_strict", "area")
_AIMS = {TargetKind.TARGET, TargetKind.MILESTONE}


@dataclass(frozen=True)
class TargetChange:
    """A target that is set, or ``standing`` where one from the same day gets other ``fields``.

    ``before``: what was aimed at on that day until then, in words; empty for nothing.
    """

    row: TargetRow
    indicator: Indicator
    standing: Target | None
    fields: Mapping[str, object]
    before: str
    after: str

    def __str__(self) -> str:
        before = f"{self.before} → " if self.before else ""
        day = day_words(self.row.starts_on)
        return f"{self.row.indicator}, target from {day}: {before}{self.after}"

    def added(self) -> Target:
        return Target(indicator=self.indicator, starts_on=self.row.starts_on, **self.fields)

    def corrected(self) -> Target:
        for name, value in self.fields.items():
            setattr(self.standing, name, value)
        self.standing.version += 1
        return self.standing


def compare_targets(
    rows: Sequence[TargetRow], indicators: Mapping[str, Indicator], kept: Sequence[Target]
) -> tuple[list[TargetChange], list[Doubt]]:
    """What changes, and what stands in the way. ``kept``: the targets that stand, by their days.

    A target that is in force already on its day is none: a column says the same in each row.
    """
    changes, doubts = [], []
    by_indicator = defaultdict(list)
    for target in kept:
        by_indicator[target.indicator_id].append(target)
    for row in sorted(rows, key=lambda row: row.starts_on):
        indicator = indicators.get(row.indicator)
        if indicator is None:
            continue
        known = by_indicator[indicator.pk]
        standing = max(
            (each for each in known if each.starts_on <= row.starts_on),
            key=lambda each: each.starts_on,
            default=None,
        )
        try:
            change = _change(row, indicator, standing)
        except ValidationError as error:
            doubts += [Doubt(row.place, row.words, words, _REMEDY) for words in error.messages]
            continue
        if change:
            changes.append(change)
            known[:] = [each for each in known if each is not change.standing] + [change.added()]
    return changes, doubts


_REMEDY = (
    "Write it like “At least 90” or “Fewer than 85”, or set it on the indicator’s own page first."
)


def _change(row: TargetRow, indicator: Indicator, standing: Target | None) -> TargetChange | None:
    """None where the target that is in force says the same."""
    if standing and standing.words and same_words(standing.words, row.words):
        return None
    fields, asked = _read(row.words, Unit(indicator.unit))
    is_none = fields["kind"] == TargetKind.NONE.value
    if is_none and (standing is None or standing.kind == TargetKind.NONE):
        return None
    if standing and {standing.kind, fields["kind"]} <= _AIMS:
        # Of these the sheet says nothing.
        fields |= {name: getattr(standing, name) for name in ("kind", "floor", "tolerance")}
    if standing and all(getattr(standing, name) == fields[name] for name in _READ):
        return None
    target = Target(indicator=indicator, starts_on=row.starts_on, **fields)
    target.clean_fields(exclude=["indicator"])
    check_sense(target, asked)
    is_correction = standing is not None and standing.starts_on == row.starts_on
    return TargetChange(
        row,
        indicator,
        standing if is_correction else None,
        fields,
        words_and_reading(standing, indicator) if standing else "",
        words_and_reading(target, indicator),
    )


def _read(words: str, unit: Unit) -> tuple[dict[str, object], Polarity | None]:
    """The fields of a Target. Raises ValidationError for what is not certain."""
    empty = {"words": "", "floor": None, "tolerance": None}
    reading = read_target(words)
    if reading is None:
        words = _plain(words, unit)
        if not words:
            return empty | dict.fromkeys(("value", "lower", "upper")) | {
                "kind": TargetKind.NONE.value, "is_strict": False, "area": "",
            }, None  # fmt: skip
        reading = read_target(words)
    if reading is None:
        raise ValidationError(f"{quoted(words)} cannot be read with certainty.")
    fields, asked = read_words(words, unit)
    is_figure_alone = reading.bound is Bound.GOOD and reading.area is None
    return empty | fields | {"words": "" if is_figure_alone else words}, asked


def _plain(words: str, unit: Unit) -> str:
    """A figure with the noise of a spreadsheet as people write it; nothing where none is aimed at.

    Raises ValidationError for digits that may mean two figures.
    """
    try:
        figure = read_figure(words, unit)
    except FigureError as error:
        if _DIGITS.fullmatch(words):
            raise ValidationError(str(error)) from error
        return "" if words.casefold() in _NONE else words
    if figure in (State.NOT_AVAILABLE, State.NOT_APPLICABLE):
        return ""
    return words if isinstance(figure, State) else shown(figure)
