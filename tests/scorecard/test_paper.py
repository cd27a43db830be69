"""Each indicator as a paper tells it: its period, target, change, comparators and words."""

from datetime import date

import pytest

from corporate_parenting.models import Council
from scorecard.charts import Role
from scorecard.figures import State
from scorecard.periods import PeriodKind, parse
from scorecard.queries import entries
from scorecard.queries.paper import paper_rows, periods_with_figures
from scorecard.rating import Rating, Verdict
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

Q1, Q2, Q3, Q4 = (parse(f"Quarter {number} 2019-20") for number in (1, 2, 3, 4))
YEAR, LAST_YEAR = parse("2019-20"), parse("2018-19")


def rows(until=Q3, **council):
    return paper_rows(until, Council(**council))


def only_row(until=Q3, **options):
    (row,) = rows(until, **options)
    return row


def only_position(until=Q3, **options):
    return only_row(until, **options).position


def test_rows_stand_by_priority_and_code_and_those_without_priority_last():
    plan = make_plan()
    third, first = (make_priority(plan=plan, number=number) for number in (3, 1))
    for code, priority in (("P3.17", third), ("A1", None), ("P3.5", third), ("P1.1", first)):
        make_indicator(code=code, priority=priority)
    make_indicator(code="P3.2", priority=third, withdrawn_on=Q3.ends_on)
    assert [row.indicator.code for row in rows()] == ["P1.1", "P3.5", "P3.17", "A1"]


@pytest.mark.parametrize("count", [1, 3])
def test_all_rows_take_six_queries(count, django_assert_num_queries):
    own, north = make_area(), make_area(name="North East", kind="region")
    for number in range(count):
        indicator = make_indicator(code=f"P{number}", priority=None)
        make_target(indicator)
        for area in (own, north):
            make_measurement(indicator, area, Q3, 72, numerator=72, denominator=100)
        make_commentary(indicator, Q3)
    with django_assert_num_queries(6):
        assert len(rows()) == count


def test_a_figure_of_the_papers_own_kind_of_period_is_of_this_period_or_missing():
    indicator, own = make_indicator(), make_area()
    make_measurement(indicator, own, Q2, 90)
    make_measurement(indicator, own, Q4, 95)
    row, at = only_row(), only_position()
    assert (at.period, at.figure, at.change.verdict) == (Q3, None, Verdict.NOT_COMPARED)
    assert (at.rated.rating, row.is_missed) == (Rating.NOT_RATED, False)
    assert row.sentence == "No figure is recorded for Quarter 3 2019-20."


def test_a_yearly_figure_in_a_quarters_paper_is_the_newest_year_that_is_over():
    indicator, own = make_indicator(frequency="financial_year"), make_area()
    assert only_position().period == LAST_YEAR
    for period, value in ((parse("2017-18"), 80), (LAST_YEAR, 84), (YEAR, 99)):
        make_measurement(indicator, own, period, value)
    assert (only_position().period, only_position().figure) == (LAST_YEAR, 84)
    assert only_position(Q4).figure == 99


def test_change_target_and_rating_are_told_in_words():
    indicator, own = make_indicator(), make_area()
    make_target(indicator, starts_on=date(2018, 4, 1), value=50)
    make_target(indicator, value=98, floor=80)
    make_target(indicator, starts_on=date(2020, 1, 1), value=10)
    make_measurement(indicator, own, Q2, 75, numerator=96, denominator=128)
    make_measurement(
        indicator, own, Q3, 72, numerator=92, denominator=128, as_at=date(2019, 12, 31)
    )
    row, at = only_row(), only_position()
    assert (at.share, at.rated.words) == ("92 of 128", "Floor missed")
    assert at.target_words == "At least 98%; floor 80%"
    assert (at.change.words, at.since, row.is_missed) == (
        "down 3 points, a small move for the worse",
        Q2,
        True,
    )
    assert row.sentence.startswith(
        "72% (92 of 128) for Quarter 3 2019-20 (over the period, as at 31 December 2019, "
        "provisional) misses the floor standard of at least 80% and the target of at least 98% "
        "and is down 3 points since Quarter 2 2019-20"
    )


