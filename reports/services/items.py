"""Free items: what a paper says beside the progress of the plan."""

from django.db import transaction

from corporate_parenting.versions import lock_current, save_changes
from reports.models import FreeItem, Report
from reports.services.drafting import lock_open


@transaction.atomic
def add_item(*, report: Report, **fields: object) -> FreeItem:
    item = FreeItem(report=lock_open(report), **fields)
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def change_item(*, item: FreeItem, version: int, **changes: object) -> FreeItem:
    lock_open(item.report)
    item = lock_current(FreeItem.objects.all(), pk=item.pk, version=version)
    save_changes(item, **changes)
    return item


@transaction.atomic
def remove_item(*, item: FreeItem, version: int) -> FreeItem:
    """Out of the paper; the row and its history stay."""
    return change_item(item=item, version=version, is_removed=True)
