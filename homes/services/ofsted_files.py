"""Ofsted's files, read for the areas and grades that are kept here."""

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import quoted
from homes.grades import GradeFacts
from homes.imports.authorities import read_authorities
from homes.imports.columns import Area
from homes.imports.ofsted import Grades, read_ofsted
from homes.imports.proposals import AuthorityFile, HomesFile, Scope
from homes.imports.sheets import open_sheets
from homes.imports.tables import find_tables
from homes.kinds import InspectionKind, Subject
from homes.models import GradingScale, JudgementArea
from homes.services.inspections import USUAL_SCALE, USUAL_SCALES

# Kinds that give a grade or an outcome; the others are visits without one.
_GRADED = {InspectionKind.FULL: USUAL_SCALE} | USUAL_SCALES


def homes_file(name: str, content: bytes, *, council: str, scope: Scope) -> HomesFile:
    """What a file of providers holds for the council. UploadError says what is wrong."""
    tables = find_tables(open_sheets(name, content), _areas(Subject.HOME))
    return read_ofsted(tables, council=council, scope=scope, grades=_grades(), file_name=name)


def authority_file(name: str, content: bytes, *, council: str) -> AuthorityFile:
    """What a file of inspections of councils holds for one. UploadError says what is wrong."""
    return read_authorities(
        open_sheets(name, content),
        council=council,
        areas=_areas(Subject.AUTHORITY),
        grades=_facts(USUAL_SCALE),
        file_name=name,
    )


def _areas(subject: Subject) -> list[Area]:
    rows = JudgementArea.objects.filter(subject=subject)
    areas = [Area(row.code, row.spellings, row.is_overall) for row in rows]
    if not any(area.is_overall for area in areas):
        raise UploadError("There is no overall area of judgement. An administrator adds it.")
    return areas


def _grades() -> Grades:
    return {kind: _facts(code) for kind, code in _GRADED.items()}


def _facts(code: str) -> list[GradeFacts]:
    scale = GradingScale.objects.filter(code=code).first()
    if scale is None:
        raise UploadError(f"There is no scale {quoted(code)} here. An administrator adds it.")
    return [grade.facts for grade in scale.grades.all()]
