"""The page on which officers change a line of work."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions import rules, services
from actions.forms import NewStrandForm, StrandForm
from actions.models import Action, Lead, Strand
from actions.views.loading import (
    action_for,
    action_page,
    back,
    strand_for,
)
from corporate_parenting.context import council_for
from corporate_parenting.forms import posted
from corporate_parenting.submissions import answer_once
from corporate_parenting.words import capitalised, with_article

NOT_YOURS = "Officers change this part of the plan."


@require_http_methods(["GET", "POST"])
def strand_add(request: HttpRequest, action_pk: int) -> HttpResponse:
    action = action_for(request.user, action_pk)
    if not rules.can_change_strand(request.user):
        raise PermissionDenied(NOT_YOURS)
    form = NewStrandForm(posted(request), leads=_leads_to_choose(timezone.localdate()))
    act = partial(_add, request, form, action)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(request, "actions/strand_add_form.html", form, action, "Add")


def _add(request: HttpRequest, form: NewStrandForm, action: Action) -> HttpResponseRedirect:
    services.add_strand(action=action, by=request.user, **form.strand_fields())
    strand = capitalised(with_article(council_for(request).strand_word))
    messages.success(request, f"{strand} is added to {action.reference}.")
    return back(request, action)


@require_http_methods(["GET", "POST"])
def strand_change(request: HttpRequest, pk: int) -> HttpResponse:
    strand = strand_for(request.user, pk)
    if not rules.can_change_strand(request.user):
        raise PermissionDenied(NOT_YOURS)
    leads = _leads_to_choose(timezone.localdate(), strand.leads.all())
    form = StrandForm(posted(request), strand=strand, leads=leads)
    act = partial(_change, request, form, strand)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return action_page(
        request, "actions/strand_form.html", form, strand.action, "Change", strand=strand
    )


def _leads_to_choose(day: date, standing: QuerySet[Lead] | None = None) -> list[Lead]:
    """Those who lead on ``day``, and whoever is ``standing`` there already."""
    leads = Lead.objects.active_on(day)
    if standing is not None:
        leads = Lead.objects.filter(Q(pk__in=leads) | Q(pk__in=standing))
    return sorted(leads.select_related("agency"), key=lambda lead: (str(lead).casefold(), lead.pk))


def _change(request: HttpRequest, form: StrandForm, strand: Strand) -> HttpResponseRedirect:
    services.change_strand(strand=strand, by=request.user, **form.strand_fields())
    word = council_for(request).strand_word
    messages.success(request, f"The {word} of {strand.action.reference} is saved.")
    return back(request, strand.action)
