"""Answers to what the checks of a paper found."""

from datetime import datetime

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import Conflict, sign
from reports.checking import findings
from reports.models import CheckAnswer, Report
from reports.services.drafting import ReportError, lock_open

GONE = "This is not found any more: the words or the figures were changed. Look at the list again."


@transaction.atomic
def answer_finding(
    *, report: Report, key: str, answer: str, version: int, by: User, at: datetime
) -> CheckAnswer:
    """Answer a finding of the draft as it stands, or give another answer.

    ``version`` is that of the answer that was seen, 0 where there was none; raises Conflict if
    somebody has answered since.
    """
    report = lock_open(report)
    finding = next((each for each in findings(report) if each.key == key), None)
    if finding is None:
        raise ReportError(GONE)
    row = CheckAnswer.objects.filter(report=report, key=key).first()
    if version != (row.version if row else 0):
        if row is None:
            raise ReportError(GONE)
        raise Conflict(row)
    row = row or CheckAnswer(report=report, key=key, version=0)
    row.check_name, row.place = finding.check, finding.place[:400]
    row.words, row.answer, row.by, row.at = finding.words[:2_000], answer, by, at
    row.version += 1
    row.full_clean()
    sign(row, by=by)
    row.save()
    return row
