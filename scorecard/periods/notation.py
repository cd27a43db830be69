"""The pieces that written periods are made of: years, months and dashes."""

import re

from scorecard.periods.values import MONTH_NAMES

MONTHS = {name.casefold(): number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
NAME = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
YEAR = r"(?:19[89][0-9]|20[0-9]{2}|210[01])"
PAIR = rf"(?P<first>{YEAR}|[0-9]{{2}}) ?[-/] ?(?P<second>{YEAR}|[0-9]{{2}})"

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_CENTURY_TURNS = 90


def plain(text: str) -> str:
    """The words in small letters, with single blanks and one kind of dash."""
    return " ".join(text.translate(_DASHES).split()).casefold()


def year_of(stated: str) -> int:
    """Two figures are of this century, but for those from 90 on."""
    if len(stated) == 4:
        return int(stated)
    return int(stated) + (1900 if int(stated) >= _CENTURY_TURNS else 2000)


def first_of_two(match: re.Match[str]) -> int | None:
    """The first of the two years of a PAIR, or None where they do not follow each other."""
    first, second = match["first"], match["second"]
    year = year_of(first)
    if len(second) > len(first) or (year + 1) % 10 ** len(second) != int(second):
        return None
    return year
