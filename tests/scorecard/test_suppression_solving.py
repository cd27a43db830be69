"""Readers of random public editions try to work out what is hidden, and must not succeed."""

import random
from collections import Counter
from dataclasses import replace
from itertools import product
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.suppression import (
    Cell,
    Percentage,
    Reason,
    SmallNumberRule,
    Sum,
    Visibility,
    suppress,
)
from tests.scorecard.random_tables import KINDS, random_tables, scorecard
from tests.scorecard.solving_back import Edition

# So many of a hundred figures are public already, not published, not known to anybody.
EDITIONS = ({}, {"public": 20}, {"secret": 15}, {"public": 10, "secret": 20, "unknown": 10})
PLANNED, PUBLIC, SECRET = (
    Visibility.TO_BE_PUBLISHED,
    Visibility.ALREADY_PUBLIC,
    Visibility.NOT_PUBLISHED,
)
TABLES = st.builds(
    lambda rng, chances: random_tables(rng, **chances),
    st.randoms(use_true_random=False),
    st.sampled_from(EDITIONS),
)


def seeded(number, kinds=KINDS):
    chances = EDITIONS[number % len(EDITIONS)]
    return random_tables(random.Random(number), kinds, **chances)


def has_public_figures(cells, relations):
    shown = [*cells.values(), *(each for each in relations if isinstance(each, Percentage))]
    return any(each.visibility is PUBLIC for each in shown)


def solved(cells, relations, result):
    """What a reader makes of it: told the reasons, unless public figures may leave no room."""
    told = not has_public_figures(cells, relations)
    return Edition(cells, relations, result, told=told).solve()


def without_secondary(result):
    """The same, but only small numbers and percentages of small groups are hidden."""
    return replace(
        result,
        counts=only_small(result.counts),
        percentages=only_small(result.percentages),
    )


def only_small(hidden):
    return {key: reason for key, reason in hidden.items() if reason is Reason.SMALL}


def test_no_small_number_is_found_in_five_thousand_random_editions():
    found, wrong, protected = [], [], 0
    for number in range(5000):
        cells, relations = seeded(number)
        result = suppress(cells, relations)
        edition = solved(cells, relations, result)
        protected += len(edition.small.keys() - set(result.unprotected))
        found += [(number, key) for key in edition.found() - set(result.unprotected)]
        wrong += [(number, key) for key in edition.wrong()]
    assert (found, wrong) == ([], [])
    assert protected > 5000


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_reader_finds_small_numbers_where_only_small_numbers_are_hidden(kind):
    """Otherwise the test above would show nothing."""
    editions = Counter()
    for number in range(0, 400, 4):
        cells, relations = seeded(number, (kind,))
        result = suppress(cells, relations)
        edition = solved(cells, relations, without_secondary(result))
        editions[bool(edition.found())] += 1
    assert editions[True] >= 15, editions


def test_scorecard_of_80_indicators_and_12_periods_is_treated_in_little_time():
    cells, relations = scorecard(random.Random(1))
    began = process_time()
    result = suppress(cells, relations)
    assert process_time() - began < 8
    assert solved(cells, relations, result).found() == set()


def test_nothing_is_given_away_for_good_where_nothing_is_public():
    unprotected = []
    for number in range(0, 1000, 2):
        cells, relations = random_tables(random.Random(number), secret=20)
        unprotected += suppress(cells, relations).unprotected
    assert unprotected == []


def hiding_most(cells, relations, result):
    """The same, but everything is hidden that is neither public nor zero."""
    percentages = {
        each.key
        for each in relations
        if isinstance(each, Percentage) and each.visibility is not PUBLIC
        if cells[each.numerator].value
    }
    return replace(
        result, counts={key for key in cells if cells[key].value}, percentages=percentages
    )


def test_what_is_named_as_given_away_follows_from_public_figures_alone():
    """All but a few, which this reader would have to find by trying one number after another."""
    named, missed = 0, []
    for number in range(1, 3000, 4):
        cells, relations = seeded(number)
        result = suppress(cells, relations)
        counts = {each for each in result.unprotected if not isinstance(each, Percentage)}
        named += len(counts)
        edition = solved(cells, relations, hiding_most(cells, relations, result))
        missed += counts - edition.found()
    assert named > 200
    assert len(missed) < 0.02 * named, missed


@given(tables=TABLES)
def test_what_is_hidden_cannot_be_worked_out(tables):
    cells, relations = tables
    result = suppress(cells, relations)
    assert solved(cells, relations, result).found() <= set(result.unprotected)


