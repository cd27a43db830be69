"""Pages of the plan and its priorities, as they stand or as they stood on a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from actions import as_at, queries, rules
from actions.models import Plan, Priority
from actions.views.access import check_reader
from corporate_parenting.context import council_for
from corporate_parenting.forms import AsAtForm
from corporate_parenting.words import capitalised

NAME_WORDS = 16  # of a promise that stands where a priority has no title


@require_safe
def plan_current(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    plan = Plan.objects.filter(state=Plan.State.CURRENT).order_by("-starts_on", "-pk").first()
    if plan:
        return redirect("actions:plan-detail", pk=plan.pk)
    context = {
        "has_plans": Plan.objects.exists(),
        "may_import": rules.can_import_plan(request.user),
    }
    return render(request, "actions/plan_none.html", context)


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    context = {
        "plans": Plan.objects.order_by("-starts_on", "-pk"),
        "may_import": rules.can_import_plan(request.user),
        "breadcrumbs": [("Plan", reverse("actions:plan-current")), ("All plans", "")],
    }
    return render(request, "actions/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    form = AsAtForm(request.GET, today=timezone.localdate())
    notes = queries.notes_for(request.user)
    if form.day:
        return _plan_on(request, pk, form, notes)
    plan, priorities = queries.plan_with_priorities(pk)
    queries.load_actions(priorities, notes)
    context = {"plan": plan, "priorities": priorities, "form": form}
    return render(request, "actions/plan_detail.html", context, status=form.status)


def _plan_on(request: HttpRequest, pk: int, form: AsAtForm, notes: object) -> HttpResponse:
    """The plan as at the end of a day; 404 where nothing was kept yet, with the first day kept."""
    found = as_at.plan_at(pk, form.day, notes)
    if found:
        plan, priorities = found
        context = {"plan": plan, "priorities": priorities, "form": form, "day": form.day}
        return render(request, "actions/plan_detail.html", context)
    plan = get_object_or_404(Plan, pk=pk)
    context = {"plan": plan, "form": form, "day": form.day, "first_kept": as_at.first_kept(plan)}
    return render(request, "actions/plan_not_kept.html", context, status=404)


@require_safe
def priority_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    priority = get_object_or_404(Priority.objects.select_related("plan", "sponsor__agency"), pk=pk)
    queries.load_actions([priority], queries.notes_for(request.user))
    word = priority.level_word or council_for(request).priority_word
    title = f"{capitalised(word)} {priority.number}"
    name = Truncator(priority.title or priority.promise).words(NAME_WORDS)
    context = {
        "priority": priority,
        "title": title,
        "name": name,
        "breadcrumbs": [
            (priority.plan.title, reverse("actions:plan-detail", args=[priority.plan_id])),
            (f"{priority.number}. {name}", ""),
        ],
    }
    return render(request, "actions/priority_detail.html", context)
