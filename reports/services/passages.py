"""Free items: what a paper says beside the progress of the plan."""

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.models import Passage, Report
from reports.queries import passages_of, passages_to_repeat
from reports.services.drafting import ReportError, lock_open, repeated_fields


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


@transaction.atomic
def repeat_passage(*, report: Report, passage: Passage, by: User) -> Passage:
    """The words of an earlier paper in this one, where they can be changed.

    Raises ReportError where the paper has them already, or may not take them.
    """
    report = lock_open(report)
    if not passages_to_repeat(report, passage.part).filter(pk=passage.pk).exists():
        raise ReportError("These words cannot be used again in this paper. Look at its page.")
    fields = repeated_fields(passage) | {"order": passages_of(report, passage.part).count() + 1}
    return add_passage(report=report, by=by, repeats=passage, **fields)
