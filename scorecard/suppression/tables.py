"""What goes into suppression and what comes out: figures, their relations, what is hidden."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Visibility(StrEnum):
    """Whether readers have a figure: in this edition, from an earlier one, or not at all.

    A figure that was corrected since it was published is two: one public, one to be published.
    What an earlier edition hid stays hidden; readers know that it was there to be hidden.
    """

    TO_BE_PUBLISHED = "to be published"
    ALREADY_PUBLIC = "already public"
    HIDDEN_BEFORE = "hidden before"
    NOT_PUBLISHED = "not published"


class Reason(StrEnum):
    """Why a figure is hidden. A percentage is small where its base is."""

    SMALL = "small"
    GIVES_AWAY = "would give away another"


@dataclass(frozen=True)
class SmallNumberRule:
    """Hides whole numbers from ``hide_from`` to ``hide_to``, both included, unless switched off.

    Raises ValueError for a rule that hides zero, or one number only: its sign would say which.
    """

    hide_from: int = 1
    hide_to: int = 4
    is_on: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.hide_from < self.hide_to:
            raise ValueError("A rule hides two numbers or more, from 1 upwards.")

    def is_small(self, value: int) -> bool:
        return self.is_on and self.hide_from <= value <= self.hide_to


@dataclass(frozen=True)
class Cell:
    """A count: a whole number, or None where nobody knows it. ``rule`` overrides the council's."""

    value: int | None
    visibility: Visibility = Visibility.TO_BE_PUBLISHED
    rule: SmallNumberRule | None = None


@dataclass(frozen=True)
class Sum:
    """``total`` is the sum of ``parts``; all are keys of cells."""

    total: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True)
class Complement:
    """``part`` is counted in ``base``, so readers can work out the rest: it is protected too.

    The rest falls under the rule of ``part``. If it is a cell itself, pass a Sum instead.
    """

    part: Hashable
    base: Hashable


@dataclass(frozen=True)
class Difference:
    """Readers take ``earlier`` from ``later``, as with two year-to-date figures.

    What comes out is protected under the rule of ``later``; if negative, it is not small.
    If it is a cell itself, pass a Sum instead.
    """

    later: Hashable
    earlier: Hashable


@dataclass(frozen=True)
class Percentage:
    """``per`` times ``numerator`` by ``base``, shown with so many ``decimals``, halves rounded up.

    ``key`` is for percentages alone: a count may have the same. ``per`` is 100, or 10,000 and so on
    for a rate. What a percentage leaves of its base is protected as by a Complement; a rate leaves
    nothing, as its numerator need not be counted in its base.
    """

    key: Hashable
    numerator: Hashable
    base: Hashable
    decimals: int = 0
    per: int = 100
    visibility: Visibility = Visibility.TO_BE_PUBLISHED


Relation = Sum | Complement | Difference | Percentage


@dataclass(frozen=True)
class Suppression:
    """What the public edition hides: keys of counts and of percentages, each with its reason.

    ``unprotected`` has what figures that are public already give away, as far as could be found:
    keys of counts, a Complement or Difference for what follows from it, a public Percentage where
    its base is small. ``unchecked`` has the keys of percentages whose numerator or base is unknown,
    so that nobody can say what they give away.
    """

    counts: Mapping[Hashable, Reason]
    percentages: Mapping[Hashable, Reason]
    unprotected: tuple[Hashable, ...]
    unchecked: tuple[Hashable, ...]
