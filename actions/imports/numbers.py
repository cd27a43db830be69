"""Stated numbers of actions: read, made into references, and checked against their neighbours."""

import re
from collections.abc import Container
from string import ascii_lowercase

_STATED = re.compile(
    r"(?:(?:action|no|ref|point)\.?\s*)?\(?(?P<parts>\d{1,4}(?:\.\d{1,4})*)\s?(?P<letter>[a-z]?)"
    r"[.):]?",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z]{0,6}[-./ ]?\d\w*(?:[-./ ]\w+)*")
_REFERENCE_LENGTH = 18  # with a letter or two for a second one, 20 are stored


def stated_reference(stated: str, priority: int) -> str:
    """The reference that a stated number gives: "1." under priority 2 is "2.1".

    "2.4a" and codes such as "P3/1" stay as typed; what is neither gives nothing.
    """
    match = _STATED.fullmatch(stated.strip())
    if not match:
        return stated if _CODE.fullmatch(stated) and len(stated) <= _REFERENCE_LENGTH else ""
    parts, letter = match["parts"], match["letter"].lower()
    reference = f"{parts}{letter}" if "." in parts else f"{priority}.{parts}{letter}"
    return reference if len(reference) <= _REFERENCE_LENGTH else ""


def stated_number(stated: str) -> int | None:
    """The last number part of what was stated, or None where it has none."""
    match = _STATED.fullmatch(stated.strip())
    return int(match["parts"].rpartition(".")[2]) if match else None


def belongs_to(reference: str, priority: int) -> bool:
    """Whether a reference's first part is the priority's number; codes without parts fit."""
    first, dot, _ = reference.partition(".")
    return not dot or not first.isdigit() or int(first) == priority


def free_reference(reference: str, taken: Container[str]) -> str:
    """The reference, or the first free one with a letter or two after it: "1.4", "1.4a"."""
    if reference not in taken:
        return reference
    stem = reference.rstrip(ascii_lowercase)
    letters = [*ascii_lowercase, *(a + b for a in ascii_lowercase for b in ascii_lowercase)]
    numbered = (f"{stem}{letter}" for letter in letters)
    further = (f"{stem}.{count}" for count in range(1, 1_000_000))
    return next(
        candidate
        for source in (numbered, further)
        for candidate in source
        if candidate not in taken
    )


def sequence_problem(reference: str, number: int, previous: int | None) -> str:
    """What is odd about a stated number after the one before it, or nothing."""
    if reference[-1:].isalpha():  # 4a stands between 4 and 5
        return ""
    expected = 1 if previous is None else previous + 1
    if number == expected:
        return ""
    if previous is None:
        return f"The first action has the number {number}, not 1."
    if number > expected:
        missing = str(expected) if number == expected + 1 else f"{expected} to {number - 1}"
        return f"Number {number} follows {previous}: {missing} is missing."
    return f"Number {number} follows {previous}: the numbers start again or are out of order."
