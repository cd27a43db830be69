"""What the commands that bring Ofsted's files in share: reading files, telling and saving."""

from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser, OutputWrapper
from django.utils import timezone

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted, day_words
from homes.services.import_changes import Comparison
from homes.services.import_reviews import Proposal, bring_in, compare

_MOST_LINES = 200


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--council", required=True, metavar="NAME")
    parser.add_argument("--dry-run", action="store_true", help="Say what would change.")


def content_of(path: Path) -> bytes:
    """What the file holds. CommandError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error


def refused(path: Path, error: UploadError) -> CommandError:
    return CommandError(f"{path.name}: {error}")


def finish(out: OutputWrapper, proposal: Proposal, path: Path, *, dry_run: bool) -> None:
    """Save what the file holds and say what that changed, or what it would in a dry run."""
    on = timezone.localdate()
    if dry_run:
        comparison = compare(proposal, on)
        if comparison.doubts:
            raise _not_saved(out, map(str, comparison.doubts))
    else:
        try:
            comparison = bring_in(proposal=proposal, file_name=path.name, by=None, on=on)
        except ValidationError as error:
            raise _not_saved(out, error.messages) from error
    _describe(out, proposal, comparison)
    if dry_run:
        out.write("Nothing was saved: this was a dry run.")
    else:
        out.write("Nothing to change." if comparison.is_empty else "Saved.")


def _not_saved(out: OutputWrapper, doubts: Iterable[str]) -> CommandError:
    lines = list(doubts)
    _tell(out, lines)
    return CommandError(f"Nothing was saved, because of {counted(len(lines), 'doubt')}.")


def _describe(out: OutputWrapper, proposal: Proposal, comparison: Comparison) -> None:
    _tell(out, list(map(str, comparison.changes)))
    _tell(out, [f"Kept here, but not in the file: {words}" for words in comparison.missing])
    for note in comparison.notes:
        out.write(note)
    out.write(
        f"{proposal.council} as at {day_words(proposal.as_at)}: {len(comparison.added):,} to add,"
        f" {len(comparison.changed):,} to change, {comparison.unchanged:,} as they are."
    )


def _tell(out: OutputWrapper, lines: list[str]) -> None:
    for line in lines[:_MOST_LINES]:
        out.write(line)
    if len(lines) > _MOST_LINES:
        out.write(f"… and {counted(len(lines) - _MOST_LINES, 'line')} more.")
