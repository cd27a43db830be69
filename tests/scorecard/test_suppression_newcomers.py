"""Large groups are decided quickly: what is hidden cannot be worked out, and little more is."""

import random
from dataclasses import replace
from time import process_time

import pytest

from scorecard.suppression import (
    Cell,
    Complement,
    Counts,
    Difference,
    Percentage,
    Row,
    Share,
    SmallNumberRule,
    Sum,
    Suppression,
    Visibility,
    hidden_in_family,
    hidden_parts,
    suppress,
)
from scorecard.suppression.newcomers import choose
from scorecard.suppression.rows import NAMES
from tests.scorecard.random_tables import random_tables
from tests.scorecard.solving_back import Edition
from tests.scorecard.test_suppression_steps import known_by, read

RULE = SmallNumberRule()
PLANNED, PUBLIC, SECRET, BEFORE = (
    Visibility.TO_BE_PUBLISHED,
    Visibility.ALREADY_PUBLIC,
    Visibility.NOT_PUBLISHED,
    Visibility.HIDDEN_BEFORE,
)
SHARES = (None, Share(100, 0), Share(100, 1), Share(10_000, 0))


def cells(**values):
    """Each with the council's rule; a pair has its visibility too."""
    pairs = {key: each if isinstance(each, tuple) else (each, PLANNED)
             for key, each in values.items()}  # fmt: skip
    return {key: Cell(value, seen, RULE) for key, (value, seen) in pairs.items()}


def chosen(figures, *relations):
    """Keys of what is hidden, if that is safe."""
    found = choose(figures, relations)
    return set(found.hidden) if found.is_safe else None


# One thing after another


def test_nothing_but_what_is_small_is_hidden_where_that_is_enough():
    found = choose(cells(a=2, b=3, c=40, t=45), [Sum("t", ("a", "b", "c"))])
    assert found == ({"a", "b"}, True, True)


def test_what_is_missed_most_is_shown_first():
    figures = cells(a=2, b=30, c=40, t=72)
    assert chosen(figures, Sum("t", ("a", "b", "c"))) == {"a", "b"}


def test_a_newcomer_gives_way_to_what_is_public():
    figures = cells(june=(10, PUBLIC), july=12)
    assert chosen(figures, Difference("july", "june")) == {"july"}


def test_what_is_public_and_gives_a_small_number_away_is_no_longer_safe():
    public = cells(june=(10, PUBLIC), july=(12, PUBLIC))
    assert chosen(public, Difference("july", "june")) is None
    assert chosen(cells(few=(3, PUBLIC))) is None
    share = Percentage("share", "seen", "all", visibility=PUBLIC)
    assert chosen(cells(seen=(3, SECRET), all=(3, SECRET)), share) is None


def test_readers_who_are_not_told_what_is_small_are_in_doubt():
    """5 is the least that is not small, so those who were told would know that 1 is not 2."""
    figures = cells(a=1, b=(5, BEFORE), t=(6, PUBLIC))
    assert choose(figures, [Sum("t", ("a", "b"))]) == ({"a"}, False, True)


def test_percentages_are_hidden_where_they_turn_a_base_into_a_small_number():
    share = Percentage("share", "late", "visits", 1)
    assert chosen(cells(late=2, visits=75), share) == {"late", "share"}
    assert chosen(cells(late=2, visits=300), replace(share, decimals=0)) == {"late"}
    assert chosen(cells(late=3, visits=3), share) == {"late", "visits", "share"}


def test_a_shown_percentage_lets_its_counts_move_where_it_stays_what_it_is():
    """40 of 40 are all, and so are 41 of 41; but 21 of 40 are more than half."""
    rate = Percentage("rate", "late", "visits", per=1000, visibility=PUBLIC)
    step = Difference("late", "before")
    every = cells(late=(40, BEFORE), visits=(40, BEFORE), before=(37, PUBLIC))
    assert chosen(every, step, rate) == set()
    half = cells(late=(20, BEFORE), visits=(40, BEFORE), before=(17, PUBLIC))
    assert chosen(half, step, rate) is None


def test_counts_below_zero_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        choose(cells(a=-1), [])


# Readers of all editions


def months(rng, share):
    """Twelve months of the year to date, some parts of which were corrected or came late."""
    rows, numerator, base = [], rng.choice([0, 2, 6, 10, 20]), rng.choice([20, 40, 75])
    for place in range(12):
        numerator += rng.choice([0, 1, 2, 4, 7, 12])
        base = max(base + rng.choice([0, 1, 3, 6, 30]), numerator)
        ranks = tuple(rng.choice([place] * 9 + [place + 4]) for _ in NAMES)
        if share:
            implied = rng.choice([(), (), (), ("numerator",), ("denominator",)])
            rows.append(Counts(None, numerator, base, implied, ranks))
        else:
            rows.append(Counts(numerator, ranks=ranks))
    return tuple(rows)


