"""Pages on which the notes of progress in a draft are worked on."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from reports import queries, services
from reports.forms import ArrangeForm, EntryForm, MoveForm
from reports.models import Report, ReportEntry
from reports.sections.progress import CONCEALED
from reports.views.loading import (
    concealed_from,
    crumbs,
    entry_to_write,
    refused,
    report_to_write,
    report_url,
)


@require_http_methods(["GET", "POST"])
def report_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Every entry with a place and a tick."""
    report = report_to_write(request.user, pk)
    entries = list(queries.entries_in_order(report))
    form = ArrangeForm(posted(request), entries=entries, report=report)
    act = partial(_arrange, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/report_arrange.html",
        form,
        report=report,
        concealed=concealed_from(request.user, report),
        concealed_words=CONCEALED,
        breadcrumbs=crumbs(report, "Choose and order"),
    )


def _arrange(request: HttpRequest, form: ArrangeForm, report: Report) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    services.arrange_entries(report=report, version=version, places=form.places(), by=request.user)
    messages.success(request, "Choice and order were saved.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def entry_change(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_to_write(request.user, pk)
    initial = {
        "version": entry.version,
        "heading": entry.heading,
        "text": entry.text or entry.note.text,
    }
    form = EntryForm(posted(request), initial=initial, entry=entry)
    act = partial(_change_entry, request, form, entry)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/entry_form.html",
        form,
        entry=entry,
        cancel_url=_place(entry),
        breadcrumbs=crumbs(entry.report, f"Words on {entry.note.action.reference}"),
    )


def _change_entry(
    request: HttpRequest, form: EntryForm, entry: ReportEntry
) -> HttpResponseRedirect:
    changes = {name: form.cleaned_data[name] for name in ("heading", "text")}
    version = form.cleaned_data["version"]
    services.change_entry(entry=entry, version=version, by=request.user, **changes)
    messages.success(request, f"The words on {entry.note.action.reference} were changed.")
    return redirect(_place(entry))


@require_POST
def entry_move(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_to_write(request.user, pk)
    form = MoveForm(request.POST)
    act = partial(_move, request, form, entry)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return refused(request, form, entry.report)


def _move(request: HttpRequest, form: MoveForm, entry: ReportEntry) -> HttpResponseRedirect:
    is_up = form.cleaned_data["direction"] == "up"
    services.move_entry(entry=entry, up=is_up, by=request.user)
    return redirect(_place(entry))


def _place(entry: ReportEntry) -> str:
    return f"{report_url(entry.report)}#entry-{entry.pk}"
