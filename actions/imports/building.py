"""The plan under construction while its rows are read, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from actions.imports.columns import ColumnMap
from actions.imports.grids import Doubt, Grid, Place, Row
from actions.imports.joining import Columns, cut_reason, joined_columns
from actions.imports.levels import Heading, read_heading_cell
from actions.imports.numbers import (
    belongs_to,
    free_reference,
    sequence_problem,
    stated_number,
    stated_reference,
)
from actions.imports.parting import lines_to_read, partings
from actions.imports.proposals import (
    ActionProposal,
    JoinOffer,
    LeftOut,
    Lines,
    PlanProposal,
    PriorityProposal,
    StrandProposal,
)

_STRAND_ROLES = ("what", "who", "leads", "timescale", "note")


@dataclass
class _Strand:
    columns: Columns
    place: Place
    row_id: str
    cells: dict[str, Place]
    join: JoinOffer | None = None
    joined: list[JoinOffer] = field(default_factory=list)

    def proposal(self, parted: Mapping[str, Lines]) -> StrandProposal:
        what, who, leads, timescales, notes = (self.columns[role] for role in _STRAND_ROLES)
        return StrandProposal(
            what,
            who,
            leads,
            timescales,
            notes,
            self.place,
            self.row_id,
            self.cells,
            self.join,
            tuple(self.joined),
            lines_to_read(leads, parted),
            any(line in parted for line in leads),
        )


@dataclass
class _Action:
    reference: str
    number: int
    stated: str
    wording: tuple[str, ...]
    place: Place
    strands: list[_Strand] = field(default_factory=list)

    def proposal(self, parted: Mapping[str, Lines]) -> ActionProposal:
        strands = tuple(strand.proposal(parted) for strand in self.strands)
        wording = "\n".join(self.wording)
        return ActionProposal(self.reference, self.number, wording, strands, self.place)


@dataclass
class _Priority:
    number: int
    heading: Heading
    place: Place
    actions: list[_Action] = field(default_factory=list)

    def proposal(self, parted: Mapping[str, Lines]) -> PriorityProposal:
        actions = tuple(action.proposal(parted) for action in self.actions)
        heading = self.heading
        return PriorityProposal(
            self.number, heading.level_word, heading.title, heading.promise, actions, self.place
        )


class PlanBuilder:
    """Takes headings and rows in file order and keeps where the next one belongs."""

    def __init__(self, decisions: Mapping[str, str]) -> None:
        self.doubts: list[Doubt] = []
        self.left_out: list[LeftOut] = []
        self._decisions = decisions
        self._priorities: list[_Priority] = []
        self._current: _Priority | None = None
        self._references: set[str] = set()

    def proposal(self) -> PlanProposal:
        parted = partings(self._decisions)
        priorities = tuple(priority.proposal(parted) for priority in self._priorities)
        doubts = (*self.doubts, *map(_unnamed, filter(_is_unnamed, priorities)))
        return PlanProposal(priorities, doubts, tuple(self.left_out))

    # Priorities

    def open_priority(self, heading: Heading, place: Place) -> None:
        """Begin a priority, or go on with it where the same heading stands again."""
        same = next((one for one in self._priorities if _is_same(one.heading, heading)), None)
        if same is not None:
            same.heading = replace(
                same.heading,
                title=same.heading.title or heading.title,
                promise=same.heading.promise or heading.promise,
            )
            self._current = same
            return
        taken = {priority.number for priority in self._priorities}
        number = heading.number
        if number is None or number in taken:
            number = max(taken, default=0) + 1
            self._doubt_priority(heading, number, place)
        self._current = _Priority(number, heading, place)
        self._priorities.append(self._current)

    def continue_priority(self, place: Place) -> None:
        """Say that a table without a heading goes on with the priority before, if there is one."""
        if self._current is None:
            return
        name = f"{self._current.heading.level_word.lower()} {self._current.number}"
        self.doubts.append(
            Doubt(
                place,
                "",
                "",
                f"No priority stands above this table; its rows go to {name}.",
                "Put “Priority” and its number above the table if it begins another one.",
                "priority",
            )
        )

    def add_section(self, text: str, place: Place) -> None:
        """Take a row across the table as the promise that is still missing, else name it."""
        current = self._current
        if current and not current.actions and not current.heading.promise:
            current.heading = replace(current.heading, promise=text)
            return
        self.left_out.append(LeftOut(place, text, "a line across the table"))
        self.doubts.append(
            Doubt(
                place,
                "",
                text[:200],
                "A line across the table is not part of an action.",
                "Put “Priority” and a number before it if a priority begins there.",
                "text",
            )
        )

    def _doubt_priority(self, heading: Heading, number: int, place: Place) -> None:
        stated = heading.number
        word = heading.level_word.lower()
        sentence = (
            f"The {word} has no number; {number} is proposed."
            if stated is None
            else f"There are two of {word} {stated}; the second is proposed as {number}."
        )
        value = heading.title or heading.promise or ("" if stated is None else str(stated))
        remedy = "Number it in the file, or go on if the proposed number is right."
        self.doubts.append(Doubt(place, "", value[:200], sentence, remedy, "priority"))

    # Rows

    def add_row(self, grid: Grid, row: Row, columns: ColumnMap, row_id: str) -> None:
        """Take a row as a new action, a further strand, or the rest of the row above."""
        values = _values(row, columns)
        self._choose_priority(grid, row, columns, values)
        stated = " ".join(values["number"])
        place = grid.place(row.number)
        if self._is_new_action(values, stated):
            self._add_action(grid, row, columns, values, stated)
            cells = _places(grid, row, columns)
            self._action().strands.append(_Strand(values, place, row_id, cells))
            return
        if values["action"] == self._action().wording:  # a flat file repeats it on each row
            values["action"] = ()
        self._add_strand(grid, row, columns, values, row_id)

    def _action(self) -> _Action:
        return self._current.actions[-1]

    def _choose_priority(self, grid: Grid, row: Row, columns: ColumnMap, values: Columns) -> None:
        lines = values["priority"]
        indexes = columns.indexes("priority")
        place = grid.place(row.number, indexes[0] if indexes else None)
        if lines:
            name = columns.headings[indexes[0]] if columns.headings else ""
            self.open_priority(read_heading_cell("\n".join(lines), name), place)
        elif self._current is None:
            self.open_priority(Heading(None, "Priority"), place)

    def _is_new_action(self, values: Columns, stated: str) -> bool:
        if not self._current.actions:
            return True
        action, wording = self._action(), values["action"]
        if stated:
            return stated != action.stated or bool(wording and wording != action.wording)
        return bool(wording) and wording != action.wording and not self._is_rest_of_action(values)

    def _is_rest_of_action(self, values: Columns) -> bool:
        """Whether words without a number go on where the numbered action above breaks off."""
        action = self._action()
        above = {"action": action.wording}
        cut = cut_reason(above, {"action": values["action"]})
        return bool(action.stated and cut)

    def _add_action(
        self, grid: Grid, row: Row, columns: ColumnMap, values: Columns, stated: str
    ) -> None:
        index = next(iter(columns.indexes("number" if stated else "action")), None)
        place = grid.place(row.number, index)
        reference, number = self._numbered(stated, bool(columns.indexes("number")), place)
        self._references.add(reference)
        if not values["action"]:
            self._doubt_number(place, stated, "The action has no wording.", "Type its wording.")
        self._current.actions.append(
            _Action(reference, number, stated, values["action"], grid.place(row.number))
        )

    def _numbered(self, stated: str, has_numbers: bool, place: Place) -> tuple[str, int]:
        """The reference and number of a new action, with a doubt where they do not fit."""
        priority = self._current
        previous = priority.actions[-1].number if priority.actions else None
        wanted = stated_reference(stated, priority.number) if stated else ""
        if not wanted:
            if stated:
                self.left_out.append(LeftOut(place, stated, "not a number"))
            return self._unnumbered(previous, has_numbers, place)
        number = stated_number(stated)
        reference = free_reference(wanted, self._references)
        if reference != wanted:
            self._doubt_number(
                place,
                stated,
                f"{wanted} stands twice; the second is proposed as {reference}.",
                "Correct the number in the file, or go on if the proposed one is right.",
            )
        elif not belongs_to(wanted, priority.number):
            self._doubt_number(
                place,
                stated,
                f"{wanted} stands under priority {priority.number}.",
                "Correct the number, or move the row to its priority.",
            )
        elif number is not None and (problem := sequence_problem(wanted, number, previous)):
            self._doubt_number(
                place, stated, problem, "Check that no action is missing, and its number."
            )
        return reference, (previous or 0) + 1 if number is None else number

    def _unnumbered(self, previous: int | None, has_numbers: bool, place: Place) -> tuple[str, int]:
        priority = self._current
        number = (previous or 0) + 1
        if not has_numbers or previous is None:
            wanted = f"{priority.number}.{number}"
        else:  # the numbers that follow are stated, so this one goes between two of them
            number = previous
            wanted = priority.actions[-1].reference
        reference = free_reference(wanted, self._references)
        if has_numbers:
            self._doubt_number(
                place,
                "",
                f"The action has no number; {reference} is proposed.",
                "Number it in the file, or go on if the proposed number is right.",
            )
        return reference, number

    def _doubt_number(self, place: Place, value: str, sentence: str, remedy: str) -> None:
        self.doubts.append(Doubt(place, "", value, sentence, remedy, "number"))

    def _add_strand(
        self, grid: Grid, row: Row, columns: ColumnMap, values: Columns, row_id: str
    ) -> None:
        action, place = self._action(), grid.place(row.number)
        last = action.strands[-1]
        reason = cut_reason(
            last.columns | {"action": action.wording}, values, is_first_after_break=row.after_break
        )
        decision = self._decisions.get(row_id, "")
        decision = decision if decision in ("join", "keep") else ""
        offer = JoinOffer(row_id, place, reason, decision) if reason or decision else None
        if decision == "join":
            joined = joined_columns(last.columns | {"action": action.wording}, values)
            action.wording = joined["action"]
            last.columns = joined
            last.joined.append(offer)
            return
        if values["action"]:
            self._add_action(grid, row, columns, values, "")
        cells = _places(grid, row, columns)
        self._action().strands.append(_Strand(values, place, row_id, cells, offer))


def _values(row: Row, columns: ColumnMap) -> Columns:
    """The row's lines by role; several columns of one role follow each other."""
    values: Columns = {role: () for role in ("priority", "number", "action", *_STRAND_ROLES)}
    for index, role in enumerate(columns.roles):
        if role:
            values[role] += row.cells[index].lines
    return values


def _places(grid: Grid, row: Row, columns: ColumnMap) -> dict[str, Place]:
    """Where the row's cell of each role stands; of several columns of one role, the first."""
    found = {role: columns.indexes(role) for role in _STRAND_ROLES}
    return {role: grid.place(row.number, at[0]) for role, at in found.items() if at}


def _is_unnamed(priority: PriorityProposal) -> bool:
    return not priority.title and not priority.promise


def _unnamed(priority: PriorityProposal) -> Doubt:
    return Doubt(
        priority.place,
        "",
        "",
        f"{priority.name} has neither a title nor a promise in the file.",
        f"Write one above its table, or go on: a new one is called “{priority.name}” "
        "until an administrator names it.",
        "priority",
    )


def _is_same(first: Heading, second: Heading) -> bool:
    """Whether two headings name one priority: same number or none, no words that differ."""
    if first.number != second.number:
        return False
    if first.number is None:
        return (first.title, first.promise) == (second.title, second.promise)
    words = ((first.title, second.title), (first.promise, second.promise))
    return all(not one or not other or one == other for one, other in words)
