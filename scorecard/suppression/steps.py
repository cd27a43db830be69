"""What is hidden of figures that tell of each other, decided in the order in which they came.

Whoever reads one edition has read those before it: a page, a paper that is published for ever. So
nothing is decided anew when a later figure or a correction comes. What was shown counts as public,
what was hidden stays hidden, and it is the newcomer that is hidden if the two would give a small
number away. An edition up to a period therefore never depends on what came after it.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from scorecard.suppression.hiding import suppress
from scorecard.suppression.newcomers import choose
from scorecard.suppression.rows import (
    DENOMINATOR,
    EVERYTHING,
    NAMES,
    NUMERATOR,
    SHARE,
    VALUE,
    Cells,
    Counts,
    Key,
    Row,
    Rows,
    Share,
    cells_of,
    tied,
)
from scorecard.suppression.tables import (
    Cell,
    Complement,
    Difference,
    Percentage,
    Relation,
    SmallNumberRule,
    Sum,
    Visibility,
)

__all__ = ["DENOMINATOR", "EVERYTHING", "NAMES", "NUMERATOR", "VALUE"]
# Among so many rows that are known, the quarters of a year, the least loss is looked for. It takes
# several times as long for each row more, so beyond that what is found quickly is enough.
_MOST_ROWS = 4
_PUBLIC, _PLANNED = Visibility.ALREADY_PUBLIC, Visibility.TO_BE_PUBLISHED


@lru_cache(maxsize=20_000)
def has_small(rows: tuple[Counts, ...], rule: SmallNumberRule) -> bool:
    """Whether a count, the rest of a base or the difference of two rows is small."""
    return has_small_in_family(_series(rows, rule, None))


def has_small_in_family(rows: Rows) -> bool:
    """As ``has_small``, or what parts leave of a total."""
    cells = cells_of(rows)
    relations, rests = tied(cells, rows)
    return _is_any_small(cells | rests, relations, rows)


@lru_cache(maxsize=20_000)
def hidden_parts(
    rows: tuple[Counts, ...], rule: SmallNumberRule, share: Share | None = None
) -> tuple[frozenset[str], ...]:
    """The names of the parts that are hidden of each row, so that no small number can be found.

    Rows stand in the order of time, and of any two readers take the earlier from the later.
    ``share``: None where the value is not worked out of its parts. Of counts that cannot be,
    everything is hidden.
    """
    return hidden_in_family(_series(rows, rule, share))


@lru_cache(maxsize=2_000)
def hidden_in_family(rows: Rows) -> tuple[frozenset[str], ...]:
    """As ``hidden_parts``, of totals and their parts; of one series in the order of time.

    Of a row whose rule is switched off nothing is hidden. If no way is found to protect what is
    small, everything is hidden that was not shown before.
    """
    cells, ranks = cells_of(rows), _ranks(rows)
    seen: dict[Key, Visibility] = {}
    try:
        for rank in sorted(set(ranks.values())):
            known = {key: value for key, value in cells.items() if ranks[key] <= rank}
            seen |= _decided(rows, known, seen)
    except ValueError:
        return tuple(EVERYTHING if row.rule.is_on else frozenset() for row in rows)
    hidden = {key for key, visibility in seen.items() if visibility is not _PUBLIC}
    return tuple(
        frozenset(
            name
            for name in NAMES
            if (place, name) in hidden or (name == VALUE and (place, SHARE) in hidden)
        )
        for place in range(len(rows))
    )


def _series(rows: tuple[Counts, ...], rule: SmallNumberRule, share: Share | None) -> Rows:
    return tuple(Row(counts, rule, share) for counts in rows)


def _ranks(rows: Rows) -> dict[Key, int]:
    """What is implied is known once the others are."""
    return {
        (place, name): max(row.counts.ranks) if name in row.counts.implied else rank
        for place, row in enumerate(rows)
        for name, rank in zip(NAMES, row.counts.ranks, strict=True)
    }


def _decided(rows: Rows, known: Cells, seen: Mapping[Key, Visibility]) -> dict[Key, Visibility]:
    """What readers see of the cells and percentages that ``seen`` does not hold yet."""
    relations, rests = tied(known, rows)
    new = {*known, *(each.key for each in relations if isinstance(each, Percentage))} - seen.keys()
    if not _is_any_small(known | rests, relations, rows):
        return dict.fromkeys(new, _PUBLIC)
    seen = {key: _PLANNED if rows[key[0]].rule.is_on else _PUBLIC for key in new} | seen
    found = _chosen(
        {
            key: Cell(value, _visibility(key, rows, seen), _rule_of(key, rows))
            for key, value in (known | rests).items()
        },
        [
            replace(each, visibility=seen[each.key]) if isinstance(each, Percentage) else each
            for each in relations
        ],
    )
    hidden = {key for key in new if rows[key[0]].rule.is_on} if found is None else new & found
    # Readers take it that zeros are shown: where one is not, they know nothing of it.
    return {
        key: _PUBLIC
        if key not in hidden
        else Visibility.HIDDEN_BEFORE
        if known.get(key, 1)
        else Visibility.NOT_PUBLISHED
        for key in new
    }


def _chosen(cells: Mapping[Key, Cell], relations: list[Relation]) -> Set[Key] | None:
    """What to hide; None where nothing that can be hidden protects what is small."""
    quickly = choose(cells, relations)
    if quickly.is_least or len({key[0] for key in cells}) > _MOST_ROWS:
        return quickly.hidden if quickly.is_safe else None
    found = suppress(cells, relations)
    if found.unprotected or found.unchecked:
        return None
    return {*found.counts, *found.percentages}


def _visibility(key: Key, rows: Rows, seen: Mapping[Key, Visibility]) -> Visibility:
    if key not in seen or key[1] in rows[key[0]].counts.implied:
        return Visibility.NOT_PUBLISHED
    return seen[key]


def _rule_of(key: Key, rows: Rows) -> SmallNumberRule:
    """What parts leave is under the rule of the last of them."""
    return rows[key[0] if len(key) == 2 else key[-1][0]].rule


def _is_any_small(cells: Cells, relations: Iterable[Relation], rows: Rows) -> bool:
    return any(_rule_of(key, rows).is_small(value) for key, value in cells.items()) or any(
        _rule_of(part, rows).is_small(cells[whole] - cells[part])
        for whole, part in map(_taken, relations)
    )


def _taken(relation: Relation) -> tuple[Key, Key]:
    """What readers take from what; of a rate there is no rest, but this is the careful side."""
    match relation:
        case Difference(later, earlier):
            return later, earlier
        case Complement(part, base):
            return base, part
        case Sum(total):
            return total, total
    return relation.base, relation.numerator
