"""The tables agree with the models, and a real site starts only as a safe one."""

import ast
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.exceptions import IrreversibleError

from actions.models import Action, Plan
from actions.services import set_status
from reports.models import PartClass
from tests.factories import make_action, make_council, make_plan_import, make_report, make_user
from tests.home_factories import make_inspection

ROOT = Path(__file__).resolve().parents[1]
KEY = "a-key-for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz"


def manage(*arguments, **environment):
    """Run ``manage.py`` in a process of its own, with nothing in the environment but what is given.

    Returns the exit status and all that was printed.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    finished = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.returncode, finished.stdout + finished.stderr


def voided():
    return make_inspection(voided_on=date(2021, 5, 1), voided_because="Another home’s.")


def withheld():
    report = make_report()
    row = PartClass(
        report=report, part=report.parts[0].code, publicity="confidential", withheld_because="Why."
    )
    row.save()
    return row


@pytest.mark.django_db
def test_no_migration_is_missing():
    words = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=words)
    assert words.getvalue() == "No changes detected\n"


def test_a_real_site_passes_every_check_of_deployment():
    status, words = manage(
        "check", "--deploy", "--fail-level", "WARNING", DEBUG="0", HTTPS="1", SECRET_KEY=KEY
    )
    assert (status, words) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize("key", [{}, {"SECRET_KEY": ""}, {"SECRET_KEY": "x" * 31}])
def test_a_real_site_refuses_to_start_without_its_secret(key):
    status, words = manage("check", DEBUG="0", **key)
    assert status != 0
    assert words.splitlines()[-1].endswith(
        "Set SECRET_KEY to a random text of at least 32 characters."
    )


def test_the_key_of_development_is_never_one_of_a_real_site():
    program = (
        "from django.conf import settings; print(settings.SECRET_KEY == settings.DEVELOPMENT_KEY)"
    )
    assert manage("shell", "--no-imports", "-c", program, DEBUG="0", SECRET_KEY=KEY) == (
        0,
        "False\n",
    )


@pytest.mark.parametrize(("name", "value"), [("DEBUG", "maybe"), ("HTTPS", "2")])
def test_a_switch_that_is_neither_yes_nor_no_stops_the_start(name, value):
    status, words = manage("check", **{name: value})
    assert status != 0
    assert words.splitlines()[-1].endswith(f"{name}='{value}' is neither yes nor no. Use 1 or 0.")


@pytest.mark.django_db(transaction=True)
def test_statuses_survive_the_way_back_and_who_set_them_is_filled_from_the_history():
    ada, action = make_user(), make_action()
    untouched = make_action(reference="1.2", priority=action.priority)
    assert (untouched.status, untouched.history.get().status) == ("not_given", "not_given")
    set_status(action=action, version=1, status="green", reason="", by=ada)
    green = action.history.first().history_date
    set_status(action=action, version=2, status="red", reason="Late.", by=make_user())
    set_status(action=action, version=3, status="green", reason="", by=ada)
    set_status(action=action, version=4, status="green", reason="Caught up.", by=make_user())
    kept = Action.objects.values_list("pk", "status_set_at", "status_set_by").order_by("pk")
    before = list(kept)
    assert [row[0] for row in before if row[1:] == (None, None)] == [untouched.pk]
    assert before[0][1] == action.history.first().history_date > green
    try:
        call_command("migrate", "actions", "0004", verbosity=0)
        statuses = Action.objects.order_by("pk").values_list("status", flat=True)
        assert list(statuses) == ["green", "not_started"]
        assert untouched.history.values_list("status", flat=True).get() == "not_started"
    finally:
        call_command("migrate", verbosity=0)
    assert list(kept) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("app", "before", "keep", "sentence"),
    [
        ("homes", "0005", voided, "would tell again of what was taken away .* Inspection [0-9]+"),
        ("reports", "0018", withheld, "would show the public parts .* withheld in Report [0-9]+"),
    ],
)
def test_the_way_back_is_refused_where_it_would_tell_what_is_kept(app, before, keep, sentence):
    row = keep()
    try:
        with pytest.raises(IrreversibleError, match=sentence):
            call_command("migrate", app, before, verbosity=0)
        row.refresh_from_db()
    finally:
        call_command("migrate", verbosity=0)


LONG = "a" * 200
# What stood there, and what becomes of it: board, title, state.
PLANS_BEFORE_AND_AFTER = [
    # Plans of one title are numbered, and the current one keeps it.
    (("Board", "Our plan", "archived"), ("Board", "Our plan (4)", "archived")),
    (("Board", "our PLAN", "draft"), ("Board", "our PLAN (3)", "draft")),
    (("Board", "Our plan (2)", "archived"), ("Board", "Our plan (2)", "archived")),
    (("Board", "Our plan", "current"), ("Board", "Our plan", "current")),
    (("Scrutiny", "Our plan", "current"), ("Scrutiny", "Our plan", "current")),
    (("Board", LONG, "draft"), ("Board", "a" * 196 + " (2)", "draft")),
    (("Board", LONG, "draft"), ("Board", LONG, "draft")),
    # Of two current plans of one board the older is archived.
    (("Carers", "Old", "current"), ("Carers", "Old", "archived")),
    (("carers", "New", "current"), ("carers", "New", "current")),
    # Plans under an earlier name of the board take the name that it has.
    (("Panel", "Older", "current"), ("Family Panel", "Older", "archived")),
    (("Cabinet", "Its own", "current"), ("Cabinet", "Its own", "current")),
    (("FAMILY panel", "Newer", "draft"), ("Family Panel", "Newer", "draft")),
    (("Family Panel", "Newest", "current"), ("Family Panel", "Newest", "current")),
]


def come_back(plans):
    """Let plans stand there as they could before, and go on. One way for all: it takes long."""
    call_command("migrate", "actions", "0005", verbosity=0)
    try:
        for number, (board, title, state) in enumerate(plans):
            days = {"starts_on": date(2019 + number, 1, 1), "ends_on": date(2040, 1, 1)}
            Plan(board=board, title=title, state=state, **days).save()
    finally:
        call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_plans_and_uploads_that_were_there_before_come_to_keep_the_rules():
    upload, council = make_plan_import(), make_council(board_name="Panel")
    council.board_name = "Family Panel"
    council.save()
    come_back(before for before, _ in PLANS_BEFORE_AND_AFTER)
    after = Plan.objects.order_by("pk").values_list("board", "title", "state")
    assert list(after) == [after for _, after in PLANS_BEFORE_AND_AFTER]
    newest = Plan.objects.get(title="our PLAN (3)").history.first()
    assert (newest.title, newest.version, newest.history_change_reason) == (
        "our PLAN (3)",
        2,
        "The board had two plans of this title.",
    )
    told = Plan.objects.get(title="Older").history.order_by("history_id")
    assert list(told.values_list("board", "state", "history_change_reason")) == [
        ("Panel", "current", None),
        ("Family Panel", "current", "The board was renamed. It was called Panel."),
        ("Family Panel", "archived", "The board had two current plans."),
    ]
    upload.refresh_from_db()
    assert upload.touched_at == upload.uploaded_at


def test_what_the_database_address_says_stands():
    code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"
    address = "postgres://h/d?sslmode=require"
    _, words = manage("shell", "--no-imports", "-c", code, DATABASE_URL=address)
    assert ast.literal_eval(words) == {
        "connect_timeout": 3,
        "options": "-c statement_timeout=10s -c lock_timeout=3s -c cursor_tuple_fraction=1"
        " -c jit=off",
        "sslmode": "require",
    }


PAPERS_OF_BEFORE = """
from datetime import date
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, now = [("reports", "0005_sections_on_homes")], timezone.now()
executor = MigrationExecutor(connection)
newest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "reports"]
executor.migrate(BEFORE)
get = executor.loader.project_state(BEFORE).apps.get_model
people = [
    get("corporate_parenting", "User").objects.create(email=f"{name}@fernmoor.example")
    for name in ("author", "approver")
]
plan = get("actions", "Plan").objects.create(
    title="Our promise", board="Board", starts_on=date(2019, 1, 1), ends_on=date(2021, 12, 31)
)
meeting = get("reports", "Meeting").objects.create(body="Board", held_on=date(2019, 6, 14))
report = get("reports", "Report").objects.create(
    kind="update", meeting=meeting, plan=plan, title="Update", group_name="Group",
    author=people[0], cut_off_on=date(2019, 5, 31), state="published",
)
for order, is_first in enumerate((True, False), 1):
    get("reports", "FreeItem").objects.create(
        report=report, order=order, heading="Visits", text="Two.", comes_first=is_first
    )
