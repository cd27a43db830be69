"""Who may read the pages of the scorecard."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from scorecard import rules


def check_reader(user: AbstractBaseUser) -> None:
    """Raises PermissionDenied for whoever may not read the scorecard, whatever they ask for."""
    if not rules.can_view_scorecard(user):
        raise PermissionDenied("Your role does not include reading the scorecard.")
