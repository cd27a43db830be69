"""A plan as its table shows it: priorities, actions, strands, leads, timescales, newest notes.

Lists hang on their parents as plain attributes, so that one template draws the plan of today and
of any day: ``priority.action_list``, ``action.strand_list``, ``action.newest_note`` (of the action
as a whole), ``strand.lead_list``, ``strand.timescale_list``, ``strand.newest_note``;
``strand.is_typed_otherwise`` where the plan's words are not just the names of the leads.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from actions.models import Action, Lead, Plan, Priority, ProgressNote, Strand, StrandLead, Timescale
from actions.queries.notes import Newest, newest_notes
from actions.readings import reading


def plan_with_priorities(pk: int) -> tuple[Plan, list[Priority]]:
    """The plan and its priorities in one query; in two if it has none. Http404 without a plan."""
    priorities = list(Priority.objects.filter(plan=pk).select_related("plan").order_by("number"))
    if priorities:
        return priorities[0].plan, priorities
    return get_object_or_404(Plan, pk=pk), []


def load_actions(priorities: list[Priority], notes: QuerySet[ProgressNote]) -> None:
    """Hang everything below on ``priorities``, in five queries; ``notes`` are those to choose."""
    actions = list(Action.objects.filter(priority__in=priorities).order_by("reference_key", "pk"))
    strands = _strands(Strand.objects.filter(action__priority__in=priorities))
    newest = newest_notes(notes.standing().filter(action__priority__in=priorities))
    hang_actions(priorities, actions)
    hang_strands(actions, strands, newest)


def load_action(action: Action) -> list[Strand]:
    """The action's strands with leads and timescales, in three queries."""
    return _strands(Strand.objects.filter(action=action))


def _strands(strands: QuerySet[Strand]) -> list[Strand]:
    rows = list(strands.order_by("order", "pk"))
    of_these = {"strand__in": strands.order_by().values("pk")}
    leads = StrandLead.objects.filter(**of_these).select_related("lead__agency")
    timescales = Timescale.objects.filter(**of_these).order_by("order", "pk")
    pairs = ((row.strand_id, row.lead) for row in leads.order_by("order", "pk"))
    hang_details(rows, pairs, timescales)
    return rows


def hang_actions(priorities: Iterable[Priority], actions: Iterable[Action]) -> None:
    """``actions`` come in their order; each is hung on its priority."""
    by_priority = defaultdict(list)
    for action in actions:
        by_priority[action.priority_id].append(action)
    for priority in priorities:
        priority.action_list = by_priority[priority.pk]


def hang_strands(actions: Iterable[Action], strands: Iterable[Strand], newest: Newest) -> None:
    by_action = defaultdict(list)
    for strand in strands:
        strand.newest_note = newest.get((strand.action_id, strand.pk))
        by_action[strand.action_id].append(strand)
    for action in actions:
        action.strand_list = by_action[action.pk]
        action.newest_note = newest.get((action.pk, None))


def hang_details(
    strands: Iterable[Strand], leads: Iterable[tuple[int, Lead]], timescales: Iterable[Timescale]
) -> None:
    """Leads come as (strand's key, lead), all in their order."""
    lead_lists, timescale_lists = defaultdict(list), defaultdict(list)
    for strand_id, lead in leads:
        lead_lists[strand_id].append(lead)
    for timescale in timescales:
        timescale.reading = reading(timescale)
        timescale_lists[timescale.strand_id].append(timescale)
    for strand in strands:
        strand.lead_list = lead_lists[strand.pk]
        strand.timescale_list = timescale_lists[strand.pk]
        typed = [line.strip() for line in strand.leads_as_typed.splitlines()]
        strand.is_typed_otherwise = typed != [str(lead) for lead in strand.lead_list]