@pytest.mark.parametrize(
    ("target", "words", "is_missed"),
    [
        ({"value": 98, "tolerance": 30}, "At least 98% (tolerance 30 points)", True),
        ({"value": 98, "floor": 60}, "At least 98%; floor 60%", True),
        ({"kind": "floor", "value": None, "floor": 60}, "Floor standard of at least 60%", False),
        ({"value": 70, "words": "70% or more"}, "70% or more", False),
        ({"kind": "none", "value": None}, "", False),
        ({"value": None, "area": "england"}, "At least as good as the figure for England", False),
    ],
)
def test_what_is_aimed_at_and_whether_it_is_missed(target, words, is_missed):
    indicator = make_indicator()
    make_target(indicator, **target)
    make_measurement(indicator, make_area(), Q3, 72)
    row = only_row()
    assert (row.position.target_words, row.is_missed) == (words, is_missed)


def test_a_band_is_told_by_its_ends():
    indicator = make_indicator(polarity="band")
    make_target(indicator, kind="band", value=None, lower=60, upper=65)
    make_measurement(indicator, make_area(), Q3, 72)
    assert (only_position().target_words, only_row().is_missed) == ("60% to 65%", True)


def test_another_areas_figure_as_target_counts_where_it_counts_alike():
    indicator, own = make_indicator(), make_area()
    make_target(indicator, value=None, area="region")
    north = make_area(name="North East", kind="region")
    make_measurement(indicator, own, Q3, 72)
    make_measurement(indicator, north, LAST_YEAR, 60)
    assert only_position().rated.rating is Rating.NOT_RATED
    make_measurement(indicator, north, Q3, 80)
    at = only_position()
    assert (at.rated.rating, at.target_words) == (
        Rating.RED,
        "At least 80%, the figure for the region",
    )


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
    assert [(each.label, each.figure, each.period) for each in row.position.elsewhere] == [
        ("England", 70, LAST_YEAR),
        ("North East", 81, Q2),
        ("Average of 2 of 4 neighbours", 73, Q2),
    ]
    assert "worse than the North East (81% in Quarter 2 2019-20, provisional)" in row.sentence
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
        ("Fernmoor", Role.OWN, (71, "not collected", 72)),
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
    at = only_position(hide_up_to=0)
    assert (at.figure, at.rated.rating, at.rated.is_override) == (3, Rating.GREEN, True)
    hidden = only_position()
    assert (hidden.figure, hidden.rated.rating) == (State.SUPPRESSED, Rating.NOT_RATED)
    assert only_row().sentence == ("The figure for Quarter 3 2019-20 is hidden to protect people.")


def test_what_is_hidden_is_in_no_change_no_share_and_no_chart():
    indicator, own = make_indicator(unit="number", code="P3.1"), make_area()
    make_measurement(indicator, own, Q2, 3)
    make_measurement(indicator, own, Q3, 17)
    row = only_row()
    assert row.position.figure == 17
    assert row.position.change.words == (
        "not compared: the earlier figure is hidden to protect people"
    )
    assert row.chart.series[0].points == ("hidden to protect people", 17)


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


# What is hidden in a paper


def year_to_date(**quarters):
    indicator, own = make_indicator(unit="number", basis="year_to_date", code="P3.1"), make_area()
    for period, value in zip((Q1, Q2, Q3), quarters.values(), strict=False):
        make_measurement(indicator, own, period, value)
    return indicator


def told(until):
    """Our figures in the paper's chart, by period."""
    chart = only_row(until).chart
    return dict(zip(chart.categories, chart.series[0].points, strict=True))


def on_page(until):
    (entry,) = entries(until, Council(), with_small_numbers=False)
    return entry.position.figure


def correct(indicator, period, value):
    row = indicator.measurements.get(period_starts_on=period.starts_on)
    row.value, row.finality, row.revised_because = value, "revised", "Counted anew."
    row.save()


