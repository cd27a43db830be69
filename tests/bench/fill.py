"""Fills the database of ``DATABASE_URL``: ``fill.py ACTIONS NOTES ANSWER``, with Django set up.

Writes to the file ANSWER, as JSON, what the measurements need: sessions, keys, query counts, and
the seconds that the imports of a plan and of figures took.
"""

import json
import re
import sys
import time
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from actions.models import Action, Strand
from corporate_parenting.models import User
from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from tests.bench import pages, texts
from tests.bench.figures import anew_ms, chart_ms, measured_import
from tests.bench.homes import make_homes
from tests.bench.plans import make_plan
from tests.bench.scorecards import make_scorecard
from tests.bench.server import HOST

SOURCE_PLAN = Path(__file__).resolve().parents[3] / "shared/inputs/action-plan-2019.docx"
CLIENTS = 8


def main(actions: int, notes: int) -> dict:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("sync_roles", verbosity=0, stdout=StringIO())
    officers = [_user(f"officer{number}", Role.OFFICER) for number in range(CLIENTS)]
    plan = make_plan(actions, notes, officers[0])
    figures = measured_import()
    make_scorecard(plan, officers[0])
    make_homes()
    roleless = _signed_in(_user("roleless"))
    reader = _signed_in(_user("reader", Role.LEAD))
    action = Action.objects.filter(priority__plan=plan).order_by("pk").first()
    names = {
        "action": action.pk,
        "strand": Strand.objects.filter(action=action).order_by("pk").first().pk,
        "agency": action.strands.first().leads.first().agency_id,
    }
    with connection.cursor() as cursor:
        # What autovacuum does in a database that is in use.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {
        "names": names,
        "sessions": [_session(_signed_in(officer)) for officer in officers],
        "roleless": _session(roleless),
        "nobody": "",
        "reader": _session(reader),
        **_read_anew(_signed_in(officers[0]), roleless, reader, names),
        "import_seconds": _import_seconds(),
        "is_source_plan": SOURCE_PLAN.is_file(),
        "figures": figures,
        "chart_ms": chart_ms(),
    }


def _user(name: str, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@fernmoor.example", first_name=name)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def _signed_in(user: User) -> Client:
    client = Client(HTTP_HOST=HOST)
    client.force_login(user)
    client.get("/")  # the first request of a session writes when it was
    return client


def _session(client: Client) -> str:
    return client.cookies["session"].value


def _read_anew(client: Client, roleless: Client, reader: Client, names: dict[str, int]) -> dict:
    """Queries and milliseconds of each page while nothing of it is kept."""
    queries, took = {}, {}
    visitors = {"bare": Client(HTTP_HOST=HOST), "smallest": roleless, "public": reader}
    for page in pages.PAGES:
        visitor, path = visitors.get(page.name, client), page.path.format(**names)
        forget_all()
        with CaptureQueriesContext(connection) as captured:
            b"".join(visitor.get(path))
        queries[page.name] = len(captured)
        if page.goal:
            took[page.name] = anew_ms(visitor, path)
    return {"queries": queries | {"record": _queries_to_record(client, names)}, "anew_ms": took}


def _queries_to_record(client: Client, names: dict[str, int]) -> int:
    path = pages.NOTE_FORM.format(**names)
    form = client.get(path).content.decode()
    token = re.search(r'name="submission" value="([^"]+)"', form)[1]
    with CaptureQueriesContext(connection) as captured:
        client.post(path, {"text": "Counted.", "submission": token})
    return len(captured)


def _import_seconds() -> float:
    with TemporaryDirectory() as folder:
        path = SOURCE_PLAN if SOURCE_PLAN.is_file() else _plan_file(Path(folder) / "plan.docx")
        start = time.perf_counter()
        call_command(
            "import_plan", path, title="Imported", starts=date(2019, 1, 1), ends=date(2021, 12, 31),
            stdout=StringIO(),
        )  # fmt: skip
        return time.perf_counter() - start


def _plan_file(path: Path) -> Path:
    """A Word file of the size of a real plan: five tables with sixteen actions each."""
    document = Document()
    heads = ("No.", "Action", "Who/where", "Lead", "Timescale", "Comments/progress")
    for number in range(1, 6):
        document.add_paragraph(f"Priority {number}: A settled home")
        table = document.add_table(17, len(heads))
        for row in range(17):
            words = heads if row == 0 else _plan_row(number, row)
            for cell, text in zip(table.rows[row].cells, words, strict=True):
                cell.text = text
    document.save(path)
    return path


def _plan_row(number: int, row: int) -> tuple[str, ...]:
    return (
        f"{number}.{row}", texts.WORDING.format(row), "Fostering team", f"Ada Rowe {row}",
        "March 2020", texts.PLAIN.format(row),
    )  # fmt: skip


if __name__ == "__main__":
    answer = main(int(sys.argv[1]), int(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps(answer), "utf-8")
