"""Fixed words of the pure modules as the choices of columns."""

from enum import StrEnum


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, label) of each, the label with a capital."""
    return [(word.value, word.label[:1].upper() + word.label[1:]) for word in words]


def values(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]
