"""A home as a line of the register: the words that its page and each download have in common."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corporate_parenting.words import counted, day_words
from homes.editions import Edition
from homes.grades import GradeFacts
from homes.kinds import HomeState
from homes.queries import Group, HomeRow, InspectionRow, NoticeRow, Register

NOT_JUDGED = "Not judged yet"


@dataclass(frozen=True, slots=True)
class HomeLine:
    """``known_as``: its name in public, for those who read another one. ``untold``: what is not
    published. Empty texts have nothing to say.
    """

    key: int
    called: str
    known_as: str
    urn: str
    about: str
    state: str
    grade: GradeFacts | None
    judged: str
    beside: tuple[str, ...]
    untold: tuple[str, ...]
    requirements: str
    overdue: str
    due: str
    past_due: str
    places: int | None

    @property
    def judgement(self) -> str:
        return self.grade.name if self.grade else NOT_JUDGED


@dataclass(frozen=True, slots=True)
class GroupLines:
    """``words``: such as "2 Outstanding, 4 Good; 1 not judged yet; 24 places"."""

    label: str
    words: str
    lines: tuple[HomeLine, ...]


def groups_of(register: Register, homes: Iterable[HomeRow], edition: Edition) -> list[GroupLines]:
    """``homes``: those of the register that have a line here; the words tell of all of a group."""
    lines = defaultdict(list)
    for home in homes:
        lines[home.governance].append(line_of(home, register.day, edition))
    return [
        GroupLines(
            group.label,
            summary(group),
            tuple(lines[group.governance]),
        )
        for group in register.groups
        if group.governance in lines
    ]


def summary(found: Group | Register) -> str:
    """The counts in words, which add up to all homes found; places are those of running homes."""
    parts = [found.words]
    if found.not_judged:
        parts.append(f"{found.not_judged} not judged yet")
    for state in (HomeState.PLANNED, HomeState.CLOSED):
        if count := sum(home.state is state for home in found.homes):
            parts.append(f"{count} {state.label.lower()}")
    if places := getattr(found, "places", 0):
        parts.append(counted(places, "place"))
    return "; ".join(filter(None, parts))


def past_due(home: HomeRow, day: date, edition: Edition) -> str:
    """What there is to say where the day of the next inspection is past; else nothing."""
    if home.due is None or home.due.on >= day:
        return ""
    # Inspectors may have come and their report be under embargo, which is the rule for six weeks
    # after each visit. "Overdue" would be false then, and saying nothing would give the visit
    # away: so those who are not told of embargoed inspections read the same, true either way.
    return "overdue" if edition.embargoed else "no later one is published"


def line_of(home: HomeRow, day: date, edition: Edition) -> HomeLine:
    return HomeLine(
        key=home.key,
        called=home.called,
        known_as=home.label if home.name and home.name != home.label else "",
        urn=home.urn,
        about=type_words(home),
        state=state_words(home),
        grade=home.grade,
        judged=inspection_words(home.judgement) if home.judgement else "",
        beside=tuple(_beside(home)),
        untold=tuple(_untold(home)),
        requirements=f"{home.open_requirements or 'None'} open",
        overdue=f"{home.overdue_requirements} overdue" if home.overdue_requirements else "",
        due=day_words(home.due.on) if home.due else "",
        past_due=past_due(home, day, edition),
        places=home.places,
    )


def type_words(home: HomeRow) -> str:
    words = home.provision.label
    return f"{words}, short breaks only" if home.is_short_break_only else words


def state_words(home: HomeRow) -> str:
    """Empty for an open home, which most are."""
    if home.state is HomeState.OPEN:
        return ""
    if home.state is HomeState.PLANNED and home.expected_on:
        return f"Planned, expected to open on {day_words(home.expected_on)}"
    if home.state is HomeState.REGISTERED:
        return "Registered, not open yet"
    if home.state is HomeState.CLOSED:
        how = "Transferred" if home.transferred_to else "Closed"
        return f"{how} on {day_words(home.closed_on)}"
    return home.state.label


def inspection_words(row: InspectionRow) -> str:
    """Such as "Full inspection of 9 March 2021, published on 4 May 2021"."""
    words = f"{row.kind.label} of {day_words(row.visited_from)}"
    if row.is_embargoed:
        return f"{words}, {unpublished(row.published_on)}"
    return f"{words}, published on {day_words(row.published_on)}"


def unpublished(published_on: date | None) -> str:
    return f"to be published on {day_words(published_on)}" if published_on else "not published yet"


def _beside(home: HomeRow) -> Iterator[str]:
    """What stands beside the judgement: inspections without one, and notices."""
    for row in home.beside:
        grade = f": {row.overall.short_name}" if row.overall else ""
        yield f"{row.kind.label} of {day_words(row.visited_from)}{grade}"
    yield from (_notice(row) for row in home.standing_notices if not row.is_embargoed)


def _untold(home: HomeRow) -> Iterator[str]:
    for row in home.embargoed:
        grade = f": {row.overall.short_name}" if row.overall else ""
        yield f"{inspection_words(row)}{grade}"
    for row in home.standing_notices:
        if row.is_embargoed:
            yield f"{_notice(row)}, {unpublished(row.published_on)}"


def _notice(row: NoticeRow) -> str:
    return f"{row.kind.label} of {day_words(row.issued_on)}"
