"""Inspections with their judgements: recorded, published, corrected."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import sign, wait_for_others
from homes.grades import GradeError, read_grade
from homes.kinds import InspectionKind, Subject
from homes.models import Grade, GradingScale, Home, Inspection, Judgement, JudgementArea
from homes.services.saving import (
    add,
    check_past,
    check_public_words,
    lock_home,
    lock_inspection,
    put,
)

# The scale where nobody chose one, by the kind of inspection.
USUAL_SCALES = {
    InspectionKind.ASSURANCE: "ofsted_assurance",
    InspectionKind.INTERIM: "ofsted_interim",
}
USUAL_SCALE = "ofsted_four"
NO_OVERALL = (
    "A full inspection is published with its overall judgement. Enter it, or leave the day of "
    "publication empty until it is known."
)
CORRECTED = (
    "kind", "event_number", "visited_from", "visited_to", "published_on", "scale",
    "reason_public", "reason_exempt", "source",
)  # fmt: skip


def usual_scale(kind: str) -> GradingScale:
    return GradingScale.objects.get(code=USUAL_SCALES.get(InspectionKind(kind), USUAL_SCALE))


@transaction.atomic
def record_inspection(
    *,
    home: Home,
    kind: str,
    visited_from: date,
    by: User,
    on: date,
    visited_to: date | None = None,
    judgements: Mapping[str, str] | None = None,
    scale: GradingScale | None = None,
    reason: str = "",
    **fields,
) -> Inspection:
    """Add an inspection; ``judgements``: the words of each grade by the code of its area.

    ``fields``: event_number, published_on, reason_public, reason_exempt, source. ``on``: today.
    Raises ValidationError for a grade that the scale does not have, and for what a row refuses.
    """
    wait_for_others()  # whoever gives another home the same event number
    home = lock_home(home.pk)
    inspection = Inspection(
        home=home,
        kind=kind,
        visited_from=visited_from,
        visited_to=visited_to or visited_from,
        scale=scale or usual_scale(kind),
        **fields,
    )
    check_past([("visited_from", visited_from), ("visited_to", visited_to)], on)
    check_public_words(inspection)
    _refuse_twice(inspection)
    add(inspection, by=by, reason=reason)
    _check_overall(inspection, judgements or {})
    _put_judgements(inspection, judgements or {}, by=by, reason=reason)
    return inspection


def _refuse_twice(inspection: Inspection) -> None:
    """Typed once more, an inspection would stand beside itself; Ofsted's file has its numbers."""
    same = Inspection.objects.not_voided().filter(
        home=inspection.home_id, kind=inspection.kind, visited_from=inspection.visited_from
    )
    if same.exists():
        raise ValidationError(
            {"visited_from": "This inspection is recorded already. Correct that one instead."}
        )


@transaction.atomic
def publish_inspection(
    *, inspection: Inspection, version: int, published_on: date, by: User, reason: str = ""
) -> Inspection:
    """Say from which day on it may be told; a day to come keeps the embargo until then.

    Raises Conflict, and ValidationError where it was published before or not visited by then.
    """
    inspection = lock_inspection(inspection, version=version)
    if inspection.published_on is not None:
        raise ValidationError("This inspection has its day of publication. Correct that instead.")
    put(inspection, by=by, reason=reason, published_on=published_on)
    if _lacks_overall(inspection, _words_of(inspection)):
        raise ValidationError(
            "This full inspection has no overall judgement yet. Correct the inspection: enter the "
            "judgement there, and this day."
        )
    return inspection


