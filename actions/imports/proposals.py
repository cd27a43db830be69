"""What an import proposes, for a person to check before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.imports.grids import Doubt, Place

Lines = tuple[str, ...]


@dataclass(frozen=True)
class JoinOffer:
    """A row that may be the rest of the row above it, cut off by a page break.

    ``decision`` is what the person chose: "join", "keep" or nothing yet.
    """

    row_id: str
    place: Place
    reason: str
    decision: str = ""


@dataclass(frozen=True)
class LeadOffer:
    """A line that may name several leads, with every cell in which it stands.

    ``offered`` are the leads that its words allow, if that can be told; ``decision`` is what the
    person named: several leads, the line alone for one lead, or nothing yet.
    """

    line: str
    places: tuple[Place, ...]
    offered: Lines = ()
    decision: Lines = ()


@dataclass(frozen=True)
class StrandProposal:
    """The lines of each column as typed; ``row_id`` names the row in decisions.

    ``lead_lines`` are the leads with those lines parted that a person parted; ``cells`` are the
    places of the row's columns by role, such as "leads".
    """

    what: Lines
    who_where: Lines
    leads: Lines
    timescales: Lines
    notes: Lines
    place: Place
    row_id: str
    cells: Mapping[str, Place] = field(default_factory=dict)
    join: JoinOffer | None = None
    joined: tuple[JoinOffer, ...] = ()
    lead_lines: Lines = ()
    is_lead_decided: bool = False

    def place_of(self, role: str) -> Place:
        """The cell of that role, or the row where it has none."""
        return self.cells.get(role, self.place)


@dataclass(frozen=True)
class ActionProposal:
    """``reference`` is unique in the plan and sorts by its number parts: "1.4", "1.4a"."""

    reference: str
    number: int
    wording: str
    strands: tuple[StrandProposal, ...]
    place: Place


@dataclass(frozen=True)
class PriorityProposal:
    """``level_word`` is the plan's own word: Priority, Pledge, Pillar."""

    number: int
    level_word: str
    title: str
    promise: str
    actions: tuple[ActionProposal, ...]
    place: Place

    @property
    def name(self) -> str:
        """Such as "Pledge 2"."""
        return f"{self.level_word} {self.number}"


@dataclass(frozen=True)
class LeftOut:
    """Words of the file that are no part of the plan's rows, and why they are not imported."""

    place: Place
    text: str
    why: str


@dataclass(frozen=True)
class PlanProposal:
    """Every word of the file is in the priorities or in ``left_out``.

    ``columns`` are the roles that some column of the file has: what has no column says nothing.
    """

    priorities: tuple[PriorityProposal, ...]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    lead_offers: tuple[LeadOffer, ...] = ()
    columns: frozenset[str] = frozenset()

    @property
    def actions(self) -> tuple[ActionProposal, ...]:
        return tuple(action for priority in self.priorities for action in priority.actions)

    @property
    def strands(self) -> tuple[StrandProposal, ...]:
        return tuple(strand for action in self.actions for strand in action.strands)

    @property
    def offers(self) -> tuple[JoinOffer, ...]:
        """All rows offered for joining, those that were joined included, in file order."""
        found = []
        for strand in self.strands:
            found += [strand.join] if strand.join else []
            found += strand.joined
        return tuple(found)
