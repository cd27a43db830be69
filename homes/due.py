"""When a home is to be inspected again."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homes.judgements import Event, beside, current, embargoed
from homes.kinds import InspectionKind

USUAL_MONTHS = 12
NEAR_DAYS = 60
# A home judged well has one of these each year; one that is not is visited in other ways too.
_REGULAR = (InspectionKind.FULL, InspectionKind.ASSURANCE, InspectionKind.INTERIM)


@dataclass(frozen=True, slots=True)
class Due:
    """``since``: the visit, or the registration, from which the months are counted."""

    on: date
    since: date
    months: int

    def is_near(self, day: date, *, days: int = NEAR_DAYS) -> bool:
        """Whether the next inspection may be looked for within so many days."""
        return (self.on - day).days <= days


def next_due(events: Iterable[Event], began_on: date | None, day: date) -> Due | None:
    """By when the next inspection is due; None for a home that has not begun.

    ``events``: those that the reader may know of.
    """
    if began_on is None or began_on > day:
        return None
    events = [each for each in events if each.visited_from <= day]
    standing = current(events, day)
    later = [*beside(events, day), *embargoed(events, day)]
    judged = [each.overall for each in (standing, *later) if each and each.overall]
    months = min((grade.months_to_next for grade in judged), default=USUAL_MONTHS)
    is_often = months < USUAL_MONTHS
    visits = [each.visited_from for each in events if is_often or each.kind in _REGULAR]
    since = max(visits, default=began_on)
    return Due(months_after(since, months), since, months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
