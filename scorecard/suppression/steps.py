"""What is hidden of figures that tell of each other, decided in the order in which they came.

Whoever reads one edition has read those before it: a page, a paper that is published for ever. So
nothing is decided anew when a later figure or a correction comes. What was shown counts as public,
what was hidden stays hidden, and it is the newcomer that is hidden if the two would give a small
number away. An edition up to a period therefore never depends on what came after it.

Where another rule held for a time, such as none at all, readers had what was shown under it. That
counts as public from then on, though it may be hidden today: see ``Past``.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from scorecard.suppression.hiding import suppress
from scorecard.suppression.newcomers import choose
from scorecard.suppression.public import given_away
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

# Among so many rows that are known, the quarters of a year, the least loss is looked for. It takes
# several times as long for each row more, so beyond that what is found quickly is enough.
_MOST_ROWS = 4
_PUBLIC, _PLANNED = Visibility.ALREADY_PUBLIC, Visibility.TO_BE_PUBLISHED


class Past(NamedTuple):
    """A time in which other rules held: ``rules`` are those of the rows.

    ``held``: the cells that stood at that time as they stand today.
    """

    rules: tuple[SmallNumberRule, ...]
    held: frozenset[Key]


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
    rows: tuple[Counts, ...],
    rule: SmallNumberRule,
    share: Share | None = None,
    past: tuple[Past, ...] = (),
) -> tuple[frozenset[str], ...]:
    """The names of the parts that are hidden of each row, so that no small number can be found.

    Rows stand in the order of time, and of any two readers take the earlier from the later.
    ``share``: None where the value is not worked out of its parts. Of counts that cannot be,
    everything is hidden.
    """
    return hidden_in_family(_series(rows, rule, share), past)


@lru_cache(maxsize=2_000)
def hidden_in_family(rows: Rows, past: tuple[Past, ...] = ()) -> tuple[frozenset[str], ...]:
    """As ``hidden_parts``, of totals and their parts; of one series in the order of time.

    Of a row whose rule is switched off nothing is hidden. If no way is found to protect what is
    small, everything is hidden that was not shown before. ``past``: in the order of time.
    """
    cells = cells_of(rows)
    try:
        seen = _seen(rows, cells)
        if shown := _shown_in(past, rows, cells):
            # What was shown is hidden again as if it had not been: all others reckon with it.
            again = {key: how for key, how in seen.items() if key in shown}
            seen = _seen(rows, cells, shown) | again
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


def _seen(rows: Rows, cells: Cells, shown: Set[Key] = frozenset()) -> dict[Key, Visibility]:
    """What readers see of the cells and percentages, decided one rank after another.

    ``shown``: what they have had before any of the others, whatever this rule makes of it.
    """
    ranks = _ranks(rows)
    seen = dict.fromkeys(shown, _PUBLIC)
    before = shown | {
        (place, each)
        for place, name in shown
        for each in ((NUMERATOR, DENOMINATOR) if name == SHARE else ())
    }
    for rank in sorted({ranks[key] for key in cells}):
        known = {key: value for key, value in cells.items() if ranks[key] <= rank or key in before}
        seen |= _decided(rows, known, seen)
    return seen


def _shown_in(past: Iterable[Past], rows: Rows, cells: Cells) -> frozenset[Key]:
    """What was shown under the rules of the past, one time after the other."""
    shown: frozenset[Key] = frozenset()
    for time in past:
        ruled = tuple(row._replace(rule=rule) for row, rule in zip(rows, time.rules, strict=True))
        held = {key: value for key, value in cells.items() if _is_held(key, rows, time)}
        known = {key for key in shown if key in held or key[1] == SHARE}
        shown |= {key for key, how in _seen(ruled, held, known).items() if how is _PUBLIC}
    return shown


def _is_held(key: Key, rows: Rows, time: Past) -> bool:
    """What is implied was there if the whole row was."""
    place, name = key
    names = NAMES if name in rows[place].counts.implied else (name,)
    return all((place, each) in time.held for each in names)


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
    given = given_away(cells, relations, {key for key in cells if len(key) > 2})
    quickly = choose(cells, relations, given)
    if quickly.is_least or len({key[0] for key in cells}) > _MOST_ROWS:
        return quickly.hidden if quickly.is_safe else None
    found = suppress(cells, relations)
    if set(found.unprotected) - given or found.unchecked:
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
