"""The page on which what is aimed at is set."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from corporate_parenting.words import day_words
from scorecard import rules, services
from scorecard.forms import TargetForm
from scorecard.forms.targets import READ
from scorecard.models import Indicator, Target
from scorecard.queries.targets import target_words
from scorecard.views.loading import back, crumbs, indicator_for, page_before, way_back


@require_http_methods(["GET", "POST"])
def target_add(request: HttpRequest, indicator_pk: int) -> HttpResponse:
    indicator = indicator_for(request.user, indicator_pk)
    if not rules.can_set_targets(request.user):
        raise PermissionDenied("Analysts and administrators set targets.")
    form = TargetForm(posted(request), indicator=indicator)
    act = partial(_set, request, form, indicator)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    targets = [(target, target_words(target, indicator)) for target in indicator.targets.all()]
    return render_form(
        request,
        "scorecard/target_form.html",
        form,
        indicator=indicator,
        targets=targets,
        breadcrumbs=crumbs("Set a target"),
        next=page_before(request),
        cancel_url=way_back(request),
    )


def _set(request: HttpRequest, form: TargetForm, indicator: Indicator) -> HttpResponseRedirect:
    fields, asked = form.set_fields(), None
    if form.cleaned_data["way"] == READ:
        read, asked = services.read_words(fields["words"], indicator.unit)
        fields |= read
    target = services.set_target(
        indicator=indicator,
        starts_on=form.cleaned_data["starts_on"],
        by=request.user,
        asked=asked,
        **fields,
    )
    messages.success(request, _said(target, indicator))
    return back(request)


def _said(target: Target, indicator: Indicator) -> str:
    day = day_words(target.starts_on)
    return f"{indicator.code} from {day}: {target_words(target, indicator)}."
