"""Fixed words of the pure modules as what a column may hold."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def known(
    name: str, column: str, words: type[StrEnum], message: str, *, blank: bool = False
) -> CheckConstraint:
    """The constraint that a column holds one of the words of an enum, or nothing if ``blank``."""
    values = [word.value for word in words] + ([""] if blank else [])
    return CheckConstraint(
        name=name, condition=Q(**{f"{column}__in": values}), violation_error_message=message
    )
