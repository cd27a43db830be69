"""Inspections that were recorded in error: another home's, or ones that never happened."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from homes.services.saving import AnyInspection, lock_inspection, put


@transaction.atomic
def void_inspection(
    *, inspection: AnyInspection, version: int, by: User, on: date, reason: str
) -> AnyInspection:
    """Take an inspection of a home or of the council away; its row stays, with the reason.

    Nothing but the pages of those who record tells of it from then on; published papers stay as
    they are. It is not taken back: an inspection that did take place is recorded anew. ``on``:
    today. Raises Conflict, and ValidationError without a reason or where it is taken away already.
    """
    inspection = lock_inspection(inspection, version=version)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the inspection was recorded in error."})
    put(inspection, by=by, reason=reason, voided_on=on, voided_because=reason)
    return inspection
