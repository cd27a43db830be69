"""A rating that a person sets in place of the one that was worked out."""

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from scorecard.models import Measurement
from scorecard.queries.standing import worked_out
from scorecard.rating import Rating, RatingError, overridden


@transaction.atomic
def set_rating_by_hand(
    *, measurement: Measurement, version: int, rating: str, reason: str, by: User
) -> Measurement:
    """``rating`` empty: the one that was worked out counts again.

    Raises Conflict when somebody saved the figure since, ValidationError without a reason, for
    the rating that was worked out, and where nothing may be coloured.
    """
    rows = Measurement.objects.select_related("indicator", "area")
    row = lock_current(rows, pk=measurement.pk, version=version)
    if rating:
        try:
            overridden(worked_out([row])[row.pk], Rating(rating), reason)
        except RatingError as error:
            raise ValidationError({"rating" if reason else "rating_reason": str(error)}) from error
    if (row.rating, row.rating_reason) == (rating, reason if rating else ""):
        return row
    sign(row, by=by, reason=reason)
    save_changes(row, rating=rating, rating_reason=reason if rating else "")
    return row
