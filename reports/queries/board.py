"""What is told of a board's own work, and of what people said."""

from django.db.models import Exists, OuterRef, QuerySet

from corporate_parenting.boards import names_of_board
from reports.models import Meeting, Quotation, QuotedIn, RegularReport, Report

OFFERED = 50


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


def quotations_kept() -> QuerySet[Quotation]:
    """All that are not removed, the newest first."""
    return Quotation.objects.filter(is_removed=False).order_by("-said_on", "-pk")


def quotations_to_choose(report: Report) -> list[tuple[Quotation, QuotedIn | None]]:
    """Those in the paper in its order, then the newest others; each with its place, if it has one.

    At most ``OFFERED`` others: nobody reads through hundreds.
    """
    places = {row.quotation_id: row for row in report.quoted.all()}
    inside = list(quotations_of(report))
    chosen = {row.quotation_id for row in inside}
    others = quotations_kept().exclude(pk__in=chosen)[:OFFERED]
    return [(row.quotation, row) for row in inside] + [
        (quotation, places.get(quotation.pk)) for quotation in others
    ]


def meetings_to_tick(report: RegularReport | None = None) -> list[Meeting]:
    """The newest ``OFFERED`` meetings of its board, of all boards for a new report.

    Those that took it are there however old they are: an unticked box would take them away.
    """
    meetings = Meeting.objects.order_by("-held_on", "body", "pk")
    if report is None:
        return list(meetings[:OFFERED])
    of_board = meetings.filter(body__in=names_of_board(report.body))
    newest = list(of_board[:OFFERED])
    shown = [meeting.pk for meeting in newest]
    return newest + list(meetings.filter(considered=report).exclude(pk__in=shown))


def regular_reports() -> QuerySet[RegularReport]:
    """Of all boards; those no longer considered last. Their meetings preloaded."""
    return RegularReport.objects.prefetch_related("meetings").order_by(
        "is_removed", "body", "order", "title", "pk"
    )
