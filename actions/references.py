"""Order of references: 5.10 comes after 5.9, and 5.10a directly after 5.10."""

import re

SORT_KEY_LENGTH = 100
_DIGITS = 8
_PART = re.compile(r"\d+|[^\W\d_]+")


def sort_key(reference: str) -> str:
    """Text that sorts as the reference's parts do, at most 100 characters.

    "5.10a" becomes "00000005.00000010a". Numbers are padded, letters follow theirs without a
    stop; other signs only part the numbers. A number of more than eight digits sorts last.
    """
    key = ""
    for match in _PART.finditer(reference.casefold()):
        part = match[0]
        if part[0].isdigit():
            padded = part.lstrip("0").rjust(_DIGITS, "0")
            key += ("." if key else "") + (padded if len(padded) == _DIGITS else "9" * _DIGITS)
        else:
            key += part
    return key[:SORT_KEY_LENGTH]
