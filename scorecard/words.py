"""How the scorecard's sentences quote a value, list things and refuse what cannot be seen."""

from collections.abc import Sequence

from corporate_parenting.text import visible

_LONGEST = 40


def quoted(value: str) -> str:
    """The value as an error message names it: one line of at most 40 characters, in quotes."""
    words = " ".join(visible(value).split())
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return f"“{short}”"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"; empty for no parts."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def hides_characters(value: str) -> bool:
    """Whether the value holds characters that nobody sees, such as one that turns 85 into 58."""
    return visible(value) != value
