"""Inspections of the council as a whole."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from corporate_parenting.models import User
from homes.kinds import Subject
from homes.models import AuthorityInspection, AuthorityJudgement, GradingScale, JudgementArea
from homes.services.inspections import USUAL_SCALE, read_grades
from homes.services.saving import add, check_past, check_public_words, correct


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
    fields.setdefault("scale", None)
    scale = fields.pop("scale") or GradingScale.objects.get(code=USUAL_SCALE)
    inspection = AuthorityInspection(kind=kind, visited_on=visited_on, scale=scale, **fields)
    check_past([("visited_on", visited_on)], on)
    check_public_words(inspection)
    add(inspection, by=by, reason=reason)
    judgements = judgements or {}
    graded = read_grades(scale, judgements, Subject.AUTHORITY)
    for area in JudgementArea.objects.filter(subject=Subject.AUTHORITY, code__in=judgements):
        _, grade, words = graded.get(area.code, (area, None, ""))
        row = AuthorityJudgement(inspection=inspection, area=area, grade=grade, words=words)
        add(row, by=by, reason=reason)
    return inspection


@transaction.atomic
def correct_authority_inspection(
    *, inspection: AuthorityInspection, version: int, by: User, reason: str, on: date, **fields
) -> AuthorityInspection:
    """Put right what was recorded wrongly, the day of publication included."""
    check_past([("visited_on", fields.get("visited_on"))], on)
    inspection = correct(inspection, version=version, by=by, reason=reason, **fields)
    check_public_words(inspection)
    return inspection
