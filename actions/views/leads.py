"""The page on which a leaver's strands go to others."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions import rules, services
from actions.forms import HandOverForm, LeaverForm
from actions.models import Lead, Plan, Strand
from actions.views.access import check_reader
from corporate_parenting.context import council_for
from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_before, answer_once
from corporate_parenting.words import capitalised, counted, day_words

HEADING = "Hand over the work of somebody who leaves"


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """``?leaver=`` names who leaves; without it the page asks."""
    check_reader(request.user)
    if not rules.can_hand_over(request.user):
        raise PermissionDenied("Officers and administrators hand work over.")
    leads = sorted(Lead.objects.select_related("agency"), key=lambda lead: str(lead).casefold())
    chooser = LeaverForm(request.GET if "leaver" in request.GET else None, leads=leads)
    if not chooser.is_valid():
        status = 422 if chooser.is_bound else 200
        context = {"form": chooser, "heading": HEADING, "breadcrumbs": _crumbs(request)}
        return render(request, "actions/leaver_form.html", context, status=status)
    return _choose_takers(request, chooser.cleaned_data["leaver"], leads)


def _choose_takers(request: HttpRequest, leaver: Lead, leads: list[Lead]) -> HttpResponse:
    today = timezone.localdate()
    active = [lead for lead in leads if lead.is_active_on(today)]
    strands = list(_strands_shown(leaver))
    form = HandOverForm(posted(request), leaver=leaver, strands=strands, leads=active)
    if form.is_bound and (answer := answer_before(request, form)):
        return answer
    act = partial(_hand_over, request, form, leaver)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    running = ~Q(plan__state=Plan.State.ARCHIVED)
    return render_form(
        request,
        "actions/hand_over_form.html",
        form,
        heading=HEADING,
        breadcrumbs=_crumbs(request),
        leaver=leaver,
        kept=leaver.strands.count() - len(strands),
        sponsored=leaver.sponsored.filter(running).order_by("number", "pk"),
    )


def _crumbs(request: HttpRequest) -> list[tuple[str, str]]:
    actions = capitalised(council_for(request).actions_word)
    return [(actions, reverse("actions:action-list")), ("Hand over", "")]


def _strands_shown(leaver: Lead) -> QuerySet[Strand]:
    strands = services.strands_to_hand_over(leaver).select_related("action")
    return strands.order_by("action__reference_key", "order", "pk")


def _hand_over(request: HttpRequest, form: HandOverForm, leaver: Lead) -> HttpResponseRedirect:
    given = form.cleaned_data
    services.hand_over(
        leaver=leaver,
        version=given["version"],
        takers=given["takers"],
        last_day=given["last_day"],
        by=request.user,
    )
    strands = counted(len(given["takers"]), council_for(request).strand_word)
    messages.success(request, f"{leaver}: {strands} handed over.")
    messages.info(request, _what_follows(leaver, given["last_day"], bool(given["takers"])))
    return redirect("actions:hand-over")


def _what_follows(leaver: Lead, last_day: date, has_given: bool) -> str:
    """Strands move today, whatever the last day is: people must not think that they wait for it."""
    moved = "Those who took over lead from today. " if has_given else ""
    if last_day < timezone.localdate():
        return f"{moved}{leaver} led until {day_words(last_day)}."
    without = ", without what was handed over" if has_given else ""
    return f"{moved}{leaver} stays among the leads until {day_words(last_day)}{without}."
