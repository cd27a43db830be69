"""The scorecard: what it may ask of the database, how it shows figures, and the ways from it."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_target,
)
from tests.scorecard.boards import THIRD, make_areas, make_board
from tests.scorecard.test_scorecard_page import PAGE, page_of, rows_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_stays_within_fifteen_questions_right_after_a_change_that_hides_small_numbers(
    django_assert_num_queries, count
):
    make_council()
    areas = make_areas()
    make_board(count, areas=areas)
    total = make_indicator(code="P2.1", unit="number", basis="snapshot")
    for number, ends in enumerate((None, date(2019, 6, 1)), 1):
        code = f"P2.1.{number}"
        part = make_indicator(
            code=code, unit="number", basis="snapshot", part_of=total, withdrawn_on=ends
        )
        make_measurement(part, areas["own"], THIRD, 3)
    make_measurement(total, areas["own"], THIRD, 40)
    client = signed_in(Role.LEAD)
    client.get(PAGE)
    forget_all()
    with django_assert_num_queries(15):
        assert len(rows_of(page_of(client))) == count + 2


@pytest.mark.parametrize(
    ("value", "target", "figure", "rating"),
    [
        ("89.96", {"value": 90, "tolerance": 5}, "89.96%", "Near target"),
        ("84.96", {"value": 90, "tolerance": 5}, "84.96%", "Off target"),
        ("79.996", {"value": 90, "floor": 80}, "79.996%", "Floor missed"),
        ("89.956522", {"value": 90, "tolerance": 5}, "89.96%", "Near target"),
        ("90.04", {"value": 90, "tolerance": 5}, "90.0%", "On target"),
        ("91.26", {"value": 90, "tolerance": 5}, "91.3%", "On target"),
        ("90", {"value": 90, "tolerance": 5}, "90.0%", "On target"),
    ],
)
def test_a_figure_is_shown_so_that_it_does_not_contradict_its_rating(value, target, figure, rating):
    indicator = make_indicator(decimals=1)
    make_target(indicator, **target)
    make_measurement(indicator, make_area(), THIRD, Decimal(value))
    client = signed_in()
    (row,) = rows_of(page_of(client)).values()
    assert (row["Figure"].split()[0], row["Rating"]) == (figure, rating)
    exported = b"".join(client.get(f"{PAGE}export/csv/")).decode()
    assert f",{figure.removesuffix('%')}," in exported
    (chart,) = html.fromstring(client.get(f"{PAGE}{indicator.pk}/").content).xpath(
        "//p[contains(@class, 'govuk-body-l')]"
    )
    assert chart.text.startswith(f"{figure} for ")


# Where it is written


MINE, ENTER, BRING_IN = "/scorecard/mine/", "/scorecard/enter/", "/scorecard/figures/import/"


@pytest.mark.parametrize(
    ("role", "ways"), [(Role.ANALYST, [ENTER, BRING_IN, MINE]), (Role.LEAD, [MINE])]
)
@pytest.mark.parametrize("has_figure", [True, False])
def test_the_ways_to_where_it_is_written_stand_at_the_top_for_who_may(role, ways, has_figure):
    indicator, own = make_indicator(), make_area()
    if has_figure:
        make_measurement(indicator, own, THIRD, 72)
    page = page_of(signed_in(role))
    found = page.xpath("//main//nav[@aria-label='Keep the scorecard']")
    assert [nav.xpath(".//a/@href") for nav in found] == [ways]
    before_tables = page.xpath("//nav[@aria-label='Keep the scorecard']/preceding::table")
    assert before_tables == []
