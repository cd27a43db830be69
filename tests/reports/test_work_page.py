"""The page on which a paper is worked on, and how it tells that the paper is ready or stale."""

import re
from datetime import timedelta

import pytest
from django.apps.registry import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corporate_parenting.roles import Role
from reports import queries, services
from reports.assemble import every_edition
from reports.checking import findings
from reports.models import Rendering, Report, ReportEntry
from scorecard.models import Area
from scorecard.periods import parse
from tests.factories import (
    make_action,
    make_area,
    make_council,
    make_entry,
    make_indicator,
    make_kinds,
    make_measurement,
    make_note,
    make_passage,
    make_report,
    make_section,
    make_strand,
    make_user,
)
from tests.reports.full_papers import make_full_report
from tests.reports.publishing import make_rendering, submit
from tests.reports.test_views import make_action_of, sent, signed_in, three_entries, url

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_a_note_has_no_button_at_the_ends_of_its_action():
    report, author = make_report(), signed_in(Role.AUTHOR)
    first, second, third = three_entries(report)
    other = make_action(priority=report.plan.priorities.get(), reference="1.2")
    alone = make_entry(report, make_note(other), order=4)
    html = author.get(url("report-detail", report.pk)).content.decode()
    buttons = {
        entry: [
            direction
            for direction in ("up", "down")
            if f'value="{direction}"'
            in html.split(f'id="entry-{entry.pk}"')[1].split('id="entry-')[0]
        ]
        for entry in (first, second, third, alone)
    }
    assert buttons == {first: ["down"], second: ["up", "down"], third: ["up"], alone: []}


def test_every_button_of_the_work_page_has_a_token_of_its_own():
    report, author = make_report(), signed_in(Role.AUTHOR)
    three_entries(report)
    html = author.get(url("report-detail", report.pk)).content.decode()
    tokens = [part.split('"')[0] for part in html.split('name="submission" value="')[1:]]
    assert len(tokens) == len(set(tokens)) == 4


def test_the_paper_is_asked_for_and_its_state_is_shown():
    report, author = make_report(), signed_in(Role.AUTHOR)
    work = url("report-detail", report.pk)
    author.post(url("report-render", report.pk), sent())
    assert "There is nothing in the paper yet." in author.get(work).content.decode()
    make_passage(report)
    author.post(url("report-render", report.pk), sent())
    rendering = Rendering.objects.get()
    assert rendering.state == Rendering.State.QUEUED
    assert "Waiting" in author.get(work).content.decode()
    author.post(url("report-render", report.pk), sent())
    assert Rendering.objects.count() == 1
    assert "The paper is being made already." in author.get(work).content.decode()
    rendering.state, rendering.reason = Rendering.State.FAILED, "The paper is too large to print."
    rendering.save()
    assert "The paper is too large to print." in author.get(work).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_work_page_takes_a_fixed_number_of_queries(rows, django_assert_num_queries):
    make_council()
    report, author = make_report(), signed_in(Role.AUTHOR)
    action = make_action_of(report)
    for order in range(1, rows + 1):
        make_entry(report, make_note(action), order=order)
        make_passage(report, order=order)
    author.get(url("report-detail", report.pk))
    with django_assert_num_queries(20):
        page = author.get(url("report-detail", report.pk))
    assert len(page.context["entries"]) == rows
    assert ReportEntry.objects.count() == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_finished_paper_costs_the_work_page_one_query_more_whatever_it_holds(
    rows, django_assert_num_queries
):
    make_council()
    report, author = make_report(), signed_in(Role.AUTHOR)
    action = make_action_of(report)
    for order in range(1, rows + 1):
        make_entry(report, make_note(action), order=order)
        make_measurement(make_indicator(code=f"P{order}"), own_area(), Q3, 72)
    make_section(report, "scorecard_table", Q3)
    author.get(url("report-list"))
    make_rendering(report, requested_at=timezone.now())
    author.get(url("report-detail", report.pk))
    with django_assert_num_queries(21):
        page = author.get(url("report-detail", report.pk))
    assert page.context["out_of_date"] == ""


def test_after_a_change_the_paper_is_put_together_once_and_not_for_each_look(
    django_assert_max_num_queries,
):
    make_council()
    report, author = make_report(), signed_in(Role.AUTHOR)
    measurement = make_measurement(make_indicator(), own_area(), Q3, 72)
    make_section(report, "scorecard_table", Q3)
    make_rendering(report, requested_at=timezone.now())
    work = url("report-detail", report.pk)
    make_indicator(code="X", withdrawn_on=Q3.starts_on)
    assert author.get(work).context["out_of_date"] == ""
    with django_assert_max_num_queries(22):
        assert author.get(work).context["out_of_date"] == ""
    measurement.value = 73
    measurement.save()
    assert "was changed after" in author.get(work).context["out_of_date"]


def own_area():
    return Area.objects.first() or make_area()


def tried(client, report):
    """Status label, form and button: what an approver sees of a paper on both pages."""
    work = client.get(url("report-detail", report.pk)).content.decode()
    last = client.get(url("report-clear", report.pk)).content.decode()
    return {
        "ready": ">Ready<" in work,
        "stale": [">Out of date<" in page for page in (work, last)],
        "ask": ["Return it to Grace Holt, who makes it again." in page for page in (work, last)],
        "clear": ["Read and clear" in work, 'name="has_read"' in last],
    }


