"""The plan as at a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actions import as_at, services
from actions.models import Action, Lead, Plan, ProgressNote, Status, Strand, StrandLead, Timescale
from corporate_parenting.as_at import end_of, rows_at
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
    assert end_of(day) == utc


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
    rows = rows_at(Action, end_of(MAY), priority_id=action.priority_id)
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
