"""Who set the status that an action has, and when; and which proposal waits for an answer."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from actions.models import Action, ProgressNote


def with_status_set(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Add ``status_set_at`` and ``status_set_by``: from when, without a break, the status stands.

    The name is empty where nobody was signed in, as when a plan is imported from the shell.
    """
    records = Action.history.model.objects
    other = records.filter(
        ~Q(status=OuterRef(OuterRef("status"))),
        id=OuterRef("id"),
        history_date__gte=OuterRef("history_date"),
    )
    setting = records.filter(~Exists(other), id=OuterRef("pk")).order_by(
        "history_date", "history_id"
    )
    full_name = Trim(Concat("history_user__first_name", Value(" "), "history_user__last_name"))
    name = Coalesce(
        NullIf(full_name, Value("")),
        "history_user__email",
        Value(""),
        output_field=CharField(),
    )
    return actions.annotate(
        status_set_at=Subquery(setting.values("history_date")[:1]),
        status_set_by=Subquery(setting.values_list(name)[:1]),
    )


def with_waiting_note(actions: QuerySet[Action], notes: QuerySet[ProgressNote]) -> QuerySet[Action]:
    """Add ``waiting_note``: the key of that of ``notes`` whose proposal nobody has answered.

    It is the newest that proposes a status, if it proposes another one than the action has and
    that was not set since. Adds what ``with_status_set`` adds, too.
    """
    newest = notes.standing().filter(~Q(proposed_status=""), action=OuterRef("pk")).newest_first()
    waiting = ProgressNote.objects.filter(
        ~Q(proposed_status=OuterRef("status")),
        pk=OuterRef("newest_proposal"),
        recorded_at__gte=OuterRef("status_set_at"),
    )
    return with_status_set(actions).annotate(
        newest_proposal=Subquery(newest.values("pk")[:1]),
        waiting_note=Subquery(waiting.values("pk")[:1]),
    )
