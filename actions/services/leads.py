"""A leaver's work goes to others in one step."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from actions.models import Lead, Plan, Strand, StrandLead
from actions.models.strands import StrandQuerySet
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from corporate_parenting.words import day_words


@transaction.atomic
def hand_over(
    *,
    leaver: Lead,
    version: int,
    takers: Mapping[int, Lead],
    last_day: date,
    by: User,
) -> Lead:
    """Give each open strand of the leaver, by its key, to the lead who takes it over.

    The leaver keeps closed strands: they led them. Raises Conflict when somebody saved the leaver
    since, ValidationError when a strand has no taker or came or went in the meantime.
    """
    leads = _locked_leads({leaver.pk, *(taker.pk for taker in takers.values())})
    takers = {strand: leads[taker.pk] for strand, taker in takers.items()}
    leaver = lock_current(Lead.objects, pk=leaver.pk, version=version)
    strands = list(
        strands_to_hand_over(leaver).order_by("pk").select_for_update(of=("self",), no_key=True)
    )
    # Asked anew: whoever held a strand while this waited may have taken the leaver off it.
    led = StrandLead.objects.filter(lead=leaver, strand__in=strands)
    if takers.keys() != set(led.values_list("strand", flat=True)):
        raise ValidationError(
            f"What {leaver} leads changed while you were choosing. Look at the list again."
        )
    _check_takers(leaver, takers.values(), last_day)
    for strand in strands:
        _give(strand, leaver, takers[strand.pk], by)
    sign(leaver, by=by, reason="Handed over")
    save_changes(leaver, active_until=last_day)
    return leaver


def _locked_leads(keys: set[int]) -> dict[int, Lead]:
    """In one order, so that two who hand over to each other wait, and the second sees the first."""
    rows = Lead.objects.filter(pk__in=keys).order_by("pk")
    return {lead.pk: lead for lead in rows.select_for_update(of=("self",), no_key=True)}


def strands_to_hand_over(leaver: Lead) -> StrandQuerySet:
    """The leaver's open strands in plans that still run."""
    rows = StrandLead.objects.filter(lead=leaver)
    return (
        Strand.objects.open()
        .filter(Exists(rows.filter(strand=OuterRef("pk"))))
        .exclude(action__priority__plan__state=Plan.State.ARCHIVED)
    )


def _check_takers(leaver: Lead, takers: Iterable[Lead], last_day: date) -> None:
    for taker in takers:
        if taker == leaver:
            raise ValidationError(f"{leaver} is leaving and cannot take work over.")
        if taker.active_until and taker.active_until <= last_day:
            raise ValidationError(
                f"{taker} leads only until {day_words(taker.active_until)}. Choose somebody else."
            )


def _give(strand: Strand, leaver: Lead, taker: Lead, by: User) -> None:
    """The taker stands where the leaver stood, or where they stood already if that is higher."""
    reason = f"Handed over from {leaver} to {taker}"
    given = strand.strand_leads.get(lead=leaver)
    own = strand.strand_leads.filter(lead=taker).first()
    sign(strand, by=by, reason=reason)
    save_changes(strand)
    sign(given, by=by, reason=reason)
    if own is None:
        given.lead = taker
        given.full_clean(exclude=["strand"])
        given.save(update_fields=["lead"])
        return
    given.delete()
    if given.order < own.order:
        own.order = given.order
        sign(own, by=by, reason=reason)
        own.full_clean(exclude=["strand"])
        own.save(update_fields=["order"])
