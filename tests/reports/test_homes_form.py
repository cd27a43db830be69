"""Choosing what a draft tells of our homes: the form, its page and the service."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.forms import HomesForm
from reports.models import HomesSection, Report
from reports.queries import chosen_homes
from tests.factories import make_meeting, make_report
from tests.home_factories import make_home, make_inspection, make_requirement
from tests.reports.homes import choose
from tests.reports.publishing import publish
from tests.reports.test_views import signed_in, url

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2021, 10, 1), date(2021, 11, 1)
BOTH = ["home_judgements", "home_changes"]


def sent(day=None, since=None, **fields):
    days = {"day": day, "since": since}
    parts = {
        f"{name}_{part}": getattr(value, part)
        for name, value in days.items()
        if value
        for part in ("day", "month", "year")
    }
    return {"submission": str(uuid.uuid4()), "version": 1, **parts, **fields}


def said(report, **fields):
    """The errors of the form by field."""
    form = HomesForm(sent(**fields), report=report, today=TODAY)
    return {name: list(errors) for name, errors in form.errors.items()}


def test_what_is_chosen_stands_on_the_draft_and_in_the_preview():
    make_inspection(make_home(alias="Ash"), reason_public="All is well.")
    make_meeting(held_on=date(2021, 6, 1))
    report, author = make_report(held_on=date(2021, 10, 20)), signed_in(Role.AUTHOR)
    answer = author.post(
        url("report-homes", report.pk), sent(DAY, sections=BOTH, parts=["with_list"])
    )
    assert answer.status_code == 302
    rows = chosen_homes(Report.objects.get())
    assert {name: str(row) for name, row in rows.items()} == {
        "home_judgements": "Judgements of our homes, as at 1 October 2021",
        "home_changes": "What changed since the last board, as at 1 October 2021",
    }
    row = rows["home_judgements"]
    assert (row.with_counts, row.with_list, row.with_places) == (False, True, False)
    page = author.get(url("report-detail", report.pk)).content.decode()
    assert "What changed since the last board, as at 1 October 2021" in page
    preview = author.get(url("report-preview", report.pk)).content.decode()
    assert "All is well." in preview
    assert "This tells of changes after 1 June 2021 and up to 1 October 2021." in preview


def test_the_form_shows_the_choice_and_what_is_unticked_is_left_out_and_kept():
    report, author = make_report(), signed_in(Role.AUTHOR)
    choose(report, "home_judgements", DAY, with_places=True)
    choose(report, "home_changes", DAY, since=date(2021, 6, 1), is_included=False)
    form = author.get(url("report-homes", report.pk)).context["form"]
    assert {name: form[name].value() for name in HomesForm.plain_fields} == {
        "sections": ["home_judgements"],
        "day": DAY,
        "parts": ["with_places"],
        "since": date(2021, 6, 1),
    }
    assert author.post(url("report-homes", report.pk), sent()).status_code == 302
    assert chosen_homes(report) == {}
    kept = HomesSection.objects.get(section="home_judgements")
    assert (kept.day, kept.with_places, kept.is_included) == (DAY, True, False)


def test_days_and_parts_are_asked_for_in_plain_words():
    report = make_report()
    needs_since = "No earlier meeting of the board is recorded. Enter the day since when it tells."
    assert said(report, sections=BOTH) == {
        "day": ["Enter the day as at which the paper tells of the homes."],
        "parts": ["Choose what the paper tells of the homes."],
    }
    assert said(report, day=DAY, sections=["home_changes"]) == {"since": [needs_since]}
    assert said(report, day=DAY, since=DAY, sections=["home_changes"]) == {
        "since": ["Enter a day before 1 October 2021, the homes’ own day."]
    }
    late = TODAY + timedelta(days=1)
    assert said(report, day=late, sections=["home_judgements"], parts=["with_list"]) == {
        "day": ["Enter a day up to today, 1 November 2021."]
    }
    assert said(report, sections=["moon"], parts=["sun"]) == {
        "sections": ["Choose from the sections on this page."],
        "parts": ["Choose what the paper tells of the homes."],
    }
    assert said(report) == {}


def test_the_form_names_the_meeting_before():
    make_meeting(held_on=date(2021, 6, 1))
    report = make_report(held_on=date(2021, 10, 20))
    hint = HomesForm(report=report, today=TODAY).fields["since"].help_text
    assert hint == "Left empty, since the board’s meeting before: 1 June 2021."
    assert said(report, day=DAY, sections=["home_changes"]) == {}


def test_who_saves_second_sees_both_choices():
    report, author = make_report(), signed_in(Role.AUTHOR)
    page, since = url("report-homes", report.pk), date(2021, 6, 1)
    author.post(page, sent(DAY, sections=["home_judgements"], parts=["with_list"]))
    answer = author.post(page, sent(DAY, since, sections=["home_changes"]))
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        (
            "Sections",
            "Judgements of our homes, as at 1 October 2021, Each home with its judgement and the "
            "reason",
            "What changed since the last board, as at 1 October 2021, since 1 June 2021",
        )
    ]


def test_a_day_to_come_a_stale_version_and_a_published_paper_change_nothing():
    report = make_report()
    chosen = {"sections": BOTH, "day": DAY, "by": report.author, "on": TODAY}
    with pytest.raises(ValidationError, match="Enter a day up to today"):
        services.choose_homes(
            report=report, version=1, **chosen | {"day": TODAY + timedelta(days=1)}
        )
    with pytest.raises(ValidationError, match="Choose what the paper tells"):
        services.choose_homes(report=report, version=1, **chosen, parts=[])
    with pytest.raises(Conflict):
        services.choose_homes(report=report, version=7, **chosen)
    publish(report)
    report = Report.objects.get()
    with pytest.raises(services.ReportError, match="The paper is published"):
        services.choose_homes(report=report, version=report.version, **chosen)
    assert HomesSection.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        dict.fromkeys(["with_counts", "with_list", "with_places"], False),
        {"since": DAY},
        {"section": "home_changes"},
    ],
)
def test_the_database_holds_what_a_section_is(fields):
    report = make_report()
    choose(report, "home_changes", DAY)
    row = HomesSection(**{"report": report, "section": "home_judgements", "day": DAY} | fields)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("count", [1, 3])
def test_the_draft_with_homes_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    for number in range(count):
        home = make_home(alias=f"Ash {number}")
        make_requirement(make_inspection(home, reason_public="Well."), is_public=True)
    report, author = make_report(), signed_in(Role.AUTHOR)
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY, since=date(2021, 1, 4))
    author.get(url("report-detail", report.pk))
    with django_assert_num_queries(22):
        assert author.get(url("report-detail", report.pk)).context["remarks"] == ()


def test_the_command_builds_the_sections_that_the_draft_has(tmp_path):
    make_inspection(make_home(alias="Ash"), reason_public="All is well.")
    report = make_report(held_on=timezone.localdate())
    choose(report, "home_judgements", DAY)
    for kind, start in (("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("docx", b"PK")):
        out, day = tmp_path / f"paper.{kind}", report.meeting.held_on.isoformat()
        call_command("build_report", "update", "--meeting", day, "--out", str(out))
        assert out.read_bytes().lower().startswith(start.lower())
    assert "All is well." in (tmp_path / "paper.html").read_text()
