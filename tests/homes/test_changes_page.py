"""What changed in our homes since a day."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from corporate_parenting.words import day_words
from homes.due import months_after
from tests.factories import make_council, make_meeting
from tests.home_factories import make_home, make_inspection, make_requirement
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
        ("since=", "Enter the day since when changes are told."),
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
    forget_all()
    with django_assert_num_queries(14):
        assert len(rows_of(page_of(client, f"{PAGE}?since=2021-01-01"))) == count
    with django_assert_num_queries(14 - 7):
        page_of(client, f"{PAGE}?since=2021-01-01")


def make_required():
    """Requirements that are new, met, overdue, and one that stands as it stood on 3 May 2021."""
    make_council()
    old = make_inspection(
        make_home(internal_name="Beck House", alias="Alder"),
        visited_from=date(2021, 2, 1), published_on=date(2021, 3, 1),
    )  # fmt: skip
    make_requirement(old, text="Paint the hall.", is_public=True)
    make_requirement(old, text="Train staff.", is_public=True, due_on=date(2021, 5, 3))
    make_requirement(old, text="It was late before.", is_public=True, due_on=date(2021, 5, 2))
    make_requirement(
        old, text="Mend the roof.", is_public=True, closed_on=date(2021, 5, 4), evidence="Seen."
    )
    make_requirement(
        old, text="Met before.", is_public=True, closed_on=date(2021, 5, 3), evidence="Seen."
    )
    new = make_inspection(make_home(alias="Birch", governance="joint_venture"))
    far = timezone.localdate() + timedelta(days=9)
    make_requirement(new, text="Keep records.", is_public=True, kind="recommendation", due_on=far)
    make_requirement(new, text="Not for all: Beck House.")
    return far


def test_requirements_that_became_new_met_or_overdue_are_told():
    far = day_words(make_required())
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2021-05-03")
    rows = [words(row) for row in page.xpath("//table[@aria-labelledby='requirements']/tbody/tr")]
    about = "Requirement, inspection of 1 February 2021"
    assert rows == [
        f"Alder Our own Overdue, due by 3 May 2021 Train staff. {about}",
        f"Alder Our own Met on 4 May 2021 Mend the roof. {about}",
        f"Birch Joint venture New, due by {far} Keep records. "
        "Recommendation, inspection of 9 March 2021",
    ]
    assert "Not for all" not in words(page)
    page = page_of(signed_in(Role.OFFICER), f"{PAGE}?since=2021-05-03")
    assert "Not for all: Beck House." in words(page)
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2021-05-04")
    assert "None became new, met or overdue in that time." in words(page)


def test_what_is_under_embargo_is_told_and_marked_to_those_who_may_know_of_it_alone():
    make_council()
    home = make_home(internal_name="Beck House", alias="Alder")
    row = make_inspection(home, "Inadequate", published_on=None)
    make_requirement(row, text="Mend the roof.", is_public=True)
    member = page_of(signed_in(Role.MEMBER), f"{PAGE}?since=2021-01-01")
    assert "No judgement and no home changed in that time." in words(member)
    assert "None became new, met or overdue in that time." in words(member)
    client = signed_in(Role.OFFICER)
    page = page_of(client, f"{PAGE}?since=2021-01-01")
    told = [words(line) for line in page.xpath("//tbody/tr")]
    assert told == [
        "Beck House Our own Not published: inspected Inadequate "
        "Full inspection of 9 March 2021, not published yet",
        "Beck House Our own Not published: new Mend the roof. "
        "Requirement, inspection of 9 March 2021",
    ]
    assert "what is not published yet" in words(page)
    # It was known to them before that day.
    page = page_of(client, f"{PAGE}?since=2021-03-09")
    assert page.xpath("//tbody/tr") == []
    exported_so = exported(client, "csv", "?since=2021-01-01")[1].decode("utf-8-sig")
    assert "Not published: inspected" in exported_so


def test_changes_are_told_since_the_board_met_last():
    make_council(board_name="Corporate Parenting Board")
    today = timezone.localdate()
    last, day = today - timedelta(days=20), day_words
    make_meeting(body="Scrutiny Committee", held_on=today - timedelta(days=2))
    make_meeting(body="Corporate Parenting Board", held_on=last)
    make_meeting(body="Corporate Parenting Board", held_on=today - timedelta(days=110))
    make_meeting(body="Corporate Parenting Board", held_on=today)
    client = signed_in(Role.MEMBER)
    page = page_of(client, PAGE)
    told = (
        f"These are the changes after {day(last)}, the day on which the Corporate Parenting Board "
        f"met last, and up to {day(today)}."
    )
    assert told in words(page)
    boxes = [box.get("value") for box in page.xpath("//main//input")]
    assert boxes == [str(last.day), str(last.month), str(last.year)]
    page = words(page_of(client, f"{PAGE}?since=2021-01-01"))
    assert f"after 1 January 2021 and up to {day(today)}." in page
    assert f"The Corporate Parenting Board met last on {day(last)} ." in page


def test_that_no_meeting_is_recorded_is_said():
    make_council(board_name="Corporate Parenting Board")
    page = words(page_of(signed_in(Role.MEMBER), PAGE))
    assert "No meeting of the Corporate Parenting Board is recorded" in page


def exported(client, kind, query="?since=2021-05-03"):
    answer = client.get(f"{PAGE}export/{kind}/{query}")
    assert answer.status_code == 200
    return answer["Content-Disposition"], b"".join(answer)


def test_changes_are_taken_away_as_the_page_tells_them():
    make_required()
    client = signed_in(Role.MEMBER)
    page = page_of(client, f"{PAGE}?since=2021-05-03")
    links = page.xpath("//main//a[contains(@href, '/export/')]/@href")
    assert links == [f"{PAGE}export/{kind}/?since=2021-05-03" for kind in ("xlsx", "docx", "csv")]
    named, content = exported(client, "csv")
    today = timezone.localdate()
    assert named == f'attachment; filename="changes-in-homes-after-3-may-2021-{today}.csv"'
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert head == [
        "Home", "Whose it is", "About", "What changed", "Judgement, or what is required",
        "Inspection",
    ]  # fmt: skip
    assert rows[:2] == [
        [
            "Birch", "Joint venture", "Home", "First judgement", "Good",
            "Full inspection of 9 March 2021, published on 4 May 2021",
        ],
        [
            "Alder", "Our own", "Requirement", "Overdue, due by 3 May 2021", "Train staff.",
            "Inspection of 1 February 2021",
        ],
    ]  # fmt: skip
    assert [row[3].split(",")[0] for row in rows[2:]] == ["Met on 4 May 2021", "New"]
    sheet = load_workbook(BytesIO(exported(client, "xlsx")[1])).active
    assert [row[3] for row in sheet.values][-4:] == [row[3] for row in rows]
    (table,) = Document(BytesIO(exported(client, "docx")[1])).tables
    assert [row.cells[3].text for row in table.rows][1:] == [row[3] for row in rows]


def test_officers_take_changes_away_in_a_file_that_says_what_it_is():
    make_required()
    named, content = exported(signed_in(Role.OFFICER), "csv")
    assert "changes-in-homes-after-3-may-2021-not-for-publication-" in named
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert [row[:2] for row in rows if row[0] == "Beck House"] == [["Beck House", "Alder"]] * 2
    assert "Not for all: Beck House." in [row[5] for row in rows]


def test_nothing_is_exported_of_changes_that_cannot_be_told():
    client = signed_in(Role.MEMBER)
    for path in ("pdf/?since=2021-05-03", "csv/?since=2999-01-01", "csv/?since="):
        assert client.get(f"{PAGE}export/{path}").status_code == 404
