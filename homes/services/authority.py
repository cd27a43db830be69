"""Inspections of the council as a whole."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import sign, wait_for_others
from homes.kinds import AuthorityKind, Subject
from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    Grade,
    GradingScale,
    JudgementArea,
)
from homes.services.inspections import USUAL_SCALE, read_grades
from homes.services.saving import add, check_past, check_public_words, lock_inspection, put


@transaction.atomic
def record_authority_inspection(
    *,
    kind: str,
    visited_on: date,
    by: User,
    on: date,
    judgements: Mapping[str, str] | None = None,
    reason: str = "",
    **fields,
) -> AuthorityInspection:
    """Add an inspection; ``judgements``: the words of each grade by the code of its area.

    An area whose words are blank is kept as not inspected; one that is not there is not kept.
    ``fields``: those of AuthorityInspection. ``on``: today.
    """
    wait_for_others()  # whoever records one of the same kind and day
    fields.setdefault("scale", None)
    scale = fields.pop("scale") or GradingScale.objects.get(code=USUAL_SCALE)
    inspection = AuthorityInspection(kind=kind, visited_on=visited_on, scale=scale, **fields)
    check_past([("visited_on", visited_on)], on)
    check_public_words(inspection)
    _check_visit(inspection, judgements or {})
    add(inspection, by=by, reason=reason)
    _put_judgements(inspection, judgements or {}, by=by, reason=reason)
    return inspection


@transaction.atomic
def correct_authority_inspection(
    *,
    inspection: AuthorityInspection,
    version: int,
    by: User,
    reason: str,
    on: date,
    judgements: Mapping[str, str] | None = None,
    **fields,
) -> AuthorityInspection:
    """Put right what was recorded wrongly, the day of publication included.

    ``judgements`` None leaves them all; otherwise these are all that there are, blanks as not
    inspected. Raises Conflict, and ValidationError without a reason.
    """
    wait_for_others()
    inspection = lock_inspection(inspection, version=version)
    changes = {name: value for name, value in fields.items() if getattr(inspection, name) != value}
    kept = _words_of(inspection)
    wanted = kept if judgements is None else judgements
    if not changes and wanted == kept:
        return inspection
    if not reason:
        raise ValidationError({"reason": "Say why the inspection is corrected."})
    for name, value in changes.items():
        setattr(inspection, name, value)
    check_past([("visited_on", changes.get("visited_on"))], on)
    check_public_words(inspection)
    _check_visit(inspection, wanted)
    # Even where only a grade changed: whoever saw the earlier one must not save over it.
    put(inspection, by=by, reason=reason, **changes)
    _put_judgements(inspection, wanted, by=by, reason=reason)
    return inspection


def _check_visit(inspection: AuthorityInspection, judgements: Mapping[str, str]) -> None:
    """ValidationError, by column and area, for a visit with a grade or without what it was about.

    A monitoring visit may have no theme: it looks again at what the inspection before it found.
    """
    kind = AuthorityKind(inspection.kind)
    if kind.is_graded:
        return
    graded = [code for code, words in judgements.items() if words.strip()]
    sentence = (
        f"A {kind.label.lower()} gives no grade. Take this one away, or choose another kind of "
        "inspection."
    )
    problems = dict.fromkeys(graded, sentence)
    if kind is AuthorityKind.FOCUSED and not inspection.theme:
        problems["theme"] = "Enter the theme of the focused visit, such as the front door."
    if problems:
        raise ValidationError(problems)


def _words_of(inspection: AuthorityInspection) -> dict[str, str]:
    rows = inspection.judgements.select_related("area", "grade")
    return {row.area.code: (row.words or row.grade.name) if row.grade else "" for row in rows}


def _put_judgements(
    inspection: AuthorityInspection, judgements: Mapping[str, str], *, by: User, reason: str
) -> None:
    """Make these all the judgements of the locked inspection."""
    graded = read_grades(inspection.scale, judgements, Subject.AUTHORITY)
    kept = {row.area.code: row for row in inspection.judgements.select_related("area")}
    for code, row in kept.items():
        if code not in judgements:
            sign(row, by=by, reason=reason)
            row.delete()
    for area in JudgementArea.objects.filter(subject=Subject.AUTHORITY, code__in=judgements):
        _, grade, words = graded.get(area.code, (area, None, ""))
        row = kept.get(area.code)
        if row is None:
            row = AuthorityJudgement(inspection=inspection, area=area, grade=grade, words=words)
            add(row, by=by, reason=reason)
        elif _differs(row, grade, words):
            row.inspection = inspection
            put(row, by=by, reason=reason, grade=grade, words=words)


def _differs(row: AuthorityJudgement, grade: Grade | None, words: str) -> bool:
    """What was not inspected and still is not keeps the words that its file has for that."""
    if grade is None:
        return row.grade_id is not None
    return (row.grade_id, row.words) != (grade.pk, words)
