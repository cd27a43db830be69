"""Who may do what with the scorecard."""

from datetime import date

from scorecard.models import Indicator


def can_view_scorecard(user) -> bool:
    return user.has_perm("scorecard.view_indicator")


def can_view_small_numbers(user) -> bool:
    """Everybody else reads the edition in which small numbers are hidden."""
    return user.has_perm("scorecard.view_small_numbers")


def can_enter_figures(user, indicator: Indicator, on: date) -> bool:
    """Analysts, and whoever answers for the indicator on that day; loaded with its owner."""
    if user.has_perm("scorecard.enter_figures"):
        return True
    owner = indicator.owner
    if owner is None or owner.user_id is None or owner.user_id != user.pk:
        return False
    has_begun = owner.active_from is None or owner.active_from <= on
    return (
        can_view_scorecard(user)
        and has_begun
        and not (owner.active_until and owner.active_until < on)
    )


def can_import_figures(user) -> bool:
    return user.has_perm("scorecard.import_figures")


def can_change_indicators(user) -> bool:
    return user.has_perm("scorecard.change_indicator")
