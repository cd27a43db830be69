"""What was read is kept for as long as nobody changes a row that it was taken from.

Every write leaves a record in the history of its table, and records are numbered upwards, so that
the newest ones tell whether anything was changed since.
"""

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_kept: list[Any] = []
# The questions that each connection to PostgreSQL has planned, with their names there.
_planned: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()
_numbers = count(1)

# A number that was given out can be taken back, and is given out again, with another moment.
_NEWEST = "(SELECT history_id || ' ' || history_date FROM {} ORDER BY history_id DESC LIMIT 1)"
# On PostgreSQL a save under way may have been given its number before the newest that can be seen,
# and would change nothing of that when it is done. Whoever writes holds this lock until then.
_SOMEBODY_WRITES = """
    EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'
          AND relation IN ({}) AND pid IS DISTINCT FROM pg_backend_pid()
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


def kept_until_changed(
    *models: type[Model], most: int
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """For a function that reads these tables alone: its answers to the same arguments are kept.

    ``most``: so many of them. An answer is shared between requests, so nobody may change it. It
    takes one query to see that nothing was changed.
    """

    def keep(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
        after = lru_cache(maxsize=most)(lambda newest, *asked, **how: read(*asked, **how))
        _kept.append(after)

        @wraps(read)
        def answer(*asked: Asked.args, **how: Asked.kwargs) -> Found:
            somebody_writes, *newest = _newest_records(models)
            return read(*asked, **how) if somebody_writes else after(tuple(newest), *asked, **how)

        return answer

    return keep


def forget_all() -> None:
    """Read everything anew: rows of two tests may bear the same keys and moments."""
    for answers in _kept:
        answers.cache_clear()


def _newest_records(models: tuple[type[Model], ...]) -> tuple:
    """Whether somebody is writing to these tables, then the newest record of each."""
    with connection.cursor() as cursor:
        _ask(cursor, _question(connection.vendor, models))
        return cursor.fetchone()


def _ask(cursor: CursorWrapper, question: str) -> None:
    """PostgreSQL takes three times as long to plan it as to answer it: each connection plans once.

    One that failed is planned under another name, for nobody knows how far it came.
    """
    if connection.vendor != "postgresql":
        cursor.execute(question)
        return
    names = _planned.setdefault(connection.connection, {})
    if name := names.get(question):
        cursor.execute(f"EXECUTE {name}")
        return
    name = f"newest_records_{next(_numbers)}"
    cursor.execute(f"PREPARE {name} AS {question}; EXECUTE {name}")
    names[question] = name


@cache  # to build it takes longer than to ask it
def _question(vendor: str, models: tuple[type[Model], ...]) -> str:
    tables = [connection.ops.quote_name(model.history.model._meta.db_table) for model in models]
    somebody_writes = "0"  # SQLite has one writer at a time, who is done before the next begins
    if vendor == "postgresql":
        places = ", ".join(f"to_regclass('{table}')" for table in tables)
        somebody_writes = _SOMEBODY_WRITES.format(places)
    return f"SELECT {', '.join([somebody_writes, *(map(_NEWEST.format, tables))])}"
