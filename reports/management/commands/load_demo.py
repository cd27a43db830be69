"""A made-up council with everything that the application shows, for a look at it."""

from datetime import date, timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from actions.models import Plan
from reports import services
from reports.checking import open_findings
from reports.management.commands.load_demo_papers import board_day, person
from reports.models import Meeting, Publication, Rendering, Report
from scorecard.periods import Period, PeriodKind

RECOMMENDATION = (
    "The board is asked to note the progress and to say which of the promises it wants to hear "
    "about from young people themselves at the next meeting."
)
HOMES = (
    "All our homes have a full team again.\n\n"
    "- The garden at the newest home was planned and planted by the young people.\n"
    "- A further home opens next year; its manager has been appointed."
)

# What the papers tell of the scorecard, with the indicators asked for by code.
SECTIONS = {
    "scorecard_table": "",
    "exceptions": "P1.1, P4.1",
    "comparator_charts": "P2.3, P2.4, P3.2, P5.1",
}
ANSWER = "Read once more: it is right as it stands."
# Before the meeting: the first paper, and its correction.
PUBLISHED, CORRECTED = timedelta(days=9), timedelta(days=7)
WRONG_NUMBER = "The number of children in our care was that of the week before."
HOMES_SECTIONS = ("home_judgements", "home_changes")

TRIES = 3


class Command(BaseCommand):
    help = "Load the made-up council of Fernmoor, once. What was entered since stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show-logins", action="store_true", help="Only say who signs in.")

    def handle(self, *args: object, **options: object) -> None:
        if not options["show_logins"]:
            today = timezone.localdate()
            last = board_day(today - timedelta(days=63))
            # The first paper was published before the rest of the year happened.
            since = (today - last + PUBLISHED).days
            call_command("load_demo_plan", until=since, stdout=self.stdout)
            call_command("load_demo_scorecard", stdout=self.stdout)
            call_command("load_demo_homes", stdout=self.stdout)
            if not Meeting.objects.exists():
                self.load_papers(today, last)
            call_command("load_demo_papers", stdout=self.stdout)
        call_command("load_demo_plan", show_logins=True, stdout=self.stdout)

    @transaction.atomic
    def load_papers(self, today: date, last: date) -> None:
        """A published paper of the last meeting with its correction, and a draft for the next."""
        plan = Plan.objects.get(state=Plan.State.CURRENT)
        coming = board_day(today + timedelta(days=25))
        cut_off_on = last - timedelta(days=14)
        # The first paper has no earlier meeting to tell changes since.
        first = self.draft(plan, last, cut_off_on, 569, since=cut_off_on - timedelta(days=98))
        self.publish(first, PUBLISHED)
        self.publish(self.correct(first, 572), CORRECTED)
        call_command("load_demo_plan", later=True, stdout=self.stdout)
        second = self.draft(plan, coming, today, 568)
        self.make_paper(second)
        self.stdout.write("A published paper with its correction and a draft loaded.")

    def draft(
        self,
        plan: Plan,
        held_on: date,
        cut_off_on: date,
        children: int,
        since: date | None = None,
    ) -> Report:
        meeting = services.add_meeting(
            body=plan.board, held_on=held_on, place="Council Chamber, Fernmoor",
            by=person("democratic-services"),
        )  # fmt: skip
        author = person("author")
        report = services.start_report(
            kind="update", meeting=meeting, plan=plan, by=author, cut_off_on=cut_off_on,
        )  # fmt: skip
        services.add_passage(
            report=report, heading="Our children's homes", text=HOMES, order=1, part="later_items",
            by=author,
        )  # fmt: skip
        report = services.choose_sections(
            report=report, version=report.version, codes=SECTIONS, by=author,
            period=Period.of(PeriodKind.QUARTER, cut_off_on).previous(),
        )  # fmt: skip
        report = services.choose_homes(
            report=report, version=report.version, sections=HOMES_SECTIONS, day=cut_off_on,
            since=since, by=author, on=timezone.localdate(),
        )  # fmt: skip
        return services.change_report(
            report=report,
            version=report.version,
            by=author,
            on=timezone.localdate(),
            recommendation=RECOMMENDATION,
            children_count=children,
            children_as_at=cut_off_on,
            sign_off_name="Grace Holt",
            sign_off_post="Assistant Director, Children's Social Care",
            signed_on=cut_off_on,
        )

    def make_paper(self, report: Report) -> str:
        """The SHA-256 of the finished PDF. On a busy machine it may take more than one try."""
        for _ in range(TRIES):
            rendering = services.request_rendering(
                report=report, by=person("author"), at=timezone.now()
            )
            rendering = services.make_paper(rendering_pk=rendering.pk)
            if rendering.state == Rendering.State.READY:
                return rendering.sha256_pdf
        raise CommandError(
            f"A paper of the demo could not be made: {rendering.reason} Nothing of it was kept. "
            "Run the command again when the machine is less busy."
        )

    def correct(self, report: Report, children: int) -> Report:
        """Opened for its second version, so that two versions can be compared."""
        report.refresh_from_db()
        author = person("author")
        report = services.start_correction(
            report=report, version=report.version, reason=WRONG_NUMBER, by=author
        )
        return services.change_report(
            report=report, version=report.version, by=author, on=timezone.localdate(),
            children_count=children,
        )  # fmt: skip

    def publish(self, report: Report, before: timedelta) -> Publication:
        """Cleared by the approver; published so long before its meeting by democratic services."""
        published_at = timezone.now() - (timezone.localdate() - report.meeting.held_on + before)
        sha256_pdf = self.make_paper(report)
        report.refresh_from_db()
        for found in open_findings(report):
            services.answer_finding(
                report=report, key=found.key, answer=ANSWER, version=0, by=person("author"),
                at=published_at,
            )  # fmt: skip
        report = services.submit_report(report=report, version=report.version, by=person("author"))
        services.clear_report(
            report=report, version=report.version, sha256_pdf=sha256_pdf, by=person("approver"),
            at=published_at,
        )  # fmt: skip
        report.refresh_from_db()
        clerk = person("democratic-services")
        report = services.release_report(report=report, version=report.version, by=clerk)
        return services.publish_report(
            report=report, version=report.version, sha256_pdf=sha256_pdf, by=clerk,
            at=published_at,
        )  # fmt: skip
