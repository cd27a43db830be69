"""What a public edition hides, table by table."""

from dataclasses import replace

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
from tests.scorecard.editions import GIVES_AWAY, PUBLIC, SECRET, SMALL, cells, hidden

HOMES = Sum("all", ("foster", "kinship", "residential", "secure"))


def unprotected(figures, *relations):
    return suppress(figures, relations).unprotected


# Sums


def test_small_number_is_hidden_with_the_smallest_part_that_leaves_doubt():
    figures = cells(foster=400, kinship=60, residential=6, secure=2, all=468)
    assert hidden(figures, HOMES) == ({"secure": SMALL, "residential": GIVES_AWAY}, {})


def test_part_that_would_leave_one_possibility_to_those_told_is_passed_over():
    """5 is the least that is not small, so 1 and 5 are the only parts of 6."""
    figures = cells(foster=400, kinship=60, residential=5, secure=1, all=466)
    assert hidden(figures, HOMES) == ({"secure": SMALL, "kinship": GIVES_AWAY}, {})


def test_two_small_numbers_protect_each_other():
    figures = cells(foster=400, kinship=60, residential=2, secure=3, all=465)
    assert hidden(figures, HOMES) == ({"residential": SMALL, "secure": SMALL}, {})


@pytest.mark.parametrize("small", [1, 4])
def test_two_small_numbers_at_the_end_of_the_rule_need_a_third(small):
    figures = cells(foster=400, kinship=60, residential=small, secure=small, all=460 + 2 * small)
    assert hidden(figures, HOMES) == (
        {"residential": SMALL, "secure": SMALL, "kinship": GIVES_AWAY},
        {},
    )


def test_total_is_hidden_only_where_no_part_is_left():
    figures = cells(foster=400, kinship=0, residential=0, secure=2, all=402)
    assert hidden(figures, HOMES) == ({"secure": SMALL, "foster": GIVES_AWAY}, {})
    figures = cells(foster=(400, PUBLIC), kinship=0, residential=0, secure=2, all=402)
    assert hidden(figures, HOMES) == ({"secure": SMALL, "all": GIVES_AWAY}, {})


def test_large_part_is_hidden_rather_than_the_total():
    assert hidden(cells(a=2, b=900, t=902), Sum("t", ("a", "b"))) == (
        {"a": SMALL, "b": GIVES_AWAY},
        {},
    )


def test_two_way_table_needs_a_rectangle():
    figures = {(row, column): Cell(30) for row in range(3) for column in range(3)}
    figures |= {(0, 0): Cell(2), (2, 1): Cell(20), (0, 1): Cell(10), (2, 0): Cell(12)}
    sums = []
    for line in range(3):
        row, column = (tuple((line, at) for at in range(3)), tuple((at, line) for at in range(3)))
        for key, parts in (("row", row), ("column", column)):
            figures[key, line] = Cell(sum(figures[part].value for part in parts))
            sums.append(Sum((key, line), parts))
    assert hidden(figures, *sums) == (
        {(0, 0): SMALL, (0, 1): GIVES_AWAY, (2, 0): GIVES_AWAY, (2, 1): GIVES_AWAY},
        {},
    )


def test_figure_that_a_later_choice_made_needless_is_shown_again():
    """Quarter 1 was hidden for quarter 2, before quarter 2 had to be hidden for quarter 3."""
    figures = cells(quarter_1=14, quarter_2=16, quarter_3=(17, PUBLIC))
    steps = [Difference(f"quarter_{at}", f"quarter_{at - 1}") for at in (2, 3)]
    assert hidden(figures, *steps) == ({"quarter_2": GIVES_AWAY}, {})


def test_percentage_that_a_later_choice_made_needless_is_shown_again():
    """A quarter of all gives nobody away once it is hidden how many all are."""
    figures = cells(a=3, all=12) | {"b": Cell(3, rule=SmallNumberRule(1, 9))}
    relations = [Percentage(key, key, "all", 2) for key in ("a", "b")]
    relations[1] = replace(relations[1], visibility=PUBLIC)
    assert hidden(figures, *relations) == ({"a": SMALL, "b": SMALL, "all": GIVES_AWAY}, {})


def test_zero_is_shown_and_hides_nothing():
    assert hidden(cells(a=0, b=0, c=7, t=7), Sum("t", ("a", "b", "c"))) == ({}, {})


def test_nothing_is_hidden_where_nothing_is_small():
    figures = cells(a=5, b=20, t=25)
    assert hidden(figures, Sum("t", ("a", "b")), Percentage("a", "a", "t", 1)) == ({}, {})


