"""What is told of a board's own work, and of what people said."""

from django.db.models import Exists, OuterRef, QuerySet

from corporate_parenting.boards import names_of_board
from reports.models import Meeting, QuotedIn, RegularReport, Report


def meetings_held_in(report: Report) -> QuerySet[Meeting]:
    """The board's meetings in the time that the paper tells of, the first one first."""
    return Meeting.objects.filter(
        body__in=names_of_board(report.meeting.body),
        held_on__range=(report.period_from, report.period_to),
    ).order_by("held_on", "pk")


def reports_considered_in(report: Report) -> QuerySet[RegularReport]:
    """The board's regular reports that one of those meetings took, in their order."""
    taken = RegularReport.meetings.through.objects.filter(
        regularreport=OuterRef("pk"), meeting__in=meetings_held_in(report).order_by()
    )
    return RegularReport.objects.filter(Exists(taken)).order_by("order", "title", "pk")


def quotations_of(report: Report) -> QuerySet[QuotedIn]:
    """What is quoted in the paper, in its order; the words preloaded."""
    return (
        report.quoted.filter(is_included=True, quotation__is_removed=False)
        .select_related("quotation")
        .order_by("order", "pk")
    )
