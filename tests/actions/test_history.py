"""The history of an action in words."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from actions import as_at, services
from actions.models import Action, ProgressNote, Status, Timescale
from corporate_parenting.changes import describe
from corporate_parenting.differences import Piece
from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from tests.factories import (
    make_action,
    make_lead,
    make_note,
    make_strand,
    make_timescale,
    make_user,
)

pytestmark = pytest.mark.django_db

BEFORE = datetime(2019, 5, 1, 9, tzinfo=UTC)
AFTER = datetime(2019, 6, 1, 9, tzinfo=UTC)


def notes():
    return ProgressNote.objects.all()


def told(action, readable=None):
    """Each entry as (who, why, [(subject, did, {label: pieces})])."""
    events = as_at.action_events(action, notes() if readable is None else readable, Council())
    entries = [describe(event) for event in events]
    return [
        (
            entry.who,
            entry.why,
            [(c.subject, c.did, {f.label: f.pieces for f in c.fields}) for c in entry.changes],
        )
        for entry in entries
    ]


def added(text):
    return (Piece("added", text),)


def test_history_tells_who_changed_which_words_and_why():
    ada = make_user(Role.OFFICER, first_name="Ada", last_name="Rowe")
    action = make_action()
    services.change_wording(
        action=action, version=1, wording="Find every child a settled home.", by=ada, reason="Asked"
    )
    pieces = (
        Piece("same", "Find "),
        Piece("removed", "each"),
        Piece("added", "every"),
        Piece("same", " child a settled home."),
    )
    newest, first = told(action)
    assert newest == ("Ada Rowe", "Asked", [("Action 1.1", "changed", {"Wording": pieces})])
    everything = {
        "Priority": added("1. A settled home"),
        "Reference": added("1.1"),
        "Wording": added("Find each child a settled home."),
        "Status": added("No status given"),
    }
    assert first == ("Name not recorded", "", [("Action 1.1", "added", everything)])


def test_history_reads_prose_as_people_do_without_its_marks():
    strand = make_strand()
    wrong = make_note(strand, text="### Homes\n- **Two** opened", recorded_at=BEFORE)
    make_note(strand, text="### Homes\n- **Three** opened", recorded_at=AFTER, corrects=wrong)
    correction, note = told(strand.action)[-2:]
    ((_, _, fields),) = note[2]
    assert fields["Text"] == added("Homes\n- Two opened")
    ((_, _, fields),) = correction[2]
    assert fields["Text"] == (
        Piece("same", "Homes\n- "),
        Piece("removed", "Two"),
        Piece("added", "Three"),
        Piece("same", " opened"),
    )


def test_history_says_when_only_the_layout_of_prose_changed():
    action = make_action()
    services.change_wording(
        action=action,
        version=1,
        wording="Find *each* child a settled home.",
        by=make_user(),
        reason="For the board",
    )
    assert told(action)[0][2] == [
        (
            "Action 1.1",
            "changed",
            {"Wording: only its layout": (Piece("same", "Find each child a settled home."),)},
        )
    ]


def test_history_says_what_came_with_an_import(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text(
        "Priority 1: Homes\nAction,Timescale,Progress\n1.1 Find homes,Termly,Two opened\n", "utf-8"
    )
    days = ["--starts", "2019-01-01", "--ends", "2021-12-31"]
    call_command("import_plan", file, "--title", "Promise", *days, stdout=StringIO())
    entries = told(Action.objects.get())
    assert {(who, why) for who, why, _ in entries} == {
        ("Brought in from a file", "Imported from plan.csv"),
        ("Brought in from a file", ""),
    }


def test_history_tells_a_status_in_words_and_a_hand_over_by_names():
    ada = make_user(Role.OFFICER, first_name="Ada", last_name="Rowe")
    old, new = make_lead(), make_lead(name="Ben Hale")
    strand = make_strand(old)
    services.set_status(
        action=strand.action, version=1, status=Status.RED, reason="No posts.", by=ada
    )
    services.hand_over(
        leaver=old, version=1, takers={strand.pk: new}, last_day=date(2019, 6, 1), by=ada
    )
    hand_over, status = told(strand.action)[:2]
    assert hand_over == (
        "Ada Rowe",
        "Handed over from Ada Rowe to Ben Hale",
        [
            (
                "Lead of strand 1",
                "changed",
                {"Lead": (Piece("removed", "Ada Rowe"), Piece("added", "Ben Hale"))},
            )
        ],
    )
    assert status[2] == [
        (
            "Action 1.1",
            "changed",
            {
                "Status": (Piece("removed", "No status given"), Piece("added", "Off track")),
                "Status reason": added("No posts."),
            },
        )
    ]


def test_history_tells_a_timescale_with_its_reading_and_its_removal():
    strand = make_strand()
    timescale = make_timescale(
        strand, words="March 2019", kind=Timescale.Kind.BY, ends_on=date(2019, 3, 31)
    )
    timescale.delete()
    changes = [change for _, _, changes in told(strand.action) for change in changes]
    words = {"Words": "March 2019", "Read as": "by 31 March 2019"}
    assert changes[-2:] == [
        ("Timescale of strand 1", "added", {k: added(v) for k, v in words.items()}),
        (
            "Timescale of strand 1",
            "removed",
            {k: (Piece("removed", v),) for k, v in words.items()},
        ),
    ]


def test_history_tells_notes_and_what_their_corrections_changed():
    strand = make_strand()
    ben = make_user(Role.LEAD, first_name="Ben", last_name="Hale")
    wrong = make_note(strand, author=ben, text="Two homes opened.", recorded_at=BEFORE)
    make_note(strand, author=ben, text="Three homes opened.", recorded_at=AFTER, corrects=wrong)
    correction, note = told(strand.action)[-2:]
    assert correction == (
        "Ben Hale",
        "",
        [
            (
                "Correction of a note on strand 1, as at 1 May 2019",
                "changed",
                {
                    "Text": (
                        Piece("removed", "Two"),
                        Piece("added", "Three"),
                        Piece("same", " homes opened."),
                    )
                },
            )
        ],
    )
    assert note[2][0][:2] == ("Note on strand 1, as at 1 May 2019", "added")


def test_history_leaves_out_notes_that_the_reader_may_not_see():
    action = make_action()
    make_note(action, visibility=ProgressNote.Visibility.OFFICERS, text="Not for members.")
    everything = told(action)
    assert told(action, notes().for_board()) == everything[:1] != everything


def test_history_of_one_action_says_nothing_of_another():
    strand = make_strand(make_lead())
    other = make_action(priority=strand.action.priority, reference="1.2")
    make_timescale(make_strand(action=other))
    make_note(other)
    assert [subject for _, _, changes in told(strand.action) for subject, _, _ in changes] == [
        "Action 1.1",
        "Strand 1",
        "Lead of strand 1",
    ]
