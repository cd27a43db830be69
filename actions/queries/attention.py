"""What needs somebody's attention: overdue, due soon, stale."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from actions.models import ProgressNote, Strand
from actions.models.plans import FINISHED

DUE_SOON_DAYS = 28


def overdue_on(day: date) -> Q:
    """Actions with a strand that is overdue on ``day``."""
    return Q(Exists(Strand.objects.overdue_on(day).filter(action=OuterRef("pk"))))


def stale_on(day: date, days: int) -> Q:
    """Open actions of which nothing was said in the ``days`` before ``day``.

    An action without any note goes stale ``days`` after its plan started. "Ongoing" protects
    nobody.
    """
    since = day - timedelta(days)
    # One set for all actions: PostgreSQL goes astray when it asks for each action anew.
    said = ProgressNote.objects.standing().filter(as_at__gte=since, as_at__lte=day)
    return Q(priority__plan__starts_on__lt=since) & ~Q(
        Q(status__in=FINISHED) | Q(pk__in=said.order_by().values("action"))
    )


def stale_strand_on(day: date, days: int) -> Q:
    """Strands of which, and of whose action as a whole, nothing was said in those days."""
    since = day - timedelta(days)
    said = ProgressNote.objects.standing().filter(
        Q(strand=None) | Q(strand=OuterRef("pk")),
        action=OuterRef("action"), as_at__gte=since, as_at__lte=day,
    )  # fmt: skip
    return Q(~Exists(said), action__priority__plan__starts_on__lt=since)
