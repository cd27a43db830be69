"""What changed in our homes since a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from corporate_parenting.roles import Role
from homes.due import months_after
from tests.factories import make_council
from tests.home_factories import make_home, make_inspection
from tests.homes.reading import page_of, rows_of, signed_in, words

pytestmark = pytest.mark.django_db

PAGE = "/homes/changes/"


def make_changes():
    make_council()
    down = make_home(internal_name="Beck House", alias="Alder")
    make_inspection(down, "Good", visited_from=date(2020, 3, 2), published_on=date(2020, 4, 1))
    make_inspection(down, "Inadequate")
    again = make_home(alias="Birch", governance="joint_venture")
    make_inspection(again, "Good", visited_from=date(2020, 3, 3), published_on=date(2020, 4, 1))
    make_inspection(again, "Good", visited_from=date(2021, 3, 3), published_on=date(2021, 6, 1))


def test_each_home_that_changed_is_told_in_words():
    make_changes()
    rows = rows_of(page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2021-05-03"))
    assert rows == {
        "Alder": {
            "What changed": "Down from Good",
            "Judgement": "Inadequate Full inspection of 9 March 2021, published on 4 May 2021",
        },
        "Birch": {
            "What changed": "Again Good",
            "Judgement": "Good Full inspection of 3 March 2021, published on 1 June 2021",
        },
    }
    client = signed_in(Role.OFFICER)
    assert list(rows_of(page_of(client, f"{PAGE}?since=2021-05-03"))) == [
        "Beck House",
        rows_of(page_of(client, "/homes/?governance=joint_venture")).popitem()[0],
    ]
    assert list(rows_of(page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2021-05-04"))) == ["Birch"]


def test_without_a_day_it_tells_of_the_last_three_months():
    make_council()
    today = timezone.localdate()
    start = months_after(today, -3)
    for days in (0, 1):
        published = start + timedelta(days=days)
        home = make_home(alias=f"Elm{'ab'[days]}")
        make_inspection(home, visited_from=published - timedelta(days=30), published_on=published)
    page = page_of(signed_in(Role.MEMBER), PAGE)
    assert list(rows_of(page)) == ["Elmb"]
    boxes = [box.get("value") for box in page.xpath("//main//input")]
    assert boxes == [str(start.day), str(start.month), str(start.year)]


def test_the_three_boxes_are_read_as_the_address_is():
    make_changes()
    query = "since_day=3&since_month=5&since_year=2021"
    assert len(rows_of(page_of(signed_in(Role.MEMBER), f"{PAGE}?{query}"))) == 2


def test_nothing_changed_is_said():
    make_changes()
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2022-01-01")
    assert "No judgement and no home changed in that time." in words(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=2999-01-01", "Choose a day before today."),
        ("since=31.2.2020", "The date needs a month and a year."),
        ("since=", "Enter the day of the last board."),
    ],
)
def test_a_day_that_tells_nothing_is_refused(query, sentence):
    make_changes()
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?{query}", 422)
    assert words(page.find(".//div[@role='alert']")) == f"There is a problem {sentence}"
    assert rows_of(page) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    make_council()
    for _ in range(count):
        make_inspection(make_home())
    client = signed_in(Role.MEMBER)
    client.get(PAGE)
    with django_assert_num_queries(11):
        assert len(rows_of(page_of(client, f"{PAGE}?since=2021-01-01"))) == count
