"""A proposal as its review page shows it: doubts that say the same together, by priority."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from actions.imports.columns import ColumnMap, Role
from actions.imports.grids import Doubt, Grid, Place
from actions.imports.proposals import JoinOffer, PlanProposal
from actions.readings import reading
from actions.timescales import read_timescale
from corporate_parenting.words import capitalised

KINDS = {
    "columns": "Columns",
    "priority": "Headings",
    "number": "Numbers",
    "text": "Other lines and marks",
    "cell": "Formulas",
    "lead": "Leads",
    "timescale": "Timescales",
}
_SIDE = 60  # characters shown on either side of a cut
_PLACES = 4

Item = TypeVar("Item")


class FileRows:
    """Which priority and action the rows of a file belong to, and which of them would change."""

    def __init__(
        self,
        proposal: PlanProposal,
        changed: Iterable[Place] | None = None,
        *,
        action_word: str = "action",
    ) -> None:
        """Without ``changed`` every row would; ``action_word`` is the council's."""
        self._action_word = capitalised(action_word)
        self._changed = None if changed is None else {_key(place) for place in changed}
        self._priorities: dict[tuple[str, int], str] = {}
        self._references: dict[tuple[str, int], str] = {}
        for priority in proposal.priorities:
            self._priorities.setdefault(_key(priority.place), priority.name)
            for action in priority.actions:
                for strand in action.strands:
                    for place in (strand.place, *(offer.place for offer in strand.joined)):
                        self._priorities[_key(place)] = priority.name
                        self._references[_key(place)] = action.reference

    def where(self, place: Place, words: str = "") -> str:
        """The place, or ``words`` for it, with the action that stands there."""
        reference = self._references.get(_key(place))
        words = words or str(place)
        return f"{self._action_word} {reference}, {words}" if reference else words

    def where_all(self, places: Sequence[Place]) -> str:
        """Each place; of many the first ones, and how many more."""
        more = len(places) - _PLACES
        shown = [self.where(place) for place in places[:_PLACES]]
        return "; ".join([*shown, f"and {more} more"] if more > 0 else shown)

    def stays(self, place: Place) -> bool:
        """Whether the row belongs to an action and would not change."""
        is_known = _key(place) in self._references
        return self._changed is not None and is_known and _key(place) not in self._changed

    def by_priority(
        self, items: Iterable[Item], place_of: Callable[[Item], Place]
    ) -> dict[str, list[Item]]:
        """The items under the name of their priority, in their order; "" where there is none."""
        found: dict[str, list[Item]] = {}
        for item in items:
            name = self._priorities.get(_key(place_of(item)), "")
            found.setdefault(name, []).append(item)
        return found


def _key(place: Place) -> tuple[str, int]:
    return place.grid, place.row


# Doubts


@dataclass(frozen=True)
class Remark:
    """One doubt of several with the same remedy. What all of them say is not said again."""

    place: Place
    where: str
    value: str
    sentence: str = ""


@dataclass(frozen=True)
class Advice:
    """Doubts with one remedy; ``sections`` are the remarks by the name of their priority."""

    sentence: str
    remedy: str
    sections: dict[str, list[Remark]]


@dataclass(frozen=True)
class DoubtKind:
    """``key`` is the kind of the doubts, ``title`` its heading."""

    key: str
    title: str
    count: int
    advice: list[Advice]


def doubts_by_kind(doubts: Iterable[Doubt], rows: FileRows) -> list[DoubtKind]:
    """The doubts in the order of ``KINDS``, those with one remedy together."""
    found: dict[str, dict[str, list[Doubt]]] = {kind: {} for kind in KINDS}
    for doubt in doubts:
        found[doubt.kind].setdefault(doubt.remedy, []).append(doubt)
    return [
        DoubtKind(
            kind,
            title,
            sum(map(len, found[kind].values())),
            [_advice(remedy, alike, rows) for remedy, alike in found[kind].items()],
        )
        for kind, title in KINDS.items()
        if found[kind]
    ]


def _advice(remedy: str, doubts: Sequence[Doubt], rows: FileRows) -> Advice:
    said = [_without_quotation(doubt) for doubt in doubts]
    common = said[0] if len(set(said)) == 1 else ""
    remarks = [
        Remark(
            doubt.place,
            rows.where(doubt.place, doubt.where),
            "" if doubt.value == doubt.column else doubt.value,
            "" if common else sentence,
        )
        for doubt, sentence in zip(doubts, said, strict=True)
    ]
    return Advice(common, remedy, rows.by_priority(remarks, lambda remark: remark.place))


def _without_quotation(doubt: Doubt) -> str:
    """The sentence without the words of the cell that it begins with: they stand beside it."""
    sentence, value = doubt.sentence, " ".join(doubt.value.split())
    ends = [at for at, sign in enumerate(sentence) if sign == "”"]
    for end in reversed(ends if sentence.startswith("“") else []):
        rest = sentence[end + 1 :].lstrip()
        if rest and value.startswith(sentence[1:end].rstrip("…")):
            return rest[0].upper() + rest[1:]
    return sentence


# Rows that a page break may have cut


@dataclass(frozen=True)
class CutCell:
    """A cell that may go on: the end of the words above, and how this row's begin."""

    column: str
    above: str
    below: str


def cut_cells(
    grids: Sequence[Grid],
    maps: Sequence[ColumnMap],
    offer: JoinOffer,
    words: Mapping[Role, str],
) -> list[CutCell]:
    """The cells of the row on offer below those above them: one cannot decide without them.

    ``words`` name the columns, as ``role_words`` gives them.
    """
    index = int(offer.row_id.partition(":")[0])
    rows, roles = grids[index].rows, maps[index].roles
    at = bisect_left(rows, offer.place.row, key=lambda row: row.number)
    found: dict[str, tuple[list[str], list[str]]] = {}
    for column in rows[at].filled:
        above, below = found.setdefault(words[roles[column]], ([], []))
        above.append(rows[at - 1].cells[column].text if at else "")
        below.append(rows[at].cells[column].text)
    return [
        CutCell(name, _end_of(" ".join(above).strip()), _start_of(" ".join(below)))
        for name, (above, below) in found.items()
    ]


def _end_of(words: str) -> str:
    """The last whole words, or signs where one word is too long."""
    if len(words) <= _SIDE:
        return words
    shown = words[-_SIDE:]
    return f"…{shown.partition(' ')[2] or shown}"


def _start_of(words: str) -> str:
    if len(words) <= _SIDE:
        return words
    shown = words[:_SIDE]
    return f"{shown.rpartition(' ')[0] or shown}…"


# Timescales


@dataclass(frozen=True)
class NamedTimescale:
    """``reading`` is empty where the words stay words; ``count`` is how often they stand there."""

    words: str
    reading: str
    count: int


def named_timescales(lines: Iterable[str], starts: date, ends: date) -> list[NamedTimescale]:
    """The words of each timescale, once, those that are not read first."""
    named = [
        NamedTimescale(
            words, reading(read_timescale(words, plan_starts=starts, plan_ends=ends)), count
        )
        for words, count in Counter(lines).items()
    ]
    return sorted(named, key=lambda timescale: bool(timescale.reading))
