"""A made-up council, its people and its plan with a year of progress. Called by ``load_demo``."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.models import Action, Lead, Plan
from actions.services import record_progress, set_status
from actions.services.imports import bring_in_plan
from corporate_parenting.commands import csv_rows
from corporate_parenting.models import Acronym, Council, LanguageWord, User
from corporate_parenting.roles import Role
from corporate_parenting.uploads import open_upload
from corporate_parenting.words import counted

DEMO = Path(__file__).resolve().parents[2] / "demo"
COUNCIL = "Fernmoor Council"
PASSWORD = "a promise is a promise"  # noqa: S105 - of made-up people on one's own machine
PEOPLE = {
    Role.LEAD: ("Ada", "Rowe", "answers for her own strands"),
    Role.OFFICER: ("Beth", "Lyle", "keeps the whole plan"),
    Role.ANALYST: ("Noor", "Haddad", "keeps the scorecard"),
    Role.AUTHOR: ("Grace", "Holt", "writes the report to the board"),
    Role.APPROVER: ("Edmund", "Vale", "reads and publishes it"),
    Role.DEMOCRATIC_SERVICES: ("Ines", "Cotter", "keeps the meetings"),
    Role.MEMBER: ("Cllr Rosa", "Pike", "reads what is published"),
    Role.ADMINISTRATOR: ("Sam", "Quill", "keeps leads, agencies, priorities and people"),
}
MONTHS_AWAY = re.compile(r"\{([+-]\d+)\}")


class Command(BaseCommand):
    help = "Load the demo council with its plan, once. What was entered since stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show-logins", action="store_true", help="Only say who signs in.")
        parser.add_argument(
            "--until", type=int, default=0, help="Leave out what happened later, so many days ago."
        )
        parser.add_argument(
            "--later", action="store_true", help="Record only what was left out before."
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["later"]:
            self.record(timezone.localdate())
            return
        if not options["show_logins"]:
            self.load(options["until"])
            return
        self.stdout.write(f"Sign in with the password “{PASSWORD}” as:")
        for role, (_, _, does) in PEOPLE.items():
            self.stdout.write(f"  {address(role)}".ljust(42) + does)

    @transaction.atomic
    def load(self, until: int) -> None:
        council = Council.objects.first()
        if council and council.name != COUNCIL:
            raise CommandError(f"This database belongs to {council.name}. Use an empty one.")
        if council:
            self.stdout.write("The demo council is here already; nothing was changed.")
            return
        council = Council(pk=1, name=COUNCIL)
        council.full_clean()
        council.save()
        people = {role: make_person(role, *names) for role, (*names, _) in PEOPLE.items()}
        load_words()
        self.load_plans(council, people, timezone.localdate())
        self.record(timezone.localdate(), until)

    @transaction.atomic
    def record(self, today: date, until: int = 0) -> None:
        count = record_year(today, until)
        self.stdout.write(f"{counted(count, 'note')} on the plan loaded.")

    def load_plans(self, council: Council, people: dict[Role, User], today: date) -> None:
        begins = today.replace(month=4, day=1, year=today.year - 1)
        officer = people[Role.OFFICER]
        earlier = bring_in(
            "earlier-plan.csv", "Growing up in Fernmoor", council,
            begins.replace(year=begins.year - 3), begins - timedelta(days=1), officer, today,
        )  # fmt: skip
        earlier.state = Plan.State.ARCHIVED
        earlier.version += 1
        earlier.full_clean()
        earlier.save()
        ends = begins.replace(year=begins.year + 3) - timedelta(days=1)
        bring_in("plan.csv", "Our promise to you", council, begins, ends, officer, today)
        bring_in(
            "next-plan.csv", "Our next promise", council, ends + timedelta(days=1),
            ends.replace(year=ends.year + 3), officer, today,
        )  # fmt: skip
        for role in (Role.LEAD, Role.OFFICER):
            sign_in_as_lead(people[role])
        self.stdout.write(f"{council.name}: three plans loaded.")


def load_words() -> None:
    """The council's acronyms, and the words that it would rather not use."""
    for model, name in ((Acronym, "acronyms.csv"), (LanguageWord, "language.csv")):
        for row in csv_rows(DEMO / name):
            each = model(**row)
            each.full_clean()
            each.save()


def address(role: Role) -> str:
    return f"{role.value.replace('_', '-')}@fernmoor.example"


def make_person(role: Role, first_name: str, last_name: str) -> User:
    """A person of one role, who signs in under its name."""
    user = User.objects.create_user(
        address(role),
        PASSWORD,
        first_name=first_name,
        last_name=last_name,
        is_staff=role == Role.ADMINISTRATOR,
    )
    user.groups.add(Group.objects.get(name=role.value))
    return user


def bring_in(
    name: str, title: str, council: Council, starts: date, ends: date, by: User, today: date
) -> Plan:
    """The plan of a demo file, brought in the way an officer would, eleven months ago."""
    words = (DEMO / name).read_text("utf-8")
    words = MONTHS_AWAY.sub(lambda found: month_words(today, int(found[1])), words)
    grids = read_grids(open_upload(name, words.replace("{year}", str(today.year)).encode()))
    then = today - timedelta(days=330)
    plan, _ = bring_in_plan(
        proposal=interpret(grids, plan_starts=starts, plan_ends=ends),
        title=title,
        board=council.board_name,
        starts_on=starts,
        ends_on=ends,
        notes_as_at=then,
        source=name,
        by=by,
        at=morning(then),
    )
    return plan


def month_words(today: date, away: int) -> str:
    """The month so many months from now: March 2027."""
    years, month = divmod(today.month - 1 + away, 12)
    return f"{date(today.year + years, month + 1, 1):%B %Y}"


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def sign_in_as_lead(user: User) -> None:
    """The lead of the same name answers with this sign-in."""
    lead = Lead.objects.get(name=user.get_full_name())
    lead.user, lead.email = user, user.email
    lead.version += 1
    lead.full_clean()
    lead.save()


def record_year(today: date, until: int) -> int:
    """The notes of the demo file, oldest first, each on its day, with the status it proposes.

    Those of the last ``until`` days are left out, and what is recorded already stays as it is.
    """
    people = {role: User.objects.get(email=address(role)) for role in (Role.LEAD, Role.OFFICER)}
    notes = sorted(csv_rows(DEMO / "progress.csv"), key=lambda row: -int(row["days_ago"]))
    return sum(record(row, people, today) for row in notes if int(row["days_ago"]) >= until)


def record(row: dict[str, str], people: dict[Role, User], today: date) -> bool:
    """Whether the note was not there yet."""
    action = Action.objects.get(
        reference=row["reference"], priority__plan__state=Plan.State.CURRENT
    )
    if action.notes.filter(text=row["text"]).exists():
        return False
    as_at = today - timedelta(days=int(row["days_ago"]))
    record_progress(
        action=action,
        strand=action.strands.get(order=row["strand"]),
        by=people[Role(row["by"])],
        text=row["text"],
        as_at=as_at,
        at=morning(as_at),
        proposed_status=row["status"],
        status_reason=row["reason"],
        visibility=row["visibility"],
    )
    if row["status"]:
        set_status(
            action=action, version=action.version, status=row["status"],
            reason=row["reason"], by=people[Role.OFFICER], at=morning(as_at),
        )  # fmt: skip
    return True
