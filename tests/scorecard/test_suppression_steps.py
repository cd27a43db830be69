"""What is hidden is decided in the order in which figures became known, and never undone."""

import random

import pytest

from scorecard.suppression import Counts, Share, SmallNumberRule, has_small, hidden_parts
from scorecard.suppression.rows import EVERYTHING, NAMES
from tests.scorecard.years import SHARES, known_by, random_rows, read

RULE = SmallNumberRule()


def to_date(*values, known=()):
    """Counts for the year to date; ``known``: in which order, if not that of time."""
    order = known or range(len(values))
    return tuple(
        Counts(value, ranks=(rank,) * 3) for value, rank in zip(values, order, strict=True)
    )


def hidden_of(*values, known=()):
    """The figures of the year to date that are hidden."""
    found = hidden_parts(to_date(*values, known=known), RULE)
    return [value for value, parts in zip(values, found, strict=True) if parts]


def test_what_was_shown_first_stays_and_the_later_figure_is_hidden():
    assert hidden_of(10) == []
    assert hidden_of(10, 12) == [12]
    assert hidden_of(10, 12, 20) == [12]


def test_a_figure_that_comes_late_or_is_corrected_gives_way_to_those_that_were_shown():
    assert hidden_of(10, 12, known=(1, 0)) == [10]
    assert hidden_of(5, 12, known=(0, 1)) == []
    assert hidden_of(10, 12, 30, known=(2, 0, 1)) == [10]


def test_what_is_hidden_with_a_later_figure_does_not_bring_back_an_earlier_one():
    for values in ((10, 12, 14), (10, 12, 13, 15), (6, 8, 20, 22)):
        assert hidden_of(*values)[: len(hidden_of(*values[:-1]))] == hidden_of(*values[:-1])


def test_a_part_that_stood_before_the_other_was_corrected_counts_as_public():
    base_first = Counts(None, 46, 50, ranks=(1, 1, 0))
    assert hidden_parts((base_first,), RULE, Share(100, 0)) == (frozenset({"value", "numerator"}),)
    numerator_first = Counts(None, 46, 50, ranks=(1, 0, 1))
    (found,) = hidden_parts((numerator_first,), RULE, Share(100, 0))
    assert found == {"value", "denominator"}


def test_counts_that_cannot_be_are_hidden_altogether():
    assert hidden_parts((Counts(3, -1, 5),), RULE) == (EVERYTHING,)


@pytest.mark.parametrize(
    ("rows", "is_small"),
    [
        ((Counts(10), Counts(30)), False),
        ((Counts(10), Counts(13)), True),
        ((Counts(None, 47, 50),), True),
        ((Counts(3),), True),
        ((Counts(),), False),
    ],
)
def test_small_is_a_count_the_rest_of_a_base_or_a_difference(rows, is_small):
    assert has_small(rows, RULE) == is_small


# A reader of all editions


def test_no_small_number_is_found_by_readers_of_all_editions_and_none_is_undone():
    found, undone, protected = [], [], 0
    for number in range(700):
        rng = random.Random(number)
        share = SHARES[number % len(SHARES)]
        rows = random_rows(rng, share)
        hidden = hidden_parts(rows, RULE, share)
        edition = read(rows, share, hidden)
        protected += len(edition.small)
        found += [(number, key) for key in edition.found()]
        for rank in {rank for row in rows for rank in row.ranks}:
            before = known_by(rows, rank)
            for then, now, row in zip(
                hidden_parts(before, RULE, share), hidden, before, strict=True
            ):
                kept = {name for name in NAMES if getattr(row, name) is not None}
                undone += [number] if then & kept != now & kept else []
    assert (found, undone) == ([], [])
    assert protected > 700
