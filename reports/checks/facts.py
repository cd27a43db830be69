"""What is known beside the paper, as plain values: no check asks the database."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Counted:
    """A number of children that is recorded; ``where`` reads on after "the recorded number"."""

    number: int
    day: date
    where: str


@dataclass(frozen=True)
class Measured:
    """An indicator as the public may know it.

    ``values``: every percentage that the data has of it (ours, targets, other areas), none where
    it is no percentage or anything is hidden. ``latest`` says the newest in words.
    """

    code: str
    name: str
    latest: str = ""
    values: frozenset[Decimal] = frozenset()
    is_red: bool = False
    has_commentary: bool = True


@dataclass(frozen=True)
class Wording:
    """A word that the council would rather not read, and what it says in its place."""

    word: str
    better: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """``before``: every paragraph of the last board's paper.

    ``typed``: paragraphs of notes, items and commentaries in people's own words, each with what
    it is a part of. ``told``: the indicators whose rating the paper prints. ``hide_up_to``: the
    greatest number of people that is hidden in public, 0 for none.
    """

    meeting_on: date
    children_words: tuple[str, ...] = ("children in our care",)
    counted: tuple[Counted, ...] = ()
    measured: tuple[Measured, ...] = ()
    told: frozenset[str] = frozenset()
    stale_weeks: int = 13
    hide_up_to: int = 4
    names: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    wordings: tuple[Wording, ...] = ()
    typed: Mapping[str, Hashable] = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    before_on: date | None = None
