"""Made-up homes of the demo council with two years of inspections. Called by ``load_demo``."""

from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from actions.models import Action, Lead, Plan
from corporate_parenting.commands import csv_rows
from corporate_parenting.models import User
from homes import services
from homes.models import GradingScale, Home, Inspection

DEMO = Path(__file__).resolve().parents[2] / "demo"
AREAS = ("overall", "help_and_protection", "leaders")
MANAGER = ("Thornbury Lodge", "Ada Rowe")
TRANSFERRED = ("Harbour Street", 120, "2790104", "Fernmoor Children’s Trust")
CLOSED = ("Elm Court", 200, "The house was too large for the way we care today.")


class Command(BaseCommand):
    help = "Load the homes of the demo council, once. What was entered since stays."

    def handle(self, *args: object, **options: object) -> None:
        if Home.objects.exists():
            self.stdout.write("There are homes already; nothing was changed.")
            return
        officer = User.objects.get(email="officer@fernmoor.example")
        self.load(officer, timezone.localdate())

    @transaction.atomic
    def load(self, by: User, today: date) -> None:
        homes = {row["name"]: add_home(row, by, today) for row in csv_rows(DEMO / "homes.csv")}
        inspections = {
            (row["home"], row["visited"]): record(homes[row["home"]], row, by, today)
            for row in csv_rows(DEMO / "inspections.csv")
        }
        for row in csv_rows(DEMO / "requirements.csv"):
            require(inspections[row["home"], row["visited"]], row, by, today)
        for row in csv_rows(DEMO / "notices.csv"):
            give_notice(homes[row["home"]], row, by, today)
        for row in csv_rows(DEMO / "visits.csv"):
            visit(homes[row["home"]], row, by, today)
        end(homes, by, today)
        judge_council(by, today)
        self.stdout.write(
            f"{Home.objects.count()} homes with {len(inspections)} inspections loaded."
        )


def ago(today: date, days: str) -> date | None:
    """So many days ago, or to come where the number is negative; None for a blank."""
    return today - timedelta(days=int(days)) if days else None


def add_home(row: dict[str, str], by: User, today: date) -> Home:
    name, manager = MANAGER
    expected = row["expected"]
    return services.add_home(
        internal_name=row["name"],
        by=by,
        lead=Lead.objects.get(name=manager) if row["name"] == name else None,
        number=int(row["number"]) if row["number"] else None,
        places=int(row["places"]),
        is_short_break_only=row["short_breaks"] == "yes",
        registered_on=ago(today, row["registered"]),
        opened_on=ago(today, row["opened"]),
        expected_on=today + timedelta(days=int(expected)) if expected else None,
        **{
            column: row[column]
            for column in (
                "label_kind", "alias", "urn", "provision_type", "sector", "governance",
                "provider", "purpose", "location",
            )
        },
    )  # fmt: skip


def record(home: Home, row: dict[str, str], by: User, today: date) -> Inspection:
    first = ago(today, row["visited"])
    return services.record_inspection(
        home=home,
        kind=row["kind"],
        visited_from=first,
        visited_to=first + timedelta(days=int(row["length"]) - 1),
        published_on=ago(today, row["published"]),
        event_number=f"99{home.pk:03}{int(row['visited']):04}",
        scale=GradingScale.objects.get(code=row["scale"]) if row["scale"] else None,
        judgements={area: row[area] for area in AREAS},
        reason_public=row["reason_public"],
        reason_exempt=row["reason_exempt"],
        by=by,
        on=today,
    )


def require(inspection: Inspection, row: dict[str, str], by: User, today: date) -> None:
    requirement = services.add_requirement(
        inspection=inspection,
        kind=row["kind"],
        text=row["text"],
        regulation=row["regulation"],
        due_on=ago(today, row["due"]),
        is_public=row["public"] == "yes",
        by=by,
    )
    if row["closed"]:
        services.close_requirement(
            requirement=requirement, version=1, closed_on=ago(today, row["closed"]),
            evidence=row["evidence"], by=by, on=today,
        )  # fmt: skip
    if row["action"]:
        current = {"priority__plan__state": Plan.State.CURRENT, "reference": row["action"]}
        services.link_action(
            inspection=inspection, requirement=requirement, by=by,
            action=Action.objects.get(**current),
        )  # fmt: skip


def give_notice(home: Home, row: dict[str, str], by: User, today: date) -> None:
    days = {f"{name}_on": ago(today, row[name]) for name in ("issued", "due", "published")}
    notice = services.record_notice(
        home=home, kind=row["kind"], reference=row["reference"], by=by, on=today, **days,
        words_public=row["words_public"], words_exempt=row["words_exempt"],
    )  # fmt: skip
    if row["ended"]:
        services.end_notice(
            notice=notice, version=1, ended_on=ago(today, row["ended"]), reason=row["why"],
            by=by, on=today,
        )  # fmt: skip


def visit(home: Home, row: dict[str, str], by: User, today: date) -> None:
    services.record_visit(
        home=home, kind=row["kind"], visited_on=ago(today, row["visited"]),
        visitor=row["visitor"], report_received_on=ago(today, row["received"]),
        summary_public=row["summary_public"], summary_exempt=row["summary_exempt"],
        by=by, on=today,
    )  # fmt: skip


def end(homes: dict[str, Home], by: User, today: date) -> None:
    """One home closed, and one went to a trust under another registration."""
    name, days, why = CLOSED
    services.close_home(
        home=homes[name], version=1, closed_on=today - timedelta(days=days), by=by, reason=why
    )
    name, days, urn, trust = TRANSFERRED
    services.transfer_home(
        home=homes[name], version=1, transferred_on=today - timedelta(days=days), urn=urn,
        governance="trust", sector="voluntary", provider=trust, by=by,
        reason=f"The home went to {trust}.",
    )  # fmt: skip


def judge_council(by: User, today: date) -> None:
    first = {"overall": "Good", "leaders": "Good", "help_and_protection": "RI"}
    services.record_authority_inspection(
        kind="standard", visited_on=today - timedelta(days=500),
        published_on=today - timedelta(days=450), by=by, on=today,
        judgements=first | {"in_care": "Good", "care_leavers": ""},
    )  # fmt: skip
    services.record_authority_inspection(
        kind="focused", visited_on=today - timedelta(days=140), theme="Care leavers",
        published_on=today - timedelta(days=100), by=by, on=today,
    )  # fmt: skip
