"""Actions of the plan that answer inspections, or what these require."""

from collections.abc import Iterable
from dataclasses import dataclass

from homes.editions import Edition
from homes.models import ImprovementAction
from homes.queries.rows import InspectionRow, RequirementRow


@dataclass(frozen=True, slots=True)
class Answer:
    """``requirement``: its key, or None for an answer to the whole inspection."""

    inspection: int
    requirement: int | None
    action: int
    reference: str
    note: str


def answers_to(
    inspections: Iterable[InspectionRow],
    requirements: Iterable[RequirementRow],
    edition: Edition,
) -> tuple[Answer, ...]:
    """Of what the reader was told, in one query. Notes are told with the exempt wordings."""
    told = {row.key for row in requirements} | {None}
    found = ImprovementAction.objects.filter(inspection__in=[row.key for row in inspections])
    return tuple(
        Answer(
            inspection=row.inspection_id,
            requirement=row.requirement_id,
            action=row.action_id,
            reference=row.action.reference,
            note=row.note if edition.exempt else "",
        )
        for row in found.select_related("action").order_by("id")
        if row.requirement_id in told
    )
