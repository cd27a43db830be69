"""Who may read the pages of the plan."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from actions import rules


def check_reader(user: AbstractBaseUser) -> None:
    """Raises PermissionDenied for whoever may not read the plan, whatever they ask for."""
    if not rules.can_view_plan(user):
        raise PermissionDenied("Your role does not include reading the action plan.")