HIDDEN = State.SUPPRESSED
HIDDEN_WORDS = "hidden to protect people"


def test_a_later_figure_is_hidden_and_not_the_one_that_an_earlier_paper_told():
    indicator = year_to_date(first=10)
    assert told(Q1) == {"Q1 2019-20": 10}
    make_measurement(indicator, indicator.measurements.get().area, Q2, 12)
    assert told(Q1) == {"Q1 2019-20": 10}
    assert told(Q2) == {"Q1 2019-20": 10, "Q2 2019-20": HIDDEN_WORDS}
    assert (on_page(Q1), on_page(Q2)) == (10, State.SUPPRESSED)


def test_a_correction_is_hidden_where_it_and_a_published_figure_tell_a_small_number():
    indicator = year_to_date(first=5, second=12)
    assert told(Q2) == {"Q1 2019-20": 5, "Q2 2019-20": 12}
    correct(indicator, Q1, 10)
    assert told(Q2) == {"Q1 2019-20": HIDDEN_WORDS, "Q2 2019-20": 12}
    assert (on_page(Q1), on_page(Q2)) == (State.SUPPRESSED, 12)


def test_a_figure_that_is_set_back_counts_as_known_from_the_first():
    indicator = year_to_date(first=10, second=30)
    correct(indicator, Q1, 11)
    correct(indicator, Q2, 12)
    correct(indicator, Q1, 10)
    assert told(Q2) == {"Q1 2019-20": 10, "Q2 2019-20": HIDDEN_WORDS}


def test_a_correction_by_few_is_shown_because_it_counts_nobody():
    indicator = year_to_date(first=12)
    correct(indicator, Q1, 14)
    assert (told(Q1), on_page(Q1)) == ({"Q1 2019-20": 14}, 14)


@pytest.mark.parametrize("count", [1, 3])
def test_small_numbers_take_as_many_queries_however_many(count, django_assert_num_queries):
    own = make_area()
    for number in range(count):
        indicator = make_indicator(code=f"P{number}", unit="number", basis="year_to_date")
        for period, value in ((Q1, 10), (Q2, 12)):
            make_measurement(indicator, own, period, value)
    with django_assert_num_queries(8):
        rows(Q2)
    with django_assert_num_queries(7):
        entries(Q2, Council(), with_small_numbers=False)


@pytest.mark.parametrize("limit", [0, 1, 4, 9])
def test_a_paper_hides_what_the_page_hides(limit):
    own = make_area()
    for number, basis in enumerate(("snapshot", "year_to_date")):
        count = make_indicator(code=f"C{number}", unit="number", basis=basis)
        share = make_indicator(code=f"S{number}", basis=basis)
        for place, period in enumerate((Q1, Q2, Q3)):
            parts = {"numerator": 6 + 3 * place, "denominator": 20 + 10 * place}
            make_measurement(count, own, period, 1 + 5 * place)
            make_measurement(share, own, period, 30, **parts)
    council = Council(hide_up_to=limit)
    pages, papers = [], []
    for until in (Q1, Q2, Q3):
        pages += [each.position for each in entries(until, council, with_small_numbers=False)]
        papers += [each.position for each in paper_rows(until, council)]
    page, paper = (
        {(at.indicator.code, at.period): (at.figure, at.share, at.hidden_parts) for at in found}
        for found in (pages, papers)
    )
    assert page == paper
    hidden = [figure for figure, _, has_hidden in paper.values() if has_hidden or figure is HIDDEN]
    assert bool(hidden) == bool(limit)


def test_numbers_of_a_commentary_are_named_where_counts_are_hidden():
    indicator, own = make_indicator(unit="number", code="P3.1"), make_area()
    make_measurement(indicator, own, Q2, 3)
    make_measurement(indicator, own, Q3, 17)
    make_commentary(indicator, Q3, text="Up from three to 17, of whom 4 came in March.")
    assert only_row().numbers == ("three", "17", "4")
    assert only_row(hide_up_to=0).numbers == ()
