"""Bring figures in from the rows of a file: all of them or nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from corporate_parenting.models import User
from corporate_parenting.versions import IMPORTED, Row, save_changes, sign, wait_for_others
from scorecard.imports.proposals import Proposal
from scorecard.models import Area, Indicator, Measurement, Target
from scorecard.services.import_comparison import (
    Comparison,
    FigureChange,
    IndicatorChange,
    compare_figures,
)

# A statement of so many rows. One that changes rows looks through all of them for each of them.
_ADDED_AT_ONCE, _CHANGED_AT_ONCE = 500, 100


def bring_in_figures(
    *,
    proposal: Proposal,
    file_name: str,
    by: User | None,
    reason: str = "",
    digest: str | None = None,
) -> Comparison:
    """Save what the file holds, and say what was changed; the same file again changes nothing.

    ``reason``: why final figures are corrected. ``digest``: of the comparison that a person
    looked at. ValidationError with every doubt of the file, or where the figures were changed
    since the look; then nothing is saved. The history says when it was saved, not when it began
    to wait for others: its rows stand in the order in which they were written.
    """
    try:
        with transaction.atomic():
            wait_for_others()
            comparison = compare_figures(proposal, reason=reason, lock=True)
            if digest is not None and comparison.digest != digest:
                raise ValidationError("The figures were changed since you looked. Check again.")
            if comparison.doubts:
                raise ValidationError([str(doubt) for doubt in comparison.doubts])
            _Writer(proposal, file_name, by).save(comparison)
            return comparison
    except IntegrityError as error:
        raise ValidationError(
            "Somebody else saved figures of these areas at the same time. Bring the file in again."
        ) from error


class _Writer:
    """Saves the rows of one import, each signed with where it came from.

    Rows are added many at a time: with the questions that a check asks the database, an indicator
    alone would take nineteen queries.
    """

    def __init__(self, proposal: Proposal, file_name: str, by: User | None) -> None:
        self.codes = proposal.codes
        self.publisher, self.file_name = proposal.source, file_name
        self.updated = {row.outside_code: row.updated for row in proposal.indicators}
        self.by, self.reason = by, f"{IMPORTED}{file_name}"
        self.signed = {"default_user": by, "default_change_reason": self.reason}
        self.areas = {area.name: area for area in Area.objects.all()}
        self.indicators = {
            getattr(indicator, self.codes): indicator for indicator in Indicator.objects.all()
        }

    def save(self, comparison: Comparison) -> None:
        self.add_areas(comparison)
        self.add_indicators(comparison)
        self.figures(comparison)
        self.targets(comparison)

    def add_areas(self, comparison: Comparison) -> None:
        added = []
        for change in comparison.areas:
            area, row = change.standing, change.row
            if area is None:
                area = _checked(Area(name=row.name, kind=row.kind, code=row.code))
                added.append(area)
            elif change.values:
                sign(area, by=self.by, reason=self.reason)
                save_changes(area, **change.values)
            self.areas[row.name] = area
        self.add(added, Area)

    def add_indicators(self, comparison: Comparison) -> None:
        added = {
            change.row.outside_code: _checked(_indicator(change))
            for change in comparison.indicators
            if change.standing is None
        }
        self.add(list(added.values()), Indicator)
        self.indicators |= added

    def add(self, rows: list[Model], model: type[Model]) -> None:
        if rows:
            bulk_create_with_history(rows, model, _ADDED_AT_ONCE, **self.signed)

    def change(self, rows: list[Model], model: type[Model], columns: set[str]) -> None:
        if rows:
            names = sorted(columns | {"version"})
            bulk_update_with_history(rows, model, names, _CHANGED_AT_ONCE, **self.signed)

    def figures(self, comparison: Comparison) -> None:
        self.add([self._measurement(change) for change in comparison.added], Measurement)
        changed = [self._corrected(change) for change in comparison.changed]
        columns = {name for change in comparison.changed for name in change.values}
        self.change(changed, Measurement, columns | {"source"})

    def targets(self, comparison: Comparison) -> None:
        changes = comparison.targets
        self.add([change.added() for change in changes if change.standing is None], Target)
        changed = [change.corrected() for change in changes if change.standing]
        self.change(changed, Target, {name for change in changes for name in change.fields})

    def source(self, change: FigureChange) -> str:
        """The publisher, when it brought the measure up to date, and the file."""
        told = (self.publisher, self.updated.get(change.row.indicator, ""), self.file_name)
        return ", ".join(filter(None, told))[:300]

    def _measurement(self, change: FigureChange) -> Measurement:
        row = change.row
        measurement = Measurement(
            indicator=self.indicators[row.indicator],
            area=self.areas[row.area],
            period_kind=row.period.kind.value,
            period_starts_on=row.period.starts_on,
            source=self.source(change),
            **change.values,
        )
        return _checked(measurement)

    def _corrected(self, change: FigureChange) -> Measurement:
        measurement = change.standing
        for name, value in (change.values | {"source": self.source(change)}).items():
            setattr(measurement, name, value)
        measurement.version += 1
        return _checked(measurement)


def _indicator(change: IndicatorChange) -> Indicator:
    row = change.row
    return Indicator(
        code=change.code,
        outside_code=row.outside_code,
        name=row.name,
        definition=row.definition,
        source=row.source,
        unit=row.unit.value,
        decimals=row.decimals,
        polarity=row.polarity.value,
        basis=row.basis.value,
        frequency=row.frequency.value,
        counts_people=row.counts_people,
    )


def _checked(row: Row) -> Row:
    """With the checks that ask the database nothing; it checks its own constraints itself."""
    # The rows that a figure points to are those that were just read or added.
    links = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=links)
        row.clean()
    except ValidationError as error:
        raise ValidationError([f"{row}: {words}" for words in error.messages]) from error
    return row
