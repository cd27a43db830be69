"""What homes are judged on a day, and what changed since another: worked out, never stored.

A home's judgement is its latest full inspection published by the day. What has no grade, and what
is not published, stands beside it and never changes it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homes.editions import is_out
from homes.grades import GradeFacts
from homes.kinds import InspectionKind


@dataclass(frozen=True, slots=True)
class Event:
    """An inspection. ``overall``: its overall grade, or None."""

    key: int
    kind: InspectionKind
    visited_from: date
    published_on: date | None = None
    event_number: str = ""
    overall: GradeFacts | None = None

    @property
    def judges(self) -> bool:
        """Whether it gives the home a judgement once it is published."""
        is_full = self.kind is InspectionKind.FULL
        return is_full and self.overall is not None and self.overall.is_judgement


@dataclass(frozen=True, slots=True)
class GradeCount:
    grade: GradeFacts
    count: int


class ChangeKind(StrEnum):
    FIRST = "first"
    AGAIN = "again"
    UP = "up"
    DOWN = "down"
    OTHER_SCALE = "other_scale"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """``words``: such as "again Outstanding", "down from Good", "first judgement".

    Of a home that is gone, "last judged Good" or nothing.
    """

    kind: ChangeKind
    before: GradeFacts | None
    after: GradeFacts | None

    @property
    def words(self) -> str:
        if self.kind is ChangeKind.FIRST:
            return "first judgement"
        if self.kind is ChangeKind.AGAIN:
            return f"again {self.after.short_name}"
        if self.kind is ChangeKind.OTHER_SCALE:
            return f"was {self.before.short_name} on another scale"
        if self.kind is ChangeKind.GONE:
            return f"last judged {self.before.short_name}" if self.before else ""
        return f"{self.kind.value} from {self.before.short_name}"


def newest_first(events: Iterable[Event]) -> list[Event]:
    """By publication, then visit, then event number; what is not published comes first."""
    return sorted(events, key=_age, reverse=True)


def judging(events: Iterable[Event], day: date) -> list[Event]:
    """Those that gave the home a judgement by that day, the one that stands first."""
    return newest_first(each for each in events if each.judges and is_out(each.published_on, day))


def current(events: Iterable[Event], day: date) -> Event | None:
    """The one whose judgement stands on that day."""
    return next(iter(judging(events, day)), None)


def beside(events: Iterable[Event], day: date) -> list[Event]:
    """Published by then, without a judgement, and visited since the one that stands."""
    events = list(events)
    standing = current(events, day)
    return newest_first(
        each
        for each in events
        if not each.judges
        and is_out(each.published_on, day)
        and (standing is None or each.visited_from >= standing.visited_from)
    )


def embargoed(events: Iterable[Event], day: date) -> list[Event]:
    """Visited by that day and not published by it."""
    return newest_first(
        each for each in events if each.visited_from <= day and not is_out(each.published_on, day)
    )


def counts(grades: Iterable[GradeFacts | None]) -> tuple[GradeCount, ...]:
    """How many homes have each grade, the best first; homes without one are not counted."""
    found = Counter(grade for grade in grades if grade is not None)
    ordered = sorted(found, key=lambda grade: (grade.scale, grade.order, grade.name))
    return tuple(GradeCount(grade, found[grade]) for grade in ordered)


def count_words(found: Iterable[GradeCount]) -> str:
    """Such as "2 Outstanding, 4 Good, 1 Requires improvement"; empty for none."""
    return ", ".join(f"{each.count} {each.grade.short_name}" for each in found)


def change(before: Event | None, after: Event | None, *, is_closed: bool = False) -> Change | None:
    """What became of a home's judgement between two days; None where the same one stands.

    ``before`` and ``after``: what stood on each of the days. ``is_closed``: by the later one.
    """
    was = before.overall if before else None
    if is_closed:
        return Change(ChangeKind.GONE, was, None)
    if after is None or (before and before.key == after.key):
        return None
    return Change(_kind(was, after.overall), was, after.overall)


def _kind(was: GradeFacts | None, now: GradeFacts) -> ChangeKind:
    if was is None:
        return ChangeKind.FIRST
    if was.scale != now.scale:
        return ChangeKind.OTHER_SCALE
    if was.order == now.order:
        return ChangeKind.AGAIN
    return ChangeKind.UP if now.order < was.order else ChangeKind.DOWN


def _age(event: Event) -> tuple:
    number = event.event_number
    return (
        event.published_on or date.max,
        event.visited_from,
        int(number) if number.isascii() and number.isdecimal() else 0,
        number,
        event.key,
    )
