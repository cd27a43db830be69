"""Bring homes and their inspections in from a file of providers: all of it or nothing."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from corporate_parenting.models import User
from corporate_parenting.versions import IMPORTED, wait_for_others
from homes.imports.ofsted import PUBLISHER
from homes.imports.proposals import HomesFile
from homes.kinds import Subject
from homes.models import GradingScale, Home, Inspection, Judgement, JudgementArea
from homes.services.home_comparison import compare_homes
from homes.services.import_changes import Comparison, RowChange
from homes.services.inspections import USUAL_SCALE, USUAL_SCALES
from homes.services.saving import add, put

LOOK_AGAIN = "What is kept here was changed since you looked. Check again."


def bring_in_homes(
    *, proposal: HomesFile, file_name: str, by: User | None, on: date, digest: str | None = None
) -> Comparison:
    """Save what the file holds, and say what was changed; the same file again changes nothing.

    ``digest``: of the comparison that a person looked at. ``on``: today. ValidationError with
    every doubt of the file, or where rows were changed since the look; then nothing is saved.
    """
    try:
        with transaction.atomic():
            wait_for_others()
            comparison = compare_homes(proposal, on=on, lock=True)
            check(comparison, digest)
            _Writer(file_name, by).save(comparison)
            return comparison
    except IntegrityError as error:
        raise ValidationError(
            "Somebody else saved homes at the same time. Bring the file in again."
        ) from error


def check(comparison: Comparison, digest: str | None) -> None:
    """ValidationError where there are doubts, or what a person looked at is no longer so."""
    if digest is not None and comparison.digest != digest:
        raise ValidationError(LOOK_AGAIN)
    if comparison.doubts:
        raise ValidationError([str(doubt) for doubt in comparison.doubts])


class _Writer:
    """Saves the rows of one import, each signed with where it came from."""

    def __init__(self, file_name: str, by: User | None) -> None:
        self.source = f"{PUBLISHER}, {file_name}"[:300]
        self.signed = {"by": by, "reason": f"{IMPORTED}{file_name}"}
        self.scales = {scale.code: scale for scale in GradingScale.objects.all()}
        areas = JudgementArea.objects.filter(subject=Subject.HOME)
        self.areas = {area.code: area for area in areas}
        self.homes = {home.urn: home for home in Home.objects.exclude(urn="")}

    def save(self, comparison: Comparison) -> None:
        for change in comparison.homes:
            try:
                self._home(change)
            except ValidationError as error:
                raise _named(change, error) from error
        for change in comparison.inspections:
            try:
                self._inspection(change)
            except ValidationError as error:
                raise _named(change, error) from error

    def _home(self, change: RowChange) -> None:
        home = change.standing
        if home is None:
            home = Home(**change.values)
            add(home, **self.signed)
        else:
            put(home, **self.signed, **change.values)
        self.homes[change.urn] = home

    def _inspection(self, change: RowChange) -> None:
        inspection = change.standing
        if inspection is None:
            scale = self.scales[USUAL_SCALES.get(change.row.kind, USUAL_SCALE)]
            home = self.homes[change.urn]
            inspection = Inspection(home=home, scale=scale, source=self.source, **change.values)
            add(inspection, **self.signed)
        else:
            # Even where only a grade changed: whoever saw the earlier one must not save over it.
            put(inspection, **self.signed, **change.values)
        for judged in change.judgements:
            words = judged.row.words[:200]
            if judged.standing is None:
                area = self.areas[judged.row.area]
                row = Judgement(inspection=inspection, area=area, grade=judged.grade, words=words)
                add(row, **self.signed)
            else:
                put(judged.standing, **self.signed, grade=judged.grade, words=words)


def _named(change: RowChange, error: ValidationError) -> ValidationError:
    return ValidationError([f"{change.urn}, {change.about}: {words}" for words in error.messages])
