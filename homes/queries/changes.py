"""What became of homes, and of what was required of them, between two days."""

from collections.abc import Iterable, Iterator
from datetime import date

from corporate_parenting.words import day_words
from homes.editions import Edition, is_out
from homes.judgements import change, current
from homes.kinds import HomeState
from homes.queries.loading import Asked
from homes.queries.register import home_rows
from homes.queries.rows import (
    Changes,
    HomeChange,
    HomeRow,
    RequirementChange,
    RequirementRow,
)


def all_changes_since(since: date, day: date, edition: Edition) -> Changes:
    """As ``changes_since``, with requirements that are new, met or overdue since; seven queries.

    A requirement is new when its inspection is published, as a judgement is.
    """
    known_on = edition.known_on(day)
    homes = [row for row in home_rows(Asked(day, edition)) if _is_of_ours(row, since)]
    return Changes(_of_homes(homes, since, known_on), tuple(_required(homes, since, known_on)))


def changes_since(since: date, day: date, edition: Edition) -> tuple[HomeChange, ...]:
    """Our homes whose judgement or state changed after ``since`` and by ``day``, in their order.

    Told as is known today. A home that was judged again is there even if its grade is the same.
    """
    homes = (row for row in home_rows(Asked(day, edition)) if _is_of_ours(row, since))
    return _of_homes(homes, since, edition.known_on(day))


def _is_of_ours(home: HomeRow, since: date) -> bool:
    is_gone = home.closed_on is not None and home.closed_on <= since
    return home.governance.is_ours and not is_gone


def _of_homes(homes: Iterable[HomeRow], since: date, day: date) -> tuple[HomeChange, ...]:
    found = (_change(home, since, day) for home in homes)
    return tuple(each for each in found if each is not None)


def _change(home: HomeRow, since: date, day: date) -> HomeChange | None:
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


def _required(homes: Iterable[HomeRow], since: date, day: date) -> Iterator[RequirementChange]:
    for home in homes:
        out = {row.key: row.published_on for row in home.inspections}
        for row in home.requirements:
            published_on = out[row.inspection]
            is_new = is_out(published_on, day) and not is_out(published_on, since)
            if words := _of_requirement(row, since, is_new=is_new):
                yield RequirementChange(home, row, words)


def _of_requirement(row: RequirementRow, since: date, *, is_new: bool) -> str:
    """Empty where it stands as it stood."""
    is_met = row.closed_on is not None and row.closed_on > since
    # On the day itself it may still be met.
    is_overdue = row.is_overdue and (is_new or row.due_on >= since)
    if not (is_new or is_met or is_overdue):
        return ""
    words = ["new"] if is_new else []
    if row.closed_on:
        words.append(f"met on {day_words(row.closed_on)}")
    elif is_overdue:
        words.append(f"overdue, due by {day_words(row.due_on)}")
    elif row.due_on:
        words.append(f"due by {day_words(row.due_on)}")
    return ", ".join(words)
