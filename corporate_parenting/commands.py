"""What commands that read a file share: its bytes, its refusal, what would change, and the end."""

import csv
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser, OutputWrapper

from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted

MOST_LINES = 200
DRY_RUN = "Nothing was saved: this was a dry run."


class Comparison(Protocol):
    """What a file would change here; ``doubts`` stand in the way of it."""

    doubts: list
    is_empty: bool


Found = TypeVar("Found", bound=Comparison)


def day(words: str) -> date:
    """The type of an argument."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise ArgumentTypeError(f"“{words}” is not a date. Write it as 2019-03-31.") from error


def add_dry_run(parser: CommandParser, more: str = "") -> None:
    parser.add_argument("--dry-run", action="store_true", help=f"Say what would change{more}.")


def content_of(path: Path) -> bytes:
    """What the file holds. CommandError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file of ours by their heads."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def refused(path: Path, error: UploadError) -> CommandError:
    return CommandError(f"{path.name}: {error}")


def finish(
    out: OutputWrapper,
    *,
    compare: Callable[[], Found],
    save: Callable[[], Found],
    describe: Callable[[Found], None],
    dry_run: bool,
) -> None:
    """Save what the file holds and say what that changed, or what it would in a dry run.

    CommandError, below every doubt, where anything is in doubt.
    """
    try:
        comparison = compare() if dry_run else save()
    except ValidationError as error:
        raise _not_saved(out, error.messages) from error
    if dry_run and comparison.doubts:
        raise _not_saved(out, [str(doubt) for doubt in comparison.doubts])
    describe(comparison)
    if dry_run:
        out.write(DRY_RUN)
    else:
        out.write("Nothing to change." if comparison.is_empty else "Saved.")


def _not_saved(out: OutputWrapper, doubts: list[str]) -> CommandError:
    tell(out, doubts)
    return CommandError(f"Nothing was saved, because of {counted(len(doubts), 'doubt')}.")


def tell(out: OutputWrapper, lines: Iterable[str]) -> None:
    """The first ``MOST_LINES``, and how many more there are."""
    lines = list(lines)
    for line in lines[:MOST_LINES]:
        out.write(line)
    if len(lines) > MOST_LINES:
        out.write(f"… and {counted(len(lines) - MOST_LINES, 'line')} more.")
