"""Who may do what with the scorecard."""

from datetime import date

from scorecard.models import Indicator


def can_view_scorecard(user) -> bool:
    return user.has_perm("scorecard.view_indicator")


def can_view_small_numbers(user) -> bool:
    """Everybody else reads the edition in which small numbers are hidden."""
    return user.has_perm("scorecard.view_small_numbers")


def can_view_history(user) -> bool:
    """It tells figures exactly, and those that were replaced too."""
    return can_view_scorecard(user) and can_view_small_numbers(user)


def enters_any_figures(user) -> bool:
    return user.has_perm("scorecard.enter_figures")


def answers_for(user, indicator: Indicator, on: date) -> bool:
    """Whether the owner on that day is this person's own lead; loaded with its owner."""
    owner = indicator.owner
    if owner is None or owner.user_id is None or owner.user_id != user.pk:
        return False
    return owner.is_active_on(on)


def can_enter_figures(user, indicator: Indicator, on: date) -> bool:
    """Analysts, and whoever answers for the indicator on that day; loaded with its owner."""
    if enters_any_figures(user):
        return True
    return can_view_scorecard(user) and answers_for(user, indicator, on)


def enters_some_figures(user, on: date) -> bool:
    """Whether there is any indicator whose figures this person may enter."""
    if enters_any_figures(user):
        return True
    owned = Indicator.objects.filter(owner__user=user).select_related("owner")
    return any(can_enter_figures(user, indicator, on) for indicator in owned)


def can_write_commentary(user, indicator: Indicator, on: date) -> bool:
    """Whoever may enter the figure may say why it is what it is."""
    return can_enter_figures(user, indicator, on)


def can_set_rating(user) -> bool:
    """Analysts alone: nobody gives a better colour to the figure that they answer for."""
    return enters_any_figures(user)


def can_set_targets(user) -> bool:
    return user.has_perm("scorecard.add_target")


def can_import_figures(user) -> bool:
    return user.has_perm("scorecard.import_figures")
