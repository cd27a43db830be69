"""Who may do what with homes. Whoever is told of nothing here reads the public edition."""

from datetime import date

from homes.editions import Edition
from homes.models import Home


def can_view_homes(user) -> bool:
    return user.has_perm("homes.view_home")


def can_view_names(user) -> bool:
    """Internal names, URNs, places and who runs a home."""
    return user.has_perm("homes.view_home_names")


def can_view_exempt_wording(user) -> bool:
    return user.has_perm("homes.view_exempt_wording")


def can_view_embargoed(user) -> bool:
    """Everybody else does not know that there was an inspection before it is published."""
    return user.has_perm("homes.view_embargoed")


def edition_for(user, on: date) -> Edition:
    """What this person reads of all homes. ``on``: today."""
    return Edition(
        on=on,
        names=can_view_names(user),
        exempt=can_view_exempt_wording(user),
        embargoed=can_view_embargoed(user),
    )


def answers_for(user, home: Home, on: date) -> bool:
    """Whether the home's lead on that day is this person; loaded with its lead."""
    lead = home.lead
    if lead is None or lead.user_id is None or lead.user_id != user.pk:
        return False
    return lead.is_active_on(on)


def edition_of_home(user, home: Home, on: date) -> Edition:
    """What this person reads of the home: all of it, if they answer for it."""
    if can_view_homes(user) and answers_for(user, home, on):
        return Edition(on=on, names=True, exempt=True, embargoed=True)
    return edition_for(user, on)


def can_view_history(user) -> bool:
    """It tells wordings and names that were taken back since."""
    return can_view_homes(user) and edition_for(user, date.max).is_full


def records_any(user) -> bool:
    return user.has_perm("homes.record_inspection")


def can_record(user, home: Home, on: date) -> bool:
    """Inspections, notices, visits and requirements of the home: officers and who answers for it.

    ``home``: loaded with its lead. ``on``: today.
    """
    return records_any(user) or (can_view_homes(user) and answers_for(user, home, on))


def can_record_authority(user) -> bool:
    return records_any(user)


def can_change_homes(user) -> bool:
    """Add, change, close and transfer homes, and choose what they are called in public."""
    return user.has_perm("homes.change_home") and can_view_names(user)


def can_change_days(user) -> bool:
    """Of registering, opening and closing: one that is refused tells of an inspection."""
    return can_change_homes(user) and can_view_embargoed(user)


def can_import_homes(user) -> bool:
    """The review shows URNs, and the names of homes that the file does not hold."""
    return user.has_perm("homes.import_homes") and can_view_names(user)
