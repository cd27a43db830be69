"""What was read is kept for as long as nobody changes a row that it was taken from.

Every write leaves a record in the history of its table, so that the newest records tell whether
anything was changed since.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db.models import Model, QuerySet, Subquery
from django.utils import timezone

# No save takes that long. One that is under way may have begun before the newest change that can
# be seen, and would change nothing of it when it is done.
SETTLED_AFTER = timedelta(minutes=1)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_kept: list["_Kept"] = []


def kept_until_changed(
    *models: type[Model], most: int
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """For a function that reads these tables alone: its answers to the same arguments are kept.

    ``most``: so many of them. An answer is shared between requests, so nobody may change it. It
    takes one query to see that nothing was changed; none for a minute after a change.
    """

    def keep(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
        answers = _Kept(read, models, most)
        _kept.append(answers)
        return wraps(read)(lambda *asked, **how: answers.answer(*asked, **how))

    return keep


def forget_all() -> None:
    """Read everything anew: rows of two tests may bear the same keys and moments."""
    for answers in _kept:
        answers.forget()


class _Kept:
    """The answers of one function, by the changes that they were read after."""

    def __init__(self, read: Callable, models: tuple[type[Model], ...], most: int) -> None:
        self.read, self.models = read, models
        self.after = lru_cache(maxsize=most)(lambda changes, *asked, **how: read(*asked, **how))
        self.settled_from = _LONG_AGO

    def answer(self, *asked: object, **how: object) -> object:
        if timezone.now() < self.settled_from:
            return self.read(*asked, **how)
        changes = _changes(self.models).first() or ()
        newest = max(filter(None, changes), default=None)
        if newest is None:
            return self.read(*asked, **how)
        self.settled_from = newest + SETTLED_AFTER
        if timezone.now() < self.settled_from:
            return self.read(*asked, **how)
        return self.after(changes, *asked, **how)

    def forget(self) -> None:
        self.after.cache_clear()
        self.settled_from = _LONG_AGO


@cache  # to build it takes as long as to ask it
def _changes(models: tuple[type[Model], ...]) -> QuerySet[tuple]:
    """The moment of the newest record of each table; no row while the first table is empty."""
    newest = (
        Subquery(model.history.model.objects.order_by("-history_id").values("history_date")[:1])
        for model in models
    )
    return models[0].objects.order_by("pk").values_list(*newest)
