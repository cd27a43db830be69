"""Who changed what in an action, its strands, leads and timescales, and what was said of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from django.db.models import Field, Model, QuerySet, TextField

from actions.models import Action, ProgressNote, Strand, StrandLead, Timescale
from actions.readings import reading
from corporate_parenting.differences import Piece, word_differences
from corporate_parenting.models import Council, User
from corporate_parenting.prose import prose_text
from corporate_parenting.versions import IMPORTED
from corporate_parenting.words import capitalised, day_words

Did = Literal["added", "changed", "removed"]
UNTOLD = {  # the entry itself says who set a status, and when
    "id", "version", "reference_key", "action", "strand", "status_set_at", "status_set_by",
}  # fmt: skip
PROSE = {"wording", "text"}  # told as people read them, without their marks
READ = {"kind", "starts_on", "ends_on", "every_count", "every_unit"}  # told as one reading


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that was added, changed or removed."""

    subject: str
    did: Did
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person did at one time, and why; ``who`` says so where nobody was signed in."""

    at: datetime
    who: str
    why: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A history record with the one before it, or a note with the one that it corrects."""

    at: datetime
    who: User | None
    why: str
    subject: str
    row: Model
    before: Model | None

    @property
    def group(self) -> tuple:
        """Steps of one person, reason and minute are one entry; each note is its own."""
        note = self.row.pk if isinstance(self.row, ProgressNote) else None
        minute = self.at.replace(second=0, microsecond=0)
        return (minute, self.who and self.who.pk, self.why, note)


Event = tuple[Step, ...]


def action_events(action: Action, notes: QuerySet[ProgressNote], council: Council) -> list[Event]:
    """All that happened to the action, newest first, in five queries; ``notes`` are the readable.

    Nothing is compared yet: ``describe`` does that for the events of a page.
    """
    strands = _records(Strand, action_id=action.pk)
    of_these = {"strand_id__in": {record.id for record in strands}}
    names = {  # the newest record comes last
        record.id: f"{council.strand_word} {record.order}" for record in strands
    }
    whole = f"{capitalised(council.action_word)} {action.reference}"
    steps = [
        *_steps(_records(Action, "priority", id=action.pk), lambda record: whole),
        *_steps(strands, lambda record: capitalised(names[record.id])),
        *_steps(
            _records(StrandLead, "lead__agency", **of_these),
            lambda record: f"Lead of {names[record.strand_id]}",
        ),
        *_steps(
            _records(Timescale, **of_these),
            lambda record: f"Timescale of {names[record.strand_id]}",
        ),
        *_note_steps(notes.filter(action=action), names, whole),
    ]
    steps.sort(key=lambda step: step.at, reverse=True)
    return [tuple(group) for _, group in groupby(steps, key=lambda step: step.group)]


def _records(model: type[Model], *related: str, **within: object) -> list[Model]:
    """History records, oldest first."""
    records = model.history.model.objects.filter(**within)
    return list(
        records.select_related("history_user", *related).order_by("history_date", "history_id")
    )


def _steps(records: Iterable[Model], subject: Callable[[Model], str]) -> Iterator[Step]:
    newest = {}
    for record in records:
        yield Step(
            at=record.history_date,
            who=record.history_user,
            why=record.history_change_reason or "",
            subject=subject(record),
            row=record,
            before=newest.get(record.id),
        )
        newest[record.id] = record


def _note_steps(notes: QuerySet[ProgressNote], names: dict[int, str], whole: str) -> Iterator[Step]:
    for note in notes.select_related("author", "corrects").order_by("recorded_at", "pk"):
        on = names.get(note.strand_id, whole)
        kind = "Correction of a note" if note.corrects else "Note"
        yield Step(
            at=note.recorded_at,
            who=note.author,
            why="",
            subject=f"{kind} on {on}, as at {day_words(note.as_at)}",
            row=note,
            before=note.corrects,
        )


def describe(event: Event) -> Entry:
    """The event with its differences word by word; rows that only got a new version are left out.

    Within one event what was done first comes first.
    """
    first = event[0]
    changes = (_change(step) for step in reversed(event))
    return Entry(
        at=first.at,
        who=str(first.who) if first.who else _without_sign_in(first),
        why=first.why,
        changes=tuple(change for change in changes if change.fields),
    )


def _without_sign_in(step: Step) -> str:
    is_import = isinstance(step.row, ProgressNote) or step.why.startswith(IMPORTED)
    return "Brought in with the plan" if is_import else "Name not recorded"


def _change(step: Step) -> Change:
    if isinstance(step.row, ProgressNote):
        did = "changed" if step.before else "added"
        return Change(step.subject, did, _differences(step.before, step.row, NOTE_FIELDS))
    if step.row.history_type == "-":
        return Change(step.subject, "removed", _record_differences(step.row, None))
    did = "changed" if step.before else "added"
    return Change(step.subject, did, _record_differences(step.before, step.row))


def _record_differences(old: Model | None, new: Model | None) -> tuple[FieldChange, ...]:
    model = (new or old).instance_type
    untold = UNTOLD if old and new else UNTOLD | {"order"}
    if model is not Timescale:
        return _differences(old, new, _fields(model, untold))
    readings = [reading(record) if record else "" for record in (old, new)]
    read = [FieldChange("Read as", _replaced(*readings))] if readings[0] != readings[1] else []
    return (*_differences(old, new, _fields(model, untold | READ)), *read)


def _fields(model: type[Model], untold: set[str]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field.name not in untold]


NOTE_FIELDS = [
    ProgressNote._meta.get_field(name)
    for name in ("text", "is_unchanged", "as_at", "proposed_status", "status_reason", "visibility")
]


def _differences(
    old: Model | None, new: Model | None, fields: Iterable[Field]
) -> tuple[FieldChange, ...]:
    found = []
    for field in fields:
        before, after = _words(old, field), _words(new, field)
        if before != after:
            found.append(_field_change(field, before, after))
    return tuple(found)


def _field_change(field: Field, before: str, after: str) -> FieldChange:
    label = capitalised(str(field.verbose_name))
    if not isinstance(field, TextField):
        return FieldChange(label, _replaced(before, after))
    if field.name in PROSE:
        before, after = prose_text(before), prose_text(after)
        if before == after:
            return FieldChange(f"{label}: only its layout", (Piece("same", after),))
    return FieldChange(label, word_differences(before, after))


def _replaced(old: str, new: str) -> tuple[Piece, ...]:
    """Short values are read whole: a date with one figure struck out helps nobody."""
    return tuple(Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text)


def _words(row: Model | None, field: Field) -> str:
    """The value as people read it; nothing for no row, no value and No."""
    if row is None:
        return ""
    value = getattr(row, field.attname)
    if value in (None, "", False):
        return ""
    if value is True:
        return "Yes"
    if isinstance(value, date):
        return day_words(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return str(getattr(row, field.name, None) or "")
    return str(value)
