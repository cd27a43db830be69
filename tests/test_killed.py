"""A process that is killed in the middle of a save leaves nothing half saved."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from actions.models import Action, Plan, Strand
from corporate_parenting.roles import Role
from homes.models import Home, Inspection, Judgement, PublicationMail
from reports import tasks
from reports.models import (
    CarriedNote,
    Clearance,
    Publication,
    PublishedEdition,
    Rendering,
    Report,
)
from tests.actions.test_concurrency import database_on_disk
from tests.conftest import tracked_models
from tests.factories import (
    make_council,
    make_entry,
    make_exempt_passage,
    make_note,
    make_passage,
    make_report,
    make_user,
)
from tests.home_factories import make_grades, make_inspection
from tests.homes.ofsted_files import event_cells, home_cells, release
from tests.ods import ods_file
from tests.reports.publishing import clear, submit

__all__ = ["database_on_disk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]

# Dies by SIGKILL after the first statement that starts so and has these words, in itself or in
# what it saves, before the commit.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db.backends.signals import connection_created

start, words, *command = sys.argv[1:]

def die(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    if sql.startswith(start) and words in f"{sql} {params}":
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

def watch(connection, **_):  # a worker has more than one connection
    if die not in connection.execute_wrappers:
        connection.execute_wrappers.append(die)

connection_created.connect(watch)
call_command(*command)
"""


