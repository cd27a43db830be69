"""Bring inspections of the council as a whole in from a file: all of it or nothing."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from corporate_parenting.models import User
from corporate_parenting.versions import IMPORTED, wait_for_others
from corporate_parenting.words import day_words
from homes.imports.ofsted import PUBLISHER
from homes.imports.proposals import AuthorityFile, AuthorityRow, Doubt
from homes.kinds import AuthorityKind, Subject
from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    Grade,
    GradingScale,
    JudgementArea,
)
from homes.services.home_imports import check
from homes.services.import_changes import (
    Comparison,
    RowChange,
    changed_values,
    differences,
    judgement_changes,
)
from homes.services.inspections import USUAL_SCALE
from homes.services.saving import add, put


def compare_authority(proposal: AuthorityFile, *, on: date, lock: bool = False) -> Comparison:
    """What the file would add or change. ``on``: today. ``lock``: until the transaction ends."""
    comparison = Comparison(doubts=list(proposal.doubts), notes=list(proposal.notes))
    rows = AuthorityInspection.objects.not_voided().select_related("scale").order_by("pk")
    standing = list(rows.select_for_update(of=("self",), no_key=True) if lock else rows)
    judgements: dict[int, dict[str, AuthorityJudgement]] = {row.pk: {} for row in standing}
    cells = AuthorityJudgement.objects.filter(inspection__in=judgements)
    for cell in cells.select_related("area", "grade"):
        judgements[cell.inspection_id][cell.area.code] = cell
    grades = {grade.name: grade for grade in Grade.objects.filter(scale__code=USUAL_SCALE)}
    areas = JudgementArea.objects.filter(subject=Subject.AUTHORITY)
    labels = {area.code: area.short_name for area in areas}
    for row in proposal.inspections:
        kept = _standing(standing, row)
        if doubt := _doubt(row, kept, on):
            comparison.doubts.append(doubt)
            continue
        values = changed_values(kept, _values(row, kept))
        cells = judgements[kept.pk] if kept else {}
        change = RowChange(
            about=f"{row.kind.label} of {day_words(row.visited_on)}",
            urn="",
            standing=kept,
            row=row,
            values=values,
            differences=differences(AuthorityInspection, kept, values),
            judgements=judgement_changes(row.judgements, cells, grades, labels),
        )
        comparison.take(comparison.inspections, change)
    return comparison


def bring_in_authority(
    *, proposal: AuthorityFile, file_name: str, by: User | None, on: date, digest: str | None = None
) -> Comparison:
    """Save what the file holds, as ``bring_in_homes`` does; raises as that does."""
    try:
        with transaction.atomic():
            wait_for_others()
            comparison = compare_authority(proposal, on=on, lock=True)
            check(comparison, digest)
            _save(comparison, file_name, by)
            return comparison
    except IntegrityError as error:
        raise ValidationError(
            "Somebody else saved inspections at the same time. Bring the file in again."
        ) from error


def _standing(rows: Iterable[AuthorityInspection], row: AuthorityRow) -> AuthorityInspection | None:
    """The inspection of that day here: of the same kind, or graded as the one in the file is."""
    same_day = [each for each in rows if each.visited_on == row.visited_on]
    for each in same_day:
        if each.kind == row.kind:
            return each
    graded = [each for each in same_day if AuthorityKind(each.kind).is_graded]
    return graded[0] if graded and row.kind.is_graded else None


def _doubt(row: AuthorityRow, standing: AuthorityInspection | None, on: date) -> Doubt | None:
    if row.visited_on > on:
        sentence = f"{day_words(row.visited_on)} lies in the future."
        return Doubt(row.place, "", "", sentence, "Correct the day.")
    if standing and standing.scale.code != USUAL_SCALE:
        sentence = f"This inspection is recorded here on another scale ({standing.scale})."
        return Doubt(row.place, "", "", sentence, "Correct the inspection here first.")
    return None


def _values(row: AuthorityRow, standing: AuthorityInspection | None) -> dict[str, object]:
    """What the file says; what it leaves open stays."""
    values: dict[str, object] = {"visited_on": row.visited_on}
    if row.kind is not AuthorityKind.OTHER or standing is None:
        values["kind"] = row.kind.value
    if row.published_on:
        values["published_on"] = row.published_on
    if row.kind_words:
        values["kind_as_typed"] = row.kind_words[:100]
    if row.theme:
        values["theme"] = row.theme[:200]
    return values


def _save(comparison: Comparison, file_name: str, by: User | None) -> None:
    scale = GradingScale.objects.get(code=USUAL_SCALE)
    areas = {row.code: row for row in JudgementArea.objects.filter(subject=Subject.AUTHORITY)}
    signed = {"by": by, "reason": f"{IMPORTED}{file_name}"}
    source = f"{PUBLISHER}, {file_name}"[:300]
    for change in comparison.inspections:
        inspection = change.standing
        if inspection is None:
            inspection = AuthorityInspection(scale=scale, source=source, **change.values)
            add(inspection, **signed)
        else:
            # Even where only a grade changed: whoever saw the earlier one must not save over it.
            put(inspection, **signed, **change.values)
        for judged in change.judgements:
            words = judged.row.words[:200]
            if judged.standing is None:
                area = areas[judged.row.area]
                row = AuthorityJudgement(
                    inspection=inspection, area=area, grade=judged.grade, words=words
                )
                add(row, **signed)
            else:
                put(judged.standing, **signed, grade=judged.grade, words=words)
