"""What the council as a whole is judged."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homes.editions import Edition, is_out
from homes.grades import GradeFacts
from homes.kinds import AuthorityKind
from homes.models import NOT_INSPECTED, AuthorityInspection, AuthorityJudgement, Home
from homes.queries.loading import Words, public_words


@dataclass(frozen=True, slots=True)
class AuthorityGrade:
    """``grade`` is None where the area was not inspected, and ``words`` say so."""

    area: str
    label: str
    grade: GradeFacts | None
    words: str
    order: int = 0
    is_overall: bool = False


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    key: int
    kind: AuthorityKind
    theme: str
    visited_on: date
    published_on: date | None
    is_embargoed: bool
    grades: tuple[AuthorityGrade, ...]
    reason_public: str
    reason_exempt: str
    version: int

    @property
    def judges(self) -> bool:
        return any(each.grade for each in self.grades)

    @property
    def overall(self) -> GradeFacts | None:
        return next((each.grade for each in self.grades if each.is_overall), None)


def authority_inspections(day: date, edition: Edition) -> tuple[AuthorityRow, ...]:
    """Those that the reader may know of by the day, the newest first; in three queries."""
    found = AuthorityInspection.objects.not_voided().filter(visited_on__lte=day)
    if not edition.embargoed:
        found = found.filter(published_on__lte=edition.known_on(day))
    rows = list(found.order_by("-visited_on", "-pk"))
    grades = defaultdict(list)
    cells = AuthorityJudgement.objects.filter(inspection__in=rows)
    for cell in cells.select_related("area", "grade").order_by("area__order", "pk"):
        grade = cell.grade.facts if cell.grade else None
        words = grade.short_name if grade else NOT_INSPECTED
        grades[cell.inspection_id].append(
            AuthorityGrade(
                area=cell.area.code,
                label=cell.area.short_name,
                grade=grade,
                words=words,
                order=cell.area.order,
                is_overall=cell.area.is_overall,
            )
        )
    shown = _public_words(edition)
    return tuple(_row(row, tuple(grades[row.pk]), day, edition, shown) for row in rows)


def voided_authority_inspections(edition: Edition) -> list[AuthorityInspection]:
    """Those taken away as recorded in error, for who records; one query."""
    found = AuthorityInspection.objects.filter(voided_on__isnull=False)
    if not edition.embargoed:
        found = found.filter(published_on__lte=edition.on)
    return list(found.order_by("-visited_on", "-pk"))


def _public_words(edition: Edition) -> Words:
    """What the public edition makes of words for all, which may name a home that became private."""
    if edition.names:
        return lambda text: text
    return public_words(Home.objects.only("internal_name", "label_kind", "alias", "location"))


def authority_judgement(day: date, edition: Edition) -> AuthorityRow | None:
    """The latest published by the day that judges the council."""
    return judging(authority_inspections(day, edition))


def judging(rows: Iterable[AuthorityRow]) -> AuthorityRow | None:
    """The first of these, the newest first, that gives the judgement that holds."""
    return next((row for row in rows if row.judges and not row.is_embargoed), None)


def _row(
    row: AuthorityInspection,
    grades: tuple[AuthorityGrade, ...],
    day: date,
    edition: Edition,
    shown: Words,
) -> AuthorityRow:
    return AuthorityRow(
        key=row.pk,
        kind=AuthorityKind(row.kind),
        theme=shown(row.theme),
        visited_on=row.visited_on,
        published_on=row.published_on,
        is_embargoed=not is_out(row.published_on, edition.known_on(day)),
        grades=grades,
        reason_public=shown(row.reason_public),
        reason_exempt=row.reason_exempt if edition.exempt else "",
        version=row.version,
    )
