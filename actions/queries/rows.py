"""The rows of the list of actions: a page of 25, or all of them for a file.

Rows are read as tuples: ten thousand model instances would take a second.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Cast, Concat

from actions.models import (
    Action,
    Agency,
    EvidenceLink,
    Lead,
    Plan,
    Priority,
    ProgressNote,
    Status,
    Strand,
    StrandLead,
    Timescale,
)
from actions.models.plans import FINISHED
from actions.queries.attention import overdue_on
from actions.queries.notes import notes_read, with_waiting_note
from corporate_parenting.models import User
from corporate_parenting.words import day_words

# The tables of the list, its filter included, and those of an action's page.
ROWS_TAKEN_FROM = (
    Plan, Priority, Action, Strand, StrandLead, Timescale, Lead, Agency, ProgressNote,
)  # fmt: skip
ACTION_TAKEN_FROM = (*ROWS_TAKEN_FROM, EvidenceLink, User)
BATCH = 2_000
DAY_LENGTH = 10
# In one text, because a second question for each row takes longer, and so does JSON.
DAY_AND_TEXT = Concat(Cast("as_at", TextField()), "text", output_field=TextField())
WORDS_SHOWN = 30
MARKS = re.compile(r"\*+|^[ \t]*[-#>]+[ \t]+", re.MULTILINE)  # of lists, headings, bold
ORDER = ("priority__number", "reference_key", "pk")


@dataclass(frozen=True, slots=True)
class Attention:
    """Which notes count, and what is overdue or stale on ``day``."""

    with_officers_notes: bool
    day: date
    stale_after: int

    @property
    def notes(self) -> QuerySet[ProgressNote]:
        return notes_read(with_officers_notes=self.with_officers_notes)

    @property
    def since(self) -> date:
        """An action is stale if its last word is older than this day."""
        return self.day - timedelta(self.stale_after)


class ActionRow(NamedTuple):
    """One action as the list and its exports show it; several values stand on several lines."""

    pk: int
    number: int
    reference: str
    wording: str
    strands: str
    leads: str
    timescales: str
    status: str
    is_overdue: bool
    is_stale: bool
    note: str
    as_at: date | None
    has_proposal: bool = False  # known on a page of the list only

    @property
    def status_label(self) -> str:
        return Status(self.status).label

    @property
    def attention(self) -> str:
        """ "Overdue", "Stale", both or nothing."""
        found = (("Overdue", self.is_overdue), ("Stale", self.is_stale))
        return ", ".join(word for word, holds in found if holds)

    @property
    def as_at_words(self) -> str:
        return day_words(self.as_at) if self.as_at else ""

    @property
    def note_start(self) -> str:
        """The note's first words, as many as a list can show."""
        words = MARKS.sub("", self.note).split(maxsplit=WORDS_SHOWN)
        return " ".join(words[:WORDS_SHOWN]) + (" …" if len(words) > WORDS_SHOWN else "")


def action_rows(actions: QuerySet[Action], how: Attention) -> Iterator[ActionRow]:
    """All rows of ``actions`` in the list's order, in two queries."""
    found = _columns(actions, how.notes, how.day).iterator(chunk_size=BATCH)
    return _rows(found, actions.order_by().values("pk"), how)


def order_of(priorities: list[int]) -> tuple[str, ...]:
    """The list's order for actions of the priorities with those keys, given in their order.

    By their keys where these ascend: then the index of actions has that order, and a page is cut
    from it without sorting what a filter leaves.
    """
    return ("priority_id", *ORDER[1:]) if priorities == sorted(priorities) else ORDER


def page_rows(keys: list[int], how: Attention) -> list[ActionRow]:
    """The rows of a page's actions in the list's order, with ``has_proposal``; two queries."""
    found = list(_page_columns(how.with_officers_notes, how.day).filter(pk__in=keys))
    return list(_rows(found, keys, how))


# Building this takes longer than asking it: it is built once for each day and kind of reader.
@lru_cache(maxsize=4)
def _page_columns(with_officers_notes: bool, day: date) -> QuerySet[tuple]:
    notes = Attention(with_officers_notes, day, 0).notes
    return _columns(with_waiting_note(Action.objects.all(), notes), notes, day)


