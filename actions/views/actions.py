"""The list of actions, one action, and its history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import as_at, queries, rules
from actions.filters import ActionFilter, action_filter
from actions.models import Action, Strand
from actions.queries import ActionRow, Attention, Choices, NoteRow
from actions.views.access import check_reader
from corporate_parenting.changes import describe
from corporate_parenting.context import council_for, current_council
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, Cell, Column, export_response
from corporate_parenting.models import Council
from corporate_parenting.paging import (
    ROWS_A_PAGE,
    LongListPaginator,
    page_numbered,
    page_of,
)
from corporate_parenting.settled import kept_until_changed
from corporate_parenting.words import capitalised

NOTES_A_PAGE = 100


class Listed(NamedTuple):
    """What a filter leaves of a plan."""

    choices: Choices
    filter: ActionFilter


class Drawn(NamedTuple):
    """What the page of the list shows to all who may read it, and how it is answered."""

    council: Council
    listed: Listed | None = None
    content: str = ""
    status: int = 200


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    sees_officers_notes = rules.can_read_officers_notes(request.user)
    drawn = _drawn(request.GET.urlencode(), sees_officers_notes, timezone.localdate())
    request.council = drawn.council
    if drawn.listed is None:
        return render(request, "actions/plan_none.html", {"has_plans": False})
    return _list_page(request, drawn)


# Drawing a page takes longer than reading it. Nothing is known here of who asks.
@kept_until_changed(*queries.ROWS_TAKEN_FROM, Council, most=50)
def _drawn(query: str, with_officers_notes: bool, day: date) -> Drawn:
    council, data = current_council(), QueryDict(query)
    how = Attention(with_officers_notes, day, council.stale_after_days)
    listed = _narrowed(data, council.priority_word, how)
    if listed is None:
        return Drawn(council)
    if not listed.filter.is_valid():
        return _refused(council, listed)
    paginator = LongListPaginator(listed.filter.qs, ROWS_A_PAGE)
    page = page_numbered(data.get("page", "1"), paginator)
    rows = queries.page_rows(page.object_list, how)
    return Drawn(council, listed, _content(council, listed, data, page, rows))


def _refused(council: Council, listed: Listed) -> Drawn:
    return Drawn(council, listed, _content(council, listed), status=422)


def _content(
    council: Council,
    listed: Listed,
    data: QueryDict | None = None,
    page: Page | None = None,
    rows: Sequence[ActionRow] = (),
) -> str:
    """No page where the filter is wrong."""
    return render_to_string(
        "actions/_action_list.html",
        {
            "council": council,
            "filter": listed.filter,
            "choices": listed.choices,
            "page": page,
            "rows": rows,
            # One address for all rows: working out 25 of them takes as long as drawing them.
            "row_url": reverse("actions:action-detail", args=[0]).removesuffix("0/"),
            "kinds": EXPORT_NAMES.items(),
            "request": {"GET": data},
        },
    )


def _list_page(request: HttpRequest, drawn: Drawn) -> HttpResponse:
    context = {
        "form": drawn.listed.filter.form,
        "choices": drawn.listed.choices,
        "list": drawn.content,
    }
    return render(request, "actions/action_list.html", context, status=drawn.status)


def _narrowed(data: QueryDict, priority_word: str, how: Attention) -> Listed | None:
    """The plan of ``?plan=``, else the current one, with its filter; None if there is no plan."""
    asked = data.get("plan", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise Http404("There is no such plan.")
    choices = queries.plan_choices(int(asked) if asked else None)
    if choices is None:
        if asked:
            raise Http404("There is no such plan.")
        return None
    narrowed = action_filter(data, choices=choices, priority_word=priority_word, attention=how)
    return Listed(choices, narrowed)


def _how(request: HttpRequest) -> Attention:
    return Attention(
        with_officers_notes=rules.can_read_officers_notes(request.user),
        day=timezone.localdate(),
        stale_after=council_for(request).stale_after_days,
    )


@require_safe
def action_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The rows that the same filter shows, all of them, with the columns of the list."""
    check_reader(request.user)
    council, how = council_for(request), _how(request)
    listed = _narrowed(request.GET, council.priority_word, how)
    if kind not in EXPORTS or listed is None:
        raise Http404("There is nothing to export in that form.")
    if not listed.filter.is_valid():
        return _list_page(request, _refused(council, listed))
    return export_response(
        kind,
        f"{capitalised(council.actions_word)}: {listed.choices.plan.title}",
        _columns(council),
        map(_cells, queries.action_rows(listed.filter.qs, how)),
        timezone.localdate(),
        council=council.name,
    )


