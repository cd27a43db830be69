"""Rows cut by a page break: how one looks, and how its words go back to the row above."""

import re

_CONNECTED = re.compile(
    r"(,|-|–|—|/|&|\b(and|or|of|the|a|an|to|in|for|with|by|from|on|at|as|are|is|their|that))$"
)
_STOPPED = re.compile(r"[.!?:;][\"'”’)\]]*$")
# Lines of names and of timescales stand under each other; a cut one shows by its small letter.
_LISTS = ("leads", "timescale")
_SENTENCE_LENGTH = 40  # "ongoing" under "Monthly" is a second timescale, not the rest of one
_NAMES = {
    "action": "the wording",
    "what": "what is done",
    "who": "the who/where column",
    "leads": "the leads",
    "timescale": "the timescale",
    "note": "the comments",
}

Columns = dict[str, tuple[str, ...]]


def cut_reason(above: Columns, row: Columns, *, is_first_after_break: bool = False) -> str:
    """Why the row looks like the rest of the row above, or nothing where it does not.

    Both are lines by role. Only the row's words count: a page break alone cuts nothing.
    """
    filled = [role for role, lines in row.items() if lines and role in _NAMES]
    for role in filled:
        before = above.get(role, ())
        if not before:
            continue
        is_short = role in _LISTS and len(before[-1]) < _SENTENCE_LENGTH
        if row[role][0][:1].islower() and not is_short and not _STOPPED.search(before[-1]):
            return f"The words in {_NAMES[role]} go on in small letters."
        if _CONNECTED.search(before[-1]):
            return f"The row above breaks off in {_NAMES[role]}."
    if filled and not set(filled) - {"note"}:
        return "Only the comments are filled."
    if filled and not set(filled) - {"timescale"} and is_first_after_break:
        return "Only the timescale is filled, directly after a page break."
    if row.get("action") and not _STOPPED.search(" ".join(above.get("action", ("",)))):
        return "The row has wording but no number, and the wording above has no end."
    return ""


def joined_columns(above: Columns, row: Columns) -> Columns:
    """The lines of both rows; a sentence that was cut is one line again."""
    roles = dict.fromkeys((*above, *row))
    return {role: _joined(above.get(role, ()), row.get(role, ()), role) for role in roles}


def _joined(above: tuple[str, ...], lines: tuple[str, ...], role: str) -> tuple[str, ...]:
    if not above or not lines or not _goes_on(above[-1], lines[0], role):
        return above + lines
    return (*above[:-1], f"{above[-1]} {lines[0]}", *lines[1:])


def _goes_on(before: str, after: str, role: str) -> bool:
    if after[:1].islower() or _CONNECTED.search(before):
        return True
    return role not in _LISTS and not _STOPPED.search(before) and not after.startswith("•")
