"""The plan as it stood at the end of a day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Model, QuerySet

from actions.models import (
    Action,
    Agency,
    Lead,
    Plan,
    Priority,
    ProgressNote,
    Strand,
    StrandLead,
    Timescale,
)
from actions.queries.notes import newest_notes, standing_at
from actions.queries.plan import hang_actions, hang_details, hang_strands
from corporate_parenting.as_at import end_of, rows_at


def plan_at(
    pk: int, day: date, notes: QuerySet[ProgressNote]
) -> tuple[Plan, list[Priority]] | None:
    """The plan as at the end of ``day``, hung with the lists of ``queries.plan``; nine queries.

    None if the plan was not kept then. ``notes`` are those that the reader may see.
    """
    moment = end_of(day)
    plans = rows_at(Plan, moment, id=pk)
    if not plans:
        return None
    priorities = rows_at(Priority, moment, plan_id=pk)
    priorities.sort(key=lambda priority: priority.number)
    actions = rows_at(Action, moment, priority_id__in=_keys(priorities))
    actions.sort(key=lambda action: (action.reference_key, action.pk))
    strands = rows_at(Strand, moment, action_id__in=_keys(actions))
    strands.sort(key=lambda strand: (strand.order, strand.pk))
    _hang_details_at(strands, moment)
    newest = newest_notes(standing_at(notes, day, moment).filter(action__in=_keys(actions)))
    hang_actions(priorities, actions)
    hang_strands(actions, strands, newest)
    return plans[0], priorities


def _hang_details_at(strands: list[Strand], moment: datetime) -> None:
    of_these = {"strand_id__in": _keys(strands)}
    led = rows_at(StrandLead, moment, **of_these)
    led.sort(key=lambda row: (row.order, row.pk))
    leads = {lead.pk: lead for lead in rows_at(Lead, moment, id__in={row.lead_id for row in led})}
    agencies = rows_at(Agency, moment, id__in={lead.agency_id for lead in leads.values()})
    by_key = {agency.pk: agency for agency in agencies}
    for lead in leads.values():
        lead.agency = by_key.get(lead.agency_id)
    timescales = rows_at(Timescale, moment, **of_these)
    timescales.sort(key=lambda timescale: (timescale.order, timescale.pk))
    pairs = [(row.strand_id, leads[row.lead_id]) for row in led if row.lead_id in leads]
    hang_details(strands, pairs, timescales)


def _keys(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]


def first_kept(plan: Plan) -> datetime | None:
    """When the plan came into this application."""
    return plan.history.order_by("history_date").values_list("history_date", flat=True).first()