def _columns(
    actions: QuerySet[Action], notes: QuerySet[ProgressNote], day: date
) -> QuerySet[tuple]:
    """In the list's order; the last is ``waiting_note`` where ``actions`` were asked for it."""
    newest = notes.standing().filter(action=OuterRef("pk")).newest_first()
    return (
        actions.annotate(
            is_overdue=ExpressionWrapper(overdue_on(day), BooleanField()),
            note=Subquery(newest.values_list(DAY_AND_TEXT)[:1]),
        )
        .order_by(*ORDER)
        .values_list(
            "pk", "priority__number", "reference", "wording", "status",
            "priority__plan__starts_on", "is_overdue", "note",
            *(name for name in ("waiting_note",) if name in actions.query.annotations),
        )
    )  # fmt: skip


def _rows(
    found: Iterable[tuple], keys: list[int] | QuerySet, how: Attention
) -> Iterator[ActionRow]:
    """The rows of ``_columns``; ``keys`` name their actions."""
    of_strands = _Strands(keys)
    for key, number, reference, wording, status, starts_on, is_overdue, note, *waiting in found:
        as_at = date.fromisoformat(note[:DAY_LENGTH]) if note else None
        strands, leads, timescales = of_strands.take(key)
        yield ActionRow(
            pk=key,
            number=number,
            reference=reference,
            wording=wording,
            strands=strands,
            leads=leads,
            timescales=timescales,
            status=status,
            is_overdue=bool(is_overdue),
            # As ``stale_on`` says, from what is read already.
            is_stale=status not in FINISHED and (as_at or starts_on) < how.since,
            note=_note_words(note),
            as_at=as_at,
            has_proposal=waiting not in ([], [None]),
        )


def _note_words(note: str | None) -> str:
    if not note:
        return ""
    return note[DAY_LENGTH:] or "No change since the last note."


class _Strands:
    """What hangs on actions, read while the actions are read, in the same order."""

    def __init__(self, keys: list[int] | QuerySet) -> None:
        self.groups = groupby(_strand_rows(keys), itemgetter(0))
        self.ahead: dict[int, tuple[str, str, str]] = {}

    def take(self, action: int) -> tuple[str, str, str]:
        """Its strands, leads and timescales; whatever order the actions come in."""
        while action not in self.ahead and (group := next(self.groups, None)):
            self.ahead[group[0]] = _lines(group[1])
        return self.ahead.pop(action, ("", "", ""))


def _strand_rows(keys: list[int] | QuerySet) -> Iterator[tuple]:
    """For each strand a row for each of its leads with each of its timescales."""
    within = ("order", "pk", "strand_leads__order", "strand_leads__pk")
    return (
        Strand.objects.filter(action__in=keys)
        # As text: of ten thousand rows hardly one is closed, and each would be read as a day.
        .annotate(closed=Cast("closed_on", TextField()))
        .order_by(
            *(f"action__{name}" for name in ORDER), *within, "timescales__order", "timescales__pk"
        )
        .values_list(
            "action", "order", "what", "who_where", "closed", "closed_reason",
            "timescales__words", "leads_as_typed",
            *(f"strand_leads__lead__{part}" for part in ("name", "role")),
            *(f"strand_leads__lead__agency__{part}" for part in ("short_name", "name")),
        )
        .iterator(chunk_size=BATCH)
    )  # fmt: skip


def _lines(rows: Iterable[tuple]) -> tuple[str, str, str]:
    """No lead and no timescale is said twice."""
    strands, leads, timescales = {}, {}, {}
    for _, order, what, who_where, closed, reason, words, typed, *who in rows:
        if order not in strands:
            strands[order] = _strand_words(what, who_where, closed, reason)
        if named := lead_words(*who):
            leads[named] = None
        else:  # as typed where nobody is named
            leads |= dict.fromkeys(typed.splitlines())
        if words:
            timescales[words] = None
    return _numbered(strands), "\n".join(leads), "\n".join(timescales)


def _strand_words(what: str, who_where: str, closed: str | None, reason: str) -> str:
    """As the plan's table tells it: what, who and where, and whether it is closed."""
    end = f"Closed {day_words(date.fromisoformat(closed))}: {reason}" if closed else ""
    return "\n".join(filter(None, (what, who_where, end)))


def _numbered(strands: dict[int, str]) -> str:
    """Strands by their numbers on the action's page; of one alone the number tells nothing."""
    if len(strands) < 2:
        return "".join(strands.values())
    return "\n".join(f"{order}. {words}" for order, words in strands.items() if words)


@lru_cache(maxsize=2_000)
def lead_words(name: str | None, role: str | None, short: str | None, agency: str | None) -> str:
    """As a Lead writes itself, from its columns: the agency, then the person or the post."""
    return " – ".join(part for part in (short or agency, name or role) if part)
