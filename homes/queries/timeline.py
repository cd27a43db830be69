"""All that happened to a home by a day, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homes.editions import Edition
from homes.labels import label_key
from homes.models import Home
from homes.queries.loading import Asked, load_visits
from homes.queries.register import load
from homes.queries.rows import HomeRow, InspectionRow, NoticeRow, RequirementRow, VisitRow


class EventKind(StrEnum):
    STATE = "state"
    INSPECTION = "inspection"
    REQUIREMENT = "requirement"
    NOTICE = "notice"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """``title``: such as "Full inspection: Good"; ``row``: what it tells of, None for states."""

    day: date
    kind: EventKind
    title: str
    words_public: str = ""
    words_exempt: str = ""
    is_embargoed: bool = False
    row: InspectionRow | RequirementRow | NoticeRow | VisitRow | None = None


@dataclass(frozen=True, slots=True)
class HomeTimeline:
    home: HomeRow
    visits: tuple[VisitRow, ...]
    events: tuple[TimelineEvent, ...]


def home_timeline(pk: int, day: date, edition: Edition) -> HomeTimeline | None:
    """The home with its events by ``day``, in eight queries; None where it is not told of then."""
    asked = Asked(day, edition)
    loaded = load(asked)
    home = next((row for row in loaded.rows if row.key == pk), None)
    if home is None:
        return None
    kept = loaded.every[pk]
    visits = tuple(load_visits(asked, loaded.shown, {pk: kept}).get(pk, ()))
    events = sorted(_events(home, kept, visits), key=_order, reverse=True)
    return HomeTimeline(home, visits, tuple(each for each in events if each.day <= asked.known_on))


def _order(event: TimelineEvent) -> tuple:
    return event.day, list(EventKind).index(event.kind), label_key(event.title)


def _events(home: HomeRow, kept: Home, visits: tuple[VisitRow, ...]) -> Iterator[TimelineEvent]:
    yield from _states(home, kept)
    for row in home.inspections:
        yield TimelineEvent(
            row.visited_from if row.is_embargoed else row.published_on,
            EventKind.INSPECTION,
            f"{row.kind.label}: {row.overall.name}" if row.overall else row.kind.label,
            row.reason_public,
            row.reason_exempt,
            row.is_embargoed,
            row,
        )
    for row in home.requirements:
        if row.closed_on:
            what = "Requirement" if row.is_requirement else "Recommendation"
            yield TimelineEvent(
                row.closed_on, EventKind.REQUIREMENT, f"{what} met", row.text, row.evidence, row=row
            )
    for row in home.notices:
        yield from _notice(row)
    for row in visits:
        yield TimelineEvent(
            row.visited_on,
            EventKind.VISIT,
            row.kind.label,
            row.summary_public,
            row.summary_exempt,
            row=row,
        )


def _states(home: HomeRow, kept: Home) -> Iterator[TimelineEvent]:
    registered = "Registered anew after a transfer" if home.transferred_from else "Registered"
    closed = "Registration transferred" if home.transferred_to else "Closed"
    for day, title in (
        (home.registered_on, registered),
        (home.opened_on, "Opened"),
        (home.closed_on, closed),
    ):
        if day:
            why = kept.closed_because if home.name and title == closed else ""
            yield TimelineEvent(day, EventKind.STATE, title, words_exempt=why)


def _notice(row: NoticeRow) -> Iterator[TimelineEvent]:
    words = (row.words_public, row.words_exempt, row.is_embargoed, row)
    yield TimelineEvent(row.issued_on, EventKind.NOTICE, row.kind.label, *words)
    if row.ended_on:
        yield TimelineEvent(row.ended_on, EventKind.NOTICE, f"{row.kind.label} ended", *words)
