"""What the reads of homes hand on: plain values, already cut to what the reader may see."""

from dataclasses import dataclass, field
from datetime import date

from homes.due import Due
from homes.grades import GradeFacts
from homes.judgements import Change, Event, GradeCount
from homes.kinds import (
    Governance,
    HomeState,
    InspectionKind,
    NoticeKind,
    Provision,
    Sector,
    VisitKind,
)


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """A judgement in one area. ``words``: as typed or as the file has them."""

    area: str
    label: str
    grade: GradeFacts
    words: str
    is_overall: bool = False


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection. ``event_number`` is empty where the reader may not see the home's URN."""

    key: int
    home: int
    kind: InspectionKind
    visited_from: date
    visited_to: date
    published_on: date | None
    is_embargoed: bool
    version: int
    event_number: str
    grades: tuple[AreaGrade, ...]
    reason_public: str
    reason_exempt: str
    event: Event = field(repr=False, compare=False)

    @property
    def overall(self) -> GradeFacts | None:
        return self.event.overall

    @property
    def judges(self) -> bool:
        return self.event.judges


@dataclass(frozen=True, slots=True)
class RequirementRow:
    key: int
    home: int
    home_label: str
    inspection: int
    visited_from: date
    is_requirement: bool
    text: str
    regulation: str
    due_on: date | None
    closed_on: date | None
    evidence: str
    is_public: bool
    is_open: bool
    is_overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    key: int
    home: int
    kind: NoticeKind
    reference: str
    issued_on: date
    due_on: date | None
    ended_on: date | None
    published_on: date | None
    is_embargoed: bool
    is_standing: bool
    words_public: str
    words_exempt: str
    version: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    key: int
    home: int
    kind: VisitKind
    visited_on: date
    visitor: str
    report_received_on: date | None
    summary_public: str
    summary_exempt: str
    version: int


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A home on a day. Empty are ``name`` to ``lead`` where the reader may not see them."""

    key: int
    label: str
    name: str
    urn: str
    location: str
    provider: str
    purpose: str
    lead: str
    provision: Provision
    is_short_break_only: bool
    sector: Sector | None
    governance: Governance
    places: int | None
    state: HomeState
    expected_on: date | None
    registered_on: date | None
    opened_on: date | None
    closed_on: date | None
    transferred_from: int | None
    transferred_to: int | None
    version: int
    judgement: InspectionRow | None
    beside: tuple[InspectionRow, ...]
    embargoed: tuple[InspectionRow, ...]
    inspections: tuple[InspectionRow, ...]
    requirements: tuple[RequirementRow, ...]
    notices: tuple[NoticeRow, ...]
    due: Due | None

    @property
    def grade(self) -> GradeFacts | None:
        return self.judgement.overall if self.judgement else None

    @property
    def called(self) -> str:
        """The internal name for those who may see it, the public label for all others."""
        return self.name or self.label

    @property
    def is_running(self) -> bool:
        return self.state.is_running

    @property
    def open_requirements(self) -> int:
        return sum(each.is_open for each in self.requirements)

    @property
    def overdue_requirements(self) -> int:
        return sum(each.is_overdue for each in self.requirements)

    @property
    def standing_notices(self) -> tuple[NoticeRow, ...]:
        return tuple(each for each in self.notices if each.is_standing)


@dataclass(frozen=True, slots=True)
class Group:
    """The homes of one governance. Counted are those that are registered or open on the day."""

    governance: Governance
    homes: tuple[HomeRow, ...]
    counts: tuple[GradeCount, ...]
    words: str
    not_judged: int
    places: int

    @property
    def label(self) -> str:
        return self.governance.label

    @property
    def running(self) -> tuple[HomeRow, ...]:
        return tuple(home for home in self.homes if home.is_running)

    @property
    def planned(self) -> tuple[HomeRow, ...]:
        return tuple(home for home in self.homes if home.state is HomeState.PLANNED)


@dataclass(frozen=True, slots=True)
class Register:
    """The homes on a day, apart by governance; ``homes`` are all of them in the same order."""

    day: date
    groups: tuple[Group, ...]
    counts: tuple[GradeCount, ...]
    words: str
    not_judged: int

    @property
    def homes(self) -> tuple[HomeRow, ...]:
        return tuple(home for group in self.groups for home in group.homes)


@dataclass(frozen=True, slots=True)
class HomeChange:
    """What became of a home between two days; ``words`` as "again Outstanding".

    ``untold``: the inspection that this tells of, where it is not published.
    """

    home: HomeRow
    change: Change | None
    words: str
    untold: InspectionRow | None = None


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """What became of a requirement between two days; ``words`` as "new, due by 1 May 2021"."""

    home: HomeRow
    requirement: RequirementRow
    words: str
    is_new: bool
    is_met: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of our homes, and of what was required of them, between two days."""

    homes: tuple[HomeChange, ...] = ()
    requirements: tuple[RequirementChange, ...] = ()
