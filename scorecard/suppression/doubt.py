"""Looking for a second table that agrees with all that is published, but not in one figure.

This is the judge of what readers can work out. A figure that elimination over the fractions, bounds
or any other reasoning would settle has the same value in every such table, so there is no second.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from scorecard.suppression.figures import Loss, Share, Ties

# A longer search ends without a table: more may be hidden than need be, never less.
_MOST_STEPS, _MOST_THOROUGH_STEPS = 3000, 500
_PAIRED_STEPS = tuple(step for step in range(-9, 10) if step)


@dataclass
class Hidden:
    """Figures by place and percentages by number that readers are not shown."""

    figures: set[int]
    shares: set[int]


@dataclass(frozen=True)
class Doubt:
    """A second table: ``moved`` is by how much each figure differs, where it does.

    It stands once the moved figures and the ``opened`` percentages are hidden, if nothing fails:
    ``amiss`` is by how much each equation does, ``misfits`` are the percentages that do. ``loss``
    is what readers lose by what has to be hidden.
    """

    moved: dict[int, int] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    amiss: dict[int, int] = field(default_factory=dict)
    misfits: frozenset[int] = frozenset()
    loss: Loss = (0, 0)

    @property
    def stands(self) -> bool:
        return not self.amiss and not self.misfits

    @property
    def failures(self) -> Hashable:
        return frozenset(self.amiss.items()), self.misfits

    @property
    def changes(self) -> Hashable:
        return frozenset(self.moved.items()), self.opened

    @property
    def rank(self) -> Loss:
        """The least is tried first: little to hide, for each failure at least a percentage more.

        Figures that are hidden already cost a little too, or a search would try all ways through
        them before it hides one more.
        """
        weight, size = self.loss
        return 2 * (weight + len(self.amiss) + len(self.misfits)) + len(self.moved), size


@dataclass(frozen=True)
class Search:
    """For readers who are ``told`` which figures are small or not; ``may_hide`` more, or not.

    Of the tables that fail in the same way only the first is followed up, which finds nearly all
    and is quick. A ``thorough`` search follows up each.
    """

    ties: Ties
    hidden: Hidden
    told: bool
    may_hide: bool
    thorough: bool = False

    def doubt_about(self, place: int) -> Doubt | None:
        """The cheapest table found in which a small figure is a different small number."""
        turns = count()
        queue: list[tuple[Loss, int, Doubt]] = []
        followed = set()
        found = self._starts(place)
        for _ in range(_MOST_THOROUGH_STEPS if self.thorough else _MOST_STEPS):
            for doubt in found:
                heappush(queue, (doubt.rank, next(turns), doubt))
            if not queue:
                break
            doubt = heappop(queue)[-1]
            if doubt.stands:
                return doubt
            known_by = doubt.changes if self.thorough else doubt.failures
            found = () if known_by in followed else self._repairs(doubt)
            followed.add(known_by)
        return None

    def _starts(self, place: int) -> Iterator[Doubt]:
        figure = self.ties.figures[place]
        others = range(figure.rule.hide_from, figure.rule.hide_to + 1)
        for step in sorted((other - figure.value for other in others), key=abs):
            if step:
                yield self._moved(Doubt(), place, step)

    def _repairs(self, doubt: Doubt) -> Iterator[Doubt]:
        """The table with one more figure changed, or percentage hidden, to mend one failure."""
        if doubt.misfits:
            yield from self._refits(doubt, min(doubt.misfits))
            return
        number = min(doubt.amiss)
        equation = self.ties.equations[number]
        for place, times in equation.items():
            step, remainder = divmod(-doubt.amiss[number], times)
            if not remainder and self._can_move(doubt, place, step):
                yield self._moved(doubt, place, step)
        for share in self.ties.shares_within[number]:
            yield from self._pairs(doubt, number, share)

    def _pairs(self, doubt: Doubt, number: int, share_number: int) -> Iterator[Doubt]:
        """Numerator and base changed at once: alone, either would spoil the percentage."""
        equation, share = self.ties.equations[number], self.ties.shares[share_number]
        for step in _PAIRED_STEPS:
            if not self._can_move(doubt, share.numerator, step):
                continue
            amiss = doubt.amiss[number] + equation[share.numerator] * step
            base_step, remainder = divmod(-amiss, equation[share.base])
            if not remainder and self._can_move(doubt, share.base, base_step):
                after = self._moved(doubt, share.numerator, step)
                after = self._moved(after, share.base, base_step)
                if share_number not in after.misfits:
                    yield after

    def _refits(self, doubt: Doubt, number: int) -> Iterator[Doubt]:
        share = self.ties.shares[number]
        if self.may_hide and share.can_hide:
            yield self._opened(doubt, number)
        numerator, base = self._counts(doubt.moved, share)
        for place, (low, high), value in (
            (share.base, share.bases(numerator), base),
            (share.numerator, share.numerators(base), numerator),
        ):
            nearest = max(value, low) if high is None else min(max(value, low), high)
            if self._can_move(doubt, place, nearest - value):
                yield self._moved(doubt, place, nearest - value)

    def _can_move(self, doubt: Doubt, place: int, step: int) -> bool:
        figure = self.ties.figures[place]
        if place in doubt.moved or figure.is_known:
            return False
        if not (self.may_hide or place in self.hidden.figures):
            return False
        low, high = figure.bounds(self.told)
        value = figure.value + step
        return (low is None or low <= value) and (high is None or value <= high)

    def _moved(self, doubt: Doubt, place: int, step: int) -> Doubt:
        figure = self.ties.figures[place]
        moved = doubt.moved | {place: step}
        amiss = dict(doubt.amiss)
        for number, times in self.ties.equations_of[place]:
            amiss[number] = amiss.get(number, 0) + times * step
        touched = self.ties.shares_of[place]
        misfits = doubt.misfits.difference(touched) | {
            number for number in touched if not self._fits(number, moved, doubt.opened)
        }
        return Doubt(
            moved,
            doubt.opened,
            {number: by for number, by in amiss.items() if by},
            misfits,
            doubt.loss if place in self.hidden.figures else _both(doubt.loss, figure.loss),
        )

    def _opened(self, doubt: Doubt, number: int) -> Doubt:
        return Doubt(
            doubt.moved,
            doubt.opened | {number},
            doubt.amiss,
            doubt.misfits - {number},
            _both(doubt.loss, self.ties.shares[number].loss),
        )

    def _fits(self, number: int, moved: dict[int, int], opened: frozenset[int]) -> bool:
        if number in self.hidden.shares or number in opened:
            return True
        share = self.ties.shares[number]
        return share.fits(*self._counts(moved, share))

    def _counts(self, moved: dict[int, int], share: Share) -> tuple[int, int]:
        """Numerator and base in the second table."""
        figures = self.ties.figures
        return (
            figures[share.numerator].value + moved.get(share.numerator, 0),
            figures[share.base].value + moved.get(share.base, 0),
        )


def _both(loss: Loss, other: Loss) -> Loss:
    return loss[0] + other[0], loss[1] + other[1]
