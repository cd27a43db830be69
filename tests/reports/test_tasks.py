"""The worker: makes the paper once, says why it cannot, and takes over from one that died."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from corporate_parenting.roles import Role
from reports import services, tasks
from reports.models import Rendering
from scorecard.periods import Period, PeriodKind
from tests.factories import (
    make_council,
    make_entry,
    make_note,
    make_passage,
    make_report,
    make_section,
    make_user,
)

SPRING = Period(PeriodKind.QUARTER, date(2019, 4, 1))

State = Rendering.State


def asked(**fields):
    """A rendering that was asked for on the page, its task waiting in the queue."""
    report = make_report(**fields)
    make_passage(report)
    return tasks.request_paper(report=report, by=make_user(Role.AUTHOR))


def left_behind(rendering, **fields):
    """As a dead worker leaves it, or a task that was lost, some time ago."""
    for name, value in fields.items():
        setattr(rendering, name, value)
    rendering.save()
    return rendering


def long_ago():
    return timezone.now() - timedelta(minutes=11)


def as_stored(rendering):
    return Rendering.objects.filter(pk=rendering.pk).values().get()


@pytest.mark.django_db
def test_asking_stores_the_draft_as_it_stands_and_one_task():
    rendering = asked()
    make_passage(rendering.report, heading="Added later")
    assert (rendering.state, rendering.tries) == (State.QUEUED, 0)
    assert "Added later" not in str(Rendering.objects.get().document)
    task = DBTaskResult.objects.get()
    assert task.args_kwargs == {"args": [rendering.pk], "kwargs": {}}


@pytest.mark.django_db
def test_a_draft_is_made_by_one_rendering_at_a_time():
    rendering = asked()
    with pytest.raises(services.ReportError, match="being made already"):
        tasks.request_paper(report=rendering.report, by=rendering.requested_by)
    assert (Rendering.objects.count(), DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_no_paper_is_made_of_a_draft_that_holds_nothing():
    note = make_note()
    plan = note.action.priority.plan
    report = make_report(plan=plan, recommendation="Note it.", sign_off_name="Nia Fell")
    make_passage(report, is_removed=True)
    make_entry(report, note, is_included=False)
    make_section(report, "exceptions", SPRING, is_included=False)
    with pytest.raises(services.ReportError, match="There is nothing in the paper yet."):
        tasks.request_paper(report=report, by=report.author)
    assert (Rendering.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_section_alone_makes_a_paper():
    report = make_report()
    make_section(report, "scorecard_table", SPRING)
    assert tasks.request_paper(report=report, by=report.author).state == State.QUEUED


@pytest.mark.django_db
def test_a_paper_is_not_made_of_a_note_that_was_corrected():
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note)
    make_note(note.action, corrects=note)
    with pytest.raises(services.ReportError, match="Notes on 1.1 were corrected"):
        tasks.request_paper(report=report, by=report.author)
    assert (Rendering.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_paper(tmp_path):
    make_council()
    rendering = asked()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.tries, rendering.reason) == (State.READY, 1, "")
    assert rendering.sha256_pdf == hashlib.sha256(bytes(rendering.pdf)).hexdigest()
    assert rendering.sha256_docx == hashlib.sha256(bytes(rendering.docx)).hexdigest()
    assert bytes(rendering.docx).startswith(b"PK")
    assert rendering.sha256_html == hashlib.sha256(rendering.html.encode()).hexdigest()
    path = tmp_path / "paper.pdf"
    path.write_bytes(rendering.pdf)
    assert PdfReader(path).metadata.title == "Update report, 14 June 2019"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db
def test_a_task_that_comes_twice_makes_the_paper_once():
    rendering = asked()
    assert tasks.render_paper.call(rendering.pk) == State.READY
    before = as_stored(rendering)
    assert tasks.render_paper.call(rendering.pk) == State.READY
    assert as_stored(rendering) == before


@pytest.mark.django_db
def test_what_cannot_be_printed_fails_with_a_sentence():
    report = make_report()
    make_passage(report, text="Words in letters that no font here holds: \U00030000\U00030001")
    rendering = tasks.request_paper(report=report, by=report.author)
    assert tasks.render_paper.call(rendering.pk) == State.FAILED
    rendering.refresh_from_db()
    assert rendering.reason.startswith("The paper's fonts hold no letters for:")
    assert (rendering.html, bytes(rendering.pdf)) == ("", b"")
    again = tasks.request_paper(report=report, by=report.author)
    assert again.state == State.QUEUED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.RENDERING, "started_at": None},
        {"state": State.QUEUED, "queued_at": None},
    ],
)
def test_what_a_dead_worker_left_goes_back_into_the_queue(fields):
    rendering = asked()
    left_behind(rendering, tries=2, **{n: value or long_ago() for n, value in fields.items()})
    assert tasks.revive_renderings() == 1
    rendering.refresh_from_db()
    assert (rendering.state, rendering.tries) == (State.QUEUED, 2)
    assert DBTaskResult.objects.count() == 2
    assert tasks.revive_renderings() == 0


@pytest.mark.django_db
def test_what_is_being_made_within_its_lease_is_left_alone():
    rendering = asked()
    within = timezone.now() - timedelta(seconds=50)
    left_behind(rendering, state=State.RENDERING, started_at=within, tries=1)
    before = as_stored(rendering)
    assert tasks.revive_renderings() == 0
    assert tasks.render_paper.call(rendering.pk) == State.RENDERING
    assert as_stored(rendering) == before


@pytest.mark.django_db
def test_after_three_tries_a_rendering_fails_with_a_sentence():
    rendering = asked()
    left_behind(rendering, state=State.RENDERING, started_at=long_ago(), tries=3)
    assert tasks.revive_renderings() == 0
    rendering.refresh_from_db()
    assert (rendering.state, rendering.reason) == (State.FAILED, services.printing.GAVE_UP)


@pytest.mark.django_db
def test_the_next_paper_takes_up_what_was_left():
    left = asked()
    left_behind(left, state=State.RENDERING, started_at=long_ago(), tries=1)
    following = asked(plan=left.report.plan, held_on=date(2019, 9, 13))
    assert tasks.render_paper.call(following.pk) == State.READY
    left.refresh_from_db()
    assert left.state == State.QUEUED


@pytest.mark.django_db
def test_a_worker_whose_lease_ended_does_not_write_over_its_successor():
    rendering = asked()
    taken, is_ours = services.printing._take(rendering.pk, timezone.now())
    assert is_ours
    left_behind(taken, started_at=long_ago())
    tasks.revive_renderings()
    assert tasks.render_paper.call(rendering.pk) == State.READY
    before = as_stored(rendering)
    services.printing._finish(taken, [], state=State.FAILED, reason="Too late.")
    assert as_stored(rendering) == before


@pytest.mark.django_db
def test_asking_again_does_not_wait_for_a_worker_that_died(client):
    left = asked()
    left_behind(left, state=State.RENDERING, started_at=long_ago(), tries=1)
    author = make_user(Role.AUTHOR)
    client.force_login(author)
    page = client.get(f"/papers/drafts/{left.report_id}/").content.decode()
    assert "the worker may have stopped" in page
    assert "Make the paper again</button>" in page
    again = tasks.request_paper(report=left.report, by=author)
    left.refresh_from_db()
    assert (left.state, left.reason) == (State.FAILED, services.printing.ASKED_AGAIN)
    assert tasks.render_paper.call(again.pk) == State.READY
