"""The council's own board: what it was called, and what takes its name when it is renamed."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from corporate_parenting.context import current_council
from corporate_parenting.models import Council, User
from corporate_parenting.versions import save_changes, sign

# Columns that hold a board's name, and the day of a row that keeps the name of its day.
# Apps are named in strings.
BEARING_ITS_NAME = [
    ("actions.Plan", "board", None),
    ("reports.Meeting", "body", "held_on"),
    ("reports.RegularReport", "body", None),
]


@transaction.atomic
def rename_board(*, old: str, new: str, on: date, by: User | None) -> None:
    """Plans follow to the new name, and meetings from the day ``on``; earlier ones keep the old.

    Raises ValidationError where another board has the new name: two boards would become one.
    """
    if _is_of_another(old, new):
        raise ValidationError(
            f"“{new}” is another board, with plans or meetings of its own. Choose another name."
        )
    for row, column in _rows_of(old, on):
        sign(row, by=by, reason=f"The board was renamed. It was called {old}.")
        save_changes(row, **{column: new})


def _is_of_another(old: str, new: str) -> bool:
    """Whether something stands under ``new`` that never was of the board ``old``."""
    if new.casefold() in {name.casefold() for name in (old, *names_of_board(old))}:
        return False
    return any(
        apps.get_model(label).objects.filter(**{f"{column}__iexact": new}).exists()
        for label, column, _ in BEARING_ITS_NAME
    )


def _rows_of(board: str, on: date) -> Iterator[tuple[Model, str]]:
    for label, column, day in BEARING_ITS_NAME:
        rows = apps.get_model(label).objects.filter(**{f"{column}__iexact": board})
        if day:
            rows = rows.filter(**{f"{day}__gte": on})
        for row in rows.order_by("pk").select_for_update(no_key=True):
            yield row, column


def names_of_board(name: str) -> set[str]:
    """Every name that the board ``name``, in any capitals, has had: the council renames its own.

    In one query: pages ask again and again.
    """
    was = Council.history.order_by().values_list("board_name", flat=True)
    found = Council.objects.order_by().values_list("board_name", flat=True).union(was)
    own = set(found) or {Council().board_name}
    return own if name.casefold() in {called.casefold() for called in own} else {name}


def last_meeting_on(board: str, *, before: date) -> date | None:
    """When the board met last before that day, under any of its names; two or three queries."""
    meetings = apps.get_model("reports.Meeting").objects.filter(body__in=names_of_board(board))
    held = meetings.filter(held_on__lt=before).order_by("-held_on")
    return held.values_list("held_on", flat=True).first()


def name_today(name: str) -> str:
    """What the board that was ever called ``name`` is called today."""
    own = current_council().board_name
    return own if own in names_of_board(name) else name
