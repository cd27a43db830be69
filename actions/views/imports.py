"""Bring a plan in: choose the file, look at what was read, then save all of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions import rules
from actions.comparison import Comparison, compare
from actions.forms.imports import ImportReviewForm, PlanUploadForm
from actions.imports.proposals import PlanProposal
from actions.imports.review import FileRows, doubts_by_kind, named_timescales
from actions.models import Plan, PlanImport
from actions.queries.imports import named_leads
from actions.services.plan_imports import (
    choose,
    finish_import,
    grids_and_maps,
    proposal_of,
    start_import,
)
from corporate_parenting.context import council_for, current_council
from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once

HEADING = "Bring in a plan"


@require_http_methods(["GET", "POST"])
def import_add(request: HttpRequest) -> HttpResponse:
    _check_may_import(request)
    form = PlanUploadForm(posted(request), request.FILES or None)
    if form.is_valid() and (answer := answer_once(request, form, partial(_start, request, form))):
        return answer
    return render_form(request, "actions/import_form.html", form, breadcrumbs=_crumbs(HEADING))


@require_http_methods(["GET", "POST"])
def import_review(request: HttpRequest, pk: int) -> HttpResponse:
    _check_may_import(request)
    kept = get_object_or_404(PlanImport, pk=pk, uploaded_by=request.user)
    if kept.state == PlanImport.State.BROUGHT_IN:
        return redirect("actions:plan-detail", pk=kept.plan_id)
    proposal = proposal_of(kept)
    council = council_for(request)
    plan = Plan.objects.called(kept.title, council.board_name).first()
    comparison = compare(plan, proposal, council=council, starts=kept.starts_on, ends=kept.ends_on)
    form = _review_form(request, kept, proposal, comparison)
    act = partial(_act, request, form, kept)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    shown = {"kept": kept, "plan": plan, "proposal": proposal, "comparison": comparison}
    shown |= _to_look_at(form, proposal, comparison, is_new=plan is None)
    shown |= _named(kept, comparison)
    crumbs = _crumbs("Check the plan")
    return render_form(request, "actions/import_review.html", form, breadcrumbs=crumbs, **shown)


def _review_form(
    request: HttpRequest, kept: PlanImport, proposal: PlanProposal, comparison: Comparison
) -> ImportReviewForm:
    grids, maps = grids_and_maps(kept)
    return ImportReviewForm(
        posted(request),
        initial={"version": kept.version, "digest": comparison.digest},
        grids=grids,
        maps=maps,
        offers=proposal.offers,
        lead_offers=proposal.lead_offers,
        council=council_for(request),
    )


def _to_look_at(
    form: ImportReviewForm, proposal: PlanProposal, comparison: Comparison, *, is_new: bool
) -> dict[str, object]:
    """What a person should look at, and apart from it what is about rows that stay as they are."""
    changed = [row.place for row in comparison.rows if row.place]
    rows = FileRows(proposal, None if is_new else changed, action_word=form.council.action_word)
    asked = {offer.line for offer in form.lead_offers}
    doubts = [
        doubt for doubt in proposal.doubts if doubt.kind != "lead" or doubt.value not in asked
    ]
    about_changes = [doubt for doubt in doubts if not rows.stays(doubt.place)]
    staying = [doubt for doubt in doubts if rows.stays(doubt.place)]
    cut = form.row_choices(rows, is_decided=False)
    leads = form.lead_choices(rows, is_decided=False)
    leads_that_stay = form.lead_choices(rows, is_decided=False, stays=True)
    decided = form.row_choices(rows, is_decided=True), form.lead_choices(rows, is_decided=True)
    return {
        "kinds": doubts_by_kind(about_changes, rows),
        "kinds_that_stay": doubts_by_kind(staying, rows),
        "cut": cut,
        "cut_count": _count(cut),
        "leads": leads,
        "leads_count": _count(leads),
        "leads_that_stay": leads_that_stay,
        "count_that_stays": len(staying) + _count(leads_that_stay),
        "decided_rows": decided[0],
        "decided_leads": decided[1],
        "decided_count": sum(map(_count, decided)),
        "left_out": [left for left in proposal.left_out if left.why != "headings"],
        "sections": list(zip(proposal.priorities, comparison.priorities, strict=True)),
    }


def _count(sections: dict[str, list]) -> int:
    return sum(map(len, sections.values()))


def _named(kept: PlanImport, comparison: Comparison) -> dict[str, object]:
    """The leads and timescales that would be saved, each once."""
    leads, timescales = (
        [words for row in comparison.rows for words in row.values.get(name, ())]
        for name in ("leads", "timescales")
    )
    return {
        "named_leads": named_leads(leads),
        "named_timescales": named_timescales(timescales, kept.starts_on, kept.ends_on),
    }


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [("All plans", reverse("actions:plan-list")), (here, "")]


def _check_may_import(request: HttpRequest) -> None:
    if not rules.can_import_plan(request.user):
        raise PermissionDenied("Only officers and administrators bring in a plan.")


def _start(request: HttpRequest, form: PlanUploadForm) -> HttpResponseRedirect:
    sent = form.cleaned_data
    file_name, grids = sent["file"]
    kept = start_import(
        file_name=file_name,
        grids=grids,
        title=sent["title"],
        board=current_council().board_name,
        starts_on=sent["starts_on"],
        ends_on=sent["ends_on"],
        notes_as_at=sent["notes_as_at"] or timezone.localdate(),
        by=request.user,
        at=timezone.now(),
    )
    if "join" in kept.decisions.values():
        messages.info(request, "Cut rows are joined as when this plan was last brought in.")
    return redirect("actions:import-review", pk=kept.pk)


def _act(request: HttpRequest, form: ImportReviewForm, kept: PlanImport) -> HttpResponseRedirect:
    """Bring the plan in, or read it again where the person chose something else."""
    maps, decisions = form.chosen_maps, form.chosen_decisions
    is_same = (maps, decisions) == (tuple(form.maps), form.decisions)
    if request.POST.get("intent") == "bring-in" and is_same:
        return _bring_in(request, form, kept)
    choose(kept=kept, version=form.cleaned_data["version"], maps=maps, decisions=decisions)
    messages.info(request, "The file was read again with your choices. Check what would change.")
    return redirect("actions:import-review", pk=kept.pk)


def _bring_in(
    request: HttpRequest, form: ImportReviewForm, kept: PlanImport
) -> HttpResponseRedirect:
    plan, comparison = finish_import(
        kept=kept,
        version=form.cleaned_data["version"],
        board=current_council().board_name,
        digest=form.cleaned_data["digest"],
        by=request.user,
    )
    words = "The plan was saved." if comparison.rows else "Nothing had changed."
    if plan.state == Plan.State.DRAFT:
        words += (
            " It is a draft until an administrator archives the current plan and makes it current."
        )
    messages.success(request, f"{plan.title}: {words}")
    return redirect("actions:plan-detail", pk=plan.pk)
