"""Progress notes as pages show them."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from actions import rules
from actions.models import Action, EvidenceLink, ProgressNote

Newest = dict[tuple[int, int | None], ProgressNote]


def notes_for(user: AbstractBaseUser) -> QuerySet[ProgressNote]:
    """The notes that this person may read, the corrected ones included."""
    notes = ProgressNote.objects.all()
    return notes if rules.can_read_officers_notes(user) else notes.for_board()


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


def notes_of_action(action: Action, notes: QuerySet[ProgressNote]) -> QuerySet[ProgressNote]:
    """Of ``notes`` those of the action that no later note corrects, newest first.

    With author, strand and the corrected note; the evidence, ``links``, comes in a second query.
    """
    return (
        notes.standing()
        .filter(action=action)
        .select_related("author", "strand", "corrects__author")
        .prefetch_related(Prefetch("evidence", EvidenceLink.objects.order_by("pk"), "links"))
        .newest_first()
    )
