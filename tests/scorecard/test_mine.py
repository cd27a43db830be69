"""My indicators: what somebody answers for, and what is due."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from scorecard.periods import parse
from scorecard.queries.due import due_rows, newest_ended
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_lead,
    make_measurement,
    make_target,
    make_user,
)

pytestmark = pytest.mark.django_db

URL = "/scorecard/mine/"
TODAY = date(2020, 1, 15)
Q3 = parse("Quarter 3 2019-20")


def due(row, indicator, on=TODAY):
    (found,) = due_rows(row.area, [indicator], on)
    return found.period, [each.value for each in found.due]


@pytest.fixture
def area():
    return make_area()


@pytest.mark.parametrize(
    ("frequency", "period"),
    [
        ("month", "December 2019"),
        ("quarter", "Quarter 3 2019-20"),
        ("financial_year", "2018-19"),
        ("academic_year", "2018/19 academic year"),
        ("calendar_year", "2019"),
    ],
)
def test_what_is_due_is_of_the_newest_period_that_has_ended(area, frequency, period):
    (row,) = due_rows(area, [make_indicator(frequency=frequency)], TODAY)
    assert (str(row.period), [each.label for each in row.due]) == (period, ["No figure yet"])


def test_a_period_is_due_from_the_day_after_it_ends():
    assert newest_ended("quarter", date(2019, 12, 31)) == Q3.previous()
    assert newest_ended("quarter", date(2020, 1, 1)) == Q3


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 95, "finality": "final"}, []),
        ({"value": 95, "finality": "revised", "revised_because": "Late."}, []),
        ({"value": 95}, ["provisional"]),
        ({"value": 72, "finality": "final"}, ["commentary"]),
        ({"value": 72}, ["provisional", "commentary"]),
        ({"state": "not_yet"}, ["missing"]),
        ({"state": "not_collected", "finality": "final"}, []),
        (
            {
                "value": 72,
                "finality": "final",
                "rating": "amber",
                "rating_reason": "One clinic closed.",
            },
            [],
        ),
    ],
)
def test_a_figure_is_due_while_it_is_not_there_not_final_or_red_without_words(
    area, fields, expected
):
    indicator = make_indicator()
    make_target(indicator)
    row = make_measurement(indicator, area, Q3, **fields)
    assert due(row, indicator) == (Q3, expected)


def test_a_red_figure_is_settled_by_its_own_commentary(area):
    indicator = make_indicator()
    make_target(indicator)
    row = make_measurement(indicator, area, Q3, 72, finality="final")
    make_commentary(indicator, Q3.previous())
    assert due(row, indicator) == (Q3, ["commentary"])
    make_commentary(indicator, Q3)
    assert due(row, indicator) == (Q3, [])


# The page


def codes(rows):
    return [row.indicator.code for row in rows]


def test_a_lead_sees_their_own_with_what_is_due_first(client, area):
    user = make_user(Role.LEAD)
    lead = make_lead(user=user)
    period = newest_ended("quarter", date.today())
    done = make_indicator(code="P1", owner=lead)
    make_measurement(done, area, period, 95, finality="final")
    red = make_indicator(code="P2", owner=lead)
    make_target(red)
    row = make_measurement(red, area, period, 72, finality="final")
    make_indicator(code="P3", owner=lead)
    make_indicator(code="P4", owner=make_lead(name="Bo Lund", user=make_user()))
    make_indicator(code="P5", owner=lead, withdrawn_on=date(2020, 1, 1))
    client.force_login(user)
    response = client.get(URL)
    assert codes(response.context["mine"]) == ["P2", "P3", "P1"]
    assert (response.context["count_due"], response.context["groups"]) == (2, [])
    page = response.content.decode()
    assert "3 indicators to answer for, 2 with something due." in page
    assert f'href="/scorecard/figures/{row.pk}/commentary/"' in page
    assert f'href="/scorecard/{red.pk}/">P2</a>' in page
    assert "Due from others" not in page


def test_an_analyst_sees_what_is_due_from_everybody_by_owner(client, area):
    period = newest_ended("quarter", date.today())
    ada, bo = make_lead(name="Ada Rowe"), make_lead(name="Bo Lund")
    make_indicator(code="P1", owner=bo)
    make_indicator(code="P2")
    make_indicator(code="P3", owner=ada)
    make_indicator(code="P4", owner=bo)
    done = make_indicator(code="P5", owner=ada)
    make_measurement(done, area, period, 95, finality="final")
    client.force_login(make_user(Role.ANALYST))
    response = client.get(URL)
    assert [(owner, codes(rows)) for owner, rows in response.context["groups"]] == [
        ("Ada Rowe", ["P3"]),
        ("Bo Lund", ["P1", "P4"]),
        ("Nobody answers for these", ["P2"]),
    ]
    assert "You are not named as the owner" in response.content.decode()


def test_readers_who_answer_for_nothing_are_told_so_and_members_do_not_read_it(client, area):
    make_indicator()
    client.force_login(make_user(Role.OFFICER))
    response = client.get(URL)
    assert (response.status_code, response.context["mine"]) == (200, [])
    client.force_login(make_user(Role.MEMBER))
    assert client.get(URL).status_code == 403


def test_without_an_area_of_our_own_every_figure_is_due(client):
    client.force_login(make_user(Role.ANALYST))
    make_indicator()
    assert [codes(rows) for _, rows in client.get(URL).context["groups"]] == [["P4.2"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_as_for_one(
    client, area, count, django_assert_num_queries
):
    user = make_user(Role.ANALYST)
    own = make_lead(user=user)
    for number in range(count):
        for owner in (own, make_lead(name=f"Lead {number}")):
            indicator = make_indicator(code=f"P{number}.{owner.pk}", owner=owner)
            make_target(indicator)
            make_measurement(indicator, area, newest_ended("quarter", date.today()), 72)
    client.force_login(user)
    client.get(URL)
    with django_assert_num_queries(9):
        client.get(URL)
