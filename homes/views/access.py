"""Who may open the pages of homes."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from homes import rules

NOT_READ = "Your role does not include reading about homes."


def check_reader(user: AbstractBaseUser) -> None:
    """Raises PermissionDenied for whoever may not read of homes, whatever they ask for."""
    if not rules.can_view_homes(user):
        raise PermissionDenied(NOT_READ)
