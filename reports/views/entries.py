"""Pages on which the notes of progress in a draft are worked on."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.submissions import answer_once
from corporate_parenting.words import counted
from reports import queries, services
from reports.forms import ArrangeForm, EntryForm, MoveForm
from reports.models import Report, ReportEntry
from reports.sections.progress import CONCEALED
from reports.views.loading import (
    concealed_from,
    crumbs,
    days_between,
    entry_to_write,
    references,
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


@require_POST
def report_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    form = OnceForm(request.POST)
    if form.is_valid() and (
        answer := answer_once(request, form, partial(_refresh, request, report))
    ):
        return answer
    return refused(request, form, report)


def _refresh(request: HttpRequest, report: Report) -> HttpResponseRedirect:
    refreshed = services.refresh_entries(report=report, by=request.user)
    messages.success(request, f"{counted(len(refreshed.added), 'note')} added.")
    if refreshed.put_back:
        count = counted(len(refreshed.put_back), "note")
        words = f"{count} put back, with what was written for the board"
        messages.success(request, f"{words}: {references(refreshed.put_back)}.")
    for words in _why_left_out(report, refreshed.left_out):
        messages.warning(request, words)
    return redirect(report_url(report))


def _why_left_out(report: Report, entries: Sequence[ReportEntry]) -> Iterator[str]:
    of_other_days = [entry for entry in entries if entry.is_of_other_days]
    for entry in entries:
        if entry not in of_other_days:
            yield (
                f"{entry.note.action.reference}: the earlier words were left out, because the note "
                "was corrected, withdrawn from the board or carried by another paper."
            )
    if of_other_days:
        days = days_between(*queries.days_of_notes(report))
        count = counted(len(of_other_days), "note")
        yield (
            f"{count} left out: {references(of_other_days)}. The paper takes notes {days}. What "
            "was written for the board is kept."
        )


def _place(entry: ReportEntry) -> str:
    return f"{report_url(entry.report)}#entry-{entry.pk}"
