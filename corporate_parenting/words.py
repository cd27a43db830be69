"""How English writes things: several of them, one of them, a capital at the start, a day."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from corporate_parenting.text import visible


class WordedEnum(StrEnum):
    """Values that are stored, each with the words that people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "WordedEnum":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """For a column or a box."""
        return [(member.value, member.label) for member in cls]


# "child in our care" and "line of work" change the word before these.
_AFTER_THE_NOUN = re.compile(r"\s(?:for|from|in|of|on|to|with|without)\s", re.I)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_IRREGULAR = {"child": "children", "person": "people"}
# A council may give the word as plural: "activities" stay, "focus" and "process" do not.
_IS_PLURAL = re.compile(r".*[A-Z]s|.+[^isu]s|.+ies")
_HISSES = ("s", "x", "z", "ch", "sh")
_LONGEST_QUOTED = 40
_SOUNDS_LIKE_A_VOWEL = re.compile(r"(?!uni|use|eu|one\b|once\b)[aeiou]|hon|hour", re.I)


def plural(words: str) -> str:
    """Several of what ``words`` name: activities, young people, lines of work, KPIs.

    Words that name several already stay as they are.
    """
    end = after.start() if (after := _AFTER_THE_NOUN.search(words)) else len(words)
    noun, rest = words[:end], words[end:]
    last = found[0] if (found := _LAST_WORD.search(noun)) else ""
    return noun.removesuffix(last) + _plural_of_word(last) + rest if last else words


def _plural_of_word(word: str) -> str:
    lower = word.lower()
    if _IS_PLURAL.fullmatch(word) or lower in _IRREGULAR.values():
        return word
    if lower in _IRREGULAR:
        return word[0] + _IRREGULAR[lower][1:]
    if lower.endswith(_HISSES):
        return f"{word}es"
    if re.search("[^aeiou]y$", lower):
        return f"{word[:-1]}ies"
    return f"{word}s"


def noun_of(count: int, words: str) -> str:
    """The words as they stand behind that number."""
    return words if count == 1 else plural(words)


def counted(count: int, words: str) -> str:
    """Such as "1 activity", "3 activities", "1,200 notes"."""
    return f"{count:,} {noun_of(count, words)}"


def with_article(words: str) -> str:
    """Such as "an activity", "a pledge", "a unit"."""
    return f"{'an' if _SOUNDS_LIKE_A_VOWEL.match(words) else 'a'} {words}"


def capitalised(words: str) -> str:
    """With a capital first letter; the others as they are (CIOC stays CIOC)."""
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """For the middle of a sentence; the other letters as they are."""
    return words[:1].lower() + words[1:]


def quoted(value: str) -> str:
    """The value as an error message names it: one line of at most 40 characters, in quotes."""
    words = " ".join(visible(value).split())
    if len(words) > _LONGEST_QUOTED:
        words = f"{words[: _LONGEST_QUOTED - 1].rstrip()}…"
    return f"“{words}”"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"; empty for no parts."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def day_words(day: date) -> str:
    """As papers write it: 25 March 2022. Of a moment, its day in its own zone."""
    return f"{day.day} {day:%B} {day.year}"


def moment_words(moment: datetime) -> str:
    """Such as "25 March 2022, 14:05", in the moment's own zone."""
    return f"{day_words(moment)}, {moment:%H:%M}"
