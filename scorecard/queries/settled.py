"""The scorecard as it was put together last, for as long as nobody changes anything in it."""

from datetime import datetime, timedelta
from functools import cache, lru_cache

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from actions.models import Priority
from corporate_parenting.models import Council
from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import Period
from scorecard.queries.scorecard import Entry, entries

TAKEN_FROM = (Council, Priority, Area, Indicator, Target, Measurement, Commentary)
# No save takes that long. One that is still under way may have begun before the newest change
# that can be seen, and would change nothing of it when it is done.
_SETTLED_AFTER = timedelta(minutes=5)
_Changes = tuple[datetime | None, ...]


def entries_of_today(
    period: Period, council: Council, *, with_small_numbers: bool
) -> tuple[Entry, ...]:
    """As ``entries``, in one query where nothing was changed in the last minutes or since then."""
    changes = _changes().first()
    if changes is None or max(filter(None, changes)) > timezone.now() - _SETTLED_AFTER:
        return tuple(entries(period, council, with_small_numbers=with_small_numbers))
    return entries_since(changes, period, council, with_small_numbers)


@lru_cache(maxsize=8)
def entries_since(
    changes: _Changes, period: Period, council: Council, with_small_numbers: bool
) -> tuple[Entry, ...]:
    """``changes``: when each table was changed last, so that a change makes them anew."""
    return tuple(entries(period, council, with_small_numbers=with_small_numbers))


@cache  # to build it takes as long as to ask it
def _changes() -> QuerySet[tuple]:
    """The moment of the newest record of each table; no row where there is no indicator."""
    newest = (
        Subquery(model.history.model.objects.order_by("-history_id").values("history_date")[:1])
        for model in TAKEN_FROM
    )
    return Indicator.objects.order_by("pk").values_list(*newest)
