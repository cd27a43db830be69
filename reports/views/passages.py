"""Pages on which the author's words in a draft are worked on."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.submissions import answer_once
from reports import queries, services
from reports.forms import PassageChangeForm, PassageFields, PassageForm, PassageRemoveForm
from reports.models import Passage, Report
from reports.views.loading import (
    crumbs,
    form_page,
    fresh_token,
    passage_to_write,
    refused,
    report_to_write,
    report_url,
)

EARLIER_SHOWN = 10
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
    return render_form(
        request,
        "reports/passage_add.html",
        form,
        heading=ADD,
        earlier=queries.passages_to_repeat(report, part)[:EARLIER_SHOWN],
        report=report,
        token=fresh_token,
        cancel_url=report_url(report),
        breadcrumbs=crumbs(report, ADD),
    )


def _add(request: HttpRequest, form: PassageForm, report: Report) -> HttpResponseRedirect:
    passage = services.add_passage(report=report, by=request.user, **_fields(form))
    messages.success(request, f"{passage} was added.")
    return redirect(_place(passage))


@require_POST
def passage_repeat(request: HttpRequest, report_pk: int, pk: int) -> HttpResponse:
    """The words of an earlier paper: the button beside them on the page that adds words."""
    report = report_to_write(request.user, report_pk)
    passage = get_object_or_404(Passage, pk=pk)
    form = OnceForm(request.POST)
    act = partial(_repeat, request, report, passage)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return refused(request, form, report)


def _repeat(request: HttpRequest, report: Report, passage: Passage) -> HttpResponseRedirect:
    repeat = services.repeat_passage(report=report, passage=passage, by=request.user)
    messages.success(request, f"{repeat} was added.")
    return redirect(_place(repeat))


@require_http_methods(["GET", "POST"])
def passage_change(request: HttpRequest, pk: int) -> HttpResponse:
    passage = passage_to_write(request.user, pk)
    form = PassageChangeForm(posted(request), passage=passage)
    act = partial(_change, request, form, passage)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return form_page(
        request,
        form,
        passage.report,
        CHANGE,
    )


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


def _fields(form: PassageFields) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in PassageFields.base_fields}


def _place(passage: Passage) -> str:
    return f"{report_url(passage.report)}#passage-{passage.pk}"
