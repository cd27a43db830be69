"""Free items: what a paper says beside the progress of the plan."""

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.models import FreeItem, Report
from reports.services.drafting import lock_open


@transaction.atomic
def add_item(*, report: Report, by: User, **fields: object) -> FreeItem:
    item = FreeItem(report=lock_open(report), **fields)
    item.full_clean()
    sign(item, by=by)
    item.save()
    return item


@transaction.atomic
def change_item(*, item: FreeItem, version: int, by: User, **changes: object) -> FreeItem:
    lock_open(item.report)
    item = lock_current(FreeItem.objects.all(), pk=item.pk, version=version)
    sign(item, by=by)
    save_changes(item, **changes)
    return item


@transaction.atomic
def remove_item(*, item: FreeItem, version: int, by: User) -> FreeItem:
    """Out of the paper; the row and its history stay."""
    return change_item(item=item, version=version, by=by, is_removed=True)
