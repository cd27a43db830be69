"""Whole parts of one paper that fewer people may read than its kind says."""

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import Conflict, sign
from reports.kinds import ALWAYS_TOLD, Publicity
from reports.models import KindPart, PartClass, Report
from reports.models.kinds import is_narrower
from reports.services.drafting import ReportError, lock_open


@transaction.atomic
def choose_readers(
    *, report: Report, part: KindPart, version: int, by: User, **fields: str
) -> PartClass:
    """Say who may read a whole part: ``fields`` are those of ``Classed``; public: as its kind says.

    ``version`` is that of the choice that was seen, 0 where there was none; raises Conflict if
    somebody has chosen since, and ReportError where the paper has no such part to keep from more
    people, or the class is not narrower than the kind's.
    """
    report = lock_open(report)
    of_kind = KindPart.objects.filter(pk=part.pk, kind__code=report.kind_id, is_in_use=True).first()
    if of_kind is None or of_kind.section in ALWAYS_TOLD:
        raise ReportError("Nobody can be kept from this part. Look at the paper's page again.")
    row = PartClass.objects.filter(report=report, part=of_kind.code).first()
    row = row or PartClass(report=report, part=of_kind.code, version=0)
    if row.version != version:
        raise Conflict(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean()
    if row.publicity != Publicity.PUBLIC and not is_narrower(row.publicity, of_kind.publicity):
        raise ReportError(
            "Every paper of this kind keeps the part from as many people already. Choose fewer "
            "readers, or leave it as the kind says."
        )
    sign(row, by=by)
    row.save()
    return row