def test_no_small_number_is_found_in_a_hundred_and_twenty_years_of_months():
    found, protected = [], 0
    for seed in range(120):
        share = SHARES[seed % len(SHARES)]
        rows = months(random.Random(seed), share)
        edition = read(rows, share, hidden_parts(rows, RULE, share))
        protected += len(edition.small)
        found += [(seed, key) for key in edition.found()]
    assert found == []
    assert protected > 1500


@pytest.mark.parametrize("seed", range(16))
def test_nothing_that_was_decided_is_undone_by_a_later_month_or_correction(seed):
    share = SHARES[seed % len(SHARES)]
    rows = months(random.Random(seed), share)
    now = hidden_parts(rows, RULE, share)
    for rank in {rank for row in rows for rank in row.ranks}:
        before = known_by(rows, rank)
        for row, then, later in zip(before, hidden_parts(before, RULE, share), now, strict=True):
            kept = {name for name in NAMES if getattr(row, name) is not None}
            assert then & kept == later & kept


def test_the_same_reader_finds_small_numbers_where_only_those_are_hidden():
    """Otherwise the tests above would show nothing."""
    given_away = 0
    for seed in range(0, 40, 4):
        rows = months(random.Random(seed), None)
        small = [frozenset({"value"}) if RULE.is_small(row.value) else frozenset() for row in rows]
        given_away += bool(read(rows, None, small).found())
    assert given_away == 10


def family_of_months(rng):
    """A total and three parts that fill it, each for the year to date."""
    rows, sizes = [], [rng.choice([0, 2, 6, 20]) for _ in range(3)]
    for month in range(12):
        sizes = [size + rng.choice([0, 0, 1, 2, 5]) for size in sizes]
        total, ranks = len(rows), (month,) * 3
        rows.append(Row(Counts(sum(sizes), ranks=ranks), RULE, None, None, 0, month))
        for series, size in enumerate(sizes, 1):
            rows.append(Row(Counts(size, ranks=ranks), RULE, None, total, series, month))
    return tuple(rows)


def read_family(rows, hidden):
    """What a reader makes of it who takes months, and parts and totals, from each other."""
    figures = {place: Cell(row.counts.value, PLANNED) for place, row in enumerate(rows)}
    relations = []
    for place, row in enumerate(rows):
        if row.part_of is None:
            relations.append(Sum(place, (place + 1, place + 2, place + 3)))
        else:
            relations.append(Complement(place, row.part_of))
        earlier = range(place % 4, place, 4)
        relations += [Difference(place, each) for each in earlier]
    counts = {place: "" for place, parts in enumerate(hidden) if parts}
    return Edition(figures, relations, Suppression(counts, {}, (), ()), told=False).solve()


def test_no_small_number_is_found_in_families_of_months():
    found, protected = [], 0
    for seed in range(6):
        rows = family_of_months(random.Random(seed))
        edition = read_family(rows, hidden_in_family(rows))
        protected += len(edition.small)
        found += [(seed, key) for key in edition.found()]
    assert found == []
    assert protected > 200


def test_twenty_years_of_months_are_decided_in_little_time():
    """Milliseconds a year on any machine of today; seconds would make the page wait for them."""
    years = [(months(random.Random(seed), share), share) for seed in range(5) for share in SHARES]
    hidden_parts.cache_clear()
    hidden_in_family.cache_clear()
    began = process_time()
    for rows, share in years:
        hidden_parts(rows, RULE, share)
    assert process_time() - began < 1


TABLES = ({}, {"public": 20}, {"secret": 15}, {"public": 10, "secret": 20})


def ruled(number):
    """Random tables in which each cell has its rule."""
    figures, relations = random_tables(random.Random(number), **TABLES[number % len(TABLES)])
    return {key: replace(each, rule=each.rule or RULE) for key, each in figures.items()}, relations


def keys_apart(relations):
    """Percentages never have the key of a count here."""
    return [
        replace(each, key=("share", each.key)) if isinstance(each, Percentage) else each
        for each in relations
    ]


def test_no_small_number_is_found_in_two_thousand_random_tables_decided_quickly():
    """Sums one and two ways, periods, percentages and rests, with what is public and secret."""
    found, safe, hidden, least = [], 0, 0, 0
    for number in range(2000):
        figures, relations = ruled(number)
        relations = keys_apart(relations)
        quick = choose(figures, relations)
        if not quick.is_safe:
            continue
        safe += 1
        result = Suppression(quick.hidden & figures.keys(), quick.hidden - figures.keys(), (), ())
        edition = Edition(figures, relations, result, told=quick.is_least).solve()
        found += [(number, key) for key in edition.found()]
        exact = suppress(figures, relations)
        if not (exact.unprotected or exact.unchecked):
            hidden += len(quick.hidden)
            least += len(exact.counts) + len(exact.percentages)
    assert found == []
    assert safe > 1000
    assert hidden < 1.25 * least, (hidden, least, safe)
