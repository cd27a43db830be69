"""What of the newcomers can be shown, decided quickly, by a judge who looks one step around.

Nobody can wait for the search for the least loss in a large group. Here a newcomer is shown only if
for each small number a second table is found in which it is greater or less by one, and so is each
other figure, or else the same. Where none is found the newcomer is hidden: more may be hidden than
need be, never less. Between figures that are tied by differences alone no second table is missed:
which figures have to move with one another then follows, and there is nothing to try.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from scorecard.suppression.figures import Figure, Share
from scorecard.suppression.tables import Cell, Complement, Percentage, Relation, Sum, Visibility
from scorecard.suppression.ties import derived_of, shares_of, totals_of, whole_and_part

# Where it has to be tried which figure moves: so often for each small number.
_MOST_TRIES = 40
_NO_END = 10**18  # above all figures
Key = Hashable
Moves = Mapping[Key, int]


class Chosen(NamedTuple):
    """``hidden``: keys of what is to be published and better is not.

    ``is_least``: these are the small ones alone, and readers may even be told so. ``is_safe``:
    each small number has its second table; if not, nothing here can be relied on.
    """

    hidden: frozenset[Key] = frozenset()
    is_least: bool = False
    is_safe: bool = False


class _Pair(NamedTuple):
    """Readers take the part from the whole; ``low`` and ``high`` are what may come out."""

    whole: Key
    part: Key
    value: int
    low: int
    high: int


def choose(
    cells: Mapping[Key, Cell], relations: Iterable[Relation], given: Set[Key] = frozenset()
) -> Chosen:
    """What to hide of the cells and percentages that are to be published.

    ``given``: what readers have already, of which nothing is protected. Each cell has a value and
    a rule, and no percentage the key of a cell. Raises ValueError for a count below zero.
    """
    return _Choice(_Group(cells, list(relations), given)).made()


class _Group:
    """Figures by their key, and what ties them."""

    def __init__(
        self, cells: Mapping[Key, Cell], relations: list[Relation], given: Set[Key]
    ) -> None:
        if any(cell.value < 0 for cell in cells.values()):
            raise ValueError("A count below zero.")
        totals, self.given = totals_of(relations), given
        self.figures = {
            key: Figure(key, cell.value, cell.visibility, cell.rule, key in totals)
            for key, cell in cells.items()
        }
        self.rests: dict[Relation, tuple[Key, Key, Figure]] = {}
        for each in filter(None, map(derived_of, relations)):
            whole, part = whole_and_part(each)
            rule = cells[part if isinstance(each, Complement) else whole].rule
            value = cells[whole].value - cells[part].value
            self.rests[each] = whole, part, Figure(each, value, Visibility.NOT_PUBLISHED, rule)
        self.sums = [each for each in relations if isinstance(each, Sum)]
        percentages = [each for each in relations if isinstance(each, Percentage)]
        self.shares = list(shares_of(percentages, self.figures, {key: key for key in cells}))

    @cached_property
    def small(self) -> list[Key]:
        """Keys of small figures, and of relations that leave a small rest; none that is given."""
        rests = [each for each, (_, _, figure) in self.rests.items() if figure.is_small]
        small = [key for key, figure in self.figures.items() if figure.is_small]
        return [each for each in (*small, *rests) if each not in self.given]

    @cached_property
    def sums_of(self) -> Mapping[Key, list[Sum]]:
        found = defaultdict(list)
        for each in self.sums:
            for key in (each.total, *each.parts):
                found[key].append(each)
        return found

    @cached_property
    def shares_with(self) -> Mapping[Key, list[Share]]:
        found = defaultdict(list)
        for share in self.shares:
            found[share.numerator].append(share)
            found[share.base].append(share)
        return found

    @cached_property
    def pairs_told(self) -> Mapping[Key, list[_Pair]]:
        """The pairs in which a figure stands, for readers who are told what is small."""
        return self._pairs_of(told=True)

    @cached_property
    def pairs_untold(self) -> Mapping[Key, list[_Pair]]:
        return self._pairs_of(told=False)

    def _pairs_of(self, *, told: bool) -> Mapping[Key, list[_Pair]]:
        found = defaultdict(list)
        for whole, part, figure in self.rests.values():
            pair = _Pair(whole, part, figure.value, *_ends(figure, told))
            found[whole].append(pair)
            found[part].append(pair)
        return found


def _ends(figure: Figure, told: bool) -> tuple[int, int]:
    low, high = figure.bounds(told)
    return (-_NO_END if low is None else low), (_NO_END if high is None else high)


class _Search:
    """A second table in which one small number differs by one; ``shown`` are keys of newcomers."""

    def __init__(self, group: _Group, shown: set[Key], told: bool) -> None:
        self.group, self.shown, self.told = group, shown, told
        self.pairs_of = group.pairs_told if told else group.pairs_untold
        self.tries = 0

    def table(self, small: Key) -> Moves | None:
        """By how much each figure differs, where it does."""
        self.tries = _MOST_TRIES
        whole, part, figure = self.group.rests.get(small) or (
            small,
            None,
            self.group.figures[small],
        )
        for step in (1, -1):
            if figure.rule.is_small(figure.value + step):
                for moved, by, kept in ((whole, step, part), (part, -step, whole)):
                    if moved is not None and (found := self._settled({moved: by}, [moved], kept)):
                        return found
        return None

    def _settled(self, moves: Moves, waiting: list[Key], kept: Key | None) -> Moves | None:
        """With all that has to move too; ``kept`` must not."""
        moves, waiting = dict(moves), [*waiting]
        while waiting:
            key = waiting.pop()
            if key == kept or not self._can_move(key, moves[key]):
                return None
            for whole, part, value, low, high in self.pairs_of[key]:
                by = moves.get(whole, 0) - moves.get(part, 0)
                if by and not low <= value + by <= high:
                    other = part if key == whole else whole
                    if other in moves:
                        return None
                    moves[other] = moves[key]
                    waiting.append(other)
        for choice in self._open(moves):
            for key, step in choice:
                if self.tries and self._can_move(key, step):
                    self.tries -= 1
                    if found := self._settled(moves | {key: step}, [key], kept):
                        return found
            return None
        return moves

    def _can_move(self, key: Key, step: int) -> bool:
        figure = self.group.figures[key]
        if figure.is_known or key in self.shown:
            return False
        low, high = _ends(figure, self.told)
        return low <= figure.value + step <= high

    def _open(self, moves: Moves) -> Iterator[list[tuple[Key, int]]]:
        """What may be moved, of each percentage and each sum that goes wrong."""
        for key in moves:
            for share in self.group.shares_with[key]:
                if self.is_shown(share) and not self.fits(share, moves):
                    other = share.base if key == share.numerator else share.numerator
                    steps = () if other in moves else (moves[key], -moves[key])
                    yield [(other, by) for by in steps if self.fits(share, moves | {other: by})]
            for each in self.group.sums_of[key]:
                amiss = moves.get(each.total, 0) - sum(moves.get(part, 0) for part in each.parts)
                if amiss:
                    step = 1 if amiss > 0 else -1
                    steps = {each.total: -step} | dict.fromkeys(each.parts, step)
                    yield [(other, by) for other, by in steps.items() if other not in moves]

    def is_shown(self, share: Share) -> bool:
        return not share.can_hide or share.relation.key in self.shown

    def fits(self, share: Share, moves: Moves) -> bool:
        return share.fits(
            *(self.group.figures[key].value + moves.get(key, 0)
              for key in (share.numerator, share.base))
        )  # fmt: skip


class _Choice:
    """What is shown so far, and for each small number the second table that stands."""

    def __init__(self, group: _Group) -> None:
        self.group = group
        self.losses = {
            key: figure.loss
            for key, figure in group.figures.items()
            if figure.is_planned and figure.value and not figure.is_small
        }
        self.of_few = {
            share.relation.key: share.can_hide
            for share in group.shares
            if group.figures[share.base].is_small and group.figures[share.numerator].value
            if share.relation.key not in group.given
        }
        self.losses |= {
            share.relation.key: share.loss
            for share in group.shares
            if share.can_hide and share.relation.key not in self.of_few
        }

    def made(self) -> Chosen:
        group = self.group
        small = [key for key in group.small if key in group.figures]
        if any(group.figures[key].is_public for key in small) or not all(self.of_few.values()):
            return Chosen()
        hidden = {key for key in small if group.figures[key].is_planned} | self.of_few.keys()
        told_all = _Search(group, {*self.losses}, told=True)
        if all(told_all.table(each) for each in group.small):
            return Chosen(frozenset(hidden), is_least=True, is_safe=True)
        shown = self._shown()
        if shown is None:
            return Chosen()
        return Chosen(frozenset(hidden | self.losses.keys() - shown), is_safe=True)

    def _shown(self) -> set[Key] | None:
        """The most that is missed first; None if a small number is not safe whatever is hidden."""
        shown: set[Key] = set()
        tables: dict[Key, tuple[Moves, _Search]] = {}
        for each in self.group.small:
            for told in (True, False):
                search = _Search(self.group, shown, told)
                if moves := search.table(each):
                    tables[each] = moves, search
                    break
            else:
                return None
        for key in sorted(self.losses, key=lambda key: self.losses[key], reverse=True):
            shown.add(key)
            again = {
                each: (search.table(each), search)
                for each, (moves, search) in tables.items()
                if not self._stands(moves, key, search)
            }
            if all(moves for moves, _ in again.values()):
                tables |= again
            else:
                shown.remove(key)
        return shown

    def _stands(self, moves: Moves, key: Key, search: _Search) -> bool:
        """Whether a second table still is one when the key is shown."""
        shares = (share for share in self.group.shares if share.relation.key == key)
        return key not in moves and all(search.fits(share, moves) for share in shares)
