"""Each indicator as a paper tells it: its period, target, change, comparators and words."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.charts import Role
from scorecard.figures import State
from scorecard.periods import PeriodKind, parse
from scorecard.queries.paper import paper_rows, periods_with_figures
from scorecard.rating import Rating
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_measurement,
    make_plan,
    make_priority,
    make_target,
)

pytestmark = pytest.mark.django_db

Q2, Q3, Q4 = (parse(f"Quarter {number} 2019-20") for number in (2, 3, 4))
YEAR, LAST_YEAR = parse("2019-20"), parse("2018-19")


def rows(until=Q3, *, hide_up_to=4, is_public=True):
    return paper_rows(until, hide_up_to=hide_up_to, is_public=is_public)


def only_row(until=Q3, **options):
    (row,) = rows(until, **options)
    return row


def test_rows_stand_by_priority_and_code_and_those_without_priority_last():
    plan = make_plan()
    third, first = (make_priority(plan=plan, number=number) for number in (3, 1))
    for code, priority in (("P3.17", third), ("A1", None), ("P3.5", third), ("P1.1", first)):
        make_indicator(code=code, priority=priority)
    make_indicator(code="P3.2", priority=third, withdrawn_on=Q3.ends_on)
    assert [row.indicator.code for row in rows()] == ["P1.1", "P3.5", "P3.17", "A1"]


@pytest.mark.parametrize("count", [1, 3])
def test_all_rows_take_five_queries(count, django_assert_num_queries):
    own, north = make_area(), make_area(name="North East", kind="region")
    for number in range(count):
        indicator = make_indicator(code=f"P{number}", priority=None)
        make_target(indicator)
        for area in (own, north):
            make_measurement(indicator, area, Q3, 72, numerator=72, denominator=100)
        make_commentary(indicator, Q3)
    with django_assert_num_queries(5):
        assert len(rows()) == count


def test_a_figure_of_the_papers_own_kind_of_period_is_of_this_period_or_missing():
    indicator, own = make_indicator(), make_area()
    make_measurement(indicator, own, Q2, 90)
    make_measurement(indicator, own, Q4, 95)
    row = only_row()
    assert (row.period, row.figure, row.change) == (Q3, None, None)
    assert (row.rated.rating, row.is_missed) == (Rating.NOT_RATED, False)
    assert row.sentence == "No figure is recorded for Quarter 3 2019-20."


def test_a_yearly_figure_in_a_quarters_paper_is_the_newest_year_that_is_over():
    indicator, own = make_indicator(frequency="financial_year"), make_area()
    assert only_row().period == LAST_YEAR
    for period, value in ((parse("2017-18"), 80), (LAST_YEAR, 84), (YEAR, 99)):
        make_measurement(indicator, own, period, value)
    assert (only_row().period, only_row().figure) == (LAST_YEAR, 84)
    assert only_row(Q4).figure == 99


def test_change_target_and_rating_are_told_in_words():
    indicator, own = make_indicator(), make_area()
    make_target(indicator, starts_on=date(2018, 4, 1), value=50)
    make_target(indicator, value=98, floor=80)
    make_target(indicator, starts_on=date(2020, 1, 1), value=10)
    make_measurement(indicator, own, Q2, 75, numerator=96, denominator=128)
    make_measurement(
        indicator, own, Q3, 72, numerator=92, denominator=128, as_at=date(2019, 12, 31)
    )
    row = only_row()
    assert (row.share, row.target, row.rated.words) == ("92 of 128", "at least 98%", "Off target")
    assert (row.change.words, row.since, row.is_missed) == ("down 3 points, worse", Q2, True)
    assert row.sentence.startswith(
        "72% (92 of 128) for Quarter 3 2019-20 (as at 31 December 2019, provisional) misses the "
        "floor standard of at least 80% and the target of at least 98% and is down 3 points since "
        "Quarter 2 2019-20"
    )


@pytest.mark.parametrize(
    ("target", "words", "is_missed"),
    [
        ({"value": 98, "tolerance": 30}, "at least 98%", True),
        ({"value": 98, "floor": 60}, "at least 98%", True),
        ({"kind": "floor", "value": None, "floor": 60}, "Floor: at least 60%", False),
        ({"value": 70, "words": "70% or more"}, "70% or more", False),
        ({"kind": "none", "value": None}, "", False),
        ({"value": None, "area": "england"}, "The figure for England", False),
    ],
)
def test_what_is_aimed_at_and_whether_it_is_missed(target, words, is_missed):
    indicator = make_indicator()
    make_target(indicator, **target)
    make_measurement(indicator, make_area(), Q3, 72)
    row = only_row()
    assert (row.target, row.is_missed) == (words, is_missed)


def test_a_band_is_told_by_its_ends():
    indicator = make_indicator(polarity="band")
    make_target(indicator, kind="band", value=None, lower=60, upper=65)
    make_measurement(indicator, make_area(), Q3, 72)
    assert (only_row().target, only_row().is_missed) == ("60% to 65%", True)


def test_another_areas_figure_as_target_counts_where_it_counts_alike():
    indicator, own = make_indicator(), make_area()
    make_target(indicator, value=None, area="region")
    north = make_area(name="North East", kind="region")
    make_measurement(indicator, own, Q3, 72)
    make_measurement(indicator, north, LAST_YEAR, 60)
    assert only_row().rated.rating is Rating.NOT_RATED
    make_measurement(indicator, north, Q3, 80)
    row = only_row()
    assert (row.rated.rating, row.target) == (Rating.RED, "at least 80%")


def test_other_areas_are_told_with_their_own_periods():
    indicator = make_indicator(basis="snapshot")
    make_measurement(indicator, make_area(), Q3, 72)
    make_measurement(indicator, make_area(name="England", kind="england"), LAST_YEAR, 70)
    north = make_area(name="North East", kind="region")
    make_measurement(indicator, north, Q2, 81)
    make_measurement(indicator, north, Q3, state="not_yet")
    for name, figure in (("Alder", {"value": 70}), ("Birk", {"value": 75})):
        make_measurement(indicator, make_area(name=name, kind="neighbour"), Q2, **figure)
    hidden = make_area(name="Cam", kind="neighbour")
    make_measurement(indicator, hidden, Q2, state="suppressed")
    make_area(name="Dunes", kind="neighbour")
    row = only_row()
    assert [(each.label, each.figure, each.period) for each in row.others] == [
        ("North East", 81, Q2),
        ("Average of 2 of 4 neighbours", Decimal("72.5"), Q2),
        ("England", 70, LAST_YEAR),
    ]
    assert "worse than the North East (81% in Quarter 2 2019-20)" in row.sentence
    assert "the average of 2 of 4 neighbours" in row.sentence


def test_the_chart_has_a_gap_with_its_state_and_the_target_of_each_period():
    indicator, own = make_indicator(), make_area()
    make_target(indicator, starts_on=Q3.starts_on, value=90)
    make_measurement(indicator, own, parse("Quarter 1 2019-20"), 71)
    make_measurement(indicator, own, Q2, state="not_collected")
    make_measurement(indicator, own, Q3, 72)
    make_measurement(indicator, make_area(name="North East", kind="region"), Q2, "80.6")
    chart = only_row().chart
    assert chart.categories == ("Q1 2019-20", "Q2 2019-20", "Q3 2019-20")
    assert [(each.label, each.role, each.points) for each in chart.series] == [
        ("Fernmoor", Role.OWN, (71, "Not collected", 72)),
        ("North East", Role.REGION, (None, 81, None)),
        ("Target", Role.TARGET, (None, None, 90)),
    ]
    assert (chart.unit, chart.description) == ("%", only_row().sentence)


def test_a_chart_holds_the_newest_twelve_periods():
    indicator, own = make_indicator(), make_area()
    period = Q3
    for value in range(20):
        make_measurement(indicator, own, period, value)
        period = period.previous()
    (series,) = only_row().chart.series
    assert series.points == tuple(range(11, -1, -1))


def test_a_rating_by_hand_is_told_but_never_of_a_hidden_figure():
    indicator, own = make_indicator(unit="number", polarity="low", code="P3.1"), make_area()
    make_target(indicator, value=1)
    make_measurement(
        indicator, own, Q3, 3, rating="green", rating_reason="Three sisters moved together."
    )
    row = only_row(is_public=False)
    assert (row.figure, row.rated.rating, row.rated.is_override) == (3, Rating.GREEN, True)
    hidden = only_row()
    assert (hidden.figure, hidden.rated.rating) == (State.SUPPRESSED, Rating.NOT_RATED)
    assert hidden.sentence == ("The figure for Quarter 3 2019-20 is hidden to protect people.")


def test_what_is_hidden_is_in_no_change_no_share_and_no_chart():
    indicator, own = make_indicator(unit="number", code="P3.1"), make_area()
    make_measurement(indicator, own, Q2, 3)
    make_measurement(indicator, own, Q3, 17)
    row = only_row()
    assert row.figure == 17
    assert row.change.words == ("not compared: the earlier figure is hidden to protect people")
    assert row.chart.series[0].points == ("Hidden to protect people", 17)


def test_commentary_is_that_of_the_papers_period_or_of_the_figures():
    indicator, own = make_indicator(frequency="financial_year"), make_area()
    make_measurement(indicator, own, LAST_YEAR, 84)
    make_commentary(indicator, LAST_YEAR, text="Of the year.")
    make_commentary(indicator, YEAR, text="Of a year to come.")
    assert only_row().commentary.text == "Of the year."
    make_commentary(indicator, Q3, text="Of the quarter.")
    assert only_row().commentary.text == "Of the quarter."


def test_the_periods_with_figures_are_our_own_the_latest_first():
    indicator, own = make_indicator(), make_area()
    for period in (Q2, YEAR, Q4, LAST_YEAR):
        make_measurement(indicator, own, period, 70)
    make_measurement(indicator, make_area(name="England", kind="england"), parse("2020-21"), 70)
    assert periods_with_figures() == (Q4, YEAR, Q2, LAST_YEAR)
    assert YEAR.kind is PeriodKind.FINANCIAL_YEAR
