"""How each service saves: signed and checked, over the version that was seen."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from corporate_parenting.models import User, Versioned
from corporate_parenting.versions import Conflict, lock_current, save_changes, sign
from corporate_parenting.words import day_words
from homes.labels import HiddenNames, hidden_words_of
from homes.models import AuthorityInspection, Home, Inspection

Row = TypeVar("Row", bound=Versioned)
# Columns that all may read; names of homes and where they are may not stand in them.
READ_BY_ALL = ("reason_public", "words_public", "summary_public", "theme")
AnyInspection = TypeVar("AnyInspection", Inspection, AuthorityInspection)
VOIDED = "This inspection was taken away as recorded in error. If it took place, record it anew."


def lock_home(pk: int) -> Home:
    """Whoever closes or transfers it waits until we are done, and so do we for them."""
    return Home.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def lock_inspection(inspection: AnyInspection, *, version: int) -> AnyInspection:
    """As ``lock_current``; ValidationError where it was taken away as recorded in error."""
    try:
        row = lock_current(type(inspection).objects.all(), pk=inspection.pk, version=version)
    except Conflict as conflict:
        refuse_voided(conflict.current)
        raise
    refuse_voided(row)
    return row


def lock_standing(inspection: Inspection) -> Inspection:
    """The inspection, so that nobody takes it away until we are done with what hangs on it.

    ValidationError where it was taken away as recorded in error.
    """
    row = Inspection.objects.select_for_update(of=("self",), no_key=True).get(pk=inspection.pk)
    refuse_voided(row)
    return row


def refuse_voided(inspection: Inspection | AuthorityInspection) -> None:
    if inspection.voided_on is not None:
        raise ValidationError(VOIDED)


def add(row: Model, *, by: User, reason: str = "") -> None:
    """Check and save a row that is not there yet."""
    row.full_clean()
    sign(row, by=by, reason=reason)
    row.save()


def correct(row: Row, *, version: int, by: User, reason: str, **fields: object) -> Row:
    """The locked row with ``fields``; unchanged where they say what it says.

    Raises Conflict when somebody saved it since, and ValidationError without a reason.
    """
    row = lock_current(type(row).objects.all(), pk=row.pk, version=version)
    changes = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changes:
        return row
    if not reason:
        raise ValidationError("Say why this is changed.")
    put(row, by=by, reason=reason, **changes)
    return row


def put(row: Versioned, *, by: User, reason: str = "", **changes: object) -> None:
    """Save the changes of a locked row."""
    sign(row, by=by, reason=reason)
    save_changes(row, **changes)


def check_public_words(row: Model) -> None:
    """ValidationError where words for all give away a home that is kept private."""
    names = [name for name in READ_BY_ALL if getattr(row, name, "")]
    if getattr(row, "is_public", False):
        names += ["text", "regulation"]
    if not names:
        return
    homes = Home.objects.only("internal_name", "label_kind", "alias", "location")
    hidden = HiddenNames(words for home in homes for words in hidden_words_of(home))
    for name in names:
        if named := hidden.found_in(getattr(row, name)):
            label = row._meta.get_field(name).verbose_name
            raise ValidationError(
                {name: f"“{named}” is not named in public. Write “the home” in the {label}."}
            )


def check_past(days: Iterable[tuple[str, date | None]], on: date) -> None:
    """ValidationError for a day to come, by its column."""
    for name, day in days:
        if day and day > on:
            raise ValidationError(
                {name: f"{day_words(day)} lies in the future. Enter a day up to today."}
            )
