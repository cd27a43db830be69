"""What is said about a figure: one text a period, kept with its history."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from corporate_parenting.models import User
from corporate_parenting.versions import Conflict, save_changes, sign
from scorecard.models import Commentary, Measurement


@transaction.atomic
def write_commentary(
    *, measurement: Measurement, version: int, text: str, by: User, at: datetime | None = None
) -> Commentary:
    """Save the commentary on the figure's indicator and period; ``version`` 0 where none was seen.

    It bears the moment ``at``, or else this one. Raises Conflict when somebody saved one since,
    ValidationError for a text that is missing or too long.
    """
    # The figure is there before any commentary, so that two who begin one meet here.
    Measurement.objects.select_for_update(of=("self",), no_key=True).get(pk=measurement.pk)
    at = at or timezone.now()  # once nobody else is in the way
    kept = commentary_on(measurement)
    if kept is None:
        return _add(measurement, text, by, at)
    if kept.version != version:
        raise Conflict(kept)
    if kept.text == text:
        return kept
    sign(kept, by=by, at=at)
    save_changes(kept, text=text, author=by, written_at=at)
    return kept


def commentary_on(measurement: Measurement) -> Commentary | None:
    return Commentary.objects.filter(
        indicator=measurement.indicator_id,
        period_kind=measurement.period_kind,
        period_starts_on=measurement.period_starts_on,
    ).first()


def _add(measurement: Measurement, text: str, by: User, at: datetime) -> Commentary:
    row = Commentary(
        indicator=measurement.indicator,
        period_kind=measurement.period_kind,
        period_starts_on=measurement.period_starts_on,
        text=text,
        author=by,
        written_at=at,
    )
    row.full_clean(exclude=["indicator", "author"])
    sign(row, by=by, at=at)
    row.save()
    return row
