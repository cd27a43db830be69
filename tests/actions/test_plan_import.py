"""A plan comes in from a file: all of it or nothing, and the same file twice changes nothing."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from actions.comparison import compare
from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.models import Action, Agency, Lead, Plan, PlanImport, ProgressNote, Strand
from actions.services.imports import bring_in_plan
from corporate_parenting.roles import Role
from corporate_parenting.uploads import open_upload
from tests.conftest import tracked_models
from tests.factories import make_council, make_note, make_user

pytestmark = pytest.mark.django_db

HEAD = "Priority,No.,Action,Who/where,Agency leads,Timescales,Comments/progress\n"
ROWS = (
    "1. A settled home,1.,Find each child a home.,Fostering team,Ada Rowe,Ongoing,Two approved.\n"
    ",,,Health team,NHS – Lena Hart,By June 2020,\n"
    ",2.,Keep brothers and sisters together.,,,,\n"
)
OPTIONS = ["--title", "Our promise", "--starts", "2019-01-01", "--ends", "2021-12-31"]


@pytest.fixture
def file(tmp_path):
    def make(rows=ROWS, name="plan.csv"):
        path = tmp_path / name
        path.write_text(HEAD + rows, encoding="utf-8")
        return str(path)

    return make


def run(path, *more):
    """What the command said."""
    out = StringIO()
    call_command("import_plan", path, *OPTIONS, *more, stdout=out)
    return out.getvalue()


def stored_plan():
    """The plan in the shape of the expected file."""
    return [
        {
            "number": priority.number,
            "promise": priority.promise,
            "actions": [
                {
                    "number": int(action.reference.partition(".")[2]),
                    "text": action.wording,
                    "strands": [stored_strand(strand) for strand in action.strands.all()],
                }
                for action in priority.actions.all()
            ],
        }
        for priority in Plan.objects.get().priorities.all()
    ]


def stored_strand(strand):
    note = strand.notes.first()
    return {
        "who": strand.who_where.splitlines(),
        "leads": strand.leads_as_typed.splitlines(),
        "when": [timescale.words for timescale in strand.timescales.all()],
        "note": note.text.split("\n\n") if note else [],
    }


def everything():
    """Every tracked row and how often it was saved."""
    return {model.__name__: model.history.count() for model in tracked_models()}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_2019_plan_comes_in_word_for_word(shared, kind):
    run(str(shared / "inputs" / f"action-plan-2019.{kind}"))
    expected = json.loads((shared / "inputs" / "action-plan-2019.expected.json").read_text())
    assert stored_plan() == expected
    before = everything()
    other = "xlsx" if kind == "docx" else "docx"
    assert "Nothing to change" in run(str(shared / "inputs" / f"action-plan-2019.{other}"))
    assert everything() == before


def test_the_text_extract_comes_in_with_its_doubtful_rows_offered(shared):
    (path,) = (shared / "seeds").glob("002_*.txt")
    said = run(str(path), "--dry-run")
    offered = re.findall(r"--join (\S+)\)", said)
    assert len(offered) == 11
    run(str(path), "--join", *offered)
    assert (Action.objects.count(), Strand.objects.count()) == (41, 56)
    before = everything()
    assert "Nothing to change" in run(str(path), "--join", *offered)
    assert everything() == before


def test_leads_and_timescales_are_read_beside_their_words(file):
    run(file())
    strand = Strand.objects.get(action__reference="1.1", order=2)
    assert [str(lead) for lead in strand.leads.all()] == ["NHS – Lena Hart"]
    assert strand.leads_as_typed == "NHS – Lena Hart"
    timescale = strand.timescales.get()
    assert (timescale.words, timescale.kind, timescale.ends_on) == (
        "By June 2020",
        "by",
        date(2020, 6, 30),
    )
    assert list(Agency.objects.values_list("name", flat=True)) == ["NHS"]


def test_a_dry_run_saves_nothing(file):
    before = everything()
    assert "dry run" in run(file(), "--dry-run")
    assert everything() == before
    assert Plan.objects.count() == 0


def test_a_changed_file_updates_by_reference_and_removes_nothing(file):
    run(file())
    changed = ROWS.replace("Ada Rowe", "Tom Reed").replace("Two approved.", "Three approved.")
    said = run(file(changed.replace(",2.,Keep brothers and sisters together.,,,,\n", "")))
    assert "Action 1.2: not in the file, stays as it is" in said
    strand = Strand.objects.get(action__reference="1.1", order=1)
    assert [lead.name for lead in strand.leads.all()] == ["Tom Reed"]
    assert [note.text for note in strand.notes.order_by("pk")] == [
        "Two approved.",
        "Three approved.",
    ]
    assert Lead.objects.filter(name="Ada Rowe").exists()
    assert Action.objects.filter(reference="1.2").exists()


def test_a_confirmed_reading_survives_a_second_import(file):
    run(file())
    timescale = Strand.objects.get(action__reference="1.1", order=2).timescales.get()
    timescale.ends_on, timescale.is_confirmed = date(2020, 5, 31), True
    timescale.save()
    run(file(ROWS.replace("Two approved.", "Three approved.")))
    timescale.refresh_from_db()
    assert timescale.ends_on == date(2020, 5, 31)


def test_the_same_title_in_other_capitals_is_the_same_plan(file):
    run(file())
    options = ["--title", "OUR promise"]
    assert "Nothing to change. Our promise is current." in run(file(), *options)
    said = run(file(ROWS.replace("Fostering team", "Homes team")), *options)
    assert said.startswith("Corporate Parenting Board calls this plan “Our promise”.\n")
    assert list(Plan.objects.values_list("title", flat=True)) == ["Our promise"]
    assert Strand.objects.get(action__reference="1.1", order=1).who_where == "Homes team"


def test_one_bad_row_saves_nothing(file, monkeypatch):
    run(file())
    before = everything()
    with pytest.raises(CommandError, match="Nothing was saved"):
        run(file(ROWS.replace("Two approved.", "Four.").replace("brothers", "b" * 20_001)))
    assert everything() == before


def test_a_file_without_actions_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("Name,Telephone\nAda,1\n")
    with pytest.raises(CommandError, match="holds no action"):
        run(str(path))
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--starts", "31.2.2019"], "is not a date"),
        (["--ends", "2018-01-01"], "must end after it starts"),
    ],
)
def test_odd_dates_are_refused(file, options, said):
    with pytest.raises(CommandError, match=said):
        run(file(), *options)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "nothing.docx"))


def proposal_from(rows):
    return interpret(read_grids(open_upload("plan.csv", (HEAD + rows).encode())))


def test_what_a_person_looked_at_is_what_is_saved(file):
    run(file())
    plan = Plan.objects.get()
    proposal = proposal_from(ROWS.replace("Find each child a home.", "Find every child a home."))
    seen = compare(plan, proposal).digest
    action = Action.objects.get(reference="1.1")
    action.wording = "Changed by somebody else."
    action.save()
    with pytest.raises(ValidationError, match="changed since you looked"):
        bring_in_plan(
            proposal=proposal, title=plan.title, board=plan.board, starts_on=plan.starts_on,
            ends_on=plan.ends_on, notes_as_at=date(2020, 1, 1), source="plan.csv",
            by=make_user(), at=make_note(action).recorded_at, digest=seen,
        )  # fmt: skip


def test_a_plan_for_a_board_that_was_renamed_meanwhile_stands_under_its_new_name(file):
    council = make_council()
    council.board_name = "Family Panel"
    council.save()
    plan, _ = bring_in_plan(
        proposal=proposal_from(ROWS), title="Our promise", board="Corporate Parenting Board",
        starts_on=date(2019, 1, 1), ends_on=date(2021, 12, 31), notes_as_at=date(2020, 1, 1),
        source="plan.csv", by=make_user(), at=timezone.now(),
    )  # fmt: skip
    assert plan.board == "Family Panel"


# In the browser


def upload(client, rows=ROWS, **fields):
    page = client.get(reverse("actions:import-add"))
    sent = {
        "submission": page.context["form"]["submission"].value(),
        "file": SimpleUploadedFile("plan.csv", (HEAD + rows).encode()),
        "title": "Our promise",
        "starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2019",
        "ends_on_day": "31", "ends_on_month": "12", "ends_on_year": "2021",
        **fields,
    }  # fmt: skip
    return client.post(reverse("actions:import-add"), sent)


def review(client, address, intent, **fields):
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"intent": intent, **fields}
    return client.post(address, {name: value for name, value in sent.items() if value is not None})


@pytest.fixture
def officer(client):
    make_council()
    client.force_login(make_user(Role.OFFICER))
    return client


def test_an_officer_brings_a_plan_in_after_looking_at_it(officer):
    address = upload(officer).url
    page = officer.get(address)
    shown = page.content.decode()
    assert "Find each child a home." in shown
    assert "Read as: NHS – Lena Hart (agency and person)" in shown
    assert "Read as: by 30 June 2020" in shown
    assert Plan.objects.count() == 0
    answer = review(officer, address, "bring-in")
    plan = Plan.objects.get()
    assert answer.url == reverse("actions:plan-detail", args=[plan.pk])
    assert (plan.state, Action.objects.count(), ProgressNote.objects.count()) == ("current", 2, 1)
    assert officer.get(address).url == answer.url


def test_a_second_plan_of_the_board_is_a_draft(officer):
    review(officer, upload(officer).url, "bring-in")
    review(officer, upload(officer, title="Next plan").url, "bring-in")
    assert Plan.objects.get(title="Next plan").state == "draft"


def test_an_upload_in_other_capitals_is_compared_with_the_plan_that_is_there(officer):
    review(officer, upload(officer).url, "bring-in")
    address = upload(officer, ROWS.replace("Fostering", "Homes"), title="OUR promise").url
    rows = officer.get(address).context["comparison"].rows
    assert [(row.label, row.is_added) for row in rows] == [("Action 1.1, strand 1", False)]
    review(officer, address, "bring-in")
    assert list(Plan.objects.values_list("title", "version")) == [("Our promise", 1)]


def test_a_plan_that_came_since_the_upload_is_named_and_not_overwritten(officer):
    address = upload(officer).url
    review(officer, upload(officer, title="OUR promise").url, "bring-in")
    before = everything()
    answer = review(officer, address, "bring-in")
    assert answer.status_code == 422
    said = "Corporate Parenting Board has a plan called “OUR promise” since you chose the file."
    assert said in answer.content.decode()
    assert everything() == before


def test_a_column_can_be_corrected_before_saving(officer):
    address = upload(officer).url
    first = review(officer, address, "bring-in", **{"column-0-6": ""})
    assert (first.url, Plan.objects.count()) == (address, 0)
    review(officer, address, "bring-in")
    assert ProgressNote.objects.count() == 0


def test_a_double_click_brings_the_plan_in_once(officer):
    address = upload(officer).url
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"intent": "bring-in"}
    answers = [officer.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Plan.objects.count(), ProgressNote.objects.count()) == (1, 1)


def test_a_stale_review_is_answered_with_409(officer):
    address = upload(officer).url
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    review(officer, address, "read", **{"column-0-6": ""})
    assert officer.post(address, sent | {"intent": "bring-in"}).status_code == 409
    assert Plan.objects.count() == 0


def test_somebody_elses_upload_is_not_to_be_found(officer, client):
    address = upload(officer).url
    client.force_login(make_user(Role.OFFICER))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("plan.xlsx", b"PK\x03\x04broken", "damaged"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "docx"),
        ("big.csv", b"a" * 10_000_001, "10 MB"),
    ],
)
def test_a_bad_file_is_refused_and_what_was_typed_stays(officer, name, content, said):
    answer = upload(officer, file=SimpleUploadedFile(name, content))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Our promise"' in page
    assert PlanImport.objects.count() == 0


def test_the_plan_is_not_imported_by_a_lead(client):
    client.force_login(make_user(Role.LEAD))
    assert client.get(reverse("actions:import-add")).status_code == 403


def test_the_review_asks_as_many_queries_for_many_rows_as_for_few(
    officer, django_assert_max_num_queries
):
    many = "".join(
        f",{n}.,Action number {n}.,Team {n},Ada Rowe,Ongoing,Done.\n" for n in range(3, 60)
    )
    review(officer, upload(officer, ROWS + many).url, "bring-in")
    address = upload(officer, ROWS + many.replace("Done.", "Done again.")).url
    with django_assert_max_num_queries(14):
        assert officer.get(address).status_code == 200


def test_a_column_that_the_file_lacks_says_nothing(file, tmp_path):
    run(file())
    path = tmp_path / "short.csv"
    path.write_text("Priority,No.,Action\n1. A settled home,1.,Find every child a home.\n")
    said = run(str(path))
    strand = Strand.objects.get(action__reference="1.1", order=1)
    assert "Action 1.1: changed" in said
    assert strand.action.wording == "Find every child a home."
    assert (strand.who_where, strand.leads_as_typed) == ("Fostering team", "Ada Rowe")
    assert [timescale.words for timescale in strand.timescales.all()] == ["Ongoing"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_a_list_that_was_downloaded_here_is_refused_as_a_plan(officer, file, tmp_path, kind):
    run(file())
    answer = officer.get(reverse("actions:action-export", args=[kind]))
    path = tmp_path / f"list.{kind}"
    path.write_bytes(answer.getvalue())
    with pytest.raises(CommandError, match="downloaded here, not a plan"):
        run(str(path))
