"""Bring an action plan in from a Word, Excel, CSV or text file."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from actions.comparison import compare
from actions.imports.interpretation import interpret
from actions.imports.parting import parted, parting_decision, parting_problem
from actions.imports.proposals import PlanProposal
from actions.imports.reading import read_grids
from actions.management.describing import described
from actions.models import Plan
from actions.services.imports import bring_in_plan
from corporate_parenting.commands import DRY_RUN, add_dry_run, content_of, day, refused
from corporate_parenting.context import current_council
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import UploadError, open_upload


def named_leads(words: str) -> tuple[str, tuple[str, ...]]:
    """The line and its leads of "Ada Rowe Bo Lund=Ada Rowe/Bo Lund"."""
    line, sign, typed = clean_text(words, lines=False).partition("=")
    line, typed = line.strip(), typed.strip()
    leads = (line,) if typed == line else parted(typed)
    problem = parting_problem(leads) if sign else "Write the line, = and its leads."
    if problem:
        raise ArgumentTypeError(f"“{words}”: {problem}")
    return line, leads


class Command(BaseCommand):
    help = (
        "Bring an action plan in from a Word, Excel, CSV or text file: all of it or nothing. "
        "The same file twice changes nothing; a changed file updates by reference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", required=True, help="Title of the plan, new or existing.")
        parser.add_argument("--starts", required=True, type=day, metavar="DATE")
        parser.add_argument("--ends", required=True, type=day, metavar="DATE")
        parser.add_argument(
            "--as-at", type=day, metavar="DATE", help="Day of the comments (default: today)."
        )
        parser.add_argument("--join", nargs="*", default=[], metavar="ROW", help="Rows to join.")
        parser.add_argument(
            "--split-lead",
            action="append",
            default=[],
            type=named_leads,
            metavar="LINE=LEAD/LEAD",
            help="The leads that a line of the file names, wherever it stands, for example "
            "“Ada Rowe Bo Lund=Ada Rowe/Bo Lund”, or “Ada Rowe Bo Lund=Ada Rowe Bo Lund” for one "
            "lead. The words stay with the strand as typed. Once for each line.",
        )
        add_dry_run(parser, "; with -v 2 every row")

    def handle(self, *args: object, **options: object) -> None:
        if options["ends"] <= options["starts"]:
            raise CommandError("The plan must end after it starts.")
        proposal = self.read(options)
        council = current_council()
        title = clean_text(options["title"], lines=False)
        plan = Plan.objects.called(title, council.board_name).first()
        if plan and plan.title != title:
            self.stdout.write(f"{council.board_name} calls this plan “{plan.title}”.")
        comparison = compare(
            plan, proposal, council=council, starts=options["starts"], ends=options["ends"]
        )
        every_row = options["verbosity"] > 1
        for line in described(
            proposal, comparison, council, is_new=plan is None, every_row=every_row
        ):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write(DRY_RUN)
            return
        self.save(options, proposal, title, council.board_name)

    def read(self, options: dict) -> PlanProposal:
        path = options["file"]
        try:
            grids = read_grids(open_upload(path.name, content_of(path)))
        except UploadError as error:
            raise refused(path, error) from error
        decisions = dict.fromkeys(options["join"], "join")
        for line, leads in options["split_lead"]:
            decisions |= parting_decision(line, leads)
        proposal = interpret(
            grids, decisions=decisions, plan_starts=options["starts"], plan_ends=options["ends"]
        )
        known = {offer.line for offer in proposal.lead_offers}
        for line, _ in options["split_lead"]:
            if line not in known:
                raise CommandError(f"{path.name}: “{line}” is no line among the leads.")
        return proposal

    def save(self, options: dict, proposal: PlanProposal, title: str, board: str) -> None:
        try:
            plan, comparison = bring_in_plan(
                proposal=proposal,
                title=title,
                board=board,
                starts_on=options["starts"],
                ends_on=options["ends"],
                notes_as_at=options["as_at"] or timezone.localdate(),
                source=options["file"].name,
                by=None,
            )
        except ValidationError as error:
            raise CommandError("Nothing was saved. " + " ".join(error.messages)) from error
        words = "Saved." if comparison.rows else "Nothing to change."
        self.stdout.write(f"{words} {plan.title} is {plan.get_state_display().lower()}.")
