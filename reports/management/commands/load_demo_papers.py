"""Made-up drafts of the other kinds of paper, for the coming meeting. Called by ``load_demo``."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from corporate_parenting.clear_days import DAY, is_working_day
from corporate_parenting.commands import csv_rows
from corporate_parenting.models import User
from reports import services
from reports.models import Meeting, Quotation, RegularReport, Report
from reports.queries import chosen_sections
from reports.services import Place
from scorecard.periods import Period, PeriodKind

DEMO = Path(__file__).resolve().parents[2] / "demo"
DAYS_BETWEEN_MEETINGS = 84
CODES = {"exceptions": "P1.1, P4.1", "comparator_charts": "P2.3, P2.4, P3.2, P5.1"}
SIGNED = ("Grace Holt", "Assistant Director, Children's Social Care")


class Command(BaseCommand):
    help = "Load a draft of each further kind of paper, once. What was entered since stays."

    def handle(self, *args: object, **options: object) -> None:
        if Quotation.objects.exists() or RegularReport.objects.exists():
            self.stdout.write("There is the work of a board already; nothing was changed.")
            return
        self.load(timezone.localdate())

    @transaction.atomic
    def load(self, today: date) -> None:
        update = Report.objects.filter(kind="update").select_related("meeting").first()
        hold_meetings(update.meeting)
        consider_reports(update.meeting)
        quotations = [say(row, today) for row in csv_rows(DEMO / "quotations.csv")]
        passages = defaultdict(list)
        for row in csv_rows(DEMO / "passages.csv"):
            passages[row.pop("kind")].append(row)
        begun = set(update.meeting.reports.values_list("kind", flat=True))
        for row in csv_rows(DEMO / "papers.csv"):
            if row["kind"] in begun:
                continue
            report = write(update, row["kind"], passages[row["kind"]], row["recommendation"], today)
            if row["kind"] == "annual":
                quote(report, quotations)
        self.stdout.write("A draft of each further kind of paper loaded.")


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@fernmoor.example")


def hold_meetings(coming: Meeting) -> None:
    """Those of the year of which the annual report tells, as far as they are not there."""
    year = Period.of(PeriodKind.FINANCIAL_YEAR, coming.held_on).previous()
    known = set(Meeting.objects.values_list("held_on", flat=True))
    first = min(known) - timedelta(days=14)  # what changed since the last board stays as it is
    modes = (Meeting.Mode.IN_PERSON, Meeting.Mode.REMOTE)
    for number in range(4):
        day = board_day(year.starts_on + timedelta(days=40 + number * DAYS_BETWEEN_MEETINGS))
        if day < first:
            services.add_meeting(
                body=coming.body, held_on=day, mode=modes[number // 2],
                by=person("democratic-services"),
            )  # fmt: skip


def consider_reports(coming: Meeting) -> None:
    meetings = list(Meeting.objects.filter(held_on__lt=coming.held_on).order_by("held_on"))
    for number, row in enumerate(csv_rows(DEMO / "regular_reports.csv")):
        services.add_regular_report(
            body=coming.body, meetings=meetings[number % 2 :: 2], by=person("democratic-services"),
            **row | {"order": int(row["order"])},
        )  # fmt: skip


def say(row: dict[str, str], today: date) -> tuple[Quotation, str]:
    """The quotation, and the heading that stands above it."""
    quotation = services.add_quotation(
        text=row["text"],
        source=row["source"],
        said_on=today - timedelta(days=int(row["days_ago"])),
        has_consent=row["consent"] == "yes",
        is_anonymous=row["anonymous"] == "yes",
        by=person("author"),
    )
    return quotation, row["heading"]


def quote(report: Report, quotations: list[tuple[Quotation, str]]) -> None:
    report.refresh_from_db()
    places = {
        row.pk: Place(number, True, heading) for number, (row, heading) in enumerate(quotations, 1)
    }
    services.choose_quotations(
        report=report, version=report.version, places=places, by=person("author")
    )


def write(
    update: Report, kind: str, passages: list[dict], recommendation: str, today: date
) -> Report:
    """A draft with its words, and what the scorecard, the homes and the plan have for it."""
    author = person("author")
    report = services.start_report(
        kind=kind, meeting=update.meeting, plan=update.plan, by=author, cut_off_on=today
    )
    report = services.choose_usual(report=report, by=author, on=today)
    report = ask_for_codes(report, author)
    places = defaultdict(int)
    for row in passages:
        places[row["part"]] += 1
        services.add_passage(report=report, order=places[row["part"]], by=author, **row)
    changes = {"recommendation": recommendation} if recommendation else {}
    if report.has_section("numbers"):
        changes |= {"children_count": update.children_count, "children_as_at": today}
    if report.has_section("sign_off"):
        changes |= dict(zip(("sign_off_name", "sign_off_post"), SIGNED, strict=True))
    if not changes:
        return report
    return services.change_report(
        report=report, version=report.version, by=author, on=today, **changes
    )


def ask_for_codes(report: Report, by: User) -> Report:
    """The charts of a few indicators: all of them fill fifteen pages."""
    chosen = chosen_sections(report)
    if not chosen:
        return report
    codes = {name: CODES.get(name, "") for name in chosen}
    period = next(iter(chosen.values())).period
    return services.choose_sections(
        report=report, version=report.version, codes=codes, period=period, by=by
    )


def board_day(day: date) -> date:
    """The day itself, or the next one on which a council would hold a meeting."""
    while not is_working_day(day) or _is_at_christmas(day):
        day += DAY
    return day


def _is_at_christmas(day: date) -> bool:
    """No board meets in the weeks in which schools are closed and people are away."""
    return not (1, 5) < (day.month, day.day) < (12, 20)
