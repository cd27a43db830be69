"""Who changed what in a row, when and why, from its history, for people to read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from django.db.models import Field, Model, TextField

from corporate_parenting.differences import Piece, word_differences
from corporate_parenting.models import User
from corporate_parenting.prose import prose_text
from corporate_parenting.versions import IMPORTED
from corporate_parenting.words import capitalised, day_words

Did = Literal["added", "changed", "removed"]


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


Tell = Callable[[Model | None, Model | None], tuple[FieldChange, ...]]
"""What differs between a row before and after; None where there was or is none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row with the one before it. ``alone``: whatever has the same here may be one entry."""

    at: datetime
    who: User | None
    why: str
    subject: str
    before: Model | None
    after: Model | None
    tell: Tell
    is_imported: bool = False
    alone: object = None

    @property
    def group(self) -> tuple:
        """Steps of one person, reason and minute are one entry."""
        minute = self.at.replace(second=0, microsecond=0)
        return (minute, self.who and self.who.pk, self.why, self.alone)

    @property
    def change(self) -> Change:
        did = "removed" if self.after is None else "changed" if self.before else "added"
        return Change(self.subject, did, self.tell(self.before, self.after))


Event = tuple[Step, ...]


def records_of(model: type[Model], *related: str, **within: object) -> list[Model]:
    """History records, oldest first, in one query."""
    records = model.history.model.objects.filter(**within)
    return list(
        records.select_related("history_user", *related).order_by("history_date", "history_id")
    )


def steps_of(
    records: Iterable[Model], subject: Callable[[Model], str], tell: Tell
) -> Iterator[Step]:
    """``records``: oldest first. A record of a removal holds what the row was."""
    newest = {}
    for record in records:
        why, is_removal = record.history_change_reason or "", record.history_type == "-"
        yield Step(
            at=record.history_date,
            who=record.history_user,
            why=why,
            subject=subject(record),
            before=record if is_removal else newest.get(record.id),
            after=None if is_removal else record,
            tell=tell,
            is_imported=why.startswith(IMPORTED),
        )
        newest[record.id] = record


def events_of(steps: Iterable[Step]) -> list[Event]:
    """The newest first. Nothing is compared yet: ``describe`` does that for those of a page."""
    newest = sorted(steps, key=lambda step: step.at, reverse=True)
    return [tuple(group) for _, group in groupby(newest, key=lambda step: step.group)]


def describe(event: Event) -> Entry:
    """The event with its differences word by word; rows that only got a new version are left out.

    Within one event what was done first comes first.
    """
    first = event[0]
    changes = (step.change for step in reversed(event))
    return Entry(
        at=first.at,
        who=str(first.who) if first.who else _without_sign_in(first),
        why=first.why,
        changes=tuple(change for change in changes if change.fields),
    )


def _without_sign_in(step: Step) -> str:
    return "Brought in from a file" if step.is_imported else "Name not recorded"


def differences(
    old: Model | None, new: Model | None, fields: Iterable[Field], prose: Iterable[str] = ()
) -> tuple[FieldChange, ...]:
    """``prose``: names of fields that are told as people read them, without their marks."""
    found = []
    for field in fields:
        before, after = _words(old, field), _words(new, field)
        if before != after:
            found.append(_field_change(field, before, after, field.name in prose))
    return tuple(found)


def fields_of(model: type[Model], untold: set[str]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field.name not in untold]


def _field_change(field: Field, before: str, after: str, is_prose: bool) -> FieldChange:
    label = capitalised(str(field.verbose_name))
    if not isinstance(field, TextField):
        return FieldChange(label, replaced(before, after))
    if is_prose:
        before, after = prose_text(before), prose_text(after)
        if before == after:
            return FieldChange(f"{label}: only its layout", (Piece("same", after),))
    return FieldChange(label, word_differences(before, after))


def replaced(old: str, new: str) -> tuple[Piece, ...]:
    """Short values are read whole: a date with one figure struck out helps nobody."""
    return tuple(Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text)


def _words(row: Model | None, field: Field) -> str:
    """The value as people read it; nothing for no row, no value and No."""
    if row is None:
        return ""
    value = getattr(row, field.attname)
    if value is None or value is False:  # not `in`: 0 equals False, and is a value
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
