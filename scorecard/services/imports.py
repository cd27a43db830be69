"""Bring figures in from the rows of a file: all of them or nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from corporate_parenting.models import User, Versioned
from corporate_parenting.versions import IMPORTED, save_changes, sign, wait_for_others
from scorecard.imports.proposals import Proposal
from scorecard.models import Area, Indicator, Measurement
from scorecard.services.import_comparison import (
    AreaChange,
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

    Areas and indicators are few and are saved one by one. Figures are thousands: one by one they
    would take five queries each.
    """

    def __init__(self, proposal: Proposal, file_name: str, by: User | None) -> None:
        self.codes = proposal.codes
        self.source = ", ".join(filter(None, (proposal.source, file_name)))[:300]
        self.by, self.reason = by, f"{IMPORTED}{file_name}"
        self.areas = {area.name: area for area in Area.objects.all()}
        self.indicators = {
            getattr(indicator, self.codes): indicator for indicator in Indicator.objects.all()
        }

    def save(self, comparison: Comparison) -> None:
        for area in comparison.areas:
            self.area(area)
        for indicator in comparison.indicators:
            self.indicator(indicator)
        self.figures(comparison)

    def area(self, change: AreaChange) -> None:
        area, row = change.standing, change.row
        if area is None:
            area = self._add(Area(name=row.name, kind=row.kind, code=row.code))
        elif change.values:
            sign(area, by=self.by, reason=self.reason)
            save_changes(area, **change.values)
        self.areas[row.name] = area

    def indicator(self, change: IndicatorChange) -> None:
        row = change.row
        if change.standing is None:
            self.indicators[row.outside_code] = self._add(
                Indicator(
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
            )

    def figures(self, comparison: Comparison) -> None:
        signed = {"default_user": self.by, "default_change_reason": self.reason}
        added = [self._measurement(change) for change in comparison.added]
        changed = [self._corrected(change) for change in comparison.changed]
        if added:
            bulk_create_with_history(added, Measurement, _ADDED_AT_ONCE, **signed)
        if changed:
            columns = {name for change in comparison.changed for name in change.values}
            columns = sorted(columns | {"source", "version"})
            bulk_update_with_history(changed, Measurement, columns, _CHANGED_AT_ONCE, **signed)

    def _add(self, row: Versioned) -> Versioned:
        try:
            row.full_clean()
        except ValidationError as error:
            raise ValidationError([f"{row}: {words}" for words in error.messages]) from error
        sign(row, by=self.by, reason=self.reason)
        row.save()
        return row

    def _measurement(self, change: FigureChange) -> Measurement:
        row = change.row
        measurement = Measurement(
            indicator=self.indicators[row.indicator],
            area=self.areas[row.area],
            period_kind=row.period.kind.value,
            period_starts_on=row.period.starts_on,
            source=self.source,
            **change.values,
        )
        return _checked(measurement)

    def _corrected(self, change: FigureChange) -> Measurement:
        measurement = change.standing
        for name, value in (change.values | {"source": self.source}).items():
            setattr(measurement, name, value)
        measurement.version += 1
        return _checked(measurement)


def _checked(measurement: Measurement) -> Measurement:
    """With the checks that ask the database nothing; it checks its own constraints itself."""
    measurement.clean_fields(exclude=["indicator", "area"])
    return measurement
