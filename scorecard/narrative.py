"""Numbers that people write into a text, in digits or in words.

A help to whoever looks for a small number that a text gives away, and no proof that there is none:
"both sisters" says two as well.
"""

import re
from collections.abc import Iterator, Sequence

from corporate_parenting.words import listed

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
_UNIT = "|".join(_UNITS)
_WRITTEN = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{_UNIT}))?|{'|'.join(_TEENS)}|{_UNIT}"
_DIGITS = r"[1-9]\d{0,2}(?:,\d{3}){1,4}|\d{1,7}"  # a longer one counts nothing
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# What is counted here is no people: days of a date, lengths of time, shares, parts of codes.
_OTHER_THINGS = r"per ?cent|percentage|points?|hours?|(?:working )?days?|weeks?|months?|years?"
_FRACTION = r"-(?:\d|half|third|quarter|fifth|tenth)"
_NUMBER = re.compile(
    rf"(?<![\w.,/£–-])(?<!quarter )(?:(?P<digits>{_DIGITS})|(?P<words>{_WRITTEN}))"
    rf"(?![\w/%–]|[.,]\d|{_FRACTION}|[- ]?(?:{_OTHER_THINGS})\b)"
    rf"(?!(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b)",
    re.IGNORECASE,
)


_SMALL_WORDS = {
    **_WORDS, "single": 1, "both": 2, "pair": 2, "couple": 2, "twin": 2, "twins": 2,
    "twice": 2, "triplets": 3,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_EVERY_NUMBER = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,7}(?![.,]?\d)")
_DAYS_OF_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b|\b(?:19|20)\d\d-\d\d\b"
)


def may_name_small(text: str, most: int) -> bool:
    """Whether a reason that is printed as it was typed could name a count from 1 to ``most``.

    On the careful side: "2-3 children", "both sisters" and "3 weeks" do; days of a date do not.
    """
    words = _DAYS_OF_DATES.sub(" ", text)
    found = [int(each) for each in _EVERY_NUMBER.findall(words)]
    found += [_SMALL_WORDS.get(each.lower(), 0) for each in _WORD.findall(words)]
    return any(1 <= number <= most for number in found)


def numbers_named(text: str) -> tuple[str, ...]:
    """The numbers that the text says, as they are written there, each once; no zeros."""
    return tuple(dict.fromkeys(words for words, number in counts_in(text) if number))


def warning_about(indicator: str, words: Sequence[str]) -> str:
    """For whoever writes or approves a commentary beside hidden counts; empty without numbers.

    It reads the same whether or not a number is the hidden one, or it would confirm a guess.
    """
    if not words:
        return ""
    return (
        f"The commentary on {indicator} says {listed([f'“{each}”' for each in words])}, and "
        "counts of that time are hidden from readers of the public edition. Leave out each number "
        "that counts people and that the public edition does not show."
    )


def counts_in(text: str) -> Iterator[tuple[str, int]]:
    """Whole numbers, as written and as a number, but for those that are plainly no count."""
    for match in _NUMBER.finditer(text):
        words = match[0]
        if match["digits"]:
            yield words, int(words.replace(",", ""))
        else:
            yield words, sum(_WORDS[part] for part in re.split("[- ]", words.lower()))
