"""What became of homes between two days."""

from datetime import date

from homes.editions import Edition
from homes.judgements import change, current
from homes.kinds import Governance, HomeState
from homes.queries.loading import Asked
from homes.queries.register import home_rows
from homes.queries.rows import HomeChange, HomeRow


def changes_since(since: date, day: date, edition: Edition) -> tuple[HomeChange, ...]:
    """Our homes whose judgement or state changed after ``since`` and by ``day``, in their order.

    Told as is known today. A home that was judged again is there even if its grade is the same.
    """
    found = (_change(home, since, edition.known_on(day)) for home in home_rows(Asked(day, edition)))
    return tuple(each for each in found if each is not None)


def _change(home: HomeRow, since: date, day: date) -> HomeChange | None:
    if home.governance is Governance.AREA or (home.closed_on and home.closed_on <= since):
        return None
    events = [row.event for row in home.inspections]
    found = change(
        current(events, since), current(events, day), is_closed=home.state is HomeState.CLOSED
    )
    if found:
        return HomeChange(home, found, found.words)
    if words := _of_state(home, since):
        return HomeChange(home, None, words)
    return None


def _of_state(home: HomeRow, since: date) -> str:
    began = home.registered_on or home.opened_on
    if began and began > since:
        return "registered anew after a transfer" if home.transferred_from else "newly registered"
    if home.opened_on and home.opened_on > since:
        return "opened"
    return ""
