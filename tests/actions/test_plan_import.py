"""A plan comes in from a file: all of it or nothing, and the same file twice changes nothing."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from actions.comparison import compare
from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.models import Action, Agency, Lead, Plan, Strand
from actions.services.imports import bring_in_plan
from corporate_parenting.models import Council
from corporate_parenting.uploads import open_upload
from tests.actions.import_files import PLAN_HEAD, PLAN_ROWS, everything
from tests.factories import make_council, make_note, make_user

pytestmark = pytest.mark.django_db

OPTIONS = ["--title", "Our promise", "--starts", "2019-01-01", "--ends", "2021-12-31"]


@pytest.fixture
def file(tmp_path):
    def make(rows=PLAN_ROWS, name="plan.csv"):
        path = tmp_path / name
        path.write_text(PLAN_HEAD + rows, encoding="utf-8")
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


def test_a_priority_without_words_is_called_by_its_number_until_somebody_names_it(file):
    without_words = PLAN_ROWS.replace("1. A settled home", "1")
    assert "Priority 1 has neither a title nor a promise" in run(file(without_words))
    priority = Plan.objects.get().priorities.get()
    assert (priority.title, priority.promise) == ("Priority 1", "")
    run(file())
    assert "Nothing to change" in run(file(without_words))
    assert Plan.objects.get().priorities.get().title == "A settled home"


def test_a_dry_run_saves_nothing(file):
    before = everything()
    assert "dry run" in run(file(), "--dry-run")
    assert everything() == before
    assert Plan.objects.count() == 0


def test_a_dry_run_counts_first_then_doubts_and_tells_rows_where_asked(file):
    doubtful = SEVERAL.replace("By June 2020", "31 September 2020")
    assert run(file(doubtful), "--dry-run").splitlines() == [
        "Read: 1 priority, 2 actions, 3 strands.",
        "To save: 6 rows to add, 0 to change. -v 2 shows each.",
        "",
        "Leads (1)",
        "  May name several leads: Ada Rowe, Tom Reed. Put / between them, or enter each lead.",
        "    Action 1.1, The file, row 2, column 5 (Lead): [Ada Rowe Tom Reed] "
        "(--split-lead 'Ada Rowe Tom Reed=Ada Rowe/Tom Reed')",
        "",
        "Timescales (1)",
        "  Was not read: September has 30 days. Correct the date, for example “25 March 2022”.",
        "    Action 1.1, The file, row 3, column 6 (Timescale): [31 September 2020]",
        "Nothing was saved: this was a dry run.",
    ]
    assert "\nRows to save (6)\n  Priority 1: added\n" in run(file(doubtful), "--dry-run", "-v2")


def test_a_dry_run_counts_doubts_about_rows_that_stay(file):
    run(file(SEVERAL))
    assert "May name several leads" not in (said := run(file(SEVERAL), "--dry-run"))
    assert "\n1 doubt about rows that stay as they are: -v 2 shows each.\n" in said
    assert "May name several leads" in run(file(SEVERAL), "--dry-run", "-v2")


def test_a_changed_file_updates_by_reference_and_removes_nothing(file):
    run(file())
    changed = PLAN_ROWS.replace("Ada Rowe", "Tom Reed").replace("Two approved.", "Three approved.")
    said = run(file(changed.replace(",2.,Keep brothers and sisters together.,,,,\n", "")))
    assert "Not in the file, stays as it is (1): Action 1.2\n" in said
    strand = Strand.objects.get(action__reference="1.1", order=1)
    assert [lead.name for lead in strand.leads.all()] == ["Tom Reed"]
    assert [note.text for note in strand.notes.order_by("pk")] == [
        "Two approved.",
        "Three approved.",
    ]
    assert Lead.objects.filter(name="Ada Rowe").exists()
    assert Action.objects.filter(reference="1.2").exists()


SEVERAL = PLAN_ROWS.replace("Ada Rowe", "Ada Rowe Tom Reed")
PARTED = ("--split-lead", "Ada Rowe Tom Reed=Ada Rowe/Tom Reed")


def leads_of(strand):
    return strand.leads_as_typed, [str(row.lead) for row in strand.strand_leads.all()]


def test_a_line_of_leads_is_parted_by_choice_and_its_words_stay(file):
    assert "(--split-lead 'Ada Rowe Tom Reed=Ada Rowe/Tom Reed')" in run(file(SEVERAL), "--dry-run")
    assert "May name several leads" not in run(file(SEVERAL), *PARTED)
    strand = Strand.objects.get(action__reference="1.1", order=1)
    assert leads_of(strand) == ("Ada Rowe Tom Reed", ["Ada Rowe", "Tom Reed"])
    assert sorted(map(str, Lead.objects.all())) == ["Ada Rowe", "NHS – Lena Hart", "Tom Reed"]


@pytest.mark.parametrize("choice", [PARTED, ()])
def test_the_same_file_changes_no_leads_that_were_parted_before(file, choice):
    run(file(SEVERAL), *PARTED)
    before = everything()
    assert "Nothing to change" in run(file(SEVERAL), *choice)
    assert everything() == before


@pytest.mark.parametrize(
    ("choice", "leads"),
    [("Ada Rowe/Tom Reed", ["Ada Rowe", "Tom Reed"]), ("Ada Rowe Tom Reed", ["Ada Rowe Tom Reed"])],
)
def test_a_later_choice_changes_the_leads_of_a_strand_that_is_there(file, choice, leads):
    run(file(SEVERAL), "--split-lead", "Ada Rowe Tom Reed=Tom Reed/Ada Rowe")
    before = Strand.objects.get(action__reference="1.1", order=1)
    said = run(file(SEVERAL), "-v2", "--split-lead", f"Ada Rowe Tom Reed={choice}")
    assert "Action 1.1, strand 1: changed\n    Leads: 'Tom Reed; Ada Rowe' -> " in said
    strand = Strand.objects.get(pk=before.pk)
    assert leads_of(strand) == ("Ada Rowe Tom Reed", leads)
    assert strand.version == before.version + 1


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("Ada Rowe Tom Reed", "Write the line, = and its leads."),
        ("Ada Rowe Tom Reed=TBC", "Enter at least one lead"),
        ("Bo Lund=Bo/Lund", "“Bo Lund” is no line among the leads"),
    ],
)
def test_an_odd_choice_of_leads_is_refused(file, choice, said):
    with pytest.raises(CommandError, match=said):
        run(file(SEVERAL), "--split-lead", choice)
    assert Plan.objects.count() == 0


def test_other_days_of_a_plan_are_shown_before_they_are_saved(file):
    run(file())
    said = run(file(), "--ends", "2022-03-31", "--dry-run", "-v2")
    assert "The plan: changed\n    Last day: '31 December 2021' -> '31 March 2022'\n" in said
    assert Plan.objects.get().ends_on == date(2021, 12, 31)
    assert "Saved." in run(file(), "--ends", "2022-03-31")
    assert Plan.objects.get().ends_on == date(2022, 3, 31)
    assert "Nothing to change" in run(file(), "--ends", "2022-03-31")


def test_a_confirmed_reading_survives_a_second_import(file):
    run(file())
    timescale = Strand.objects.get(action__reference="1.1", order=2).timescales.get()
    timescale.ends_on, timescale.is_confirmed = date(2020, 5, 31), True
    timescale.save()
    run(file(PLAN_ROWS.replace("Two approved.", "Three approved.")))
    timescale.refresh_from_db()
    assert timescale.ends_on == date(2020, 5, 31)


def test_the_same_title_in_other_capitals_is_the_same_plan(file):
    run(file())
    options = ["--title", "OUR promise"]
    assert "Nothing to change. Our promise is current." in run(file(), *options)
    said = run(file(PLAN_ROWS.replace("Fostering team", "Homes team")), *options)
    assert said.startswith("Corporate Parenting Board calls this plan “Our promise”.\n")
    assert list(Plan.objects.values_list("title", flat=True)) == ["Our promise"]
    assert Strand.objects.get(action__reference="1.1", order=1).who_where == "Homes team"


@pytest.mark.parametrize(
    ("words", "longer", "said"),
    [
        (
            "brothers",
            "b" * 20_001,
            "Action 1.2 (The file, row 4), wording: Use 20,000 characters",
        ),
        ("Ada Rowe", "a" * 2_001, "Action 1.1, strand 1 (The file, row 2), leads as typed: "),
        ("Health team", "h" * 20_001, "Action 1.1, strand 2 (The file, row 3), who and where: "),
    ],
)
def test_one_bad_row_saves_nothing_and_is_named(file, words, longer, said):
    run(file())
    before = everything()
    with pytest.raises(CommandError) as refused:
        run(file(PLAN_ROWS.replace("Two approved.", "Four.").replace(words, longer)))
    assert str(refused.value).startswith(f"Nothing was saved. {said}")
    assert str(refused.value).endswith("Correct it in the file, and bring that in.")
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
    return interpret(read_grids(open_upload("plan.csv", (PLAN_HEAD + rows).encode())))


def digest(plan, proposal, **words):
    council = Council(**words)
    return compare(plan, proposal, council=council, starts=plan.starts_on, ends=plan.ends_on).digest


def test_another_word_of_the_council_is_no_other_change(file):
    run(file())
    plan = Plan.objects.get()
    proposal = proposal_from(PLAN_ROWS.replace("Find each child", "Find every child"))
    assert digest(plan, proposal, action_word="activity") == digest(plan, proposal)
    other = proposal_from(PLAN_ROWS.replace("Find each child", "Find any child"))
    assert digest(plan, other) != digest(plan, proposal)


def test_what_a_person_looked_at_is_what_is_saved(file):
    run(file())
    plan = Plan.objects.get()
    proposal = proposal_from(PLAN_ROWS.replace("Find each child", "Find every child"))
    seen = digest(plan, proposal)
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
        proposal=proposal_from(PLAN_ROWS), title="Our promise", board="Corporate Parenting Board",
        starts_on=date(2019, 1, 1), ends_on=date(2021, 12, 31), notes_as_at=date(2020, 1, 1),
        source="plan.csv", by=make_user(), at=timezone.now(),
    )  # fmt: skip
    assert plan.board == "Family Panel"


def test_a_column_that_the_file_lacks_says_nothing(file, tmp_path):
    run(file())
    path = tmp_path / "short.csv"
    path.write_text("Priority,No.,Action\n1. A settled home,1.,Find every child a home.\n")
    said = run(str(path), "-v2")
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
