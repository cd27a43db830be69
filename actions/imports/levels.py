"""Headings of the plan's upper level: "Priority 1", "Pledge 2 – Be healthy", "3. We promise …"."""

import re
from dataclasses import dataclass

LEVEL_WORDS = (
    "priority",
    "promise",
    "pledge",
    "pillar",
    "aim",
    "objective",
    "commitment",
    "outcome",
    "theme",
    "mission",
    "goal",
)
_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_HEADING = re.compile(
    rf"(?:(?:our|strategic|key|corporate)\s+)?(?P<word>{'|'.join(LEVEL_WORDS)})"
    rf"\s*(?:no\.?\s*)?(?P<number>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\b"
    r"\s*(?:[:.)\-–—]+\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(r"\(?(?P<number>\d{1,3})\s*[.):\-–—]+\s*(?P<title>\D.*)", re.DOTALL)
_STATEMENT = re.compile(r"(?:we|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """``title`` is a name, ``promise`` a statement; at most one of them is filled."""

    number: int | None
    level_word: str
    title: str = ""
    promise: str = ""


def is_statement(words: str) -> bool:
    """Whether the words promise something rather than name it."""
    return bool(_STATEMENT.match(words)) or words.rstrip().endswith(".")


def read_heading(line: str) -> Heading | None:
    """The heading that a line of text is, or None: "Priority 1", "Pledge two: Be healthy"."""
    match = _HEADING.fullmatch(line.strip())
    if not match:
        return None
    stated = match["number"].casefold()
    number = _NUMBER_WORDS[stated] if stated in _NUMBER_WORDS else int(stated)
    return _heading(number, match["word"].capitalize(), match["title"].strip())


def read_heading_cell(value: str, column: str) -> Heading:
    """What a cell of the priority column says; ``column`` is the heading above it."""
    heading = read_heading(value)
    if heading:
        return heading
    known = (word for word in LEVEL_WORDS if word in column.casefold())
    word = next(known, "priority").capitalize()
    if value.strip().isdigit() and len(value.strip()) <= 3:
        return Heading(int(value), word)
    match = _LISTED.fullmatch(value.strip())
    if match:
        return _heading(int(match["number"]), word, match["title"].strip())
    return _heading(None, word, value.strip())


def _heading(number: int | None, word: str, words: str) -> Heading:
    if is_statement(words):
        return Heading(number, word, promise=words)
    return Heading(number, word, title=words)
