"""Why words are no figure, and what to write instead, in one or two sentences."""

import re
from collections.abc import Callable
from decimal import Decimal

from corporate_parenting.text import hides_characters
from corporate_parenting.words import quoted
from scorecard.figures.values import shown

_EXAMPLE = "Write a number such as 1,234 or 12.5, or why there is none, such as “not yet”."


def complaint(text: str, words: str) -> str:
    """What is wrong with the cell, and a remedy. ``words``: its text with single blanks."""
    name = quoted(text)
    if hides_characters(text):
        return f"{name} holds characters that cannot be seen. Type the figure again."
    if any(letter.isdigit() and not letter.isascii() for letter in words):
        return f"{name} has digits of another script or width. Type it with the keys 0 to 9."
    for pattern, explain in _REASONS:
        if match := re.fullmatch(pattern, words, re.IGNORECASE):
            return f"{name} {explain(match)}"
    return f"{name} is not a figure. {_EXAMPLE}"


def _error(match: re.Match[str]) -> str:
    return "is an error of the spreadsheet. Correct the formula, or leave the cell empty."


def _shortened(match: re.Match[str]) -> str:
    return "is shortened. Write the whole amount, such as 85,000."


def _brackets(match: re.Match[str]) -> str:
    figure = match["figure"]
    return f"may be minus {figure}, or {figure} in brackets. Write “-{figure}” or “{figure}”."


def _marks(match: re.Match[str]) -> str:
    """Both readings of "1.234,5": the last mark before the decimals, or another one."""
    stated = match["digits"]
    before, mark, after = _split_at_last_mark(stated)
    if not mark:
        one = shown(Decimal(re.sub(r"\D", "", stated)))
        return f"may be {one} or more than one figure. Write one figure without blanks."
    first = Decimal(f"{re.sub(r'[^0-9]', '', before)}.{after}")
    points = stated.count(".")
    kept = "." if mark == "," and points == 1 else ""
    second = Decimal(re.sub(rf"[^0-9{kept}]", "", stated))
    return (
        f"may be {shown(first)} or {shown(second)}. Write it with a point before the decimals"
        " and no other marks, or with commas at the thousands."
    )


def _split_at_last_mark(stated: str) -> tuple[str, str, str]:
    mark = "," if stated.rfind(",") > stated.rfind(".") else "."
    before, found, after = stated.rpartition(mark)
    return before, found, after


def _share(match: re.Match[str]) -> str:
    return "is two numbers. Put the part and the whole into columns of their own."


def _range(match: re.Match[str]) -> str:
    return "is a range. Write one figure, or c where it is too small to show."


def _time(match: re.Match[str]) -> str:
    return "looks like a time. Write a number, or give the indicator the unit “Years and months”."


def _inexact(match: re.Match[str]) -> str:
    return "is not exact. Write the figure itself, or c where it is too small to show."


def _zeros(match: re.Match[str]) -> str:
    return "starts with a zero, as codes do. Write the figure without it."


_Reason = Callable[[re.Match[str]], str]
_DIGITS = r"[0-9](?:[0-9.,]{0,20}[0-9])?"
_SIGN = r"(?:[-+−–] ?)?"
_REASONS: tuple[tuple[str, _Reason], ...] = (
    (r"#[a-z0-9/]{1,12}[!?]?", _error),
    (rf"{_SIGN}£? ?{_DIGITS} ?(?:k|m|mn|bn|thousand|million|billion)", _shortened),
    (rf"\( ?£?(?P<figure>{_DIGITS}%?) ?\)", _brackets),
    (rf"{_SIGN}£? ?0[0-9]+", _zeros),
    (rf"{_SIGN}£? ?(?P<digits>[0-9]+(?:[., ][0-9]+)+) ?%?", _marks),
    (rf"{_DIGITS} ?(?:/|of|out of|per) ?{_DIGITS}", _share),
    (rf"{_DIGITS}%? ?(?:-|–|—|to) ?{_DIGITS}%?", _range),
    (r"[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2})?", _time),
    (
        rf"(?:<|>|≤|≥|<=|>=|~|c\.|ca\.?|circa|about|around|over|under|above|below|nearly|almost"
        rf"|approx(?:\.|imately)?|more than|fewer than|less than|at least|up to) ?£?{_DIGITS}.?",
        _inexact,
    ),
)
