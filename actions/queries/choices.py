"""What the filter of the list offers, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from actions.models import Lead, Plan, Priority, StrandLead
from actions.queries.rows import lead_words

_Offered = tuple[tuple[int, str], ...]
NO_LEAD = "No lead is called “%(value)s”."  # in place of one of the leads offered


@dataclass(frozen=True, slots=True)
class Choices:
    """The plan that is listed, the others, and (key, words) of what it can be narrowed by.

    Two are equal that offer the same.
    """

    plan: Plan = field(compare=False)
    plans: tuple[Plan, ...] = field(compare=False)
    priorities: _Offered
    leads: _Offered
    agencies: _Offered


def plan_choices(chosen: int | None) -> Choices | None:
    """For the plan with that key, or the current one; None without such a plan."""
    plans, priorities = _plans_and_priorities()
    plan = plans.get(chosen) if chosen is not None else _current(plans.values())
    if plan is None:
        return None
    priorities = [row for row in priorities if row.plan_id == plan.pk]
    leads, agencies = _in_words(tuple(_leads_of(priorities)))
    return Choices(
        plan=plan,
        plans=tuple(plans.values()),
        priorities=tuple((row.pk, str(row)) for row in priorities),
        leads=leads,
        agencies=agencies,
    )


def _plans_and_priorities() -> tuple[dict[int, Plan], list[Priority]]:
    """All plans, newest first, and their priorities by number: few rows, one query."""
    plans, priorities = {}, []
    ordered = Plan.objects.order_by("-starts_on", "-pk", "priorities__number")
    for pk, title, state, *priority in ordered.values_list(
        "pk", "title", "state", "priorities__pk", "priorities__number",
        "priorities__title", "priorities__promise",
    ):  # fmt: skip
        plans.setdefault(pk, Plan(pk=pk, title=title, state=state))
        key, number, title, promise = priority
        if key:
            priorities.append(
                Priority(pk=key, plan_id=pk, number=number, title=title, promise=promise)
            )
    return plans, priorities


def _current(plans: Iterable[Plan]) -> Plan | None:
    return next((plan for plan in plans if plan.state == Plan.State.CURRENT), None)


def _leads_of(priorities: list[Priority]) -> QuerySet[tuple]:
    """Whoever leads a strand of these."""
    led = StrandLead.objects.filter(
        lead=OuterRef("pk"), strand__action__priority__in=[row.pk for row in priorities]
    )
    # One strand of each lead is enough. PostgreSQL would make a join of all strands of an EXISTS.
    one = Subquery(led.order_by().values("pk")[:1])
    return (
        Lead.objects.alias(one=one)
        .filter(one__isnull=False)
        .order_by("pk")
        .values_list("pk", "agency", "agency__name", "name", "role", "agency__short_name")
    )


@lru_cache(maxsize=20)
def _in_words(leads: tuple[tuple, ...]) -> tuple[_Offered, _Offered]:
    """The leads of ``_leads_of`` by their words, and their agencies by name."""
    agencies = {agency: name for _, agency, name, *_ in leads if agency}
    named = (
        (key, lead_words(name, role, short, agency_name))
        for key, _, agency_name, name, role, short in leads
    )
    return _sorted(named), _sorted(agencies.items())


def _sorted(offered: Iterable[tuple[int, str]]) -> _Offered:
    return tuple(sorted(offered, key=lambda one: one[1].casefold()))
