"""The priority that the text above a table names, and what of that text is something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.imports.levels import Heading, is_statement, read_heading


@dataclass(frozen=True)
class TextAbove:
    """``heading`` is None where the text names no priority; ``rest`` is every other line."""

    heading: Heading | None
    rest: tuple[str, ...]


def read_above(lines: Sequence[str]) -> TextAbove:
    """Read the lines between the table above and this one.

    The last heading counts ("Priority 2" in a list of contents does not). Its promise stands in
    the heading, below it, or in the line above it.
    """
    found = [index for index, line in enumerate(lines) if read_heading(line)]
    if not found:
        return TextAbove(None, tuple(lines))
    index = found[-1]
    heading = read_heading(lines[index])
    used = {index}
    if not heading.promise:
        promise_at = _promise_index(lines, index)
        if promise_at is not None:
            used.add(promise_at)
            heading = Heading(heading.number, heading.level_word, heading.title, lines[promise_at])
    below = index + 1
    if not heading.title and not heading.promise and below < len(lines):
        used.add(below)
        heading = Heading(heading.number, heading.level_word, lines[below])
    rest = tuple(line for number, line in enumerate(lines) if number not in used)
    return TextAbove(heading, rest)


def _promise_index(lines: Sequence[str], index: int) -> int | None:
    """The line that promises something: nearest below the heading, else directly above it."""
    nearby = [*range(index + 1, len(lines)), *range(index - 1, max(index - 2, -1), -1)]
    said = [number for number in nearby if is_statement(lines[number])]
    spoken = [number for number in said if lines[number].casefold().startswith(("we ", "our "))]
    return next(iter(spoken or said), None)
