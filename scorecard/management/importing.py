"""What the commands that bring figures in share: reading files, telling and saving."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser, OutputWrapper

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted
from scorecard.imports.proposals import Proposal
from scorecard.services.import_comparison import Comparison, compare_figures
from scorecard.services.imports import bring_in_figures

_MOST_LINES = 200


def add_saving_arguments(parser: CommandParser) -> None:
    parser.add_argument("--reason", default="", help="Why final figures are corrected.")
    parser.add_argument("--dry-run", action="store_true", help="Say what would change.")


def named_content(path: Path) -> tuple[str, bytes]:
    """The file's name and what it holds. CommandError where it cannot be read."""
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error


def refused(path: Path, error: UploadError) -> CommandError:
    return CommandError(f"{path.name}: {error}")


def finish(
    out: OutputWrapper, proposal: Proposal, path: Path, *, reason: str, dry_run: bool
) -> None:
    """Save what the file holds and say what that changed, or what it would in a dry run."""
    if dry_run:
        comparison = compare_figures(proposal, reason=reason)
        if comparison.doubts:
            raise _not_saved(out, [str(doubt) for doubt in comparison.doubts])
    else:
        comparison = _saved(out, proposal, path, reason)
    _describe(out, proposal, comparison)
    if dry_run:
        out.write("Nothing was saved: this was a dry run.")
    else:
        out.write("Nothing to change." if comparison.is_empty else "Saved.")


def _saved(out: OutputWrapper, proposal: Proposal, path: Path, reason: str) -> Comparison:
    try:
        return bring_in_figures(proposal=proposal, file_name=path.name, by=None, reason=reason)
    except ValidationError as error:
        raise _not_saved(out, error.messages) from error


def _not_saved(out: OutputWrapper, doubts: list[str]) -> CommandError:
    _tell(out, doubts)
    return CommandError(f"Nothing was saved, because of {counted(len(doubts), 'doubt')}.")


def _describe(out: OutputWrapper, proposal: Proposal, comparison: Comparison) -> None:
    lines = list(comparison.differences)
    for change in comparison.areas:
        if change.standing is None:
            lines.append(f"{change.row.name}: added as {change.row.kind} area")
        elif change.values:
            lines.append(f"{change.row.name}: code {change.row.code} filled in")
    # The dictionary has no column for the basis, so that a person should look at each.
    lines += [
        f"{change.code} {change.row.name}: added ({change.row.basis.label.lower()})"
        for change in comparison.indicators
        if change.standing is None
    ]
    lines += [str(change) for change in (*comparison.targets, *comparison.changed)]
    _tell(out, lines)
    _tell(out, [f"Unlikely: {question}" for question in comparison.questions])
    _tell(out, comparison.moved)
    for note in proposal.notes:
        out.write(note)
    out.write(_counts(proposal, comparison))


def _tell(out: OutputWrapper, lines: list[str]) -> None:
    for line in lines[:_MOST_LINES]:
        out.write(line)
    if len(lines) > _MOST_LINES:
        out.write(f"… and {counted(len(lines) - _MOST_LINES, 'line')} more.")


def _counts(proposal: Proposal, comparison: Comparison) -> str:
    indicators = len({row.indicator for row in proposal.figures})
    areas = len({row.area for row in proposal.figures})
    targets = counted(len(comparison.targets), "target")
    return (
        f"{counted(indicators, 'indicator')}, {counted(areas, 'area')} and"
        f" {counted(len(proposal.figures), 'figure')} read:"
        f" {comparison.counts}{f'; {targets} to set' if proposal.targets else ''}."
    )
