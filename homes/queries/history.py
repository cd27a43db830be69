"""Who changed what in a home and in all that happened to it, when and why."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.db.models import Model

from corporate_parenting.changes import (
    Event,
    FieldChange,
    Step,
    differences,
    events_of,
    fields_of,
    records_of,
    steps_of,
)
from corporate_parenting.words import day_words
from homes.kinds import AuthorityKind, InspectionKind, NoticeKind, VisitKind
from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    Home,
    ImprovementAction,
    Inspection,
    Judgement,
    Notice,
    Requirement,
    Visit,
)

UNTOLD = {"id", "version", "home", "area"}  # the subject names the area
# Of an inspection, which the subject names.
OF_AN_INSPECTION = (Judgement, Requirement, ImprovementAction, AuthorityJudgement)
PROSE = {
    "purpose", "reason_public", "reason_exempt", "text", "evidence", "words_public",
    "words_exempt", "summary_public", "summary_exempt",
}  # fmt: skip


def home_events(pk: int) -> list[Event]:
    """All that happened to the home of this key, in seven queries."""
    its, of_its_inspections = {"home_id": pk}, {"inspection__home_id": pk}
    told = [
        _steps(Home, lambda row: "The home", "lead__agency", "transferred_from", id=pk),
        _steps(Inspection, _inspection, "scale", **its),
        _steps(Judgement, _judgement, "area", "grade", "inspection", **of_its_inspections),
        _steps(Requirement, _requirement, "inspection", **of_its_inspections),
        _steps(
            ImprovementAction,
            lambda row: f"Action that answers the {_visit(row)}",
            "action",
            "requirement",
            "inspection",
            **of_its_inspections,
        ),
        _steps(
            Notice,
            lambda row: f"{NoticeKind(row.kind).label} of {day_words(row.issued_on)}",
            "inspection",
            **its,
        ),
        _steps(
            Visit, lambda row: f"{VisitKind(row.kind).label} of {day_words(row.visited_on)}", **its
        ),
    ]
    return events_of(chain.from_iterable(told))


def council_events() -> list[Event]:
    """All that was recorded of inspections of the council as a whole, in two queries."""
    told = [
        _steps(AuthorityInspection, _council_inspection, "scale"),
        _steps(AuthorityJudgement, _council_judgement, "area", "grade", "inspection"),
    ]
    return events_of(chain.from_iterable(told))


def _steps(
    model: type[Model], subject: Callable[[Model], str], *related: str, **within: object
) -> Iterator[Step]:
    return steps_of(records_of(model, *related, **within), subject, _differences)


def _differences(old: Model | None, new: Model | None) -> tuple[FieldChange, ...]:
    """A reason that heads the entry is not said twice."""
    untold, model = set(UNTOLD), (new or old).instance_type
    if model in OF_AN_INSPECTION:
        untold.add("inspection")
    for name in ("closed_because", "voided_because"):
        if new and getattr(new, name, "") == (new.history_change_reason or ""):
            untold.add(name)
    return differences(old, new, fields_of(model, untold), PROSE)


def _inspection(row: Model) -> str:
    return f"{InspectionKind(row.kind).label} of {day_words(row.visited_from)}"


def _council_inspection(row: Model) -> str:
    return f"{AuthorityKind(row.kind).label} of {day_words(row.visited_on)}"


def _council_judgement(row: Model) -> str:
    return f"{row.area}, inspection of {day_words(row.inspection.visited_on)}"


def _judgement(row: Model) -> str:
    return f"{row.area}, {_visit(row)}"


def _requirement(row: Model) -> str:
    return f"{Requirement.Kind(row.kind).label}, {_visit(row)}"


def _visit(row: Model) -> str:
    return f"inspection of {day_words(row.inspection.visited_from)}"