@transaction.atomic
def correct_inspection(
    *,
    inspection: Inspection,
    version: int,
    by: User,
    on: date,
    reason: str,
    judgements: Mapping[str, str] | None = None,
    **fields,
) -> Inspection:
    """Put right what was recorded wrongly; what is not among ``fields`` stays.

    ``judgements`` None leaves them all; otherwise these are all that there are. Raises Conflict,
    and ValidationError without a reason and as ``record_inspection`` does.
    """
    wait_for_others()
    lock_home(inspection.home_id)
    inspection = lock_inspection(inspection, version=version)
    unknown = set(fields) - set(CORRECTED)
    if unknown:
        raise TypeError(f"An inspection is not corrected in {sorted(unknown)}.")
    changes = {name: value for name, value in fields.items() if getattr(inspection, name) != value}
    wanted = _words_of(inspection) if judgements is None else _filled(judgements)
    if not changes and wanted == _words_of(inspection):
        return inspection
    if not reason:
        raise ValidationError({"reason": "Say why the inspection is corrected."})
    for name, value in changes.items():
        setattr(inspection, name, value)
    check_past([(name, changes.get(name)) for name in ("visited_from", "visited_to")], on)
    check_public_words(inspection)
    # Even where only a grade changed: whoever saw the earlier one must not save over it.
    put(inspection, by=by, reason=reason, **changes)
    _check_overall(inspection, wanted)
    _put_judgements(inspection, wanted, by=by, reason=reason)
    return inspection


def _check_overall(inspection: Inspection, judgements: Mapping[str, str]) -> None:
    """ValidationError, by area, where a full inspection is told without its overall judgement."""
    if code := _lacks_overall(inspection, judgements):
        raise ValidationError({code: NO_OVERALL})


def _lacks_overall(inspection: Inspection, judgements: Mapping[str, str]) -> str:
    """The code of the area that lacks its judgement, or nothing.

    Until its day of publication is known, the outcome need not be known either.
    """
    if inspection.kind != InspectionKind.FULL or inspection.published_on is None:
        return ""
    area = JudgementArea.objects.filter(subject=Subject.HOME, is_overall=True).first()
    return area.code if area and not judgements.get(area.code, "").strip() else ""


def _words_of(inspection: Inspection) -> dict[str, str]:
    rows = inspection.judgements.select_related("area", "grade")
    return {row.area.code: row.words or row.grade.name for row in rows}


def _filled(judgements: Mapping[str, str]) -> dict[str, str]:
    return {code: words for code, words in judgements.items() if words.strip()}


def _put_judgements(
    inspection: Inspection, judgements: Mapping[str, str], *, by: User, reason: str
) -> None:
    """Make these all the judgements of the locked inspection."""
    grades = read_grades(inspection.scale, judgements)
    kept = {row.area.code: row for row in inspection.judgements.select_related("area")}
    for code, row in kept.items():
        if code not in grades:
            sign(row, by=by, reason=reason)
            row.delete()
    for code, (area, grade, words) in grades.items():
        row = kept.get(code)
        if row is None:
            row = Judgement(inspection=inspection, area=area, grade=grade, words=words)
            add(row, by=by, reason=reason)
        elif (row.grade_id, row.words) != (grade.pk, words):
            row.inspection = inspection
            put(row, by=by, reason=reason, grade=grade, words=words)


def read_grades(
    scale: GradingScale, judgements: Mapping[str, str], subject: Subject = Subject.HOME
) -> dict[str, tuple[JudgementArea, Grade, str]]:
    """The area, the grade and the words by the code of the area; blanks are left out.

    Raises ValidationError that names the area, the words and the grades of the scale.
    """
    areas = {area.code: area for area in JudgementArea.objects.filter(subject=subject)}
    rows = {grade.pk: grade for grade in scale.grades.all()}
    facts = [grade.facts for grade in rows.values()]
    found, problems = {}, []
    for code, words in _filled(judgements).items():
        if code not in areas:
            problems.append(f"“{code}” is not an area that is judged.")
            continue
        try:
            grade = read_grade(words, facts)
        except GradeError as error:
            problems.append(f"{areas[code].short_name}: {error}")
        else:
            found[code] = areas[code], rows[grade.key], words.strip()
    if problems:
        raise ValidationError(problems)
    return found
