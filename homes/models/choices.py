"""Fixed words of the pure modules as the choices of columns."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


def known(name: str, column: str, words: object, message: str, *, blank: bool = False) -> object:
    """The constraint that a column holds one of the words of an enum, or nothing if ``blank``."""
    values = [word.value for word in words] + ([""] if blank else [])
    return CheckConstraint(
        name=name, condition=Q(**{f"{column}__in": values}), violation_error_message=message
    )
