"""The plan as at a day, and the history of an action in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actions import as_at, services
from actions.models import Action, Lead, Plan, ProgressNote, Status, Strand, StrandLead, Timescale
from corporate_parenting.differences import Piece
from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from tests.factories import (
    make_action,
    make_agency,
    make_lead,
    make_note,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
    make_user,
)

pytestmark = pytest.mark.django_db

BEFORE = datetime(2019, 5, 1, 9, tzinfo=UTC)
AFTER = datetime(2019, 6, 1, 9, tzinfo=UTC)
MAY, JUNE = date(2019, 5, 31), date(2019, 6, 30)


def date_back(moment, *models):
    """All history of these models so far happened at ``moment``, a second apart."""
    for model in models or (
        Plan,
        Action.priority.field.related_model,
        Action,
        Strand,
        StrandLead,
        Timescale,
        Lead,
    ):
        for number, record in enumerate(model.history.model.objects.order_by("history_id")):
            if record.history_date > AFTER + timedelta(days=365):
                record.history_date = moment + timedelta(seconds=number)
                record.save(update_fields=["history_date"])


def notes():
    return ProgressNote.objects.all()


def shown(plan, day):
    """What a reader sees: each strand's reference, wording, status, leads, timescales, note."""
    found = as_at.plan_at(plan.pk, day, notes())
    return found and [
        (
            action.reference,
            action.wording,
            action.status,
            [str(lead) for lead in strand.lead_list],
            [timescale.words for timescale in strand.timescale_list],
            strand.newest_note and strand.newest_note.text,
        )
        for priority in found[1]
        for action in priority.action_list
        for strand in action.strand_list
    ]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2019, 1, 15), datetime(2019, 1, 16, tzinfo=UTC)),
        (date(2019, 7, 15), datetime(2019, 7, 15, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_by_the_clocks_of_the_council(day, utc):
    assert as_at.end_of(day) == utc


def test_the_plan_is_shown_with_the_words_leads_statuses_and_notes_of_that_day():
    officer = make_user(Role.OFFICER)
    old, new = make_lead(), make_lead(name="Ben Hale")
    strand = make_strand(old)
    timescale = make_timescale(strand)
    make_note(strand, text="First.", as_at=date(2019, 5, 2), recorded_at=BEFORE)
    date_back(BEFORE)
    action, plan = strand.action, strand.action.priority.plan
    services.set_status(
        action=action, version=1, status=Status.AMBER, reason="Vacant posts.", by=officer
    )
    services.change_wording(action=action, version=2, wording="Find homes.", by=officer)
    services.hand_over(
        leaver=old, version=1, takers={strand.pk: new}, last_day=date(2019, 6, 1), by=officer
    )
    timescale.words = "Termly"
    timescale.save()
    make_note(strand, text="Second.", as_at=date(2019, 6, 2), recorded_at=AFTER)
    date_back(AFTER)
    original = "Find each child a settled home."
    assert shown(plan, MAY) == [("1.1", original, "not_given", ["Ada Rowe"], ["Ongoing"], "First.")]
    assert shown(plan, JUNE) == [
        ("1.1", "Find homes.", "amber", ["Ben Hale"], ["Termly"], "Second.")
    ]


def test_a_plan_that_was_not_kept_yet_is_not_shown():
    plan = make_plan()
    date_back(AFTER)
    assert as_at.plan_at(plan.pk, MAY, notes()) is None
    assert as_at.plan_at(plan.pk, JUNE, notes()) == (plan, [])
    assert as_at.first_kept(plan) == AFTER


def test_what_was_removed_later_is_still_shown_and_what_was_removed_before_is_not():
    strand = make_strand(make_lead())
    make_timescale(strand)
    date_back(BEFORE)
    strand.timescales.get().delete()
    strand.strand_leads.get().delete()
    date_back(AFTER)
    plan = strand.action.priority.plan
    assert [row[3:5] for row in shown(plan, MAY)] == [(["Ada Rowe"], ["Ongoing"])]
    assert [row[3:5] for row in shown(plan, JUNE)] == [([], [])]


def test_a_lead_bears_the_name_and_agency_of_that_day():
    agency = make_agency(name="Fernmoor NHS")
    lead = make_lead(agency=agency)
    strand = make_strand(lead)
    date_back(BEFORE)
    date_back(BEFORE, type(agency))
    agency.name = "Fernmoor Health"
    agency.save()
    lead.name = "Ada Hale"
    lead.save()
    date_back(AFTER)
    date_back(AFTER, type(agency))
    plan = strand.action.priority.plan
    assert [row[3] for row in shown(plan, MAY)] == [["Fernmoor NHS – Ada Rowe"]]
    assert [row[3] for row in shown(plan, JUNE)] == [["Fernmoor Health – Ada Hale"]]


def test_two_records_of_one_moment_give_the_row_once_with_its_last_words():
    action = make_action()
    action.wording = "Second thought."
    action.save()
    for record in Action.history.model.objects.all():
        record.history_date = BEFORE
        record.save(update_fields=["history_date"])
    rows = as_at.rows_at(Action, as_at.end_of(MAY), priority_id=action.priority_id)
    assert [(row.pk, row.wording) for row in rows] == [(action.pk, "Second thought.")]
    action.history.first().delete()
    action.wording = "Find each child a settled home."
    action.save()


def test_a_note_corrected_later_stood_as_it_was_until_then():
    strand = make_strand()
    wrong = make_note(strand, text="Wrong.", as_at=date(2019, 4, 30), recorded_at=BEFORE)
    make_note(strand, text="Right.", as_at=date(2019, 4, 30), recorded_at=AFTER, corrects=wrong)
    date_back(BEFORE)
    plan = strand.action.priority.plan
    assert [row[5] for row in shown(plan, MAY)] == ["Wrong."]
    assert [row[5] for row in shown(plan, JUNE)] == ["Right."]


def test_a_note_written_that_evening_counts_and_one_written_after_midnight_does_not():
    strand = make_strand()
    make_note(strand, text="Evening.", recorded_at=datetime(2019, 5, 31, 22, 59, tzinfo=UTC))
    make_note(strand, text="Night.", recorded_at=datetime(2019, 5, 31, 23, 0, tzinfo=UTC))
    date_back(BEFORE)
    assert [row[5] for row in shown(strand.action.priority.plan, MAY)] == ["Evening."]


def test_priorities_and_actions_stand_in_their_order_of_that_day():
    plan = make_plan()
    second, first = make_priority(plan=plan, number=2), make_priority(plan=plan, number=1)
    for priority, reference in ((second, "2.1"), (first, "1.10"), (first, "1.9")):
        make_action(priority=priority, reference=reference)
    date_back(BEFORE)
    _, priorities = as_at.plan_at(plan.pk, MAY, notes())
    assert [[row.reference for row in each.action_list] for each in priorities] == [
        ["1.9", "1.10"],
        ["2.1"],
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_as_at_a_day_takes_nine_queries(django_assert_num_queries, rows):
    plan = make_plan()
    for number in range(1, rows + 1):
        action = make_action(
            priority=make_priority(plan=plan, number=number), reference=f"{number}.1"
        )
        lead = make_lead(name=f"Lead {number}", agency=make_agency(name=f"Agency {number}"))
        strand = make_strand(lead, action=action)
        make_timescale(strand)
        make_note(strand)
    with django_assert_num_queries(9):
        as_at.plan_at(plan.pk, timezone.localdate(), notes())


def told(action, readable=None):
    """Each entry as (who, why, [(subject, did, {label: pieces})])."""
    events = as_at.action_events(action, notes() if readable is None else readable, Council())
    entries = [as_at.describe(event) for event in events]
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
    assert first == ("", "", [("Action 1.1", "added", everything)])


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
