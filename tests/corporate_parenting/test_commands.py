"""What the commands that read files say, in whichever app they stand."""

from argparse import ArgumentTypeError
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper

from corporate_parenting.commands import MOST_LINES, content_of, day, finish, tell


@dataclass
class Compared:
    doubts: list = field(default_factory=list)
    is_empty: bool = False


def end(comparison, *, dry_run=False, save=None):
    """What is said at the end of a command, and that it refused."""
    out = StringIO()
    told = OutputWrapper(out)
    try:
        finish(
            told,
            compare=lambda: comparison,
            save=save or (lambda: comparison),
            describe=lambda found: told.write("Described."),
            dry_run=dry_run,
        )
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_a_command_says_whether_anything_was_saved():
    dry = "Nothing was saved: this was a dry run."
    assert end(Compared()) == (["Described.", "Saved."], "")
    assert end(Compared(is_empty=True)) == (["Described.", "Nothing to change."], "")
    assert end(Compared(), dry_run=True) == (["Described.", dry], "")


def test_a_command_tells_every_doubt_and_saves_nothing():
    def refuse():
        raise ValidationError(["Row 1 is odd.", "Row 2 is odd."])

    refusal = ["Row 1 is odd.", "Row 2 is odd."], "Nothing was saved, because of 2 doubts."
    assert end(None, save=refuse) == refusal
    assert end(Compared(doubts=refusal[0]), dry_run=True) == refusal


def test_a_command_tells_so_many_lines_and_counts_the_others():
    out = StringIO()
    tell(OutputWrapper(out), (f"Row {row}" for row in range(1, MOST_LINES + 3)))
    assert out.getvalue().splitlines()[-2:] == [f"Row {MOST_LINES}", "… and 2 lines more."]


def test_a_day_and_a_file_that_cannot_be_read_are_refused_by_name(tmp_path):
    assert day("2019-03-31") == date(2019, 3, 31)
    with pytest.raises(ArgumentTypeError, match="“31.3.2019” is not a date. Write it as 2019"):
        day("31.3.2019")
    with pytest.raises(CommandError, match="missing.csv: No such file or directory."):
        content_of(Path(tmp_path, "missing.csv"))
