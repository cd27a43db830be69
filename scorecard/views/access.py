"""Who may open the pages of the scorecard."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from scorecard import rules

NOT_READ = "Your role does not include reading the scorecard."
NOT_YOURS = "Analysts enter figures, and whoever answers for an indicator."


def check_reader(user: AbstractBaseUser) -> None:
    """Raises PermissionDenied for whoever may not read the scorecard, whatever they ask for."""
    if not rules.can_view_scorecard(user):
        raise PermissionDenied(NOT_READ)


def check_enters_any(user: AbstractBaseUser, on: date) -> None:
    """Raises PermissionDenied for whoever has no figure to enter at all."""
    check_reader(user)
    if not rules.enters_some_figures(user, on):
        raise PermissionDenied(NOT_YOURS)
