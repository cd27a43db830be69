"""The pages on which what is aimed at is set, ended and corrected."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once, page_before
from corporate_parenting.words import day_words
from scorecard import rules, services
from scorecard.forms import TargetCorrectionForm, TargetForm
from scorecard.forms.targets import NO_TARGET, READ
from scorecard.models import Indicator, Target
from scorecard.queries.targets import words_and_reading
from scorecard.rating import Polarity
from scorecard.views.access import check_reader
from scorecard.views.loading import back, crumbs, indicator_for, way_back


@require_http_methods(["GET", "POST"])
def target_add(request: HttpRequest, indicator_pk: int) -> HttpResponse:
    indicator = indicator_for(request.user, indicator_pk)
    _check_may_set(request)
    ends = request.GET.get("way") == NO_TARGET
    form = TargetForm(
        posted(request), indicator=indicator, initial={"way": NO_TARGET} if ends else {}
    )
    act = partial(_set, request, form, indicator)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    heading, save = ("End the target",) * 2 if ends else ("Set a target", "Set the target")
    return _page(request, form, indicator, heading, save=save)


@require_http_methods(["GET", "POST"])
def target_correct(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    _check_may_set(request)
    form = TargetCorrectionForm(posted(request), target=target)
    act = partial(_correct, request, form, target)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    heading, save = "Correct a target", "Save the correction"
    return _page(request, form, target.indicator, heading, save=save)


def _check_may_set(request: HttpRequest) -> None:
    if not rules.can_set_targets(request.user):
        raise PermissionDenied("Analysts and administrators set targets.")


def _page(
    request: HttpRequest, form: TargetForm, indicator: Indicator, heading: str, *, save: str
) -> HttpResponse:
    return render_form(
        request,
        "scorecard/target_form.html",
        form,
        heading=heading,
        save=save,
        indicator=indicator,
        targets=[
            (target, words_and_reading(target, indicator)) for target in indicator.targets.all()
        ],
        breadcrumbs=crumbs(heading),
        next=page_before(request),
        cancel_url=way_back(request),
    )


def _set(request: HttpRequest, form: TargetForm, indicator: Indicator) -> HttpResponseRedirect:
    fields, asked = _entered(form, indicator)
    target = services.set_target(indicator=indicator, by=request.user, asked=asked, **fields)
    messages.success(request, _said(target, indicator))
    return back(request)


def _correct(
    request: HttpRequest, form: TargetCorrectionForm, target: Target
) -> HttpResponseRedirect:
    fields, asked = _entered(form, target.indicator)
    version = form.cleaned_data["version"]
    target = services.correct_target(
        target=target, version=version, by=request.user, asked=asked, **fields
    )
    messages.success(request, _said(target, target.indicator))
    return back(request)


def _entered(form: TargetForm, indicator: Indicator) -> tuple[dict[str, object], Polarity | None]:
    """The fields of the target with its reason, and what its words call better."""
    given, fields, asked = form.cleaned_data, form.set_fields(), None
    if given["way"] == READ:
        read, asked = services.read_words(fields["words"], indicator.unit)
        fields |= read
    return fields | {name: given[name] for name in ("starts_on", "reason")}, asked


def _said(target: Target, indicator: Indicator) -> str:
    day = day_words(target.starts_on)
    return f"{indicator.code} from {day}: {words_and_reading(target, indicator)}."
