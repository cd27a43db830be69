"""Inspections of the council as a whole: the page, its downloads and its history."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from corporate_parenting.roles import Role
from tests.factories import make_council
from tests.home_factories import (
    area,
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_home,
)
from tests.homes.reading import page_of, signed_in, words

pytestmark = pytest.mark.django_db

PAGE = "/homes/council/"
STANDARD = "Standard inspection of 7 June 2021, published on 26 July 2021"


def make_inspections():
    """One of 2018, one of 2021 with an area that was not inspected, a visit; one not published."""
    make_council()
    first = make_authority_inspection(visited_on=date(2018, 6, 7), published_on=date(2018, 8, 1))
    make_authority_judgement(first)
    row = make_authority_inspection(reason_public="Leaders listen.", reason_exempt="Not for all.")
    make_authority_judgement(row, grade=grade("Outstanding"))
    make_authority_judgement(row, grade=None, words="", area=area("care_leavers", "authority"))
    make_authority_inspection(
        kind="focused",
        theme="Front door",
        visited_on=date(2022, 2, 1),
        published_on=date(2022, 3, 1),
    )
    hidden = make_authority_inspection(
        visited_on=date(2023, 2, 1), published_on=None, reason_public="Still secret."
    )
    make_authority_judgement(hidden, grade=grade("Inadequate"))


def lines(page):
    """[[the inspection, the words under each head], ...]"""
    return [
        [words(row.find("th")), *(words(cell) for cell in row.iter("td"))]
        for row in page.xpath("//tbody/tr")
    ]


def test_inspections_stand_newest_first_with_their_judgements_by_area():
    make_inspections()
    page = page_of(signed_in(Role.MEMBER), PAGE)
    assert [words(head) for head in page.xpath("//thead//th")] == [
        "Inspection", "Overall", "Care leavers", "Reason",
    ]  # fmt: skip
    assert lines(page) == [
        [
            "Focused visit of 1 February 2022, published on 1 March 2022 Front door",
            "No grade is given", "No grade is given", "None recorded",
        ],
        [STANDARD, "Outstanding", "Not inspected", "Leaders listen."],
        [
            "Standard inspection of 7 June 2018, published on 1 August 2018",
            "Good", "Not inspected", "None recorded",
        ],
    ]  # fmt: skip
    (standing,) = page.xpath("//p[@class='homes-standing']")
    assert words(standing) == f"Outstanding {STANDARD}"


def test_what_is_not_published_is_told_to_officers_and_judges_nothing():
    make_inspections()
    page = page_of(signed_in(Role.OFFICER), PAGE)
    first = lines(page)[0]
    assert first[:2] == [
        "Standard inspection of 1 February 2023, not published yet Not published", "Inadequate",
    ]  # fmt: skip
    assert words(page.xpath("//p[@class='homes-standing']")[0]) == f"Outstanding {STANDARD}"
    assert "Not for all." in words(page)
    told = words(page_of(signed_in(Role.MEMBER), PAGE))
    assert "Not for all." not in told
    assert "Still secret." not in told


def test_as_at_a_day_it_tells_what_was_published_by_then():
    make_inspections()
    client = signed_in(Role.MEMBER)
    page = page_of(client, f"{PAGE}?as-at=2021-07-25")
    assert [line[1] for line in lines(page)] == ["Good"]
    assert page.findtext(".//title").startswith("Inspections of the council as at 25 July 2021")
    page = page_of(client, f"{PAGE}?as-at=2010-01-01")
    assert "No inspection of the council is known by that day." in words(page)
    page = page_of(client, f"{PAGE}?as-at=31.2.2020", 422)
    assert page.xpath("//main//a[contains(@href, '/export/')]") == []


def test_nothing_recorded_is_said():
    make_council()
    page = page_of(signed_in(Role.OFFICER), PAGE)
    assert "No inspection of the council has been recorded yet." in words(page)
    assert "Not judged yet" in words(page)


def test_the_register_leads_there_with_its_day():
    make_inspections()
    page = page_of(signed_in(Role.MEMBER), "/homes/?as-at=2021-07-25")
    (link,) = page.xpath(f"//a[starts-with(@href, '{PAGE}')]")
    assert (link.get("href"), words(link)) == (
        f"{PAGE}?as-at=2021-07-25",
        "Inspections of the council",
    )


def test_only_who_records_is_offered_to():
    make_inspections()
    links = "//main//a[contains(@href, '/council/inspections/')]"
    assert (
        len(page_of(signed_in(Role.OFFICER), PAGE).xpath(links)) == 9
    )  # each is corrected or taken away, and one more recorded
    for role in (Role.MEMBER, Role.ADMINISTRATOR, Role.LEAD):
        assert page_of(signed_in(role), PAGE).xpath(links) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    make_council()
    for year in range(count):
        row = make_authority_inspection(visited_on=date(2018 + year, 6, 7))
        make_authority_judgement(row)
    client = signed_in(Role.MEMBER)
    client.get(PAGE)
    with django_assert_num_queries(7):
        assert len(lines(page_of(client, PAGE))) == count


def test_words_for_all_that_name_a_private_home_are_held_back():
    make_council()
    make_home(internal_name="Larch Rise")
    make_authority_inspection(reason_public="Staff at Larch Rise were kind.")
    assert "Larch Rise" not in words(page_of(signed_in(Role.MEMBER), PAGE))
    assert "Larch Rise" in words(page_of(signed_in(Role.OFFICER), PAGE))


def exported(client, kind, query=""):
    answer = client.get(f"{PAGE}export/{kind}/{query}")
    assert answer.status_code == 200
    return answer["Content-Disposition"], b"".join(answer)


def test_inspections_are_taken_away_as_the_page_tells_them():
    make_inspections()
    client = signed_in(Role.MEMBER)
    named, content = exported(client, "csv")
    today = timezone.localdate()
    assert named == f'attachment; filename="inspections-of-the-council-{today}.csv"'
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert head == [
        "Inspection", "Theme", "Inspected on", "Published on", "Overall", "Care leavers",
        "Reason, for all",
    ]  # fmt: skip
    assert [row[4:] for row in rows] == [
        ["No grade is given", "No grade is given", ""],
        ["Outstanding", "Not inspected", "Leaders listen."],
        ["Good", "Not inspected", ""],
    ]
    sheet = load_workbook(BytesIO(exported(client, "xlsx")[1])).active
    assert [row[4] for row in sheet.values][-3:] == [row[4] for row in rows]
    (table,) = Document(BytesIO(exported(client, "docx")[1])).tables
    assert [row.cells[4].text for row in table.rows][1:] == [row[4] for row in rows]
    assert len(list(csv.reader(StringIO(
        exported(client, "csv", "?as-at=2021-07-25")[1].decode("utf-8-sig")
    )))) == 2  # fmt: skip


def test_officers_take_them_away_in_a_file_that_says_what_it_is():
    make_inspections()
    named, content = exported(signed_in(Role.OFFICER), "csv")
    assert "inspections-of-the-council-not-for-publication-" in named
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:3]] == ["not published yet", "2022-03-01"]
    assert [row[-1] for row in rows] == ["Reason, exempt", "", "", "Not for all.", ""]


def test_nothing_is_exported_that_cannot_be_told():
    client = signed_in(Role.MEMBER)
    for path in ("pdf/", "csv/?as-at=2999-01-01", "csv/?as-at=31.2.2020"):
        assert client.get(f"{PAGE}export/{path}").status_code == 404


def test_the_history_tells_who_recorded_what():
    make_inspections()
    told = words(page_of(signed_in(Role.OFFICER), f"{PAGE}history/"))
    assert "Standard inspection of 7 June 2021" in told
    assert "Overall, inspection of 7 June 2021: added Grade Outstanding" in told
    assert signed_in(Role.MEMBER).get(f"{PAGE}history/").status_code == 403
