"""What became of homes, and of what was required of them, between two days."""

from collections.abc import Iterable, Iterator
from datetime import date

from corporate_parenting.words import day_words
from homes.editions import Edition, is_out
from homes.judgements import Change, ChangeKind, change, current
from homes.kinds import HomeState
from homes.queries.loading import Asked
from homes.queries.register import home_rows
from homes.queries.rows import (
    Changes,
    HomeChange,
    HomeRow,
    InspectionRow,
    RequirementChange,
    RequirementRow,
)

UNTOLD = "not published"


def all_changes_since(since: date, day: date, edition: Edition) -> Changes:
    """What became of our homes after ``since`` and by ``day``, in their order; seven queries.

    Told as is known today. A home that was judged again is there even if its grade is the same.
    A requirement is new when its inspection is published, as a judgement is. Those who may know of
    an inspection before that are told of it after its visit, as not published.
    """
    known_on = edition.known_on(day)
    homes = [row for row in home_rows(Asked(day, edition)) if _is_of_ours(row, since)]
    found = [each for home in homes for each in _changes(home, since, known_on)]
    return Changes(tuple(found), tuple(_required(homes, since, known_on)))


def _is_of_ours(home: HomeRow, since: date) -> bool:
    is_gone = home.closed_on is not None and home.closed_on <= since
    return home.governance.is_ours and not is_gone


def _changes(home: HomeRow, since: date, day: date) -> Iterator[HomeChange]:
    events = [row.event for row in home.inspections]
    found = change(
        current(events, since), current(events, day), is_closed=home.state is HomeState.CLOSED
    )
    if found:
        yield HomeChange(home, found, _words(home, found))
    elif words := _of_state(home, since):
        yield HomeChange(home, None, words)
    for row in home.embargoed:
        if row.visited_from > since:
            yield HomeChange(home, None, f"{UNTOLD}: inspected", row)


def _words(home: HomeRow, found: Change) -> str:
    if found.kind is not ChangeKind.GONE:
        return found.words
    gone = "transferred" if home.transferred_to else "closed"
    return ", ".join(filter(None, [gone, found.words]))


def _of_state(home: HomeRow, since: date) -> str:
    began = home.registered_on or home.opened_on
    if began and began > since:
        return "registered anew after a transfer" if home.transferred_from else "newly registered"
    if home.opened_on and home.opened_on > since:
        return "opened"
    return ""


def _required(homes: Iterable[HomeRow], since: date, day: date) -> Iterator[RequirementChange]:
    for home in homes:
        found = {row.key: row for row in home.inspections}
        for row in home.requirements:
            change = _of_requirement(home, row, found[row.inspection], since, day)
            if change.words:
                yield change


def _of_requirement(
    home: HomeRow, row: RequirementRow, inspection: InspectionRow, since: date, day: date
) -> RequirementChange:
    """Without words where it stands as it stood."""
    # Of an inspection under embargo those who read of it knew from its visit on.
    told_on = inspection.visited_from if inspection.is_embargoed else inspection.published_on
    is_new = is_out(told_on, day) and not is_out(told_on, since)
    is_met = row.closed_on is not None and row.closed_on > since
    # On the day itself it may still be met.
    is_overdue = row.is_overdue and (is_new or row.due_on >= since)
    words = ""
    if is_new or is_met or is_overdue:
        words = _requirement_words(row, is_new=is_new, is_overdue=is_overdue)
        words = f"{UNTOLD}: {words}" if inspection.is_embargoed else words
    return RequirementChange(home, row, words, is_new=is_new, is_met=is_met)


def _requirement_words(row: RequirementRow, *, is_new: bool, is_overdue: bool) -> str:
    words = ["new"] if is_new else []
    if row.closed_on:
        words.append(f"met on {day_words(row.closed_on)}")
    elif is_overdue:
        words.append(f"overdue, due by {day_words(row.due_on)}")
    elif row.due_on:
        words.append(f"due by {day_words(row.due_on)}")
    return ", ".join(words)
