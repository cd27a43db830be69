"""Pages on which the author's words in a draft are worked on."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from reports import queries, services
from reports.forms import PassageChangeForm, PassageFields, PassageForm, PassageRemoveForm
from reports.models import Passage, Report
from reports.views.loading import crumbs, passage_to_write, report_to_write, report_url

ADD, CHANGE, REMOVE = "Add words", "Change words", "Remove words"


@require_http_methods(["GET", "POST"])
def passage_add(request: HttpRequest, report_pk: int) -> HttpResponse:
    """``?part=`` names the part that the words are for."""
    report = report_to_write(request.user, report_pk)
    part = request.GET.get("part", "")
    initial = {
        "part": part,
        "order": queries.passages_of(report, part).count() + 1,
        "publicity": report.kind.publicity,
    }
    form = PassageForm(posted(request), report=report, initial=initial)
    act = partial(_add, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, report, ADD)


def _add(request: HttpRequest, form: PassageForm, report: Report) -> HttpResponseRedirect:
    passage = services.add_passage(report=report, by=request.user, **_fields(form))
    messages.success(request, f"{passage} was added.")
    return redirect(_place(passage))


@require_http_methods(["GET", "POST"])
def passage_change(request: HttpRequest, pk: int) -> HttpResponse:
    passage = passage_to_write(request.user, pk)
    form = PassageChangeForm(posted(request), passage=passage)
    act = partial(_change, request, form, passage)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, passage.report, CHANGE)


def _change(
    request: HttpRequest, form: PassageChangeForm, passage: Passage
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    services.change_passage(passage=passage, version=version, by=request.user, **_fields(form))
    messages.success(request, f"{passage} was changed.")
    return redirect(_place(passage))


@require_http_methods(["GET", "POST"])
def passage_remove(request: HttpRequest, pk: int) -> HttpResponse:
    passage = passage_to_write(request.user, pk)
    form = PassageRemoveForm(posted(request), initial={"version": passage.version})
    act = partial(_remove, request, form, passage)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/passage_remove.html",
        form,
        passage=passage,
        cancel_url=_place(passage),
        breadcrumbs=crumbs(passage.report, REMOVE),
    )


def _remove(
    request: HttpRequest, form: PassageRemoveForm, passage: Passage
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    services.remove_passage(passage=passage, version=version, by=request.user)
    messages.success(request, f"{passage} was removed from the paper.")
    return redirect(report_url(passage.report))


def _page(
    request: HttpRequest, form: PassageForm | PassageChangeForm, report: Report, heading: str
) -> HttpResponse:
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=heading,
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, heading),
    )


def _fields(form: PassageFields) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in PassageFields.base_fields}


def _place(passage: Passage) -> str:
    return f"{report_url(passage.report)}#passage-{passage.pk}"