def killed(start, words, *command):
    """The exit status of the command, run by a process of its own on the database of the test."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{known['NAME']}"
    else:
        login = f"{known['USER']}:{known['PASSWORD']}".rstrip(":")
        host = f"{known['HOST']}:{known['PORT']}".rstrip(":")
        url = f"postgres://{login}@{host}/{known['NAME']}"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, start, words, *command],
        env=os.environ
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "corporate_parenting.settings"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        timeout=180,
        check=False,
    )
    return done.returncode


def records():
    return {model.__name__: model.history.count() for model in tracked_models()}


def test_an_import_that_is_killed_saves_nothing_and_succeeds_afterwards(tmp_path):
    make_council()
    file, before = tmp_path / "plan.csv", records()
    file.write_text(
        "Priority,No.,Action,Who/where\n1. A settled home,1.,Find each child a home.,Carers\n"
    )
    command = (
        "import_plan", str(file), "--title=Our promise", "--starts=2019-01-01",
        "--ends=2021-12-31",
    )  # fmt: skip
    assert killed('INSERT INTO "actions_strand"', "", *command) == -9
    assert (Plan.objects.count(), records()) == (0, before)
    call_command(*command)
    assert [model.objects.count() for model in (Plan, Action, Strand)] == [1, 1, 1]


def step(report, name, sha256_pdf, email):
    """A command that takes one step of a paper in a process of its own."""
    program = (
        "from corporate_parenting.models import User; from reports import services; "
        "from reports.models import Report; "
        f"report = Report.objects.get(pk={report.pk}); "
        f"services.{name}_report(report=report, version=report.version, "
        f"sha256_pdf='{sha256_pdf}', by=User.objects.get(email='{email}'))"
    )
    return ("shell", "--no-imports", f"--command={program}")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("clear", 'INSERT INTO "reports_clearance"'),
        ("clear", 'INSERT INTO "reports_historicalreport"'),
        ("clear", 'UPDATE "reports_report"'),
        ("publish", 'INSERT INTO "reports_publication"'),
        ("publish", 'INSERT INTO "reports_publishededition"'),
        ("publish", 'INSERT INTO "reports_carriednote"'),
        ("publish", 'UPDATE "reports_report"'),
        ("publish", 'INSERT INTO "reports_historicalreport"'),
    ],
)
def test_a_step_that_is_killed_leaves_the_paper_as_it_was_and_is_taken_afterwards(name, start):
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note)
    make_exempt_passage(report)
    rendering = submit(report) if name == "clear" else clear(report)
    command = step(report, name, rendering.seal, make_user(Role.APPROVER).email)
    before = standing(), records()
    assert killed(start, "", *command) == -9
    assert (standing(), records()) == before
    call_command(*command)
    done = {"clear": ("cleared", 1, 0, 0, 0), "publish": ("published", 1, 1, 1, 1)}
    assert standing() == done[name]


def standing():
    """The state of the one paper, and how many rows stand for its steps."""
    steps = (Clearance, Publication, PublishedEdition, CarriedNote)
    return (Report.objects.get().state, *(model.objects.count() for model in steps))


@pytest.mark.parametrize("table", ["reports_rendering", "reports_renderededition"])
def test_a_worker_that_is_killed_leaves_no_half_paper_and_another_makes_it(table):
    report = make_report()
    make_passage(report)
    make_exempt_passage(report, order=2)
    tasks.request_paper(report=report, by=make_user(Role.AUTHOR))
    worker = ("db_worker", "--batch", "--no-startup-delay")
    assert killed(f'UPDATE "{table}"', '"pdf" = ', *worker) == -9
    left = Rendering.objects.get()
    assert left.editions.get().sha256_pdf == ""
    assert (left.state, left.tries, left.html, left.sha256_pdf) == ("rendering", 1, "", "")
    left.started_at = timezone.now() - timedelta(minutes=5)  # its lease is over
    left.save(update_fields=["started_at"])
    call_command("revive_renderings")
    call_command(*worker)
    made = Rendering.objects.get()
    assert (made.state, made.tries, made.is_whole) == ("ready", 2, True)
    assert not Publication.objects.exists()


PAST = {"visited": date(2025, 5, 9), "published": date(2025, 6, 20)}
OFSTED = release([[*home_cells(f"SC90000{at}"), *event_cells(70000 + at, **PAST)] for at in (1, 2)])
HOMES = (Home, Inspection, Judgement)


@pytest.mark.parametrize(
    ("table", "saved"),
    [("homes_home", "SC900001"), ("homes_historicalinspection", ""), ("homes_judgement", "")],
)
def test_an_import_of_homes_that_is_killed_saves_nothing_and_succeeds_afterwards(
    tmp_path, table, saved
):
    make_council()
    make_grades()
    file, before = tmp_path / "ofsted.ods", records()
    file.write_bytes(ods_file(OFSTED))
    command = ("import_homes", str(file), "--council=Fernshire")
    assert killed(f'INSERT INTO "{table}"', saved, *command) == -9
    assert [model.objects.count() for model in HOMES] == [0, 0, 0]
    assert records() == before
    call_command(*command)
    assert [model.objects.count() for model in HOMES] == [2, 2, 6]
    call_command(*command)
    assert [model.history.count() for model in HOMES] == [2, 2, 6]


def sent_mails(folder):
    """To whom the mails in the folder are; each process writes into a file of its own."""
    texts = [file.read_text() for file in folder.glob("*")] if folder.exists() else []
    return sorted(to for text in texts for to in re.findall("^To: (.+)$", text, re.MULTILINE))


@pytest.mark.parametrize("at", ["chair@fernmoor.example", "member@fernmoor.example"])
def test_of_mails_whose_sender_is_killed_none_is_lost_and_none_goes_out_twice(
    tmp_path, monkeypatch, at
):
    folder, readers = tmp_path / "mails", ["chair@fernmoor.example", "member@fernmoor.example"]
    make_council(publication_readers="\n".join(readers))
    make_inspection(published_on=timezone.localdate())
    monkeypatch.setenv("EMAIL_URL", f"filemail:///{folder}")
    assert killed('INSERT INTO "homes_publicationmail"', at, "tell_publications") == -9
    told = readers[: readers.index(at)]
    assert sent_mails(folder) == told
    assert list(PublicationMail.objects.values_list("address", flat=True)) == told
    for _ in range(2):
        assert killed("nothing", "", "tell_publications") == 0
    assert sent_mails(folder) == readers
