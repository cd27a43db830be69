"""The public edition: which figures are hidden from whoever may not see small numbers."""

from decimal import Decimal

import pytest

from scorecard.figures import State
from scorecard.models import Area, Measurement
from scorecard.periods import parse
from scorecard.queries import public_edition
from scorecard.queries.editions import NOT_TOLD
from tests.factories import make_area, make_council, make_indicator, make_measurement

pytestmark = pytest.mark.django_db

THIRD = parse("Quarter 3 2019-20")
HIDDEN = State.SUPPRESSED


def edition(council=None):
    """(figure, numerator, denominator) of each measurement, by time, in the public edition."""
    rows = Measurement.objects.select_related("indicator", "area").order_by("period_starts_on")
    found = public_edition(rows, council or make_council())
    return [(each.figure, each.numerator, each.denominator) for each in found]


def measure(value, numerator=None, denominator=None, period=THIRD, **fields):
    own = Area.objects.filter(kind="own").first() or make_area()
    from_indicator = {name: fields.pop(name) for name in list(fields) if name in FIELDS}
    (indicator,) = list(own.measurements.all()[:1]) or [None]
    indicator = indicator.indicator if indicator else make_indicator(**from_indicator)
    state = {"value": None, "state": value} if isinstance(value, State) else {"value": value}
    return make_measurement(
        indicator, own, period, numerator=numerator, denominator=denominator, **state, **fields
    )


FIELDS = {"unit", "basis", "counts_people", "hide_up_to", "decimals"}


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (1, HIDDEN), (4, HIDDEN), (5, 5)])
def test_a_small_number_of_people_is_hidden_and_zero_is_shown(value, shown):
    measure(value, unit="number", basis="snapshot")
    assert edition() == [(shown, None, None)]


@pytest.mark.parametrize(
    ("council_hides", "indicator_hides", "counts_people", "is_hidden"),
    [
        (4, None, True, False),
        (7, None, True, True),
        (0, 7, True, True),
        (7, 0, True, False),
        (7, None, False, False),
        (0, None, True, False),
    ],
)
def test_the_indicators_own_rule_goes_before_the_councils(
    council_hides, indicator_hides, counts_people, is_hidden
):
    measure(7, unit="number", hide_up_to=indicator_hides, counts_people=counts_people)
    (found,) = edition(make_council(hide_up_to=council_hides))
    assert found[0] == (HIDDEN if is_hidden else 7)


def test_a_percentage_that_gives_a_small_number_away_is_hidden_with_it():
    measure(6, 3, 50)
    assert edition() == [(HIDDEN, HIDDEN, 50)]


def test_a_percentage_that_leaves_doubt_is_shown_without_its_small_number():
    measure(1, 3, 500)
    ((figure, numerator, _),) = edition()
    assert (figure, numerator) == (1, HIDDEN)


def test_the_rest_of_a_base_is_protected_as_well():
    measure(94, 47, 50)
    ((figure, numerator, denominator),) = edition()
    assert (figure, HIDDEN in (numerator, denominator)) == (HIDDEN, True)


def test_a_percentage_of_a_small_group_is_hidden():
    measure(Decimal("66.666667"), 2, 3)
    assert edition() == [(HIDDEN, HIDDEN, HIDDEN)]


def test_large_counts_are_shown_as_they_are():
    measure(Decimal("71.875"), 92, 128)
    assert edition() == [(Decimal("71.875"), 92, 128)]


def test_the_difference_of_two_figures_for_the_year_to_date_is_protected():
    measure(20, unit="number", basis="year_to_date", period=THIRD.previous())
    measure(22, period=THIRD)
    found = [figure for figure, _, _ in edition()]
    assert HIDDEN in found


def test_figures_at_a_date_are_no_parts_of_each_other():
    measure(20, unit="number", basis="snapshot", period=THIRD.previous())
    measure(22, period=THIRD)
    assert [figure for figure, _, _ in edition()] == [20, 22]


def test_the_year_to_date_starts_anew_in_april():
    measure(20, unit="number", basis="year_to_date", period=parse("Quarter 4 2018-19"))
    measure(22, period=parse("Quarter 1 2019-20"))
    assert [figure for figure, _, _ in edition()] == [20, 22]


def test_counts_that_cannot_be_are_hidden_where_one_is_small():
    measure(50, -1, 2)
    assert edition() == [(HIDDEN, HIDDEN, HIDDEN)]


def test_what_was_already_hidden_keeps_its_counts_hidden():
    measure(State.SUPPRESSED, 30, 50)
    assert edition() == [(HIDDEN, HIDDEN, HIDDEN)]


def test_a_figure_that_its_counts_do_not_give_is_hidden_with_them():
    measure(20, 3, 500)
    assert edition() == [(HIDDEN, HIDDEN, 500)]


def test_decimals_that_are_not_shown_are_cut_where_a_count_is_hidden():
    measure(Decimal("0.6"), 3, 500)
    assert edition()[0][0] == 1


def test_a_rule_that_would_hide_one_number_hides_two():
    for value, period in ((1, THIRD), (2, THIRD.next()), (3, THIRD.next().next())):
        measure(value, unit="number", basis="snapshot", period=period)
    found = [figure for figure, _, _ in edition(make_council(hide_up_to=1))]
    assert found == [HIDDEN, HIDDEN, 3]


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"), [(20, None, 10), (Decimal("62.5"), 5, None)]
)
def test_a_part_that_nobody_entered_but_readers_work_out_is_protected(
    value, numerator, denominator
):
    """2 of 10; and 5 of 8, which leaves 3."""
    measure(value, numerator, denominator, decimals=1)
    assert edition()[0][0] is HIDDEN


def test_a_reason_that_names_a_small_number_is_hidden():
    row = measure(50, 50, 100, finality="revised", revised_because="It was 3.", rating="red",
                  rating_reason="Of 50, thirty were late.")  # fmt: skip
    (found,) = public_edition([row], make_council())
    assert found.revised_because == NOT_TOLD
    assert found.rating_reason == "Of 50, thirty were late."


def test_no_reason_is_told_beside_a_hidden_part():
    """It may name a number that is hidden though it is not small."""
    for value, period in ((20, "Quarter 2 2019-20"), (22, "Quarter 3 2019-20")):
        measure(value, period=parse(period), unit="number", basis="year_to_date", rating="red",
                rating_reason=f"The {value} late ones are known to us.")  # fmt: skip
    rows = public_edition(Measurement.objects.select_related("indicator", "area"), make_council())
    assert [bool(row.rating_reason) for row in rows if row.state] == [False]


def test_decimals_that_are_not_shown_are_cut_where_readers_work_a_part_out():
    """0.6% of 500 are 3 children: a rating of the exact figure would tell them from 4."""
    row = measure(Decimal("0.6"), None, 500, decimals=0)
    (found,) = public_edition([row], make_council())
    assert found.value in (None, 1)


def test_of_other_areas_nothing_is_hidden_and_other_states_stay():
    measure(State.NOT_YET)
    england = make_area(name="England", kind="england")
    make_measurement(Measurement.objects.get().indicator, england, THIRD.next(), 3, numerator=3)
    assert edition() == [(State.NOT_YET, None, None), (3, 3, None)]


def test_the_rows_that_were_passed_in_are_not_changed_and_ratings_go_with_their_figures():
    row = measure(6, 3, 50, rating="red", rating_reason="One child", finality="revised",
                  revised_because="2 was wrong")  # fmt: skip
    (found,) = public_edition([row], make_council())
    assert (found.rating, found.rating_reason, found.revised_because) == ("", "", "")
    assert (row.value, row.numerator, row.rating) == (6, 3, "red")
