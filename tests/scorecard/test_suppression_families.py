"""Totals and their parts are decided together: none gives a small number of another away."""

import random

import pytest

from scorecard.suppression import (
    Cell,
    Complement,
    Counts,
    Percentage,
    Row,
    Share,
    SmallNumberRule,
    Sum,
    Suppression,
    Visibility,
    hidden_in_family,
)
from scorecard.suppression.rows import EVERYTHING, NAMES
from tests.scorecard.solving_back import Edition

RULE, OFF = SmallNumberRule(), SmallNumberRule(is_on=False)
PLANNED, SECRET = Visibility.TO_BE_PUBLISHED, Visibility.NOT_PUBLISHED
PERCENT = Share(100, 1)


def number(value, part_of=None, *, rank=0, rule=RULE, series=0):
    return Row(Counts(value, ranks=(rank,) * 3), rule, None, part_of, series)


def percent(numerator, base, part_of=0, *, implied=(), rank=0, rule=RULE, decimals=1, series=0):
    counts = Counts(None, numerator, base, implied, (rank,) * 3)
    return Row(counts, rule, Share(100, decimals), part_of, series)


def hidden(*rows):
    """Whether anything is hidden of each row; each is a series of its own."""
    apart = tuple(row._replace(series=place) for place, row in enumerate(rows))
    return [bool(parts) for parts in hidden_in_family(apart)]


def test_a_total_and_a_part_do_not_give_the_small_rest_away():
    assert hidden(number(380), number(377, 0, rank=1)) == [False, True]
    assert hidden(number(380, rank=1), number(377, 0)) == [True, False]
    assert hidden(number(380), number(370, 0)) == [False, False]


def test_the_part_that_makes_up_the_total_is_not_found_by_subtraction():
    rows = number(380), number(3, 0), number(377, 0), percent(3, 380)
    assert hidden(*rows) == [False, True, True, True]


def test_parts_that_add_up_leave_no_single_one_to_be_found():
    found = hidden(number(100), number(3, 0, rank=1), number(40, 0, rank=1), number(57, 0, rank=1))
    assert found == [False, True, True, False]


def test_what_all_parts_leave_of_the_total_is_protected():
    assert any(hidden(number(100), number(40, 0), number(57, 0)))


def test_a_base_that_is_a_part_of_the_total_is_protected():
    assert any(hidden(number(100), percent(50, 97)))


def test_percentages_of_one_base_under_another_code_are_protected():
    rows = percent(90, 100, None), percent(88, 100, 0)
    assert hidden(*rows) == [False, True] or any(hidden(*rows))


def test_an_indicator_whose_rule_is_off_is_shown_and_the_others_give_way():
    assert hidden(number(380, rule=OFF), number(3, 0), number(377, 0)) == [False, True, True]


def test_everything_is_hidden_where_public_figures_give_a_small_number_away():
    """The two that are never hidden leave 3."""
    rows = number(380, rule=OFF), number(377, 0, rule=OFF), number(3, 0), percent(200, 380)
    assert hidden(*rows) == [False, False, True, True]


def test_of_counts_that_cannot_be_nothing_is_shown_but_of_those_whose_rule_is_off():
    rows = number(-1), number(3, 0), number(377, 0, rule=OFF)
    assert hidden_in_family(rows) == (EVERYTHING, EVERYTHING, frozenset())


def test_more_parts_than_are_tried_in_turn_are_reckoned_with_together():
    parts = [number(value, 0) for value in (3, *range(20, 29))]
    total = sum(part.counts.value for part in parts)
    found = hidden(number(total), *parts)
    assert found[1]
    assert sum(found) == 2


# A reader of random families


def random_family(rng):
    """A total in parts that may leave a rest, some in parts again, with percentages of it."""
    sizes = [rng.choice([0, 1, 2, 3, 4, 6, 9, 20, 60]) for _ in range(rng.randint(1, 4))]
    rest = rng.choice([0, 0, 0, 1, 3, 8, 40])
    rows = [number(sum(sizes) + rest, rank=rng.randint(0, 2))]
    for size in sizes:
        rows.append(number(size, 0, rank=rng.randint(0, 2)))
    if sizes[0] and rng.random() < 0.3:
        rows.append(number(rng.randint(0, sizes[0]), 1, rank=rng.randint(0, 2)))
    for size in sizes:
        if rows[0].counts.value and rng.random() < 0.4:
            implied = rng.choice([(), ("numerator",), ("numerator", "denominator")])
            rank = max(rng.randint(0, 2), rows[0].counts.ranks[0] if implied[1:] else 0)
            row = percent(size, rows[0].counts.value, implied=implied, rank=rank)
            rows.append(row._replace(share=Share(100, rng.choice([0, 1]))))
    rows = tuple(row._replace(series=place) for place, row in enumerate(rows))
    return rows, len(sizes), rest


def read(rows, parts, rest, found):
    """What a reader makes of it who knows how the family hangs together."""
    cells, relations, counts, percentages = {}, [], {}, {}
    for place, (row, hides) in enumerate(zip(rows, found, strict=True)):
        for name in NAMES:
            if (value := getattr(row.counts, name)) is not None:
                cells[place, name] = Cell(value, SECRET if name in row.counts.implied else PLANNED)
                if name in hides:
                    counts[place, name] = ""
        if row.counts.value is None:
            ends = (place, "numerator"), (place, "denominator")
            relations.append(Percentage((place, "share"), *ends, row.share.decimals, row.share.per))
            relations.append(Sum((0, "value"), (ends[1],)))
            part = next(
                n for n in range(1, parts + 1) if rows[n].counts.value == row.counts.numerator
            )
            relations.append(Sum((part, "value"), (ends[0],)))
            if "value" in hides:
                percentages[place, "share"] = ""
        elif row.part_of is not None and (parts > 1 or rest or row.part_of):
            relations.append(Complement((place, "value"), (row.part_of, "value")))
    whole = [(place, "value") for place in range(1, parts + 1)]
    if rest:
        cells["rest", ""] = Cell(rest, SECRET)
        whole.append(("rest", ""))
    relations.append(Sum((0, "value"), tuple(whole)))
    return Edition(cells, relations, Suppression(counts, percentages, (), ()), told=False).solve()


def known_by(rows, rank):
    """The rows as they were when nothing of a later rank was known."""
    return tuple(
        row._replace(counts=Counts()) if row.counts.ranks[0] > rank else row for row in rows
    )


def test_no_small_number_of_a_family_is_found_and_nothing_is_undone():
    found, undone, protected = [], [], 0
    for seed in range(300):
        rows, parts, rest = random_family(random.Random(seed))
        decided = hidden_in_family(rows)
        edition = read(rows, parts, rest, decided)
        protected += len(edition.small)
        found += [(seed, key) for key in edition.found()]
        for rank in (0, 1):
            before = known_by(rows, rank)
            for row, then, now in zip(before, hidden_in_family(before), decided, strict=True):
                if row.counts != Counts() and then != now:
                    undone.append(seed)
    assert (found, undone) == ([], [])
    assert protected > 300


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_rows_plays_no_part_in_what_a_total_hides(seed):
    """Of a total and two parts, whichever is told first among those of one moment."""
    rng = random.Random(seed)
    sizes = [rng.randint(0, 9), rng.randint(5, 60)]
    one = hidden(number(sum(sizes)), number(sizes[0], 0), number(sizes[1], 0))
    other = hidden(number(sum(sizes)), number(sizes[1], 0), number(sizes[0], 0))
    assert one == [other[0], other[2], other[1]]
