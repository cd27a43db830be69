"""What people said: kept with its consent, and quoted in papers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.models import Quotation, QuotedIn, Report
from reports.services.drafting import refuse_unless_open


@dataclass(frozen=True)
class Place:
    """Of a quotation in a paper: as typed, whether it is in, and the heading above it."""

    order: int
    is_included: bool
    heading: str = ""


@transaction.atomic
def add_quotation(*, by: User, **fields: object) -> Quotation:
    quotation = Quotation(**fields)
    quotation.full_clean()
    sign(quotation, by=by)
    quotation.save()
    return quotation


@transaction.atomic
def change_quotation(
    *, quotation: Quotation, version: int, by: User, **changes: object
) -> Quotation:
    """Published papers keep the words that they were published with."""
    quotation = lock_current(Quotation.objects.all(), pk=quotation.pk, version=version)
    sign(quotation, by=by)
    save_changes(quotation, **changes)
    return quotation


@transaction.atomic
def remove_quotation(*, quotation: Quotation, version: int, by: User) -> Quotation:
    """Out of the list and of every draft; the row and its history stay."""
    return change_quotation(quotation=quotation, version=version, by=by, is_removed=True)


@transaction.atomic
def choose_quotations(
    *, report: Report, version: int, places: Mapping[int, Place], by: User
) -> Report:
    """Have just these in the paper: ``{quotation's key: its place}``, in the order of places.

    Those that are left out, and those that are not named, keep their rows and are out.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    refuse_unless_open(report)
    kept = {row.quotation_id: row for row in report.quoted.all()}
    for key, place in places.items():
        row = kept.pop(key, None) or QuotedIn(report=report, quotation_id=key)
        if row.pk or place.is_included:
            _put(row, place, by)
    for row in kept.values():
        if row.is_included:
            _put(row, Place(row.order, False, row.heading), by)
    sign(report, by=by)
    save_changes(report)
    return report


def _put(row: QuotedIn, place: Place, by: User) -> None:
    """Save it as it is to be; nothing where it is so already."""
    if row.pk and (row.order, row.is_included, row.heading) == (
        place.order, place.is_included, place.heading,
    ):  # fmt: skip
        return
    row.order, row.is_included, row.heading = place.order, place.is_included, place.heading
    row.version += 1 if row.pk else 0
    row.full_clean()
    sign(row, by=by)
    row.save()