@given(tables=TABLES, rng=st.randoms(use_true_random=False))
def test_order_of_cells_and_relations_plays_no_part(tables, rng):
    cells, relations = tables
    mixed_cells = dict(rng.sample(list(cells.items()), len(cells)))
    mixed = [
        replace(each, parts=tuple(rng.sample(each.parts, len(each.parts))))
        if isinstance(each, Sum)
        else each
        for each in rng.sample(relations, len(relations))
    ]
    first, second = suppress(cells, relations), suppress(mixed_cells, mixed)
    assert list(first.counts.items()) == list(second.counts.items())
    assert first == second


@given(tables=TABLES)
def test_an_edition_that_was_treated_already_hides_nothing_more(tables):
    cells, relations = tables
    result = suppress(cells, relations)
    # Where what is public already gives a number away, a second look may try other cells.
    assume(not result.unprotected and not result.unchecked)
    treated = {
        key: replace(cell, visibility=SECRET) if key in result.counts else cell
        for key, cell in cells.items()
    }
    relations = [
        replace(each, visibility=SECRET)
        if isinstance(each, Percentage) and each.key in result.percentages
        else each
        for each in relations
    ]
    again = suppress(treated, relations)
    assert (dict(again.counts), dict(again.percentages)) == ({}, {})


@given(tables=TABLES)
def test_every_small_number_is_hidden_and_no_zero_and_nothing_public(tables):
    cells, relations = tables
    result = suppress(cells, relations)
    planned = {
        key: cell
        for key, cell in cells.items()
        if cell.value is not None and cell.visibility is PLANNED
    }
    small = {
        key
        for key, cell in planned.items()
        if (cell.rule or SmallNumberRule()).is_small(cell.value)
    }
    assert only_small(result.counts).keys() == small
    assert result.counts.keys() <= {key for key, cell in planned.items() if cell.value}
    assert result.percentages.keys() <= {
        each.key
        for each in relations
        if isinstance(each, Percentage)
        and each.visibility is PLANNED
        and cells[each.numerator].value
    }


@given(tables=TABLES)
def test_nothing_is_hidden_under_a_rule_that_is_switched_off(tables):
    cells, relations = tables
    cells = {key: replace(cell, rule=SmallNumberRule(is_on=False)) for key, cell in cells.items()}
    result = suppress(cells, relations)
    assert (dict(result.counts), dict(result.percentages), result.unprotected) == ({}, {}, ())


VISIBILITIES = st.sampled_from([PLANNED, PLANNED, PUBLIC, SECRET])
FEW = st.builds(Cell, st.integers(0, 7), VISIBILITIES)
GREATEST = 80


def every_table(cells, percentage, hidden):
    """Boys, girls and all, as they may be for all that is published; none is left out."""
    ranges = [may_be(cells[key], key in hidden) for key in ("boys", "girls", "all")]
    shown = percentage.visibility is not SECRET and percentage.key not in hidden
    true = rounded(cells["boys"].value, cells["all"].value, percentage.decimals)
    for boys, girls in product(*ranges[:2]):
        together = boys + girls
        if together in ranges[2] and (
            not shown or rounded(boys, together, percentage.decimals) == true
        ):
            yield {"boys": boys, "girls": girls, "all": together}


def may_be(cell, is_hidden):
    """Zeros are shown, so what is hidden is 1 or more."""
    if cell.visibility is SECRET:
        return range(GREATEST)
    return range(1, GREATEST) if is_hidden else range(cell.value, cell.value + 1)


def rounded(part, base, decimals):
    """In units of the last decimal; of nobody no percentage is shown."""
    return (200 * 10**decimals * part + base) // (2 * base) if base else None


def small_values(tables, key):
    return {table[key] for table in tables if SmallNumberRule().is_small(table[key])}


@given(boys=FEW, girls=FEW, total=VISIBILITIES, shown=VISIBILITIES, decimals=st.integers(0, 1))
def test_reader_who_tries_every_table_is_left_in_doubt_unless_public_figures_tell(
    boys, girls, total, shown, decimals
):
    cells = {"boys": boys, "girls": girls, "all": Cell(boys.value + girls.value, total)}
    percentage = Percentage("share", "boys", "all", decimals, visibility=shown)
    result = suppress(cells, [Sum("all", ("boys", "girls")), percentage])
    tables = list(every_table(cells, percentage, {*result.counts, *result.percentages}))
    most = {key for key, cell in cells.items() if cell.value and cell.visibility is PLANNED}
    if boys.value and shown is PLANNED:
        most.add("share")
    least_known = list(every_table(cells, percentage, most))
    small = [key for key, cell in cells.items() if SmallNumberRule().is_small(cell.value)]
    for key in small:
        if key in result.unprotected:
            assert small_values(least_known, key) == {cells[key].value}
        else:
            assert len(small_values(tables, key)) > 1
