"""What the commands that bring figures in share: their arguments, telling and saving."""

from functools import partial
from pathlib import Path

from django.core.management.base import CommandParser, OutputWrapper

from corporate_parenting import commands
from corporate_parenting.commands import add_dry_run, tell
from corporate_parenting.words import counted
from scorecard.imports.proposals import Proposal
from scorecard.services.import_comparison import Comparison, compare_figures
from scorecard.services.imports import bring_in_figures


def add_saving_arguments(parser: CommandParser) -> None:
    parser.add_argument("--reason", default="", help="Why final figures are corrected.")
    add_dry_run(parser)


def finish(
    out: OutputWrapper, proposal: Proposal, path: Path, *, reason: str, dry_run: bool
) -> None:
    """As ``commands.finish``, of what one file holds."""
    given = {"proposal": proposal, "reason": reason}
    commands.finish(
        out,
        compare=partial(compare_figures, **given),
        save=partial(bring_in_figures, file_name=path.name, by=None, **given),
        describe=partial(_describe, out, proposal),
        dry_run=dry_run,
    )


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
    tell(out, lines)
    tell(out, [f"Unlikely: {question}" for question in comparison.questions])
    tell(out, comparison.moved)
    for note in proposal.notes:
        out.write(note)
    out.write(_counts(proposal, comparison))


def _counts(proposal: Proposal, comparison: Comparison) -> str:
    indicators = len({row.indicator for row in proposal.figures})
    areas = len({row.area for row in proposal.figures})
    targets = counted(len(comparison.targets), "target")
    return (
        f"{counted(indicators, 'indicator')}, {counted(areas, 'area')} and"
        f" {counted(len(proposal.figures), 'figure')} read:"
        f" {comparison.counts}{f'; {targets} to set' if proposal.targets else ''}."
    )