get("reports", "Publication").objects.create(
    report=report, version=1, kind="update", title="Update", body="Board", document={}, html="x",
    meeting_on=meeting.held_on, pdf=b"x", sha256_document="a", sha256_html="b", sha256_pdf="c",
    author=people[0], author_name="A", approved_by=people[1], approver_name="B", published_at=now,
)
MigrationExecutor(connection).migrate(newest)
from reports.models import Publication, Report
report = Report.objects.get()
print(report.kind.name, [each.part for each in report.passages.order_by("order")])
for table in ("publication", "carriednote", "publishededition", "clearance", "archivecopy"):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
            [f"reports_{table}"],
        )
        print(table, cursor.fetchone()[0])
try:
    with transaction.atomic():
        Publication.objects.update(title="Other")
except IntegrityError:
    print("kept")
"""


def test_papers_of_before_are_of_the_kinds_and_stay_published_for_ever(tmp_path):
    address = f"sqlite:///{tmp_path}/before.sqlite3"
    status, words = manage("shell", "--no-imports", "-c", PAPERS_OF_BEFORE, DATABASE_URL=address)
    tables = ("publication", "carriednote", "publishededition", "clearance", "archivecopy")
    assert (status, words.splitlines()) == (
        0,
        [
            "Update report ['first_items', 'later_items']",
            *(f"{table} 2" for table in tables),
            "kept",
        ],
    )
