"""Progress notes as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import (
    Aggregate,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import JSONObject, RowNumber
from django.utils import timezone

from actions import rules
from actions.models import Action, EvidenceLink, ProgressNote
from corporate_parenting.words import day_words, moment_words

Newest = dict[tuple[int, int | None], ProgressNote]


def notes_for(user: AbstractBaseUser) -> QuerySet[ProgressNote]:
    """The notes that this person may read, the corrected ones included."""
    return notes_read(with_officers_notes=rules.can_read_officers_notes(user))


def notes_read(*, with_officers_notes: bool) -> QuerySet[ProgressNote]:
    notes = ProgressNote.objects.all()
    return notes if with_officers_notes else notes.for_board()


def standing_at(
    notes: QuerySet[ProgressNote], day: date, moment: datetime
) -> QuerySet[ProgressNote]:
    """Those that said something about ``day`` or before, and stood uncorrected at ``moment``."""
    later = ProgressNote.objects.filter(corrects=OuterRef("pk"), recorded_at__lt=moment)
    return notes.filter(~Exists(later), as_at__lte=day, recorded_at__lt=moment)


def newest_notes(notes: QuerySet[ProgressNote]) -> Newest:
    """The newest of ``notes`` for each (action, strand); strand None is the action as a whole."""
    place = Window(
        RowNumber(),
        partition_by=[F("action"), F("strand")],
        order_by=[F("as_at").desc(), F("pk").desc()],
    )
    first = notes.order_by().annotate(place=place).filter(place=1).values("pk")
    chosen = ProgressNote.objects.filter(pk__in=first).select_related("author").order_by()
    return {(note.action_id, note.strand_id): note for note in chosen}


def with_waiting_note(actions: QuerySet[Action], notes: QuerySet[ProgressNote]) -> QuerySet[Action]:
    """Add ``waiting_note``: the key of that of ``notes`` whose proposal nobody has answered.

    It is the newest that proposes a status, if it proposes another one than the action has and
    that was not set since.
    """
    newest = notes.standing().filter(~Q(proposed_status=""), action=OuterRef("pk")).newest_first()
    waiting = ProgressNote.objects.filter(
        Q(recorded_at__gte=OuterRef("status_set_at")) | Q(action__status_set_at=None),
        ~Q(proposed_status=OuterRef("status")),
        pk=OuterRef("newest_proposal"),
    )
    return actions.annotate(
        newest_proposal=Subquery(newest.values("pk")[:1]),
        waiting_note=Subquery(waiting.values("pk")[:1]),
    )


@dataclass(frozen=True, slots=True)
class CorrectedNote:
    """What a note said that a later one corrects."""

    as_at: date
    recorded_at: datetime
    text: str
    is_unchanged: bool
    author: str


class Evidence(NamedTuple):
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as the page of its action shows it; ``author`` is empty for an import."""

    pk: int
    strand_id: int | None
    author_id: int | None
    as_at: date
    recorded_at: datetime
    text: str
    is_unchanged: bool
    visibility: str
    proposed_status: str
    status_reason: str
    author: str
    corrects: CorrectedNote | None
    links: tuple[Evidence, ...] = ()
    on: str = ""  # the strand in words, and where to correct the note: for the page to fill in
    correct_url: str = ""

    @property
    def day(self) -> str:
        return day_words(self.as_at)

    @property
    def recorded(self) -> str:
        return moment_words(timezone.localtime(self.recorded_at))


NOTE_COLUMNS = (
    "pk", "strand_id", "author_id", "as_at", "recorded_at", "text", "is_unchanged", "visibility",
    "proposed_status", "status_reason",
)  # fmt: skip
CORRECTED_COLUMNS = ("as_at", "recorded_at", "text", "is_unchanged")
NAME_COLUMNS = ("first_name", "last_name", "email")


class _AsList(Aggregate):
    """The JSON values of a group as one list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, *compiler: object) -> tuple[str, list]:
        return self.as_sql(*compiler, function="JSONB_AGG")


def notes_of_action(
    action: Action, notes: QuerySet[ProgressNote], first: int, last: int
) -> list[NoteRow]:
    """Of ``notes`` on the action those that no later one corrects, newest first, in one query.

    Numbers ``first`` to ``last`` of them, from 0, the last left out. What a note corrects is told
    only where it is one of ``notes`` itself: a note for the board may correct one for officers.
    As plain rows: a hundred instances with their authors and strands take four times as long.
    """
    is_told = Exists(notes.filter(pk=OuterRef("corrects")).order_by())
    found = notes.standing().filter(action=action).newest_first()
    found = found.annotate(is_told=is_told, links=Subquery(_links().values("all")))
    return [
        _note_row(*row)
        for row in found.values_list(
            "is_told",
            "links",
            *NOTE_COLUMNS,
            *(f"author__{name}" for name in NAME_COLUMNS),
            *(f"corrects__{name}" for name in CORRECTED_COLUMNS),
            *(f"corrects__author__{name}" for name in NAME_COLUMNS),
        )[first:last]
    ]


def _links() -> QuerySet:
    """``all`` the links of one note."""
    links = EvidenceLink.objects.filter(note=OuterRef("pk")).order_by().values("note")
    return links.annotate(all=_AsList(JSONObject(pk="pk", url="url", label="label")))


def _note_row(is_told: bool, links: list[dict] | None, *row: object) -> NoteRow:
    note, rest = row[: len(NOTE_COLUMNS)], row[len(NOTE_COLUMNS) :]
    author, rest = rest[: len(NAME_COLUMNS)], rest[len(NAME_COLUMNS) :]
    corrected, corrected_author = rest[: len(CORRECTED_COLUMNS)], rest[len(CORRECTED_COLUMNS) :]
    corrects = None
    if is_told:
        corrects = CorrectedNote(*corrected, author=_name(*corrected_author))
    in_order = sorted(links or (), key=itemgetter("pk"))
    evidence = tuple(Evidence(link["url"], link["label"] or link["url"]) for link in in_order)
    return NoteRow(*note, author=_name(*author), corrects=corrects, links=evidence)


def _name(first: str | None, last: str | None, email: str | None) -> str:
    """As a User writes itself, from its columns."""
    return f"{first or ''} {last or ''}".strip() or email or ""
