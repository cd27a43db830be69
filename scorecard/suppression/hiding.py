"""Choosing what to hide: small numbers first, then what would give one of them away."""

from collections.abc import Hashable, Iterable, Mapping
from types import MappingProxyType

from scorecard.suppression.doubt import Doubt, Hidden, Search
from scorecard.suppression.figures import Ties
from scorecard.suppression.tables import Cell, Reason, Relation, SmallNumberRule, Suppression
from scorecard.suppression.ties import tie

_COUNCIL_RULE = SmallNumberRule()
# Whether readers are told the reasons, whether more may be hidden, whether the search is thorough.
_ATTEMPTS = (
    (True, False, False),
    (True, True, False),
    (False, False, False),
    (False, True, False),
    (True, True, True),
    (False, True, True),
)


def suppress(
    cells: Mapping[Hashable, Cell],
    relations: Iterable[Relation],
    rule: SmallNumberRule = _COUNCIL_RULE,
) -> Suppression:
    """What to hide of a set of tables, so that nobody can work out a small number.

    Keys are of any kind whose ``repr`` tells them apart and is the same in each run. The order of
    cells and relations plays no part. Of what can be hidden for a small number, that is hidden
    which is the least loss: few figures, percentages before parts before totals, and then small
    ones before large ones. Raises ValueError for a key without a cell, a count below zero, two
    percentages of one key, a cell twice in one relation, and figures that do not add up.
    """
    hiding = _Hiding(tie(cells, relations, rule))
    for place in hiding.small:
        hiding.protect(place)
    hiding.show_what_is_needless()
    return hiding.result()


class _Hiding:
    """What is hidden so far, and why each small figure is safe: a second table, and for whom."""

    def __init__(self, ties: Ties) -> None:
        figures = ties.figures
        self.ties = ties
        self.small = sorted(place for place, figure in figures.items() if figure.is_small)
        self.small_shares = {
            number
            for number, share in enumerate(ties.shares)
            if figures[share.base].is_small and figures[share.numerator].value
        }
        self.hidden = Hidden(
            {
                place
                for place, figure in figures.items()
                if not figure.is_public and (figure.is_small or not figure.is_planned)
            },
            {number for number in self.small_shares if ties.shares[number].can_hide},
        )
        self.proofs: dict[int, tuple[Doubt, bool]] = {}

    def protect(self, place: int) -> None:
        """Hide what it takes; if that can be, from readers who are told the reasons as well."""
        if self.ties.figures[place].is_public:
            return
        for told, may_hide, thorough in _ATTEMPTS:
            search = Search(self.ties, self.hidden, told, may_hide, thorough)
            if doubt := search.doubt_about(place):
                self.hidden.figures |= doubt.moved.keys()
                self.hidden.shares |= doubt.opened
                self.proofs[place] = doubt, told
                return

    def show_what_is_needless(self) -> None:
        """Show again what later choices made needless, the greatest loss first."""
        figures, shares = self.ties.figures, self.ties.shares
        chosen = [place for place in self.hidden.figures if self._is_chosen(place)]
        for place in sorted(chosen, key=lambda place: (*figures[place].loss, place), reverse=True):
            self.hidden.figures.remove(place)
            if not self._is_still_safe({place}):
                self.hidden.figures.add(place)
        for number in sorted(self.hidden.shares - self.small_shares):
            self.hidden.shares.remove(number)
            if not self._is_still_safe({shares[number].numerator, shares[number].base}):
                self.hidden.shares.add(number)

    def _is_chosen(self, place: int) -> bool:
        figure = self.ties.figures[place]
        return figure.is_planned and not figure.is_small

    def _is_still_safe(self, touched: set[int]) -> bool:
        """Whether there is a new proof wherever the old one changed a touched figure."""
        proofs = {}
        for place, (doubt, told) in self.proofs.items():
            if not touched.isdisjoint(doubt.moved):
                search = Search(self.ties, self.hidden, told, may_hide=False)
                new = search.doubt_about(place)
                if new is None:
                    return False
                proofs[place] = new, told
        self.proofs |= proofs
        return True

    def result(self) -> Suppression:
        figures, shares = self.ties.figures, self.ties.shares
        unprotected = [figures[place].key for place in self.small if place not in self.proofs]
        unprotected += [
            shares[number].relation for number in sorted(self.small_shares - self.hidden.shares)
        ]
        return Suppression(
            MappingProxyType(
                {
                    figures[place].key: _reason(figures[place].is_small)
                    for place in sorted(self.hidden.figures)
                    if figures[place].is_planned
                }
            ),
            MappingProxyType(
                {
                    shares[number].relation.key: _reason(number in self.small_shares)
                    for number in sorted(self.hidden.shares)
                }
            ),
            tuple(unprotected),
            self.ties.unchecked,
        )


def _reason(is_small: bool) -> Reason:
    return Reason.SMALL if is_small else Reason.GIVES_AWAY
