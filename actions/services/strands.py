"""A line of work: what and where, who leads in which order, and how its timescales are read."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actions.models import Action, Lead, Strand, StrandLead, Timescale
from actions.timescales import Reading, read_timescale
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign

READING = ("kind", "starts_on", "ends_on", "every_count", "every_unit")


def reading_of(timescale: Timescale) -> Reading:
    return Reading(**{name: getattr(timescale, name) for name in READING})


@transaction.atomic
def change_strand(
    *,
    strand: Strand,
    version: int,
    by: User,
    leads: Sequence[Lead],
    readings: Mapping[int, Reading],
    what: str,
    who_where: str,
    closed_on: date | None = None,
    closed_reason: str = "",
) -> Strand:
    """Save an edit of the strand; ``leads`` in order, ``readings`` by the timescale's key.

    Raises Conflict when somebody saved the strand, its leads or its timescales since.
    """
    strand = lock_current(Strand.objects, pk=strand.pk, version=version)
    _check_leads(leads)
    changed = _changed_readings(strand, readings)
    sign(strand, by=by, reason=closed_reason)
    save_changes(
        strand, what=what, who_where=who_where, closed_on=closed_on, closed_reason=closed_reason
    )
    _put_leads(strand, leads, by=by)
    for timescale, reading in changed:
        _save_reading(timescale, reading, by)
    return strand


@transaction.atomic
def add_strand(
    *,
    action: Action,
    by: User,
    what: str,
    who_where: str,
    leads: Sequence[Lead],
    timescales: Sequence[str] = (),
) -> Strand:
    """Add a strand after the last one; each of ``timescales`` is read where a person would be sure.

    Raises ValidationError when it says neither what is done nor who does it.
    """
    actions = Action.objects.select_related("priority__plan")
    action = actions.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    if not (what or who_where):
        raise ValidationError({"what": "Say what is done, or who does it and where."})
    _check_leads(leads)
    last = action.strands.aggregate(last=Max("order"))["last"] or 0
    words = "\n".join(map(str, leads))
    strand = Strand(
        action=action, order=last + 1, what=what, who_where=who_where, leads_as_typed=words
    )
    strand.full_clean(exclude=["action"])
    sign(strand, by=by)
    strand.save()
    _put_leads(strand, leads, by=by)
    for order, typed in enumerate(timescales, 1):
        _add_timescale(strand, order, typed, by)
    return strand


def _add_timescale(strand: Strand, order: int, words: str, by: User) -> None:
    plan = strand.action.priority.plan
    reading = read_timescale(words, plan_starts=plan.starts_on, plan_ends=plan.ends_on)
    fields = {name: getattr(reading, name) for name in READING}
    timescale = Timescale(strand=strand, order=order, words=words, **fields)
    timescale.full_clean(exclude=["strand"])
    sign(timescale, by=by)
    timescale.save()


def _check_leads(leads: Sequence[Lead]) -> None:
    if len(set(leads)) < len(leads):
        raise ValidationError("Name each lead once.")


def _put_leads(strand: Strand, leads: Sequence[Lead], *, by: User) -> None:
    """Make ``leads`` those of the locked strand, in order; the first is the accountable one."""
    standing = {row.lead_id: row for row in strand.strand_leads.all()}
    for row in standing.values():
        if row.lead_id not in {lead.pk for lead in leads}:
            sign(row, by=by)
            row.delete()
    for order, lead in enumerate(leads, 1):
        row = standing.get(lead.pk) or StrandLead(strand=strand, lead=lead)
        if row.order != order:
            row.order = order
            row.full_clean(exclude=["strand"])
            sign(row, by=by)
            row.save()


def _changed_readings(
    strand: Strand, readings: Mapping[int, Reading]
) -> list[tuple[Timescale, Reading]]:
    """Timescales of the locked strand with the readings that differ, each found to be whole."""
    timescales = {timescale.pk: timescale for timescale in strand.timescales.all()}
    if not readings.keys() <= timescales.keys():
        raise ValidationError("A timescale belongs to another part of the plan.")
    pairs = [(timescales[key], reading) for key, reading in readings.items()]
    changed = [(row, reading) for row, reading in pairs if reading != reading_of(row)]
    for timescale, reading in changed:
        check_reading(timescale.words, reading)
    return changed


def _save_reading(timescale: Timescale, reading: Reading, by: User) -> None:
    for name in READING:
        setattr(timescale, name, getattr(reading, name))
    timescale.is_confirmed = True
    timescale.full_clean(exclude=["strand"])
    sign(timescale, by=by)
    timescale.save(update_fields=[*READING, "is_confirmed"])


def check_reading(words: str, reading: Reading) -> None:
    """Raises ValidationError for a reading that says too little or too much of ``words``."""
    kinds = Timescale.Kind
    if reading.kind == kinds.UNREAD and reading != Reading():
        raise ValidationError(f"“{words}”: choose what kind of timescale this is.")
    if reading.kind == kinds.BY and not reading.ends_on:
        raise ValidationError(f"“{words}”: enter the day by which it is due.")
    if reading.kind == kinds.DURING and not (reading.starts_on and reading.ends_on):
        raise ValidationError(f"“{words}”: enter the first and the last day.")
    if bool(reading.every_count) != bool(reading.every_unit):
        raise ValidationError(f"“{words}”: enter how often, as a number and a unit.")
    if reading.every_unit and reading.kind != kinds.RECURRING:
        raise ValidationError(f"“{words}”: only a recurring timescale says how often.")
