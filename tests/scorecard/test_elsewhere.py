"""Which figure of another area stands beside ours: on every page and in the paper the same one."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import parse
from scorecard.queries import PeriodFigure, entries, newest_elsewhere, whole_indicator
from scorecard.queries.elsewhere import marks_of
from scorecard.queries.paper import paper_rows
from scorecard.queries.standing import lacking_commentary, ratings, worked_out
from scorecard.rating import Basis
from scorecard.services import set_rating_by_hand
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_target,
    make_user,
)

pytestmark = pytest.mark.django_db

Q4 = parse("Quarter 4 2019-20")
# Two end with ours, one is older, and one is the same point of the year before.
PERIODS = (Q4, parse("2019-20"), Q4.previous(), Q4.year_before())


def positions(indicator, period=Q4):
    """How the indicator stands on the scorecard, on its own page and in a paper."""
    council, exact = Council.objects.get(), {"with_small_numbers": True}
    (entry,) = entries(period, council, **exact)
    page = whole_indicator(indicator, council, date(2020, 7, 1), with_limits=False, **exact)
    (row,) = paper_rows(period, council)
    return [entry.position, page.position, row.position]


def ratings_of(indicator):
    """The rating in each place that shows or asks for one."""
    kept = Measurement.objects.select_related("indicator").get(area__kind="own")
    found = [at.rated for at in positions(indicator)]
    return [*found, worked_out([kept])[kept.pk], ratings([kept])[kept.pk]]


def aimed_at_england(**fields):
    """The indicator at 72%, and England, without a figure yet."""
    make_council()
    indicator = make_indicator(**fields)
    make_target(indicator, value=None, area="england")
    make_measurement(indicator, make_area(), Q4, 72)
    return indicator, make_area(name="England", kind="england")


@pytest.mark.parametrize("basis", ["flow", "snapshot", "year_to_date"])
@pytest.mark.parametrize("order", [PERIODS, PERIODS[::-1], PERIODS[2:] + PERIODS[:2]])
def test_no_rating_depends_on_the_order_in_which_figures_came_in(basis, order):
    indicator, england = aimed_at_england(basis=basis)
    for period in order:
        make_measurement(indicator, england, period, 80 if period == Q4 else 60)
    assert [rated.sentence for rated in ratings_of(indicator)] == [
        "72% misses the target of at least 80%, the figure for England."
    ] * 5


@pytest.mark.parametrize("basis", Basis)
def test_other_areas_are_the_same_whatever_the_order_of_their_figures(basis):
    indicator = Indicator(basis=basis, decimals=1)
    areas = {key: Area(pk=key, name=f"Area {key}", kind="neighbour") for key in (1, 2)}
    figures = [
        PeriodFigure(indicator, areas[key], period, Decimal(10 * key + place))
        for place, period in enumerate((PERIODS[1], Q4.previous(), Q4.year_before()))
        for key in areas
    ]
    found = {newest_elsewhere(order, areas, indicator, Q4) for order in permutations(figures)}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("basis", "nearest"),
    [
        ("flow", "Quarter 3 2019-20"),
        ("snapshot", "2019-20"),
        ("year_to_date", "Quarter 4 2018-19"),
    ],
)
def test_a_figure_that_counts_alike_goes_before_a_newer_one(basis, nearest):
    indicator, england = aimed_at_england(basis=basis)
    for period in PERIODS[1:]:
        make_measurement(indicator, england, period, 80)
    for at in positions(indicator):
        (other,) = at.elsewhere
        assert str(other.period) == nearest
    assert {rated.rating for rated in ratings_of(indicator)} == {"red"}


def test_a_figure_that_does_not_count_alike_is_shown_where_there_is_no_other():
    indicator, england = aimed_at_england()
    make_measurement(indicator, england, PERIODS[1], 80)
    for at in positions(indicator):
        (other,) = at.elsewhere
        assert other.figure == 80
    assert {rated.rating for rated in ratings_of(indicator)} == {"not_rated"}


def test_a_number_goes_before_a_state_that_is_nearer():
    indicator, england = aimed_at_england()
    make_measurement(indicator, england, Q4, state="not_yet")
    make_measurement(indicator, england, Q4.previous(), 80)
    assert {rated.rating for rated in ratings_of(indicator)} == {"red"}


def test_a_red_figure_by_an_older_one_of_another_area_asks_for_words_and_is_not_set_red_again():
    indicator, england = aimed_at_england(basis="snapshot")
    make_measurement(indicator, england, Q4.previous(), 80)
    kept = Measurement.objects.select_related("indicator").get(area__kind="own")
    assert lacking_commentary([kept], ratings([kept])) == {kept.pk}
    with pytest.raises(ValidationError) as refused:
        set_rating_by_hand(
            measurement=kept, version=1, rating="red", reason="Red.", by=make_user(Role.ANALYST)
        )
    assert list(refused.value.message_dict) == ["rating"]


def test_figures_of_one_indicator_are_not_rated_by_other_areas_together():
    indicator, _ = aimed_at_england()
    make_measurement(indicator, Area.objects.get(kind="own"), Q4.previous(), 70)
    with pytest.raises(ValueError, match="Only one figure of an indicator"):
        worked_out(Measurement.objects.select_related("indicator"))


def test_figures_rated_by_other_areas_take_three_queries(django_assert_num_queries):
    indicator, england = aimed_at_england()
    make_measurement(indicator, england, Q4, 80)
    rows = list(Measurement.objects.select_related("indicator").filter(area__kind="own"))
    with django_assert_num_queries(3):
        worked_out(rows)


DAY = date(2020, 3, 31)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([{}], "published"),
        ([{"finality": "provisional"}], "provisional"),
        ([{"finality": "revised", "as_at": DAY}], "as at 31 March 2020, revised"),
        ([{}, {}], "published"),
        ([{}, {"finality": "provisional"}, {"finality": "revised"}], "partly provisional"),
        ([{}, {"finality": "revised"}], "partly revised"),
        ([{"as_at": DAY}, {"as_at": DAY}], "as at 31 March 2020, published"),
        ([{"as_at": DAY}, {}], "published"),
        ([{"value": None, "state": "suppressed"}], ""),
        ([{}, {"value": None, "state": "suppressed", "finality": "provisional"}], "published"),
        ([], ""),
    ],
)
def test_how_final_figures_of_other_areas_are_is_said_in_one_way(figures, words):
    indicator, area = Indicator(), Area(kind="neighbour")
    rows = [PeriodFigure(indicator, area, Q4, **{"value": Decimal(70)} | each) for each in figures]
    assert marks_of(rows) == words


def test_our_own_final_figure_is_final_and_not_only_published():
    own = PeriodFigure(Indicator(), Area(kind="own"), Q4, Decimal(70), as_at=DAY)
    assert marks_of([own]) == "as at 31 March 2020, final"


def test_every_place_tells_how_final_the_figures_beside_ours_are():
    indicator, england = aimed_at_england(basis="snapshot")
    kept = make_measurement(indicator, england, Q4, 80, finality="final")
    assert [[other.when for other in at.others] for at in positions(indicator)] == [
        ["Quarter 4 2019-20, published"]
    ] * 3
    kept.value, kept.finality, kept.revised_because = 81, "revised", "Counted again."
    kept.save()
    assert [[other.when for other in at.others] for at in positions(indicator)] == [
        ["Quarter 4 2019-20, revised"]
    ] * 3
