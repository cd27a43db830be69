"""Free items: what a paper says beside the progress of the plan."""

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.models import Passage, Report
from reports.services.drafting import lock_open


@transaction.atomic
def add_passage(*, report: Report, by: User, **fields: object) -> Passage:
    passage = Passage(report=lock_open(report), **fields)
    passage.full_clean()
    sign(passage, by=by)
    passage.save()
    return passage


@transaction.atomic
def change_passage(*, passage: Passage, version: int, by: User, **changes: object) -> Passage:
    lock_open(passage.report)
    passage = lock_current(Passage.objects.all(), pk=passage.pk, version=version)
    sign(passage, by=by)
    save_changes(passage, **changes)
    return passage


@transaction.atomic
def remove_passage(*, passage: Passage, version: int, by: User) -> Passage:
    """Out of the paper; the row and its history stay."""
    return change_passage(passage=passage, version=version, by=by, is_removed=True)