def test_a_figure_alone_hides_nothing_else():
    assert hidden(cells(a=3, b=12)) == ({"a": SMALL}, {})


# Percentages


@pytest.mark.parametrize(
    ("numerator", "base", "decimals", "is_hidden"),
    [
        (2, 75, 1, True),  # 2.7 of 75 is 2 and nothing else
        (2, 75, 0, True),
        (2, 300, 0, False),  # 1 % of 300 is 2, 3 or 4
        (4, 250, 0, True),  # 2 % of 250 is 4, 5 or 6, and only 4 is small
        (2, 300, 1, True),
        (1, 300, 0, True),  # rounds to zero, but no zero is hidden
        (2, 900, 0, False),
        (0, 75, 1, False),
        (30, 75, 1, False),
    ],
)
def test_percentage_is_hidden_where_a_published_base_turns_it_into_a_small_number(
    numerator, base, decimals, is_hidden
):
    percentage = Percentage("share", "late", "visits", decimals)
    _, percentages = hidden(cells(late=numerator, visits=base), percentage)
    assert percentages == ({"share": GIVES_AWAY} if is_hidden else {})


def test_percentage_of_an_unpublished_base_is_shown():
    figures = cells(late=2, visits=(75, SECRET))
    assert hidden(figures, Percentage("share", "late", "visits", 1)) == ({"late": SMALL}, {})


def test_percentage_that_gives_away_a_hidden_base_is_hidden():
    """Of 30 that are 40.0 %, and so of 75, 2.7 % are 2."""
    figures = cells(late=2, early=30, visits=(75, SECRET))
    late, early = Percentage("late", "late", "visits", 1), Percentage("early", "early", "visits", 1)
    assert hidden(figures, late, early) == ({"late": SMALL}, {"late": GIVES_AWAY})


def test_percentage_of_a_part_is_hidden_for_another_part():
    """12 is hidden to protect 3, and 16.0 % of 75 would say that it is 12."""
    figures = cells(late=3, early=12, both=15, visits=75)
    relations = [Sum("both", ("late", "early")), Percentage("early", "early", "visits", 1)]
    assert hidden(figures, *relations) == (
        {"late": SMALL, "early": GIVES_AWAY},
        {"early": GIVES_AWAY},
    )


def test_hundred_per_cent_of_a_small_group_is_hidden():
    assert hidden(cells(seen=3, all=3), Percentage("share", "seen", "all")) == (
        {"seen": SMALL, "all": SMALL},
        {"share": SMALL},
    )


def test_nought_per_cent_of_a_small_group_is_a_zero_and_shown():
    assert hidden(cells(seen=0, all=3), Percentage("share", "seen", "all")) == ({"all": SMALL}, {})


def test_percentage_of_nobody_has_nothing_to_hide():
    assert hidden(cells(seen=0, all=0), Percentage("share", "seen", "all")) == ({}, {})


def test_few_who_are_left_over_are_hidden_with_their_percentage():
    figures = cells(seen=73, all=75)
    share = Percentage("share", "seen", "all", 1)
    assert hidden(figures, share) == ({"seen": GIVES_AWAY}, {"share": GIVES_AWAY})


def test_rate_has_no_rest():
    figures = cells(moves=73, children=75)
    assert hidden(figures, Percentage("rate", "moves", "children", 1, per=1000)) == ({}, {})


def test_rate_of_a_known_population_gives_its_small_number_away():
    figures = cells(starts=3, population=(43_000, PUBLIC))
    rate = Percentage("rate", "starts", "population", 1, per=10_000)
    assert hidden(figures, rate) == ({"starts": SMALL}, {"rate": GIVES_AWAY})


def test_numerator_above_its_base_leaves_no_rest():
    assert hidden(cells(moves=77, children=75), Percentage("p", "moves", "children")) == ({}, {})


def test_count_and_percentage_may_have_one_key():
    figures = cells(late=2, visits=75)
    assert hidden(figures, Percentage("late", "late", "visits", 1)) == (
        {"late": SMALL},
        {"late": GIVES_AWAY},
    )


def test_percentage_that_is_not_published_binds_nobody():
    figures = cells(late=2, visits=75)
    share = Percentage("share", "late", "visits", 1, visibility=SECRET)
    assert hidden(figures, share) == ({"late": SMALL}, {})


# What follows from two figures


