"""What a file of Ofsted holds for one council, as plain rows, and what is in doubt about it.

Proposals go to JSON and back, so that the review page keeps them instead of the uploaded file.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum

from actions.imports.grids import Place
from corporate_parenting.words import WordedEnum
from homes.kinds import AuthorityKind, InspectionKind, Sector


class Scope(WordedEnum):
    """Which homes of a file are read."""

    OWN = "own", "The council’s own homes"
    AREA = "area", "Every children’s home in its area"


@dataclass(frozen=True)
class Doubt:
    """What stands in the way of saving: where, what stands there, why, and what to do."""

    place: Place
    column: str
    value: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        column = f" ({self.column[:80]})" if self.column else ""
        about = f" [{self.value[:80]}]" if self.value else ""
        return f"{self.place}{column}{about}: {self.sentence} {self.remedy}".rstrip()


@dataclass(frozen=True)
class JudgementRow:
    """``area`` is the code of an area; ``grade`` the name of a grade, empty: not inspected.

    ``words``: as the file has them.
    """

    area: str
    grade: str
    words: str


@dataclass(frozen=True)
class HomeRow:
    """A registration as the file has it at its day. ``name`` is empty where it is redacted."""

    urn: str
    name: str
    sector: Sector
    registered_on: date
    places: int | None
    provider: str
    is_short_break_only: bool
    place: Place


@dataclass(frozen=True)
class EventRow:
    """An inspection or visit of a home. ``is_registered``: the home was, when the file was made."""

    urn: str
    number: str
    kind: InspectionKind
    visited_on: date
    published_on: date
    judgements: tuple[JudgementRow, ...]
    is_registered: bool
    place: Place


@dataclass(frozen=True)
class HomesFile:
    """All that a file of providers holds for a council. Nothing is saved while there are doubts.

    ``council``: as the file spells it. ``as_at``: of the register, or of the events.
    ``has_register`` is False for events alone. ``notes``: what was taken otherwise than it stands.
    """

    council: str
    scope: Scope
    as_at: date
    released_on: date | None
    has_register: bool
    homes: tuple[HomeRow, ...]
    events: tuple[EventRow, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthorityRow:
    """An inspection of a council as a whole, or a visit, which has a theme and no judgements."""

    kind: AuthorityKind
    kind_words: str
    visited_on: date
    published_on: date | None
    judgements: tuple[JudgementRow, ...]
    theme: str
    place: Place


@dataclass(frozen=True)
class AuthorityFile:
    """All that a file of inspections of councils holds for one of them, the oldest first."""

    council: str
    as_at: date
    released_on: date | None
    inspections: tuple[AuthorityRow, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


# To JSON and back


def to_json(proposal: HomesFile | AuthorityFile) -> dict:
    """Plain lists and dicts, ready for a JSON field."""
    return _plain(asdict(proposal))


def homes_from_json(stored: dict) -> HomesFile:
    """The proposal that ``to_json`` made, equal to the original."""
    return HomesFile(
        **_days(stored, "as_at", "released_on")
        | {
            "scope": Scope(stored["scope"]),
            "homes": tuple(map(_home, stored["homes"])),
            "events": tuple(map(_event, stored["events"])),
            "doubts": tuple(map(_doubt, stored["doubts"])),
            "notes": tuple(stored["notes"]),
        }
    )


def authority_from_json(stored: dict) -> AuthorityFile:
    """The proposal that ``to_json`` made, equal to the original."""
    return AuthorityFile(
        **_days(stored, "as_at", "released_on")
        | {
            "inspections": tuple(map(_authority, stored["inspections"])),
            "doubts": tuple(map(_doubt, stored["doubts"])),
            "notes": tuple(stored["notes"]),
        }
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _days(stored: dict, *names: str) -> dict:
    days = {name: date.fromisoformat(stored[name]) for name in names if stored[name]}
    return stored | days


def _home(stored: dict) -> HomeRow:
    more = {"sector": Sector(stored["sector"]), "place": Place(**stored["place"])}
    return HomeRow(**_days(stored, "registered_on") | more)


def _event(stored: dict) -> EventRow:
    more = {"kind": InspectionKind(stored["kind"]), "judgements": _judgements(stored)}
    days = _days(stored, "visited_on", "published_on")
    return EventRow(**days | more | {"place": Place(**stored["place"])})


def _authority(stored: dict) -> AuthorityRow:
    more = {"kind": AuthorityKind(stored["kind"]), "judgements": _judgements(stored)}
    days = _days(stored, "visited_on", "published_on")
    return AuthorityRow(**days | more | {"place": Place(**stored["place"])})


def _judgements(stored: dict) -> tuple[JudgementRow, ...]:
    return tuple(JudgementRow(**each) for each in stored["judgements"])


def _doubt(stored: dict) -> Doubt:
    return Doubt(**stored | {"place": Place(**stored["place"])})


def differing(first: object, second: object) -> list[str]:
    """The fields in which two rows of one kind differ, wherever they stand."""
    names = [field.name for field in fields(first) if field.name != "place"]
    return [name for name in names if getattr(first, name) != getattr(second, name)]
