"""``manage.py tidy``: what is only left over goes, what people wrote or published stays."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actions.models import PlanImport
from actions.services.plan_imports import choose, grids_and_maps
from corporate_parenting.models import Submission
from homes.models import OfstedImport
from reports import services
from reports.management.commands.tidy import left_over
from reports.models import Publication, Rendering
from reports.tasks import render_paper
from scorecard.models import FigureImport
from scorecard.services.figure_reviews import give_reason
from tests.conftest import tracked_models
from tests.factories import (
    make_figure_import,
    make_lait_import,
    make_plan,
    make_plan_import,
    make_report,
    make_user,
)
from tests.home_factories import make_ofsted_import
from tests.reports.publishing import make_publication, make_rendering

pytestmark = pytest.mark.django_db

NOTHING = [
    "Expired sessions: 0 removed.",
    "Tokens of forms sent: 0 removed.",
    "Uploads given up: 0 removed.",
    "Uploads of figures given up: 0 removed.",
    "Files of Ofsted given up: 0 removed.",
    "Finished tasks: 0 removed.",
    "Papers made anew or published since: 0 removed.",
]


def tidied(capsys):
    """The lines that say what was removed."""
    capsys.readouterr()
    call_command("tidy")
    return [
        line for line in capsys.readouterr().out.splitlines() if not line.endswith(": 0 removed.")
    ]


def ago(**time):
    return timezone.now() - timedelta(**time)


def make_submission(days):
    row = Submission.objects.create(token=uuid.uuid4(), user=make_user(), answer="/")
    row.sent_at = ago(days=days)
    row.save()
    return row


def make_task(status, days):
    """A task of the queue that was finished so many days ago."""
    task = DBTaskResult.objects.get(pk=render_paper.enqueue(1).id)
    task.status, task.finished_at = status, days and ago(days=days)
    task.save()
    return task


def test_nothing_left_over_is_said_line_by_line(capsys):
    call_command("tidy")
    assert capsys.readouterr().out.splitlines() == NOTHING


def test_tokens_of_forms_go_after_a_month(capsys):
    kept = make_submission(29)
    make_submission(31)
    assert tidied(capsys) == ["Tokens of forms sent: 1 removed."]
    assert list(Submission.objects.all()) == [kept]


def test_an_upload_goes_when_nobody_worked_on_it_for_a_quarter(capsys):
    old, now = ago(days=91), timezone.now()
    make_plan_import(touched_at=old)
    worked_on = make_plan_import(touched_at=old)
    grids, maps = grids_and_maps(worked_on)
    choose(kept=worked_on, version=1, maps=maps, decisions={})
    brought_in = make_plan_import(
        touched_at=old, state=PlanImport.State.BROUGHT_IN, plan=make_plan()
    )
    fresh = make_plan_import(touched_at=ago(days=89))
    assert tidied(capsys) == ["Uploads given up: 1 removed."]
    assert list(PlanImport.objects.order_by("pk")) == [worked_on, brought_in, fresh]
    assert PlanImport.objects.get(pk=worked_on.pk).touched_at >= now


def test_an_upload_of_figures_goes_with_its_files_when_nobody_worked_on_it(capsys):
    old, further = ago(days=91), {"name": "dictionary.csv", "heads": [], "rows": []}
    make_lait_import(touched_at=old, dictionary=further, neighbours=further)
    worked_on = make_figure_import(touched_at=old)
    give_reason(kept=worked_on, version=1, reason="Counted again.")
    brought_in = make_figure_import(touched_at=old, state=FigureImport.State.BROUGHT_IN)
    fresh = make_figure_import(touched_at=ago(days=89))
    assert tidied(capsys) == ["Uploads of figures given up: 1 removed."]
    assert list(FigureImport.objects.order_by("pk")) == [worked_on, brought_in, fresh]


def test_finished_tasks_go_after_a_month_and_waiting_ones_never(capsys):
    kept = [
        make_task("SUCCESSFUL", 29),
        make_task("READY", None),
        make_task("RUNNING", None),
    ]
    make_task("SUCCESSFUL", 31)
    make_task("FAILED", 31)
    assert tidied(capsys) == ["Finished tasks: 2 removed."]
    assert set(DBTaskResult.objects.all()) == set(kept)


def test_expired_sessions_go(capsys):
    for name, hours in (("gone", -1), ("here", 1)):
        Session.objects.create(session_key=name, expire_date=ago(hours=-hours))
    assert tidied(capsys) == ["Expired sessions: 1 removed."]
    assert Session.objects.get().session_key == "here"


def test_a_paper_goes_when_it_was_made_anew(capsys):
    report = make_report()
    states = [Rendering.State.READY, Rendering.State.FAILED, Rendering.State.READY]
    renderings = [make_rendering(report, state=state, reason="Why") for state in states]
    assert tidied(capsys) == ["Papers made anew or published since: 2 removed."]
    assert list(Rendering.objects.all()) == renderings[2:]


def test_a_paper_that_is_being_made_or_was_made_today_stays(capsys):
    report = make_report()
    made = [
        make_rendering(report, state=Rendering.State.QUEUED, finished_at=None),
        make_rendering(report, state=Rendering.State.RENDERING, finished_at=None),
        make_rendering(report, finished_at=ago(hours=23)),
        make_rendering(report),
    ]
    assert tidied(capsys) == []
    assert list(Rendering.objects.order_by("pk")) == made


def test_what_was_published_stays_and_its_drafts_go(capsys):
    publication = make_publication()
    before = Publication.objects.values().get()
    assert tidied(capsys) == ["Papers made anew or published since: 1 removed."]
    assert (Publication.objects.values().get(), Rendering.objects.count()) == (before, 0)
    report = publication.report
    report.refresh_from_db()
    services.start_correction(
        by=make_user(), report=report, version=report.version, reason="A wrong name."
    )
    corrected = make_rendering(report)
    assert tidied(capsys) == []
    assert list(Rendering.objects.all()) == [corrected]


def test_a_second_time_nothing_is_left_over(capsys):
    make_submission(31)
    make_publication()
    assert len(tidied(capsys)) == 2
    assert tidied(capsys) == []


def test_no_row_with_history_is_ever_removed():
    models = {rows.model for rows in left_over(timezone.now()).values()}
    assert models == {
        Session,
        Submission,
        PlanImport,
        FigureImport,
        OfstedImport,
        DBTaskResult,
        Rendering,
    }
    assert models & set(tracked_models()) == set()


@pytest.mark.django_db
def test_a_file_of_ofsted_that_nobody_worked_on_for_a_quarter_is_given_up():
    now = timezone.now()
    old = make_ofsted_import(touched_at=now - timedelta(days=91))
    make_ofsted_import(touched_at=now - timedelta(days=89))
    make_ofsted_import(touched_at=now - timedelta(days=91), state="brought_in")
    assert list(left_over(now)["Files of Ofsted given up"]) == [old]
