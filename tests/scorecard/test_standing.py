"""How figures stand to the target of their own period, and which lack a commentary."""

from datetime import date

import pytest

from scorecard.models import Area
from scorecard.periods import parse
from scorecard.queries.standing import lacking_commentary, ratings, worked_out
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_measurement,
    make_target,
)

pytestmark = pytest.mark.django_db

Q3, Q4 = parse("Quarter 3 2019-20"), parse("Quarter 4 2019-20")


def words(found):
    return [rated.sentence for rated in found.values()]


def test_each_figure_is_rated_by_the_target_of_its_period():
    indicator, area = make_indicator(), make_area()
    make_target(indicator)
    make_target(indicator, starts_on=date(2020, 1, 1), value=70)
    rows = [make_measurement(indicator, area, period, 72) for period in (Q3, Q4)]
    early = make_measurement(indicator, area, parse("Quarter 4 2018-19"), 72)
    assert words(worked_out([*rows, early])) == [
        "72% misses the target of at least 90%.",
        "72% meets the target of at least 70%.",
        "Not rated: no target is set.",
    ]


def test_a_target_may_be_the_average_of_the_neighbours_that_have_a_figure():
    indicator = make_indicator()
    make_target(indicator, value=None, area="neighbours", words="Above SN average", is_strict=True)
    row = make_measurement(indicator, make_area(), Q3, 72)
    for name, figure in (("Westfold", {"value": 70}), ("Eastmere", {"value": 80})):
        make_measurement(indicator, make_area(name=name, kind=Area.Kind.NEIGHBOUR), Q3, **figure)
    hidden = make_area(name="Hill", kind=Area.Kind.NEIGHBOUR)
    make_measurement(indicator, hidden, Q3, state="suppressed")
    make_measurement(indicator, make_area(name="England", kind=Area.Kind.ENGLAND), Q3, 10)
    assert words(worked_out([row])) == [
        "72% misses the target of more than 75%, the figure for the statistical neighbours."
    ]


def test_a_target_may_be_the_figure_of_england():
    indicator = make_indicator()
    make_target(indicator, value=None, area="england")
    row = make_measurement(indicator, make_area(), Q3, 72)
    assert words(worked_out([row])) == [
        "Not rated: there is no figure for England to compare with."
    ]
    make_measurement(indicator, make_area(name="England", kind=Area.Kind.ENGLAND), Q3, 70)
    assert words(worked_out([row])) == [
        "72% meets the target of at least 70%, the figure for England."
    ]


def test_a_rating_by_hand_stands_in_place_of_the_one_worked_out_where_it_differs():
    indicator, area = make_indicator(), make_area()
    make_target(indicator)
    by_hand = {"rating_reason": "One clinic closed."}
    rows = [
        make_measurement(indicator, area, Q3, 72, rating="amber", **by_hand),
        make_measurement(indicator, area, Q4, 72, rating="red", **by_hand),
    ]
    assert [(rated.rating.value, rated.is_override) for rated in ratings(rows).values()] == [
        ("amber", True),
        ("red", False),
    ]


def test_red_figures_without_a_commentary_of_their_period_are_found():
    indicator, area = make_indicator(), make_area()
    make_target(indicator)
    other = make_indicator(code="P1")
    rows = [
        make_measurement(indicator, area, Q3, 72),
        make_measurement(indicator, area, Q4, 72),
        make_measurement(other, area, Q4, 72),
    ]
    make_commentary(indicator, Q3)
    assert lacking_commentary(rows, ratings(rows)) == {rows[1].pk}


def test_a_red_figure_that_was_rated_amber_by_hand_needs_no_commentary():
    indicator = make_indicator()
    make_target(indicator)
    row = make_measurement(
        indicator, make_area(), Q3, 72, rating="amber", rating_reason="One clinic closed."
    )
    assert lacking_commentary([row], ratings([row])) == set()
