"""What the commands that bring Ofsted's files in share: their arguments, telling and saving."""

from functools import partial
from pathlib import Path

from django.core.management.base import CommandParser, OutputWrapper
from django.utils import timezone

from corporate_parenting import commands
from corporate_parenting.commands import add_dry_run, tell
from corporate_parenting.words import day_words
from homes.services.import_changes import Comparison
from homes.services.import_reviews import Proposal, bring_in, compare


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--council", required=True, metavar="NAME")
    add_dry_run(parser)


def finish(out: OutputWrapper, proposal: Proposal, path: Path, *, dry_run: bool) -> None:
    """As ``commands.finish``, of what one file holds."""
    on = timezone.localdate()
    commands.finish(
        out,
        compare=partial(compare, proposal, on),
        save=partial(bring_in, proposal=proposal, file_name=path.name, by=None, on=on),
        describe=partial(_describe, out, proposal),
        dry_run=dry_run,
    )


def _describe(out: OutputWrapper, proposal: Proposal, comparison: Comparison) -> None:
    tell(out, map(str, comparison.changes))
    tell(out, [f"Kept here, but not in the file: {words}" for words in comparison.missing])
    for note in comparison.notes:
        out.write(note)
    out.write(
        f"{proposal.council} as at {day_words(proposal.as_at)}: {len(comparison.added):,} to add,"
        f" {len(comparison.changed):,} to change, {comparison.unchanged:,} as they are."
    )
