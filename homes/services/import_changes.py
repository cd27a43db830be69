"""What a file would add or change, row by row, in words that a person can check."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model

from corporate_parenting.models import Versioned
from corporate_parenting.words import capitalised, day_words
from homes.imports.proposals import Doubt, JudgementRow
from homes.models import NOT_INSPECTED, Grade

NOTHING = "Nothing"


@dataclass(frozen=True)
class Difference:
    """A column, and the words that stand here and in the file."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class JudgementChange:
    """``standing`` is None where the area has no judgement here; ``grade`` None: not inspected."""

    standing: Versioned | None
    row: JudgementRow
    grade: Grade | None
    difference: Difference


@dataclass(frozen=True)
class RowChange:
    """A row that would be added (``standing`` is None) or changed in ``values``.

    ``about``: such as "Full inspection of 9 May 2029". ``row``: of the file.
    """

    about: str
    urn: str
    standing: Versioned | None
    row: object
    values: Mapping[str, object]
    differences: tuple[Difference, ...]
    judgements: tuple[JudgementChange, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.standing is None

    @property
    def is_empty(self) -> bool:
        return bool(self.standing) and not self.values and not self.judgements

    @property
    def all_differences(self) -> tuple[Difference, ...]:
        return (*self.differences, *(each.difference for each in self.judgements))

    def __str__(self) -> str:
        what = "; ".join(f"{d.label}: {d.before} → {d.after}" for d in self.all_differences)
        if self.is_new:
            what = "; ".join(f"{d.label}: {d.after}" for d in self.all_differences)
        name = f"{self.urn}, {self.about}" if self.urn else self.about
        return f"{name}: {'added' if self.is_new else 'changed'}{f' ({what})' if what else ''}"


@dataclass
class Comparison:
    """What bringing a file in would change. Nothing is saved while there are ``doubts``.

    ``missing``: homes of ours that the file does not hold. ``notes``: what was left out.
    """

    homes: list[RowChange] = field(default_factory=list)
    inspections: list[RowChange] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changes(self) -> list[RowChange]:
        return [*self.homes, *self.inspections]

    @property
    def added(self) -> list[RowChange]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[RowChange]:
        return [change for change in self.changes if not change.is_new]

    @property
    def is_empty(self) -> bool:
        return not self.changes

    @property
    def digest(self) -> str:
        """The same for two comparisons that would save the same."""
        lines = [*map(str, self.changes), *map(str, self.doubts), *self.missing]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def take(self, kept: list[RowChange], change: RowChange) -> None:
        if change.is_empty:
            self.unchanged += 1
        else:
            kept.append(change)


def differences(
    model: type[Model], standing: Model | None, values: Mapping[str, object]
) -> tuple[Difference, ...]:
    """Each value beside what stands here."""
    return tuple(
        Difference(
            capitalised(str(model._meta.get_field(name).verbose_name)),
            _words(model, name, getattr(standing, name)) if standing else NOTHING,
            _words(model, name, value),
        )
        for name, value in values.items()
    )


def changed_values(standing: Model | None, values: Mapping[str, object]) -> dict[str, object]:
    if standing is None:
        return dict(values)
    return {name: value for name, value in values.items() if getattr(standing, name) != value}


def judgement_changes(
    rows: Iterable[JudgementRow],
    standing: Mapping[str, Versioned],
    grades: Mapping[str, Grade],
    labels: Mapping[str, str],
) -> tuple[JudgementChange, ...]:
    """Areas whose grade differs; the words that stand here for the same grade stay.

    ``standing`` and ``labels`` by the code of the area, ``grades`` by their names.
    """
    found = []
    for row in rows:
        kept, grade = standing.get(row.area), grades.get(row.grade)
        if kept is not None and kept.grade == grade:
            continue
        before = (kept.grade.name if kept.grade else NOT_INSPECTED) if kept else NOTHING
        after = grade.name if grade else NOT_INSPECTED
        found.append(JudgementChange(kept, row, grade, Difference(labels[row.area], before, after)))
    return tuple(found)


def _words(model: type[Model], name: str, value: object) -> str:
    column = model._meta.get_field(name)
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_words(value)
    return dict(column.flatchoices).get(str(value), str(value))
