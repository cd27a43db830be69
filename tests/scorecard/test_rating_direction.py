from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import State, Unit
from scorecard.rating import Change, Likeness, Polarity, Size, Verdict, change

HIGH, LOW, BAND, NEUTRAL = Polarity
NUMBERS = st.decimals(0, 1000, places=1)


def moved(later, earlier, polarity=HIGH, unit=Unit.PERCENT, decimals=1, **options):
    return change(D(later), D(earlier), polarity, unit=unit, decimals=decimals, **options)


def test_a_move_is_told_in_points_with_what_is_better():
    assert moved("74.3", "72") == Change(
        Verdict.BETTER,
        D("2.3"),
        "up 2.3 points, a small move for the better",
        "up 2.3 points",
        Size.SMALL,
    )


@pytest.mark.parametrize(
    ("later", "earlier", "polarity", "unit", "decimals", "words"),
    [
        (74, 72, LOW, Unit.PERCENT, 0, "up 2 points, a small move for the worse"),
        (73, 72, HIGH, Unit.PERCENT, 0, "up 1 point, a small move for the better"),
        (70, 72, LOW, Unit.PERCENT, 0, "down 2 points, a small move for the better"),
        (53, 50, NEUTRAL, Unit.NUMBER, 0, "up 3 (6%), a large move, neither better nor worse"),
        (
            1000,
            999,
            NEUTRAL,
            Unit.NUMBER,
            0,
            "up 1 (less than 1%), a small move, neither better nor worse",
        ),
        (1000, 500, LOW, Unit.NUMBER, 0, "up 500 (100%), a large move for the worse"),
        (2, 1, LOW, Unit.NUMBER, 0, "up 1 (100%), a large move for the worse"),
        (3, 0, LOW, Unit.NUMBER, 0, "up 3, worse"),
        (400, 426, LOW, Unit.DAYS, 0, "down 26 days (6%), a large move for the better"),
        ("62.1", "60", LOW, Unit.RATE, 1, "up 2.1 per 10,000 (4%), a small move for the worse"),
        (1200, 1000, LOW, Unit.POUNDS, 0, "up £200 (20%), a large move for the worse"),
        ("-0.5", "-0.8", HIGH, Unit.SCORE, 1, "up 0.3, a large move for the better"),
        (22, 20, LOW, Unit.YEARS_MONTHS, None, "up 2 months, a large move for the worse"),
        ("74.25", "72", HIGH, Unit.PERCENT, None, "up 2.25 points, a small move for the better"),
    ],
)
def test_a_move_is_said_in_the_unit_of_the_figure(later, earlier, polarity, unit, decimals, words):
    assert moved(later, earlier, polarity, unit, decimals).words == words


def test_a_move_is_that_of_the_figures_as_they_are_shown():
    assert moved("90.04", "90.01") == Change(Verdict.SAME, D(0), "no change", "no change")
    assert moved("92.26", "90.04").move == "up 2.3 points"


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        (14, 12, "up 2, a large move for the better"),
        (24, 22, "up 2, a large move for the worse"),
        (21, 14, "up 7, a large move, neither better nor worse"),
        (17, 16, "up 1, a large move, neither better nor worse"),
        (16, 26, "down 10, a large move for the better"),
        ("14.6", 17, "down 2, a large move, neither better nor worse"),
        ("14.4", 17, "down 3, a large move for the worse"),
    ],
)
def test_in_a_band_nearer_is_better(later, earlier, words):
    options = {"unit": Unit.SCORE, "decimals": 0, "band": (D(15), D(20))}
    assert moved(later, earlier, BAND, **options).words == words


def test_without_its_ends_a_band_says_nothing_of_better():
    assert moved(24, 22, BAND).verdict is Verdict.NEUTRAL


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"usual": D("1.4")}, Size.LARGE),
        ({"usual": D("1.5")}, Size.SMALL),
        ({"usual": D(10) / 3, "tolerance": D(1)}, Size.SMALL),
        ({"tolerance": D(3)}, Size.SMALL),
        ({"tolerance": D("2.9")}, Size.LARGE),
        ({}, Size.SMALL),
    ],
)
def test_a_move_is_large_beyond_twice_the_usual_one_or_else_the_tolerance(options, size):
    assert moved(75, 72, **options).size == size


@pytest.mark.parametrize(("later", "size"), [(77, Size.SMALL), ("77.1", Size.LARGE)])
def test_without_both_a_move_of_more_than_five_points_is_large(later, size):
    assert moved(later, 72).size == size


@pytest.mark.parametrize(
    ("later", "earlier", "size"),
    [(105, 100, Size.SMALL), (106, 100, Size.LARGE), (94, 100, Size.LARGE), (3, 0, Size.NONE)],
)
def test_a_count_moves_much_by_its_share_of_the_earlier_one(later, earlier, size):
    assert moved(later, earlier, unit=Unit.NUMBER).size == size


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        (None, D(72), "not compared: this figure is not recorded"),
        (D(72), None, "not compared: the earlier figure is not recorded"),
        (State.NOT_YET, D(72), "not compared: this figure is not yet available"),
        (D(72), State.SUPPRESSED, "not compared: the earlier figure is hidden to protect people"),
        (
            State.ROUNDS_TO_ZERO,
            State.ROUNDS_TO_ZERO,
            "not compared: this figure rounds to zero, but is not zero",
        ),
    ],
)
def test_states_are_never_compared(later, earlier, words):
    assert change(later, earlier, HIGH) == Change(Verdict.NOT_COMPARED, None, words)


def test_unlike_figures_are_never_compared():
    unlike = Likeness(False, "A figure at a date is not compared with a three-year average.")
    assert moved(74, 72, likeness=unlike) == Change(
        Verdict.NOT_COMPARED,
        None,
        "not compared: a figure at a date is not compared with a three-year average",
    )


@given(later=NUMBERS, earlier=NUMBERS)
def test_what_is_better_where_high_is_good_is_worse_where_low_is_good(later, earlier):
    high, low = (change(later, earlier, polarity).verdict for polarity in (HIGH, LOW))
    opposite = {
        Verdict.BETTER: Verdict.WORSE,
        Verdict.WORSE: Verdict.BETTER,
        Verdict.SAME: Verdict.SAME,
    }
    assert low is opposite[high]


@given(later=NUMBERS, earlier=NUMBERS, decimals=st.integers(0, 1))
def test_there_and_back_is_the_same_move(later, earlier, decimals):
    there = change(later, earlier, HIGH, decimals=decimals)
    back = change(earlier, later, HIGH, decimals=decimals)
    assert there.amount == -back.amount
