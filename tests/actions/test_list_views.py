"""The list of actions, its pages, filters and exports."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook

from actions.models import Plan, Status, Timescale
from corporate_parenting import paging
from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from tests.actions.reading import filled_plan, page, signed_in, text_of, url
from tests.factories import (
    make_action,
    make_council,
    make_lead,
    make_note,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    make_council(action_word="task", priority_word="pledge", strand_word="thread")
    return signed_in(Role.OFFICER, first_name="Ada", last_name="Rowe")


def test_the_list_counts_shows_and_narrows(officer):
    filled_plan(3)
    assert "3 tasks. Download as Excel , Word , CSV ." in text_of(page(officer, url("action-list")))
    words = text_of(page(officer, url("action-list") + "?words=2.1"))
    assert "Filter (1 on)" in words
    assert "1 task found." in words
    assert "Nothing in the plan matches." in page(officer, url("action-list") + "?words=zebra")


def test_the_list_shows_what_is_overdue_and_stale(officer):
    strand = make_strand()
    make_timescale(strand, kind=Timescale.Kind.BY, ends_on=date(2019, 3, 31))
    assert "No status given Overdue, Stale None recorded" in text_of(
        page(officer, url("action-list"))
    )


def test_the_list_has_pages_of_25_that_keep_the_filter(officer):
    priority = make_priority()
    for number in range(1, 28):
        make_action(priority=priority, reference=f"1.{number}")
    first = page(officer, url("action-list") + "?status=not_given")
    assert first.count('scope="row"') == 25
    assert "?status=not_given&amp;page=2" in first
    second = page(officer, url("action-list") + "?status=not_given&page=2")
    assert second.count('scope="row"') == 2


def test_a_very_long_list_says_that_there_are_others(officer, monkeypatch):
    monkeypatch.setattr(paging, "MOST_LISTED", 2)
    filled_plan(3)
    html = page(officer, url("action-list"))
    assert html.count('scope="row"') == 2
    assert (
        "More than 2 tasks. The first 2 are listed: narrow the filter to see others. "
        "Download all of them as Excel" in text_of(html)
    )


def test_the_pages_of_a_very_long_list_are_told_as_those_of_its_first_rows(officer, monkeypatch):
    monkeypatch.setattr(paging, "MOST_LISTED", 26)
    priority = make_priority()
    for number in range(1, 27):
        make_action(priority=priority, reference=f"1.{number}")
    assert "1 to 25 of 26" in text_of(page(officer, url("action-list")))
    make_action(priority=priority, reference="1.27")
    words = text_of(page(officer, url("action-list")))
    assert "1 to 25 of the first 26" in words


@pytest.mark.parametrize(
    "query", ["page=abc", "page=0", "page=99999", "plan=abc", "plan=99", "plan=-1"]
)
def test_pages_and_plans_that_are_not_there_are_not_found(officer, query):
    filled_plan()
    page(officer, f"{url('action-list')}?{query}", status=404)


@pytest.mark.parametrize("query", ["priority=abc", "lead=x", "words=" + "x" * 101])
def test_a_filter_that_cannot_be_applied_lists_nothing_and_says_why(officer, query):
    filled_plan()
    html = page(officer, f"{url('action-list')}?{query}", status=422)
    assert "There is a problem" in html
    assert "Find each child" not in text_of(html)


def test_a_lead_whom_nobody_knows_is_named(officer):
    filled_plan()
    html = page(officer, url("action-list") + "?lead=Nobody", status=422)
    assert html.count("No lead is called “Nobody”.") == 2


def test_another_plan_is_listed_when_it_is_asked_for(officer):
    filled_plan()
    old = make_plan(title="Old promise", state=Plan.State.ARCHIVED)
    make_action(priority=make_priority(plan=old), wording="Old wording.")
    html = page(officer, f"{url('action-list')}?plan={old.pk}")
    assert "Old wording." in html
    assert "Find each child" not in html
    assert f'<input type="hidden" name="plan" value="{old.pk}"' in html


def test_without_a_plan_the_list_says_how_to_bring_one_in(officer):
    assert "There is no current plan" in page(officer, url("action-list"))


HEADINGS = [
    "Reference", "Pledge", "Task", "Threads", "Leads", "Timescales", "Status",
    "Needs attention", "Newest note", "As at",
]  # fmt: skip


def exported(client, kind, query=""):
    response = client.get(f"{url('action-export', kind)}?{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        assert response.streaming
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    if kind == "xlsx":
        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return [[str(cell or "") for cell in row] for row in rows]
    (table,) = Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("kind", "day"),
    [("csv", "2019-05-01"), ("xlsx", "2019-05-01 00:00:00"), ("docx", "1 May 2019")],
)
def test_an_export_holds_exactly_the_rows_that_the_filter_shows(officer, kind, day):
    priority = make_priority()
    make_note(make_action(priority=priority, reference="1.10", status=Status.GREEN))
    make_action(priority=priority, reference="1.9", status=Status.GREEN, wording="=1+1")
    make_action(priority=priority, reference="1.1")
    rows = exported(officer, kind, "status=green")
    guarded = "'=1+1" if kind == "csv" else "=1+1"
    assert rows == [
        HEADINGS,
        ["1.9", "1", guarded, "", "", "", "On track", "Stale", "", ""],
        ["1.10", "1", "Find each child a settled home.", "", "", "", "On track", "Stale",
         "Two more families were approved.", day],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_an_export_tells_the_strands_of_each_action_in_one_cell(officer, kind):
    priority = make_priority()
    many = make_action(priority=priority, reference="1.1")
    first = make_strand(
        make_lead(), make_lead(name="Bo Lund"), action=many, what="Recruit carers",
        who_where="Fostering team\nAda Rowe",
    )  # fmt: skip
    for order, words in enumerate(("Termly", "Annual"), 1):
        make_timescale(first, words, order=order)
    make_strand(
        action=many, order=2, who_where="Health visitors", closed_on=date(2019, 5, 1),
        closed_reason="Merged.",
    )  # fmt: skip
    alone = make_action(priority=priority, reference="1.2")
    make_strand(action=alone, what="=1+1", who_where="")
    make_action(priority=priority, reference="1.3")
    guarded = "'=1+1" if kind == "csv" else "=1+1"
    assert [row[3:6] for row in exported(officer, kind)[1:]] == [
        ["1. Recruit carers\nFostering team\nAda Rowe\n2. Health visitors\n"
         "Closed 1 May 2019: Merged.", "Ada Rowe\nBo Lund", "Termly\nAnnual"],
        [guarded, "", ""],
        ["", "", ""],
    ]  # fmt: skip


def test_an_export_is_headed_by_the_councils_words_as_they_are_written(officer):
    council = Council.objects.get()
    council.action_word, council.priority_word = "KPI", "big promise"
    council.save()
    filled_plan()
    assert exported(officer, "csv")[0][:3] == ["Reference", "Big promise", "KPI"]


def test_an_export_holds_more_than_a_page(officer):
    priority = make_priority()
    for number in range(1, 28):
        make_action(priority=priority, reference=f"1.{number}")
    rows = exported(officer, "csv")
    assert [row[0] for row in rows[1:]] == [f"1.{number}" for number in range(1, 28)]


def test_exports_of_no_known_kind_of_no_plan_or_of_a_wrong_filter_are_refused(officer):
    page(officer, url("action-export", "csv"), status=404)
    filled_plan()
    page(officer, url("action-export", "pdf"), status=404)
    page(officer, url("action-export", "csv") + "?priority=abc", status=422)
