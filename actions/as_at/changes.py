"""Who changed what in an action, its strands, leads and timescales, and what was said of it."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from actions.models import Action, ProgressNote, Strand, StrandLead, Timescale
from actions.readings import reading
from corporate_parenting.changes import (
    Event,
    FieldChange,
    Step,
    differences,
    events_of,
    fields_of,
    records_of,
    replaced,
    steps_of,
)
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words

UNTOLD = {  # the entry itself says who set a status, and when
    "id", "version", "reference_key", "action", "strand", "status_set_at", "status_set_by",
}  # fmt: skip
PROSE = {"wording", "text"}
READ = {"kind", "starts_on", "ends_on", "every_count", "every_unit"}  # told as one reading


def action_events(action: Action, notes: QuerySet[ProgressNote], council: Council) -> list[Event]:
    """All that happened to the action, in five queries; ``notes`` are those for the reader."""
    strands = records_of(Strand, action_id=action.pk)
    of_these = {"strand_id__in": {record.id for record in strands}}
    names = {  # the newest record comes last
        record.id: f"{council.strand_word} {record.order}" for record in strands
    }
    whole = f"{capitalised(council.action_word)} {action.reference}"
    told = [
        (records_of(Action, "priority", id=action.pk), lambda record: whole),
        (strands, lambda record: capitalised(names[record.id])),
        (
            records_of(StrandLead, "lead__agency", **of_these),
            lambda record: f"Lead of {names[record.strand_id]}",
        ),
        (
            records_of(Timescale, **of_these),
            lambda record: f"Timescale of {names[record.strand_id]}",
        ),
    ]
    steps = [step for records, subject in told for step in steps_of(records, subject, _differences)]
    return events_of([*steps, *_note_steps(notes.filter(action=action), names, whole)])


def _note_steps(notes: QuerySet[ProgressNote], names: dict[int, str], whole: str) -> Iterator[Step]:
    """Each note is an entry of its own; those of nobody came with the plan."""
    for note in notes.select_related("author", "corrects").order_by("recorded_at", "pk"):
        on = names.get(note.strand_id, whole)
        kind = "Correction of a note" if note.corrects else "Note"
        yield Step(
            at=note.recorded_at,
            who=note.author,
            why="",
            subject=f"{kind} on {on}, as at {day_words(note.as_at)}",
            before=note.corrects,
            after=note,
            tell=_note_differences,
            is_imported=True,
            alone=note.pk,
        )


def _differences(old: Model | None, new: Model | None) -> tuple[FieldChange, ...]:
    model = (new or old).instance_type
    untold = UNTOLD if old and new else UNTOLD | {"order"}
    if model is not Timescale:
        return differences(old, new, fields_of(model, untold), PROSE)
    readings = [reading(record) if record else "" for record in (old, new)]
    read = [FieldChange("Read as", replaced(*readings))] if readings[0] != readings[1] else []
    return (*differences(old, new, fields_of(model, untold | READ)), *read)


NOTE_FIELDS = [
    ProgressNote._meta.get_field(name)
    for name in ("text", "is_unchanged", "as_at", "proposed_status", "status_reason", "visibility")
]


def _note_differences(old: Model | None, new: Model | None) -> tuple[FieldChange, ...]:
    return differences(old, new, NOTE_FIELDS, PROSE)