CURRENT = {
    "ready": True, "stale": [False, False], "ask": [False, False], "clear": [True, True],
}  # fmt: skip
STALE = {
    "ready": False, "stale": [True, True], "ask": [True, True], "clear": [False, False],
}  # fmt: skip


def made_by_grace():
    """A paper in clearance, and its entry."""
    grace = make_user(Role.AUTHOR, first_name="Grace", last_name="Holt")
    report = make_report(author=grace)
    entry = make_entry(report, make_note(make_action_of(report)))
    submit(report)
    return report, entry


def test_a_paper_in_clearance_is_out_of_date_once_what_it_takes_is_changed():
    report, entry = made_by_grace()
    approver = signed_in(Role.APPROVER)
    assert tried(approver, report) == CURRENT
    action = entry.note.action
    action.wording = "Other words."
    action.save()
    assert tried(approver, report) == STALE
    page = approver.get(url("report-clear", report.pk)).content.decode()
    assert "was changed after this paper was made." in page
    services.return_report(report=report, version=2, reason="Make it again.", by=approver.user)
    submit(report, pdf=b"%PDF-1.7 again")
    assert tried(approver, report) == CURRENT


def test_a_paper_is_out_of_date_once_a_note_in_it_is_corrected():
    report, entry = made_by_grace()
    make_note(entry.note.action, corrects=entry.note, text="Three families.")
    approver = signed_in(Role.APPROVER)
    assert tried(approver, report) == STALE
    page = approver.get(url("report-clear", report.pk)).content.decode()
    assert "Notes on 1.1 were corrected" in page


def test_whoever_writes_is_told_to_make_a_stale_paper_again():
    grace = make_user(Role.AUTHOR, first_name="Grace", last_name="Holt")
    report = make_report(author=grace)
    make_rendering(report)
    make_passage(report)
    html = signed_in(Role.AUTHOR).get(url("report-detail", report.pk)).content.decode()
    assert "Make it again before it goes to clearance." in html
    assert "Send to clearance" not in html
    html = signed_in(Role.APPROVER).get(url("report-detail", report.pk)).content.decode()
    assert "Ask Grace Holt to make it again." in html


def test_a_stale_paper_is_refused_with_its_reason_when_the_form_is_sent_all_the_same():
    report, _ = made_by_grace()
    approver = signed_in(Role.APPROVER)
    seen = approver.get(url("report-clear", report.pk)).context["form"]
    form = sent(version=2, sha256_pdf=seen["sha256_pdf"].value(), has_read="on")
    make_passage(report)
    answer = approver.post(url("report-clear", report.pk), form)
    html = answer.content.decode()
    assert (answer.status_code, report.clearances.count()) == (422, 0)
    assert "Return it to Grace Holt, who makes it again." in html
    assert 'name="has_read"' not in html


@pytest.mark.parametrize(
    ("state", "since", "seconds"),
    [
        ("queued", timedelta(0), "3"),
        ("rendering", timedelta(0), "3"),
        ("queued", timedelta(minutes=11), None),
        ("rendering", timedelta(minutes=5), None),
        ("ready", timedelta(0), None),
        ("failed", timedelta(0), None),
    ],
)
def test_the_work_page_looks_again_by_itself_while_the_paper_is_made(state, since, seconds):
    report, moment = make_report(), timezone.now() - since
    reason = "Too large." if state == Rendering.State.FAILED else ""
    make_rendering(report, state=state, reason=reason, queued_at=moment, started_at=moment)
    page = signed_in(Role.AUTHOR).get(url("report-detail", report.pk))
    assert page.get("Refresh") == seconds
    assert ("looks again by itself" in page.content.decode()) == (seconds is not None)


def test_a_draft_without_a_paper_does_not_look_again():
    page = signed_in(Role.AUTHOR).get(url("report-detail", make_report().pk))
    assert page.get("Refresh") is None


def tables_of(read):
    """The tables that ``read`` asks for."""
    with CaptureQueriesContext(connection) as asked:
        read()
    return {table for query in asked for table in TABLE.findall(query["sql"])}


@pytest.mark.parametrize("code", ["annual", "decision", "plan", "scorecard", "update"])
def test_whatever_a_paper_tells_makes_it_out_of_date_when_it_is_changed(code):
    report = Report.objects.get(pk=make_full_report(code).pk)
    told = tables_of(lambda: every_edition(report))
    watched = tables_of(lambda: queries.newest_change(report))
    tracked = [model for model in apps.get_models() if hasattr(model, "history")]
    followed = {
        model._meta.db_table: model.history.model._meta.db_table
        for model in tracked
        if model._meta.db_table in told
    }
    assert len(followed) > 10
    assert {table for table, history in followed.items() if history not in watched} == set()


def test_the_checks_read_a_plan_anew_once_a_strand_is_changed():
    make_kinds()
    report = make_report(kind="plan")
    strand = make_strand(action=make_action_of(report), who_where="At the hub")
    assert findings(report) == ()
    strand.who_where = "QZX at the hub"
    strand.save()
    assert [each.words for each in findings(report)] == ["“QZX” is explained nowhere in the paper."]
