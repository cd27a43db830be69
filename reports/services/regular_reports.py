"""The reports that a board considers again and again."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.boards import names_of_board
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign, wait_for_others
from reports.models import Meeting, RegularReport

OTHER_BOARD = "Choose meetings of this board only."


@transaction.atomic
def add_regular_report(
    *, by: User, meetings: Collection[Meeting] = (), **fields: object
) -> RegularReport:
    """A further one; raises ValidationError where the board considers one of this title."""
    wait_for_others()
    report = RegularReport(**fields)
    _check_board(report.body, meetings)
    report.full_clean()
    sign(report, by=by)
    report.save()
    _take(report, meetings, by)
    return report


@transaction.atomic
def change_regular_report(
    *,
    regular_report: RegularReport,
    version: int,
    by: User,
    meetings: Collection[Meeting],
    **changes: object,
) -> RegularReport:
    """``meetings``: all at which it was considered. One that is over is kept, not deleted."""
    rows = RegularReport.objects.all()
    report = lock_current(rows, pk=regular_report.pk, version=version)
    _check_board(str(changes.get("body", report.body)), meetings)
    sign(report, by=by)
    save_changes(report, **changes)
    _take(report, meetings, by)
    return report


def _check_board(body: str, meetings: Collection[Meeting]) -> None:
    names = {name.casefold() for name in names_of_board(body)}
    if any(meeting.body.casefold() not in names for meeting in meetings):
        raise ValidationError({"meetings": OTHER_BOARD})


def _take(report: RegularReport, meetings: Collection[Meeting], by: User) -> None:
    sign(report, by=by)
    report.meetings.set(meetings)
