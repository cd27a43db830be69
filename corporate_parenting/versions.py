"""Two people at one row: whoever saves second sees both texts and loses nothing."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from corporate_parenting.models import Council, User, Versioned

Row = TypeVar("Row", bound=Versioned)
IMPORTED = "Imported from "
"""How the reason starts of a history row that came from a file; the file's name follows."""


class Conflict(Exception):
    """Somebody saved ``current`` after the editor's page was loaded."""

    def __init__(self, current: Versioned) -> None:
        super().__init__("Somebody else saved this while you were writing.")
        self.current = current


def lock_current(rows: QuerySet[Row], *, pk: int, version: int) -> Row:
    """The row, locked until the transaction ends; raises Conflict if ``version`` is not its own."""
    # A lock that lets others add rows that point here (a note on this action) meanwhile.
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if row.version != version:
        raise Conflict(row)
    return row


def wait_for_others() -> None:
    """Until the transaction ends, whoever adds a row that may be there once waits here.

    What is not there yet cannot be locked: the council's row is, in its place.
    """
    list(Council.objects.select_for_update(no_key=True).values_list("pk"))


def sign(row: Model, *, by: User | None, reason: str = "", at: datetime | None = None) -> None:
    """Who saves ``row`` next, why, and when if that is not this moment, for its history."""
    row._history_user = by
    row._change_reason = reason or None
    # It would stay on the instance and date the next save back as well.
    vars(row).pop("_history_date", None)
    if at is not None:
        row._history_date = at


def save_changes(row: Versioned, **changes: object) -> None:
    """Check and save ``changes`` on a locked row; its version goes up by one."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean()
    row.save(update_fields=[*changes, "version"])
