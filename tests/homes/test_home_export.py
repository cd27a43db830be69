"""What is taken away of one home, by who reads it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from corporate_parenting.roles import Role
from tests.factories import make_council, make_lead, make_user
from tests.home_factories import (
    area,
    grade,
    make_home,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
)
from tests.homes.reading import page_of, signed_in

pytestmark = pytest.mark.django_db


def make_told():
    """A home with an inspection that is out, one that is not, and what the first requires."""
    make_council()
    home = make_home(internal_name="Beck House", alias="Alder")
    row = make_inspection(home, reason_public="Calm.", reason_exempt="Two staff left.")
    make_judgement(row, area=area("health"), grade=grade("Outstanding"))
    make_requirement(row, text="Paint the hall.", is_public=True, due_on=date(2021, 6, 1))
    make_requirement(
        row, text="Mend it.", is_public=True, closed_on=date(2021, 8, 1), evidence="Seen."
    )
    make_requirement(row, text="Not for all.", regulation="12")
    make_inspection(home, "Inadequate", visited_from=date(2022, 3, 1), published_on=None)
    return home


def exported(client, home, kind="csv", query=""):
    answer = client.get(f"/homes/{home.pk}/export/{kind}/{query}")
    assert answer.status_code == 200
    return answer["Content-Disposition"], b"".join(answer)


def rows(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_the_public_edition_tells_what_its_page_tells():
    named, content = exported(signed_in(Role.MEMBER), make_told())
    assert named == f'attachment; filename="one-home-{timezone.localdate()}.csv"'
    judged = "Full inspection of 9 March 2021, published on 4 May 2021"
    required = "Inspection of 9 March 2021"
    assert rows(content) == [
        [
            "Home", "About", "Day", "What", "Area", "Judgement", "Words", "State",
            "To be met by", "Met on",
        ],
        ["Alder", "What happened", "2021-08-01", "Requirement met", "", "", "Mend it.", "", "", ""],
        [
            "Alder", "What happened", "2021-05-04", "Full inspection: Good", "", "", "Calm.", "",
            "", "",
        ],
        ["Alder", "What happened", "2015-02-02", "Opened", "", "", "", "", "", ""],
        ["Alder", "What happened", "2015-01-05", "Registered", "", "", "", "", "", ""],
        ["Alder", "Judgement", "2021-03-09", judged, "Overall", "Good", "", "", "", ""],
        ["Alder", "Judgement", "2021-03-09", judged, "Health", "Outstanding", "", "", "", ""],
        [
            "Alder", "Requirement", "2021-03-09", required, "", "", "Paint the hall.",
            "Open, overdue", "2021-06-01", "",
        ],
        [
            "Alder", "Requirement", "2021-03-09", required, "", "", "Mend it.", "Met", "",
            "2021-08-01",
        ],
    ]  # fmt: skip


def test_officers_take_away_names_what_is_exempt_and_what_is_not_published():
    named, content = exported(signed_in(Role.OFFICER), make_told())
    assert f"one-home-not-for-publication-{timezone.localdate()}" in named
    head, *found = rows(content)
    assert (head[1], head[-1]) == ("Name in public", "Exempt, or what shows it")
    assert {tuple(row[:2]) for row in found} == {("Beck House", "Alder")}
    inside = [row[-1] for row in found if row[-1]]
    assert inside == ["Seen.", "Two staff left.", "Seen."]
    assert [row[4:9] for row in found if "Not published" in row[8]] == [
        ["Full inspection: Inadequate", "", "", "", "Not published"],
        [
            "Full inspection of 1 March 2022, not published yet", "Overall", "Inadequate", "",
            "Not published",
        ],
    ]  # fmt: skip
    assert found[-2][4:9] == [
        "Inspection of 9 March 2021, regulation 12", "", "", "Not for all.",
        "Open, not shown to the public",
    ]  # fmt: skip


def test_who_answers_for_the_home_takes_all_of_it_away(client):
    home, other = make_told(), make_home(internal_name="Larch Rise", alias="Birch")
    user = make_user(Role.LEAD)
    home.lead = make_lead(user=user)
    home.save()
    client.force_login(user)
    assert "Beck House" in exported(client, home)[1].decode()
    assert "Larch Rise" not in exported(client, other)[1].decode()


def test_the_three_files_hold_the_same_as_at_a_day():
    home = make_told()
    make_notice(home, published_on=date(2021, 4, 9))
    client, query = signed_in(Role.MEMBER), "?as-at=2021-07-01"
    links = page_of(client, f"/homes/{home.pk}/{query}").xpath("//a[contains(@href, '/export/')]")
    assert [link.get("href") for link in links] == [
        f"/homes/{home.pk}/export/{kind}/{query}" for kind in ("xlsx", "docx", "csv")
    ]
    named, content = exported(client, home, "csv", query)
    assert "one-home-as-at-1-july-2021-" in named
    head, *found = rows(content)
    assert [row[7] for row in found if row[1] == "Requirement"] == ["Open, overdue", "Open"]
    whats = [row[3] for row in found]
    sheet = load_workbook(BytesIO(exported(client, home, "xlsx", query)[1])).active
    assert [row[3] for row in sheet.values][-len(whats) :] == whats
    (table,) = Document(BytesIO(exported(client, home, "docx", query)[1])).tables
    assert [row.cells[3].text for row in table.rows][1:] == whats


def test_nothing_is_exported_that_cannot_be_told():
    home, client = make_told(), signed_in(Role.MEMBER)
    for path in ("pdf/", "csv/?as-at=2999-01-01", "csv/?as-at=x", "csv/?as-at=2010-01-01"):
        assert client.get(f"/homes/{home.pk}/export/{path}").status_code == 404
    assert client.get("/homes/424242/export/csv/").status_code == 404
