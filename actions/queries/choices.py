"""What the filter of the list offers, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from actions.models import Lead, Plan, Priority, StrandLead
from actions.queries.rows import lead_words

NO_LEAD = "No lead is called “%(value)s”."  # in place of one of the leads offered


@dataclass(frozen=True, slots=True)
class Choices:
    """The plan that is listed, the others, and (key, words) of what it can be narrowed by."""

    plan: Plan
    plans: tuple[Plan, ...]
    priorities: tuple[tuple[int, str], ...]
    leads: tuple[tuple[int, str], ...]
    agencies: tuple[tuple[int, str], ...]


def plan_choices(chosen: int | None) -> Choices | None:
    """For the plan with that key, or the current one; None without such a plan."""
    plans, priorities = _plans_and_priorities()
    plan = plans.get(chosen) if chosen is not None else _current(plans.values())
    if plan is None:
        return None
    priorities = [row for row in priorities if row.plan_id == plan.pk]
    leads = _leads_of(priorities)
    agencies = {agency: name for _, _, agency, name in leads if agency}
    return Choices(
        plan=plan,
        plans=tuple(plans.values()),
        priorities=tuple((row.pk, str(row)) for row in priorities),
        leads=tuple(lead[:2] for lead in leads),
        agencies=tuple(sorted(agencies.items(), key=lambda item: item[1].casefold())),
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


def _leads_of(priorities: list[Priority]) -> list[tuple[int, str, int | None, str | None]]:
    """Whoever leads a strand of these, by their words: key, words, agency's key and name."""
    led = StrandLead.objects.filter(
        lead=OuterRef("pk"), strand__action__priority__in=[row.pk for row in priorities]
    )
    found = (
        Lead.objects.filter(Exists(led))
        .order_by("pk")
        .values_list("pk", "agency", "agency__name", "name", "role", "agency__short_name")
    )
    leads = [
        (key, lead_words(name, role, short, agency_name), agency, agency_name)
        for key, agency, agency_name, name, role, short in found
    ]
    return sorted(leads, key=lambda lead: lead[1].casefold())
