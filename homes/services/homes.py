"""Homes: added, changed, closed, and registered anew when they are transferred."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, wait_for_others
from homes.models import Home
from homes.services.saving import add, correct, put

# What stays the same for the children when a home gets another registration.
CARRIED = (
    "internal_name", "label_kind", "alias", "number", "provision_type", "is_short_break_only",
    "sector", "governance", "provider", "places", "purpose", "location", "lead",
)  # fmt: skip


@transaction.atomic
def add_home(*, internal_name: str, governance: str, by: User, reason: str = "", **fields) -> Home:
    """``fields``: those of Home. Raises ValidationError for a label that is not its own."""
    wait_for_others()
    home = Home(internal_name=internal_name, governance=governance, **fields)
    add(home, by=by, reason=reason)
    return home


@transaction.atomic
def change_home(*, home: Home, version: int, by: User, reason: str, **fields) -> Home:
    """Raises Conflict, and ValidationError without a reason, for a label that is another home's
    and for days that leave one of its inspections outside."""
    wait_for_others()
    return correct(home, version=version, by=by, reason=reason, **fields)


@transaction.atomic
def close_home(*, home: Home, version: int, closed_on: date, by: User, reason: str) -> Home:
    """From that day on it is out of the register's counts. ``reason`` is kept with the home.

    Raises Conflict, and ValidationError without a reason, if it is closed, or if it was inspected
    after that day.
    """
    home = lock_current(Home.objects.all(), pk=home.pk, version=version)
    if home.closed_on is not None:
        raise ValidationError("This home is closed already. Correct that instead.")
    if not reason:
        raise ValidationError({"reason": "Say why the home closed."})
    put(home, by=by, reason=reason, closed_on=closed_on, closed_because=reason)
    return home


@transaction.atomic
def transfer_home(
    *, home: Home, version: int, transferred_on: date, by: User, reason: str, urn: str, **fields
) -> Home:
    """Close the registration and give the new one, which starts without a judgement.

    ``fields`` of Home are what changes with the transfer, such as governance and sector; all else
    is carried on. Raises as ``close_home`` and ``add_home`` do.
    """
    wait_for_others()
    old = close_home(home=home, version=version, closed_on=transferred_on, by=by, reason=reason)
    carried = {name: getattr(old, name) for name in CARRIED}
    days = {"registered_on": transferred_on, "opened_on": transferred_on}
    new = Home(**carried | days | fields, urn=urn, transferred_from=old)
    add(new, by=by, reason=reason)
    return new
