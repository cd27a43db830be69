"""Rules for small numbers, figures that nobody knows, and what suppression refuses."""

import pytest

from scorecard.suppression import (
    Cell,
    Complement,
    Difference,
    Percentage,
    SmallNumberRule,
    Sum,
    suppress,
)
from tests.scorecard.editions import GIVES_AWAY, SECRET, SMALL, cells, hidden

OFF = SmallNumberRule(is_on=False)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (SmallNumberRule(), ["four", "three"]),
        (SmallNumberRule(1, 9), ["four", "nine", "three"]),
        (SmallNumberRule(4, 9), ["four", "nine"]),
        (OFF, []),
    ],
)
def test_rule_says_what_is_small(rule, expected):
    counts, _ = hidden(cells(zero=0, three=3, four=4, nine=9, ten=10), rule=rule)
    assert list(counts) == expected


def test_indicator_may_have_a_rule_of_its_own():
    figures = cells(a=3, b=9) | {"c": Cell(3, rule=OFF), "d": Cell(9, rule=SmallNumberRule(1, 9))}
    assert hidden(figures) == ({"a": SMALL, "d": SMALL}, {})


def test_rest_and_difference_follow_the_rule_of_part_and_later_figure():
    figures = {"base": Cell(30), "part": Cell(28, rule=OFF)}
    assert hidden(figures, Complement("part", "base")) == ({}, {})
    assert hidden(figures, Difference("base", "part")) == ({"part": GIVES_AWAY}, {})


def test_small_base_without_a_rule_hides_no_percentage():
    figures = {"seen": Cell(3, rule=OFF), "all": Cell(3, rule=OFF)}
    assert hidden(figures, Percentage("share", "seen", "all")) == ({}, {})


def test_figure_below_the_rule_is_known_to_stay_below_it():
    """2 to 5 are hidden; 1 can only be 1 for those who are told that it is not small."""
    figures = cells(a=3, b=1, c=20, t=24)
    assert hidden(figures, Sum("t", ("a", "b", "c")), rule=SmallNumberRule(2, 5)) == (
        {"a": SMALL, "c": GIVES_AWAY},
        {},
    )


@pytest.mark.parametrize(("hide_from", "hide_to"), [(0, 4), (3, 3), (4, 1)])
def test_rule_that_hides_zero_or_fewer_than_two_numbers_is_refused(hide_from, hide_to):
    with pytest.raises(ValueError, match="two numbers or more, from 1 upwards"):
        SmallNumberRule(hide_from, hide_to)


# Figures that nobody knows


def test_unknown_figure_that_readers_can_work_out_is_protected():
    figures = cells(a=7, b=None, t=9)
    assert hidden(figures, Sum("t", ("a", "b"))) == ({"a": GIVES_AWAY}, {})


def test_unknown_figures_are_worked_out_one_after_another():
    """As v and c give y, t and a then give x, which is 2."""
    figures = cells(a=7, c=20, t=39, v=50, x=None, y=None)
    relations = [Sum("t", ("a", "x", "y")), Sum("v", ("c", "y"))]
    assert hidden(figures, *relations) == ({"a": GIVES_AWAY}, {})


def test_unknown_figures_together_are_not_below_zero():
    """With 8 shown, the hidden figure and what is unknown make 1, and the hidden one is not 0."""
    figures = cells(a=1, b=None, c=None, d=8, t=9)
    assert hidden(figures, Sum("t", ("a", "b", "c", "d"))) == ({"a": SMALL, "d": GIVES_AWAY}, {})


def test_unknown_figures_are_taken_out_of_sums_that_share_them():
    """Both totals hold the unknown figure, so they differ by what the small number is short of."""
    figures = cells(a=2, b=40, s=(None, SECRET), t=100, u=138)
    relations = [Sum("t", ("a", "s")), Sum("u", ("b", "s"))]
    assert hidden(figures, *relations) == ({"a": SMALL, "b": GIVES_AWAY}, {})


def test_unknown_figures_that_may_be_anything_tie_nothing():
    figures = cells(a=2, b=None, c=None)
    assert hidden(figures, Difference("b", "c"), Complement("a", "b")) == ({"a": SMALL}, {})


def test_percentage_of_an_unknown_figure_cannot_be_checked():
    figures = cells(a=2, b=None, c=30)
    result = suppress(figures, [Percentage("p", "a", "b"), Percentage("q", "a", "c")])
    assert (result.unchecked, dict(result.percentages)) == (("p",), {"q": GIVES_AWAY})


# What is refused


@pytest.mark.parametrize(
    ("figures", "relations", "words"),
    [
        (cells(a=1), [Sum("a", ("b",))], "No cell has the key 'b'"),
        (cells(a=-1), [], "below zero: 'a'"),
        (cells(a=7, b=None, t=6), [Sum("t", ("a", "b"))], "below zero: 'b'"),
        (cells(a=7, b=2, t=10), [Sum("t", ("a", "b"))], "do not add up: 't', 'a', 'b'"),
        (cells(a=7, t=14), [Sum("t", ("a", "a"))], "One cell stands twice"),
        (cells(a=7), [Percentage("p", "a", "a")], "One cell stands twice"),
        (
            cells(a=7, b=14),
            [Percentage("p", "a", "b"), Percentage("p", "b", "a")],
            "Two percentages have the key 'p'",
        ),
    ],
)
def test_figures_that_cannot_be_right_are_refused(figures, relations, words):
    with pytest.raises(ValueError, match=words):
        suppress(figures, relations)
