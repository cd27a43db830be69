"""The strands that somebody leads, what presses first."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actions.models import Lead, Plan, ProgressNote, Strand, Timescale
from actions.queries.attention import DUE_SOON_DAYS, stale_strand_on
from actions.queries.notes import newest_notes
from actions.queries.plan import hang_details


def my_strands(user: AbstractBaseUser, day: date, stale_after: int) -> QuerySet[Strand]:
    """Open strands of current plans that this person leads on ``day``, what presses first.

    Each has ``is_overdue``, ``is_due_soon``, ``is_stale`` and ``due_on``: the next date to meet,
    or the last one missed.
    """
    dated = Timescale.objects.filter(strand=OuterRef("pk"), ends_on__isnull=False)
    soon = dated.filter(ends_on__gte=day, ends_on__lte=day + timedelta(DUE_SOON_DAYS))
    overdue = Strand.objects.overdue_on(day).filter(pk=OuterRef("pk"))
    stale = ExpressionWrapper(stale_strand_on(day, stale_after), BooleanField())
    following = dated.filter(ends_on__gte=day).order_by("ends_on").values("ends_on")[:1]
    last = dated.order_by("-ends_on").values("ends_on")[:1]
    return (
        Strand.objects.open()
        .filter(
            # Once at most: a person has one Lead.
            strand_leads__lead__in=Lead.objects.active_on(day).filter(user=user),
            action__priority__plan__state=Plan.State.CURRENT,
        )
        .select_related("action__priority")
        .annotate(is_overdue=Exists(overdue), is_due_soon=Exists(soon), is_stale=stale)
        .annotate(pressing=_pressing(), due_on=Coalesce(Subquery(following), Subquery(last)))
        .order_by("pressing", "action__priority__number", "action__reference_key", "order", "pk")
    )


def _pressing() -> Case:
    return Case(
        When(is_overdue=True, then=Value(0)),
        When(is_due_soon=True, then=Value(1)),
        When(is_stale=True, then=Value(2)),
        default=Value(3),
    )


def with_newest_notes(strands: QuerySet[Strand], notes: QuerySet[ProgressNote]) -> list[Strand]:
    """The strands with their timescales and the newest note on each or its action as a whole.

    Three queries: ``timescale_list`` and ``newest_note``.
    """
    rows = list(strands)
    timescales = Timescale.objects.filter(strand__in=rows).order_by("order", "pk")
    hang_details(rows, [], timescales)
    newest = newest_notes(notes.standing().filter(action__in={row.action_id for row in rows}))
    for row in rows:
        told = (newest.get((row.action_id, key)) for key in (row.pk, None))
        row.newest_note = max(filter(None, told), key=_age, default=None)
    return rows


def _age(note: ProgressNote) -> tuple[date, int]:
    return note.as_at, note.pk
