"""What was shown while another rule held counts as public, though it is hidden again since."""

import random

import pytest

from scorecard.suppression import Counts, SmallNumberRule, hidden_parts
from scorecard.suppression.rows import NAMES
from scorecard.suppression.steps import Past
from tests.scorecard.years import SHARES, known_by, random_rows, read

RULE, OFF = SmallNumberRule(), SmallNumberRule(is_on=False)
LOW, HIGH = SmallNumberRule(1, 2), SmallNumberRule(1, 9)


def time(rows, rule, before):
    """A time in which ``rule`` held, up to the rank ``before``."""
    held = {
        (place, name)
        for place, row in enumerate(rows)
        for name, rank in zip(NAMES, row.ranks, strict=True)
        if rank < before
    }
    return Past((rule,) * len(rows), frozenset(held))


def hidden_of(*values, past=()):
    """The figures of the year to date that are hidden, in the order in which they came."""
    rows = tuple(Counts(value, ranks=(rank,) * 3) for rank, value in enumerate(values))
    found = hidden_parts(rows, RULE, None, tuple(time(rows, *each) for each in past))
    return [value for value, parts in zip(values, found, strict=True) if parts]


def test_a_later_figure_does_not_tell_what_it_adds_to_a_small_one_that_was_shown():
    assert hidden_of(3, 5) == [3]
    assert hidden_of(3, 5, past=[(OFF, 1)]) == [3, 5]


def test_a_small_number_that_was_shown_is_hidden_again_and_hides_no_other_for_ever():
    assert hidden_of(3, 20, 40, past=[(OFF, 1)]) == [3]
    assert hidden_of(3, 5, 20, 40, 60, past=[(OFF, 2)]) == [3]


def test_what_was_hidden_when_the_rule_was_switched_off_was_shown_then_too():
    """12 was hidden beside 10, and read by all before 16 came."""
    assert hidden_of(10, 12, 16, 30) == [12]
    assert hidden_of(10, 12, 16, 30, past=[(RULE, 2), (OFF, 2)]) == [12, 16]


def test_a_figure_that_came_after_that_time_was_not_shown_in_it():
    assert hidden_of(10, 12, 16, past=[(OFF, 1)]) == [12]


def test_a_stricter_rule_before_has_shown_what_a_looser_one_would_have_hidden():
    """While 1 to 9 were hidden, 8 was, and so 10 could be read: 8 would tell the difference."""
    assert hidden_of(8, 10, 30) == [10]
    assert hidden_of(8, 10, 30, past=[(HIGH, 2)]) == [8, 10]


TIMES = (
    lambda end, start: [(OFF, end)],
    lambda end, start: [(RULE, start), (OFF, end)],
    lambda end, start: [(LOW, end)],
    lambda end, start: [(HIGH, start), (LOW, end)],
    lambda end, start: [(HIGH, end)],
    lambda end, start: [(OFF, start), (RULE, end), (LOW, end + 1)],
)


def shown_in(rows, share, past):
    """By row the parts that were shown while each of the rules held, one after the other."""
    shown = [set() for _ in rows]
    for number, each in enumerate(past):
        held = known_by(rows, each[1] - 1)
        rule, before = each[0], tuple(time(rows, *one) for one in past[:number])
        for place, (row, parts) in enumerate(
            zip(held, hidden_parts(held, rule, share, before), strict=True)
        ):
            names = {name for name in NAMES if getattr(row, name) is not None}
            if share and {"numerator", "denominator"} <= names:
                names.add("value")
            shown[place] |= names - (parts if rule.is_on else set())
    return shown


@pytest.mark.parametrize("times", TIMES)
def test_readers_of_all_editions_find_no_more_than_they_were_shown_before(times):
    found, protected = [], 0
    for number in range(300):
        rng = random.Random(number)
        share = SHARES[number % len(SHARES)]
        rows = random_rows(rng, share)
        end, start = rng.randint(1, 4), rng.randint(0, 2)
        past = times(end, min(start, end))
        shown = shown_in(rows, share, past)
        hidden = hidden_parts(rows, RULE, share, tuple(time(rows, *each) for each in past))
        now = read(rows, share, [parts - seen for parts, seen in zip(hidden, shown, strict=True)])
        then = read(rows, share, [set(NAMES) - seen for seen in shown])
        protected += len(now.small.keys() - then.found())
        found += [(number, key) for key in now.found() - then.found()]
    assert found == []
    assert protected > 100
