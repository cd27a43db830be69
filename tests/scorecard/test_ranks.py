from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import State
from scorecard.ranks import Quartile, QuartileBands, Standing, quartile_bands, standings
from scorecard.rating import Polarity, Rating

HIGH, LOW, BAND, NEUTRAL = Polarity
A, B, C, DD = Quartile
FIGURES = st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=40)


def councils(*figures):
    return {
        f"Council {number}": figure if figure is None or isinstance(figure, State) else D(figure)
        for number, figure in enumerate(figures, start=1)
    }


def ranks(figures, polarity):
    return [standing.rank for standing in standings(figures, polarity).values()]


def quartiles(figures, polarity):
    return "".join(standing.quartile or "-" for standing in standings(figures, polarity).values())


def test_rank_1_is_best_and_ties_share_the_lower_number():
    figures = councils(90, 85, 90, 70, 85, 60)
    assert [ranks(figures, HIGH), ranks(figures, LOW)] == [[1, 3, 1, 5, 3, 6], [5, 3, 5, 2, 3, 1]]


def test_quartile_a_is_the_best_quarter_by_what_is_better():
    figures = councils(*range(10, 90, 10))
    assert [quartiles(figures, HIGH), quartiles(figures, LOW)] == ["DDCCBBAA", "AABBCCDD"]


def test_a_figure_at_the_end_of_a_quarter_belongs_to_the_quarter_below_it():
    bands = QuartileBands(D(20), D(30), D(40), D(50))
    ends = [D(20), D(30), D(40), D(50)]
    assert [bands.quartile(end, LOW) for end in ends] == [A, B, C, DD]
    assert [bands.quartile(end, HIGH) for end in ends] == [DD, C, B, A]


@pytest.mark.parametrize(
    ("figures", "bands"),
    [
        ([1, 2, 3, 4], ["1.75", "2.5", "3.25", 4]),
        ([5, 1, 3, 2, 4], [2, 3, 4, 5]),
        ([10, 10, 20, 40, 41, 50], ["12.5", 30, "40.75", 50]),
    ],
)
def test_the_ends_of_quarters_are_those_of_the_departments_own_tool(figures, bands):
    # The expected numbers are what R answers for quantile(x): its type 7.
    assert quartile_bands(map(D, figures)) == QuartileBands(*map(D, bands))


def test_only_the_best_quarter_is_green_and_only_the_worst_red():
    assert [quartile.rating for quartile in Quartile] == [
        *(Rating.GREEN, Rating.NOT_RATED, Rating.NOT_RATED, Rating.RED)
    ]


def test_states_have_no_rank_and_count_for_nobody():
    figures = councils(90, State.SUPPRESSED, 80, None, 70, 60)
    assert standings(figures, HIGH) == {
        "Council 1": Standing(1, 4, A, "1st of 4, in the best quarter (A)."),
        "Council 2": Standing(None, 4, None, "Not ranked: the figure is hidden to protect people."),
        "Council 3": Standing(2, 4, B, "2nd of 4, in the second quarter (B)."),
        "Council 4": Standing(None, 4, None, "Not ranked: the figure is not recorded."),
        "Council 5": Standing(3, 4, C, "3rd of 4, in the third quarter (C)."),
        "Council 6": Standing(4, 4, DD, "4th of 4, in the worst quarter (D)."),
    }
    assert standings(figures, HIGH)["Council 2"].rating is Rating.NOT_RATED
    assert standings(figures, HIGH)["Council 6"].rating is Rating.RED


@pytest.mark.parametrize(
    ("polarity", "sentence"),
    [
        (NEUTRAL, "Not ranked: neither higher nor lower is better."),
        (BAND, "Not ranked: the best lies between two figures."),
    ],
)
def test_there_is_no_rank_where_neither_high_nor_low_is_better(polarity, sentence):
    figures = councils(90, 80, 70, 60)
    assert set(standings(figures, polarity).values()) == {Standing(None, 4, None, sentence)}
    assert quartile_bands(figures.values()).quartile(D(90), polarity) is None


def test_too_few_councils_have_a_rank_and_no_quarters():
    assert quartile_bands([D(1), D(2), D(3), State.NOT_YET]) is None
    assert standings(councils(90, 80, 80), HIGH)["Council 3"] == Standing(
        2, 3, None, "2nd equal of 3."
    )


def test_the_best_figure_is_not_the_worst_quarter_because_most_share_it():
    figures = councils(*[100] * 8, 90)
    assert standings(figures, HIGH)["Council 1"] == Standing(1, 9, None, "1st equal of 9.")
    assert quartiles(figures, HIGH) == quartiles(figures, LOW) == "---------"


def test_ranks_are_said_as_ordinals():
    sentences = [standing.sentence for standing in standings(councils(*range(151)), LOW).values()]
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 111, 121)
    assert [sentences[number - 1].split()[0] for number in numbers] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd"),
        *("111th", "121st"),
    ]


@given(FIGURES)
def test_a_rank_is_one_more_than_the_number_of_better_figures(figures):
    found = standings(dict(enumerate(figures)), HIGH)
    assert [found[key].rank for key in found] == [
        1 + sum(other > figure for other in figures) for figure in figures
    ]


@given(figures=FIGURES, polarity=st.sampled_from([HIGH, LOW]))
def test_a_better_rank_is_never_in_a_worse_quarter(figures, polarity):
    found = [s for s in standings(dict(enumerate(figures)), polarity).values() if s.quartile]
    in_order = [standing.quartile for standing in sorted(found, key=lambda each: each.rank)]
    assert in_order == sorted(in_order)


@given(figures=FIGURES, polarity=st.sampled_from([HIGH, LOW]))
def test_the_order_of_import_changes_no_rank(figures, polarity):
    there = standings(dict(enumerate(figures)), polarity)
    back = standings(dict(reversed(list(enumerate(figures)))), polarity)
    assert there == back
