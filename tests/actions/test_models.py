"""Facts that must always hold about the plan, for forms and for the bare database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models import Action, Lead, Plan, Priority, ProgressNote, Strand, Timescale
from tests.conftest import history_gaps
from tests.factories import (
    make_action,
    make_agency,
    make_council,
    make_lead,
    make_note,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
    make_user,
)

pytestmark = pytest.mark.django_db


def refused(row, message):
    """``row`` is refused with ``message`` for people, and by the bare database as well."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert message in error.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_plan_ends_after_it_starts():
    plan = make_plan()
    plan.ends_on = plan.starts_on
    refused(plan, "The plan must end after it starts.")


def later_plan(**fields):
    days = {"starts_on": date(2022, 1, 1), "ends_on": date(2023, 1, 1)}
    return Plan(**{"title": "Next", "board": "Corporate Parenting Board", **days, **fields})


@pytest.mark.parametrize("board", ["Corporate Parenting Board", "Corporate parenting board"])
def test_a_board_has_one_current_plan(board):
    make_plan()
    refused(
        later_plan(board=board, state=Plan.State.CURRENT),
        "This board has a current plan. Archive that one first.",
    )


@pytest.mark.parametrize("title", ["Our promise to you", "OUR PROMISE to you"])
@pytest.mark.parametrize("board", ["Corporate Parenting Board", "corporate parenting board"])
def test_a_board_has_no_two_plans_of_one_title(board, title):
    make_plan(state=Plan.State.ARCHIVED)
    refused(
        later_plan(board=board, title=title),
        "This board has a plan of this title. Change that plan, or choose another title, "
        "such as one with the years.",
    )


def test_another_board_may_use_the_same_title():
    plans = [make_plan(), make_plan(board="Scrutiny")]
    assert list(Plan.objects.order_by("pk")) == plans
    assert list(Plan.objects.called("OUR promise to you", "scrutiny")) == plans[1:]


def test_a_priority_has_a_title_or_a_promise():
    refused(
        Priority(plan=make_plan(), number=1),
        "Enter a title, a promise or both.",
    )


def test_a_priority_number_is_used_once_in_a_plan():
    priority = make_priority()
    refused(
        Priority(plan=priority.plan, number=1, title="Again"),
        "The plan has a priority with this number.",
    )


def test_amber_needs_its_reason():
    action = make_action()
    action.status = "amber"
    refused(action, "Say why the action is amber, red or closed.")


def test_actions_stand_in_the_order_of_their_number_parts():
    priority = make_priority()
    for reference in ("5.10", "5.9", "5.10a", "5.1"):
        make_action(priority=priority, reference=reference)
    assert list(Action.objects.values_list("reference", flat=True)) == [
        "5.1",
        "5.9",
        "5.10",
        "5.10a",
    ]


def test_a_lead_is_a_person_an_agency_or_a_post():
    refused(Lead(), "Enter a person, an agency or a post.")
    assert str(make_lead(name="Ada Rowe", agency=make_agency(name="CAMHS"))) == "CAMHS – Ada Rowe"


def test_a_closed_strand_needs_its_reason():
    strand = make_strand()
    strand.closed_on = date(2020, 1, 1)
    refused(strand, "A closed strand needs its day and its reason.")


def test_a_note_has_text_or_says_that_nothing_changed():
    note = make_note()
    note.text = ""
    refused(note, "Write what was done, or say that nothing has changed.")


def test_only_a_dated_open_strand_is_overdue():
    action = make_action()
    words = {
        1: [("Ongoing", {"kind": "ongoing"})],
        2: [("June 2019", {"kind": "by", "ends_on": date(2019, 6, 30)})],
        3: [
            ("June 2019", {"kind": "by", "ends_on": date(2019, 6, 30)}),
            ("Ongoing", {"kind": "ongoing"}),
        ],
        4: [("December 2019", {"kind": "by", "ends_on": date(2019, 12, 31)})],
    }
    for order, timescales in words.items():
        strand = make_strand(action=action, order=order)
        for place, (typed, reading) in enumerate(timescales, 1):
            make_timescale(strand, typed, order=place, **reading)
    overdue = Strand.objects.overdue_on(date(2019, 7, 1))
    assert list(overdue.values_list("order", flat=True)) == [2]
    assert list(Strand.objects.overdue_on(date(2019, 6, 30))) == []


def test_a_finished_action_is_not_overdue():
    strand = make_strand(action=make_action(status="complete"))
    make_timescale(strand, "June 2019", kind="by", ends_on=date(2019, 6, 30))
    assert list(Strand.objects.overdue_on(date(2020, 1, 1))) == []


def test_a_timescale_ends_after_it_starts():
    timescale = make_timescale(make_strand())
    timescale.starts_on, timescale.ends_on = date(2020, 2, 1), date(2020, 1, 1)
    refused(timescale, "The last day must not lie before the first.")


def test_a_corrected_note_no_longer_stands():
    first = make_note()
    second = make_note(first.action, corrects=first, author=first.author, text="Three families.")
    assert list(ProgressNote.objects.standing()) == [second]


def test_a_write_past_the_history_is_found():
    agency = make_agency()
    assert history_gaps(type(agency)) == []
    with transaction.atomic():
        type(agency).objects.update(name="Changed")
        assert history_gaps(type(agency)) == [agency.pk]
        transaction.set_rollback(True)


def test_the_council_is_one_row():
    make_council()
    with pytest.raises(ValidationError, match="one council already"):
        make_council(pk=2)


def test_people_are_known_by_their_address():
    user = make_user(email="Ada.Rowe@Fernmoor.Example")
    assert str(user) == "ada.rowe@fernmoor.example"


def test_the_stored_kinds_are_those_of_the_constraint():
    assert Timescale.Kind.values == ["", "ongoing", "recurring", "by", "during", "until"]
