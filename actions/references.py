"""References as members quote them: 5.10 comes after 5.9, and 5.10a after 5.10."""

import re

PART = re.compile(r"\d+|[^\W\d_]+")
KEY_LENGTH = 100


def sort_key(reference: str) -> str:
    """A text that sorts as the number parts of ``reference`` do; at most 100 characters.

    Numbers are padded to six digits; letters sort after the bare number.
    """
    parts = PART.findall(reference.lower())
    return ".".join(part.zfill(6) if part.isdecimal() else f"~{part}" for part in parts)[
        :KEY_LENGTH
    ]
