"""The counts of figures, period by period and total by part, and what ties them together."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from scorecard.suppression.tables import (
    Complement,
    Difference,
    Percentage,
    Relation,
    SmallNumberRule,
    Sum,
)

VALUE, NUMERATOR, DENOMINATOR = NAMES = ("value", "numerator", "denominator")
EVERYTHING = frozenset(NAMES)
SHARE = "share"
# Of more parts than that, only all together are tried: any few would add up by chance.
_MOST_PARTS = 8
Key = tuple  # the place of a row, the name of its part or SHARE; of a rest, the parts it is left by
Cells = Mapping[Key, int]


class Counts(NamedTuple):
    """The parts of a figure that count people; None where one is missing or no count.

    ``value``: only where the figure is a count itself. ``implied``: the names of the parts that
    nobody entered, but readers work out. ``ranks``: of the three parts, in which order they became
    known; parts of one rank are decided together.
    """

    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    implied: tuple[str, ...] = ()
    ranks: tuple[int, int, int] = (0, 0, 0)


class Share(NamedTuple):
    """How a figure is worked out of numerator and denominator: as of 100, to so many decimals."""

    per: int
    decimals: int


class Row(NamedTuple):
    """A figure among those of its family. ``series`` and ``period``: two that tell rows apart.

    ``part_of``: the place of the row, of the same period, that this one counts a part of.
    """

    counts: Counts
    rule: SmallNumberRule
    share: Share | None = None
    part_of: int | None = None
    series: int = 0
    period: int = 0


Rows = tuple[Row, ...]


def cells_of(rows: Rows) -> dict[Key, int]:
    return {
        (place, name): value
        for place, row in enumerate(rows)
        for name, value in zip(NAMES, row.counts, strict=False)
        if value is not None
    }


def tied(known: Cells, rows: Rows) -> tuple[list[Relation], dict[Key, int]]:
    """What readers reckon with of the cells that are known; and the rests that parts leave.

    Also what need not be so, as long as the figures say it: that parts add up to their total, that
    a base is the count beside it. Who takes that for true only has more to hide.
    """
    relations = list(_within(known, rows))
    rests: dict[Key, int] = {}
    if any(row.part_of is not None for row in rows):
        relations += [*_parts(known, rows), *_copies(known, rows)]
        for total, parts, rest in _sums(known, rows):
            if rest:
                key = (total[0], SHARE, *parts)
                rests[key] = rest
                parts = (*parts, key)
            relations.append(Sum(total, parts))
    return relations, rests


def _within(known: Cells, rows: Rows) -> Iterator[Relation]:
    """Within a row, and between the periods of one series."""
    for place, row in enumerate(rows):
        numerator, denominator = (place, NUMERATOR), (place, DENOMINATOR)
        if numerator in known and denominator in known:
            if row.share:
                key = (place, SHARE)
                yield Percentage(key, numerator, denominator, row.share.decimals, row.share.per)
            else:
                yield Complement(numerator, denominator)
    for earlier, later in combinations(range(len(rows)), 2):
        if rows[earlier].series == rows[later].series:
            for name in NAMES:
                if (earlier, name) in known and (later, name) in known:
                    yield Difference((later, name), (earlier, name))


def _parts(known: Cells, rows: Rows) -> Iterator[Relation]:
    """What is counted, or the base of its percentage, is a part of what the total counts."""
    for place, row in enumerate(rows):
        for total in () if row.part_of is None else _totals(known, rows, row.part_of):
            for part in {_count(known, place), (place, DENOMINATOR)} & known.keys():
                if known[part] < known[total]:
                    yield Complement(part, total)


def _totals(known: Cells, rows: Rows, place: int) -> list[Key]:
    """What the row counts, or else the percentages that may already tell it.

    Those are the bases of its parts and, as it may be its count, the numerators beside it.
    """
    count = _count(known, place)
    if count:
        return [count]
    found = {
        known[key]: key
        for other, row in enumerate(rows)
        for key in ((other, DENOMINATOR), (other, NUMERATOR))
        if key in known
        and rows[other].period == rows[place].period
        and (row.part_of == place if key[1] == DENOMINATOR else row.part_of == rows[place].part_of)
    }
    return sorted(found.values())


def _copies(known: Cells, rows: Rows) -> Iterator[Relation]:
    """Where numerator or base is the count of another row, or the base of one beside or above."""
    for place, row in enumerate(rows):
        if row.counts.value is None:
            for other in range(len(rows)):
                count = (other, VALUE)
                for name in (NUMERATOR, DENOMINATOR):
                    if rows[other].period == row.period and _are_equal(known, count, (place, name)):
                        yield Sum(count, ((place, name),))
        if row.part_of is not None:
            for other in range(len(rows)):
                is_beside = other < place and rows[other].part_of == row.part_of
                base = (other, DENOMINATOR)
                if (is_beside or other == row.part_of) and _are_equal(
                    known, base, (place, DENOMINATOR)
                ):
                    yield Sum(base, ((place, DENOMINATOR),))


def _are_equal(known: Cells, one: Key, other: Key) -> bool:
    """But for zeros, which are shown in any case."""
    return one != other and bool(known.get(one)) and known[one] == known.get(other)


def _sums(known: Cells, rows: Rows) -> Iterator[tuple[Key, tuple[Key, ...], int]]:
    """Totals and the parts that fill them, but for a rest that is small or none.

    A number and the percentage of it are two parts, as nobody says that they count the same: of
    one value either may be left out.
    """
    most = max(row.rule.hide_to for row in rows)
    for place in sorted({row.part_of for row in rows} - {None}):
        parts = _parts_of(known, rows, place)
        for total in _totals(known, rows, place):
            for chosen in _choices(known, parts):
                values = {known[part] for part in chosen}
                rest = known[total] - sum(known[part] for part in chosen)
                is_full = all(known[part] > rest for part in parts if known[part] not in values)
                if 0 <= rest <= most and is_full and total not in chosen:
                    yield total, chosen, rest


def _parts_of(known: Cells, rows: Rows, total: int) -> list[Key]:
    """What is counted as a part of it; no zeros."""
    counts = [_count(known, place) for place, row in enumerate(rows) if row.part_of == total]
    return [part for part in counts if part and known[part]]


def _choices(known: Cells, parts: list[Key]) -> Iterator[tuple[Key, ...]]:
    """Of equal ones that ``_copies`` ties to each other the first go before the others."""
    parts = sorted(parts, key=lambda part: (part[1] != VALUE, part))
    copied = {known[part] for part in parts if part[1] != VALUE}
    if len(parts) > _MOST_PARTS:
        numbers = {known[part] for part in parts if part[1] == VALUE}
        yield tuple(part for part in parts if part[1] == VALUE or known[part] not in numbers)
        return
    first = {
        part: {other for other in parts[:place] if known[other] == known[part] in copied}
        for place, part in enumerate(parts)
    }
    for size in range(2, len(parts) + 1):
        for chosen in combinations(parts, size):
            if all(first[part] <= set(chosen) for part in chosen):
                yield chosen


def _count(known: Cells, place: int) -> Key | None:
    """What a row counts: its value, or the numerator of its percentage."""
    return next((key for key in ((place, VALUE), (place, NUMERATOR)) if key in known), None)