def _columns(council: Council) -> list[Column]:
    return [
        Column("Reference", 10),
        Column(capitalised(council.priority_word), 10),
        Column(capitalised(council.action_word), 50),
        Column(capitalised(council.strands_word), 40),
        Column("Leads", 25),
        Column("Timescales", 18),
        Column("Status", 14),
        Column("Needs attention", 12),
        Column("Newest note", 50),
        Column("As at", 14),
    ]


def _cells(row: ActionRow) -> tuple[Cell, ...]:
    return (
        row.reference,
        row.number,
        row.wording,
        row.strands,
        row.leads,
        row.timescales,
        row.status_label,
        row.attention,
        row.note,
        row.as_at,
    )


@require_safe
def action_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    number = _page_number(request)
    action, strands, notes = _read(pk, rules.can_read_officers_notes(request.user), number)
    mine = rules.strands_to_record_on(request.user, strands, timezone.localdate())
    context = {
        "action": action,
        "strands": strands,
        "mine": mine,
        "may_record": mine or request.user.has_perm("actions.record_any_progress"),
        "may_set_status": rules.can_set_status(request.user),
        "may_change_strand": rules.can_change_strand(request.user),
        "may_change_action": rules.can_change_action(request.user),
        "notes": _marked(request, notes[:NOTES_A_PAGE], strands, mine),
        "newer_page": number - 1,
        "older_page": number + 1 if len(notes) > NOTES_A_PAGE else 0,
        "breadcrumbs": _crumbs(action),
    }
    return render(request, "actions/action_detail.html", context)


@kept_until_changed(*queries.ACTION_TAKEN_FROM, most=50)
def _read(
    pk: int, with_officers_notes: bool, number: int
) -> tuple[Action, list[Strand], list[NoteRow]]:
    """The action, its strands, and the notes of that page with one more, if there is one."""
    actions = Action.objects.select_related("priority__plan", "status_set_by")
    told = queries.notes_read(with_officers_notes=with_officers_notes)
    action = get_object_or_404(queries.with_waiting_note(actions, told), pk=pk)
    first = (number - 1) * NOTES_A_PAGE
    # Cheaper than counting all.
    notes = queries.notes_of_action(action, told, first, first + NOTES_A_PAGE + 1)
    if number > 1 and not notes:
        raise Http404("There is no such page of notes.")
    return action, queries.load_action(action), notes


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 1 <= len(asked) <= 4 and int(asked)):
        raise Http404("There is no such page of notes.")
    return int(asked)


def _marked(
    request: HttpRequest, notes: list[NoteRow], strands: list[Strand], mine: set[int]
) -> list[NoteRow]:
    """With the strand that each note is on, and the way to correct it where this person may."""
    may_correct = rules.notes_to_correct(request.user, notes, mine)
    before, after = reverse("actions:note-correct", args=[0]).rsplit("0", 1)
    words = {strand.pk: str(strand) for strand in strands}
    marked = []
    for note in notes:
        url = f"{before}{note.pk}{after}" if note.pk in may_correct else ""
        marked.append(replace(note, on=words.get(note.strand_id, ""), correct_url=url))
    return marked


def _crumbs(action: Action, *here: str) -> list[tuple[str, str]]:
    plan, priority = action.priority.plan, action.priority
    way = [
        (plan.title, reverse("actions:plan-detail", args=[plan.pk])),
        (str(priority), reverse("actions:priority-detail", args=[priority.pk])),
        (action.reference, reverse("actions:action-detail", args=[action.pk]) if here else ""),
    ]
    return way + [(words, "") for words in here]


@require_safe
def action_history(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    action = get_object_or_404(Action.objects.select_related("priority__plan"), pk=pk)
    events = as_at.action_events(action, queries.notes_for(request.user), council_for(request))
    page = page_of(request, Paginator(events, ROWS_A_PAGE))
    context = {
        "action": action,
        "page": page,
        "entries": [describe(event) for event in page],
        "breadcrumbs": _crumbs(action, "History"),
    }
    return render(request, "actions/action_history.html", context)