def test_small_rest_of_a_base_is_protected():
    assert hidden(cells(seen=28, all=30), Complement("seen", "all")) == ({"seen": GIVES_AWAY}, {})


def test_small_difference_of_two_periods_is_protected():
    figures = cells(quarter_1=10, quarter_2=12)
    assert hidden(figures, Difference("quarter_2", "quarter_1")) == ({"quarter_1": GIVES_AWAY}, {})


def test_later_period_is_hidden_where_the_earlier_is_public():
    figures = cells(quarter_1=(10, PUBLIC), quarter_2=12)
    assert hidden(figures, Difference("quarter_2", "quarter_1")) == ({"quarter_2": GIVES_AWAY}, {})


def test_difference_that_is_nought_negative_or_large_hides_nothing():
    figures = cells(quarter_1=10, quarter_2=10, quarter_3=8, quarter_4=20)
    steps = [Difference(f"quarter_{at}", f"quarter_{at - 1}") for at in (2, 3, 4)]
    assert hidden(figures, *steps) == ({}, {})


def test_negative_difference_does_not_stand_in_the_way_of_others():
    """Quarter 2 was corrected downwards; nothing is assumed about how far."""
    figures = cells(quarter_1=10, quarter_2=8, quarter_3=(10, PUBLIC))
    steps = [Difference(f"quarter_{at}", f"quarter_{at - 1}") for at in (2, 3)]
    assert hidden(figures, *steps) == ({"quarter_2": GIVES_AWAY}, {})


def test_flow_that_is_published_itself_is_tied_by_a_sum():
    figures = cells(to_june=10, july_to_september=3, to_september=13)
    assert hidden(figures, Sum("to_september", ("to_june", "july_to_september"))) == (
        {"july_to_september": SMALL, "to_june": GIVES_AWAY},
        {},
    )


def test_small_figure_that_is_not_published_is_protected_from_what_is():
    figures = cells(boys=2, girls=(3, SECRET), all=5)
    assert hidden(figures, Sum("all", ("boys", "girls"))) == ({"boys": SMALL}, {})
    figures = cells(boys=12, girls=(3, SECRET), all=15)
    assert hidden(figures, Sum("all", ("boys", "girls"))) == ({"boys": GIVES_AWAY}, {})


# What is public already


def test_public_small_number_is_named_and_nothing_is_hidden_for_it():
    figures = cells(a=(2, PUBLIC), b=12, t=14)
    result = suppress(figures, [Sum("t", ("a", "b"))])
    assert (dict(result.counts), result.unprotected) == ({}, ("a",))


def test_small_number_that_public_figures_give_away_is_hidden_and_named():
    figures = cells(a=2, b=(12, PUBLIC), t=(14, PUBLIC))
    result = suppress(figures, [Sum("t", ("a", "b"))])
    assert (dict(result.counts), result.unprotected) == ({"a": SMALL}, ("a",))


def test_small_number_between_two_public_sums_is_named_however_much_could_be_hidden():
    parts = tuple(f"part_{number:02}" for number in range(14))
    figures = {part: Cell(20) for part in parts}
    figures |= cells(secure=2, all=(282, PUBLIC), others=(280, PUBLIC))
    result = suppress(figures, [Sum("all", ("secure", *parts)), Sum("others", parts)])
    assert (dict(result.counts), result.unprotected) == ({"secure": SMALL}, ("secure",))


def test_difference_and_rest_of_public_figures_are_named_by_their_relation():
    figures = cells(a=(10, PUBLIC), b=(12, PUBLIC))
    relations = [Difference("b", "a"), Complement("a", "b")]
    assert unprotected(figures, *relations) == (Complement("a", "b"), Difference("b", "a"))


def test_public_percentage_of_a_small_group_is_named():
    figures = cells(seen=2, all=4)
    share = Percentage("share", "seen", "all", visibility=PUBLIC)
    assert unprotected(figures, share) == (share,)


def test_public_percentage_is_kept_in_mind():
    """33 % is 1 of 3 or 2 of 6, and so on, but if all together are few, they are 3."""
    figures = cells(seen=1, all=3)
    share = Percentage("share", "seen", "all", visibility=PUBLIC)
    assert unprotected(figures, share) == ("all", share)


def test_where_public_figures_leave_no_more_room_readers_who_are_not_told_are_in_doubt():
    figures = cells(a=1, b=5, t=(6, PUBLIC))
    result = suppress(figures, [Sum("t", ("a", "b"))])
    assert (dict(result.counts), result.unprotected) == ({"a": SMALL, "b": GIVES_AWAY}, ())
