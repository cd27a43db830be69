"""Figures and relations as readers see them: what each may be, and how they are tied."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scorecard.suppression.equations import Equation
from scorecard.suppression.tables import Percentage, SmallNumberRule, Visibility

Bounds = tuple[int | None, int | None]
Loss = tuple[int, int]  # weight, size: what readers lose if a figure is hidden


@dataclass(frozen=True)
class Figure:
    """A count, or what follows from others: ``key`` is then the relation that it follows from."""

    key: Hashable
    value: int
    visibility: Visibility
    rule: SmallNumberRule
    is_total: bool = False

    @cached_property
    def is_small(self) -> bool:
        return self.rule.is_small(self.value)

    @property
    def is_public(self) -> bool:
        return self.visibility is Visibility.ALREADY_PUBLIC

    @property
    def is_planned(self) -> bool:
        return self.visibility is Visibility.TO_BE_PUBLISHED

    @cached_property
    def is_told_of(self) -> bool:
        """Whether readers see its place: if it is hidden, they know that it is no zero."""
        return self.is_planned or self.visibility is Visibility.HIDDEN_BEFORE

    @cached_property
    def is_known(self) -> bool:
        """Whether readers have it whatever is hidden: zeros are always shown."""
        return self.is_public or (self.is_planned and not self.value)

    @property
    def loss(self) -> Loss:
        """What readers lose if it is hidden: totals are missed more than parts, then large ones."""
        return (4 if self.is_total else 2), self.value

    def bounds(self, told: bool) -> Bounds:
        """Least and greatest value that readers give it while it is hidden.

        Readers who are ``told`` know which figures are hidden because they are small.
        """
        if self.value < 0:
            return None, None
        if told and self.is_small:
            return self.rule.hide_from, self.rule.hide_to
        if told and self.is_told_of and self.rule.is_on:
            if self.value > self.rule.hide_to:
                return self.rule.hide_to + 1, None
            return 1, self.rule.hide_from - 1
        return int(self.is_told_of), None


@dataclass(frozen=True)
class Share:
    """A percentage that is shown, between figures by their place.

    ``shown`` is in units of its last decimal; ``scale`` is twice as many units as make a whole.
    """

    relation: Percentage
    numerator: int
    base: int
    shown: int
    scale: int
    can_hide: bool

    @property
    def loss(self) -> Loss:
        """It follows from its counts, so readers miss it least."""
        return 1, 0

    def fits(self, numerator: int, base: int) -> bool:
        """Whether two counts give what is shown, whichever way halves are rounded."""
        low, high = 2 * self.shown - 1, 2 * self.shown + 1
        return low * base < self.scale * numerator < high * base

    def numerators(self, base: int) -> Bounds:
        """Least and greatest numerator that fits a base."""
        low, high = (2 * self.shown - 1) * base, (2 * self.shown + 1) * base
        return low // self.scale + 1, -(-high // self.scale) - 1

    def bases(self, numerator: int) -> Bounds:
        """Least and greatest base that fits a numerator; no greatest where it rounds to zero."""
        size = self.scale * numerator
        least = size // (2 * self.shown + 1) + 1
        return least, -(-size // (2 * self.shown - 1)) - 1 if self.shown else None


@dataclass(frozen=True)
class Ties:
    """Figures by their place, and what ties them together."""

    figures: Mapping[int, Figure]
    equations: tuple[Equation, ...]
    shares: tuple[Share, ...]
    unchecked: tuple[Hashable, ...]

    @cached_property
    def equations_of(self) -> Mapping[int, list[tuple[int, int]]]:
        """The equations in which a figure stands, by number, and how often it counts there."""
        found: dict[int, list[tuple[int, int]]] = {place: [] for place in self.figures}
        for number, equation in enumerate(self.equations):
            for place, times in equation.items():
                found[place].append((number, times))
        return found

    @cached_property
    def shares_of(self) -> Mapping[int, list[int]]:
        """The percentages, by number, that are worked out from a figure."""
        found: dict[int, list[int]] = {place: [] for place in self.figures}
        for number, share in enumerate(self.shares):
            found[share.numerator].append(number)
            found[share.base].append(number)
        return found

    @cached_property
    def shares_within(self) -> Mapping[int, list[int]]:
        """The percentages, by number, of two figures that stand in one equation."""
        found: dict[int, list[int]] = {number: [] for number in range(len(self.equations))}
        for share_number, share in enumerate(self.shares):
            for number, _ in self.equations_of[share.numerator]:
                if share.base in self.equations[number]:
                    found[number].append(share_number)
        return found
