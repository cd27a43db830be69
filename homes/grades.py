"""Grades as the arithmetic sees them, and as they are read from what somebody typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corporate_parenting.text import clean_text, visible
from homes.kinds import Tone

_APART = re.compile(r"[\s.,;:()/_–—-]+")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """A grade of a scale. ``order``: 1 is the best; ``scale`` and ``key`` are keys of rows."""

    name: str
    short_name: str
    order: int
    tone: Tone
    scale: int
    is_judgement: bool = True
    months_to_next: int = 12
    spellings: tuple[str, ...] = ()
    key: int | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """All that is read as this grade, its own names first; each once."""
        found = {}
        for words in (self.name, self.short_name, *self.spellings):
            found.setdefault(spelling_key(words), words)
        return tuple(found.values())


class GradeError(ValueError):
    """Words that are no grade of the scale; the message names those that are."""


def spelling_key(words: str) -> str:
    """The same for "Requires Improvement", "requires-improvement" and "REQUIRES IMPROVEMENT."."""
    plain = clean_text(words, lines=False).replace("’", "'").casefold()
    return _APART.sub(" ", plain).strip()


def read_grade(words: str, grades: Iterable[GradeFacts]) -> GradeFacts | None:
    """The grade that the words mean; None for a blank. GradeError names the grades allowed.

    The words may bear a reason behind them in brackets, as papers write it: "RI (staffing)".
    """
    grades = sorted(grades, key=lambda grade: grade.order)
    if not words.strip():
        return None
    for typed in (words, _without_brackets(words)):
        key = spelling_key(typed)
        for grade in grades:
            if key and key in map(spelling_key, grade.accepted):
                return grade
    allowed = ", ".join(f"“{grade.name}”" for grade in grades) or "none: the scale is empty"
    raise GradeError(f"{_quoted(words)} is not a grade of this scale. Write one of {allowed}.")


def _without_brackets(words: str) -> str:
    return words.partition("(")[0]


def _quoted(value: str) -> str:
    words = " ".join(visible(value).split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + '…'}”"
