"""What is hidden of one indicator's counts, decided in the order in which they became known.

Whoever reads one edition has read those before it: a page, a paper that is published for ever. So
nothing is decided anew when a later figure or a correction comes. What was shown counts as public,
what was hidden stays hidden, and it is the newcomer that is hidden if the two would give a small
number away. An edition up to a period therefore never depends on what came after it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from scorecard.suppression.hiding import suppress
from scorecard.suppression.tables import (
    Cell,
    Complement,
    Difference,
    Percentage,
    SmallNumberRule,
    Visibility,
)

VALUE, NUMERATOR, DENOMINATOR = NAMES = ("value", "numerator", "denominator")
EVERYTHING = frozenset(NAMES)
_SHARE = "share"
_Key = tuple[int, str]  # the place of a row, the name of its part or _SHARE
_Relation = Complement | Difference | Percentage


class Counts(NamedTuple):
    """The parts of a figure that count people; None where one is missing or no count.

    ``value``: only where the figure is a count itself. ``implied``: the name of the part that
    nobody entered, but readers work out. ``ranks``: of the three parts, in which order they became
    known; parts of one rank are decided together.
    """

    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    implied: str = ""
    ranks: tuple[int, int, int] = (0, 0, 0)


class Share(NamedTuple):
    """How a figure is worked out of numerator and denominator: as of 100, to so many decimals."""

    per: int
    decimals: int


def has_small(rows: tuple[Counts, ...], rule: SmallNumberRule) -> bool:
    """Whether a count, the rest of a base or the difference of two rows is small."""
    cells = dict(_cells(rows))
    return _is_any_small(cells, _relations(cells, len(rows), None), rule)


@lru_cache(maxsize=20_000)
def hidden_parts(
    rows: tuple[Counts, ...], rule: SmallNumberRule, share: Share | None = None
) -> tuple[frozenset[str], ...]:
    """The names of the parts that are hidden of each row, so that no small number can be found.

    Rows stand in the order of time, and of any two readers take the earlier from the later.
    ``share``: None where the value is not worked out of its parts. Of counts that cannot be,
    everything is hidden.
    """
    cells, ranks = dict(_cells(rows)), _ranks(rows)
    seen: dict[_Key, Visibility] = {}
    try:
        for rank in sorted(set(ranks.values())):
            known = {key: value for key, value in cells.items() if ranks[key] <= rank}
            seen |= _decided(rows, known, seen, rule, share)
    except ValueError:
        return (EVERYTHING,) * len(rows)
    hidden = {key for key, visibility in seen.items() if visibility is Visibility.HIDDEN_BEFORE}
    return tuple(
        frozenset(
            name
            for name in NAMES
            if (place, name) in hidden or (name == VALUE and (place, _SHARE) in hidden)
        )
        for place in range(len(rows))
    )


def _cells(rows: tuple[Counts, ...]) -> Iterator[tuple[_Key, int]]:
    for place, row in enumerate(rows):
        for name in NAMES:
            if (value := getattr(row, name)) is not None:
                yield (place, name), value


def _ranks(rows: tuple[Counts, ...]) -> dict[_Key, int]:
    """What is implied is known once both others are."""
    return {
        (place, name): max(row.ranks) if name == row.implied else rank
        for place, row in enumerate(rows)
        for name, rank in zip(NAMES, row.ranks, strict=True)
    }


def _decided(
    rows: tuple[Counts, ...],
    known: Mapping[_Key, int],
    seen: Mapping[_Key, Visibility],
    rule: SmallNumberRule,
    share: Share | None,
) -> dict[_Key, Visibility]:
    """What readers see of the cells and percentages that ``seen`` does not hold yet."""
    relations = list(_relations(known, len(rows), share))
    new = {*known, *(each.key for each in relations if isinstance(each, Percentage))} - seen.keys()
    if not _is_any_small(known, relations, rule):
        return dict.fromkeys(new, Visibility.ALREADY_PUBLIC)
    planned = Visibility.TO_BE_PUBLISHED
    found = suppress(
        {
            key: Cell(
                value,
                Visibility.NOT_PUBLISHED
                if key[1] == rows[key[0]].implied
                else seen.get(key, planned),
            )
            for key, value in known.items()
        },
        [
            replace(each, visibility=seen.get(each.key, planned))
            if isinstance(each, Percentage)
            else each
            for each in relations
        ],
        rule,
    )
    hidden = {*found.counts, *found.percentages}
    return {
        key: Visibility.HIDDEN_BEFORE if key in hidden else Visibility.ALREADY_PUBLIC for key in new
    }


def _relations(cells: Mapping[_Key, int], rows: int, share: Share | None) -> Iterator[_Relation]:
    for place in range(rows):
        numerator, denominator = (place, NUMERATOR), (place, DENOMINATOR)
        if numerator in cells and denominator in cells:
            if share:
                key = (place, _SHARE)
                yield Percentage(key, numerator, denominator, share.decimals, share.per)
            else:
                yield Complement(numerator, denominator)
    for earlier, later in combinations(range(rows), 2):
        for name in NAMES:
            if (earlier, name) in cells and (later, name) in cells:
                yield Difference((later, name), (earlier, name))


def _is_any_small(
    cells: Mapping[_Key, int], relations: Iterable[_Relation], rule: SmallNumberRule
) -> bool:
    return any(map(rule.is_small, cells.values())) or any(
        rule.is_small(cells[whole] - cells[part]) for whole, part in map(_taken, relations)
    )


def _taken(relation: _Relation) -> tuple[_Key, _Key]:
    """What readers take from what; of a rate there is no rest, but this is the careful side."""
    match relation:
        case Difference(later, earlier):
            return later, earlier
        case Complement(part, base):
            return base, part
    return relation.base, relation.numerator
