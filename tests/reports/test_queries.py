"""Which notes a paper takes: those that no other paper carried, each once."""

from datetime import date

import pytest

from actions.models import Plan, ProgressNote
from reports import queries, services
from tests.factories import (
    make_action,
    make_council,
    make_entry,
    make_meeting,
    make_note,
    make_plan,
    make_priority,
    make_report,
    make_user,
)
from tests.reports.publishing import make_publication, publish, withdraw

pytestmark = pytest.mark.django_db


def test_notes_come_in_the_order_of_the_plan_and_then_by_day():
    plan = make_plan()
    second, first = make_priority(plan=plan, number=2), make_priority(plan=plan)
    ten = make_action(priority=second, reference="2.10")
    nine = make_action(priority=second, reference="2.9")
    one = make_action(priority=first)
    notes = [
        make_note(ten),
        make_note(nine, as_at=date(2019, 5, 2)),
        make_note(nine, as_at=date(2019, 5, 1)),
        make_note(one),
    ]
    assert list(queries.notes_to_report(make_report(plan=plan))) == notes[::-1]


def test_only_board_notes_of_this_plan_up_to_the_cut_off_are_taken():
    on_the_day = make_note(as_at=date(2019, 5, 31))
    action = on_the_day.action
    make_note(action, as_at=date(2019, 6, 1))
    make_note(action, visibility=ProgressNote.Visibility.OFFICERS)
    other = make_plan(board="Scrutiny", state=Plan.State.DRAFT)
    make_note(make_action(priority=make_priority(plan=other)))
    report = make_report(plan=action.priority.plan)
    assert list(queries.notes_to_report(report)) == [on_the_day]


def test_a_note_written_late_goes_into_the_next_report_and_only_once():
    on_time = make_note()
    plan = on_time.action.priority.plan
    make_publication(on_time)
    late = make_note(on_time.action, as_at=date(2019, 5, 2))
    second = make_report(plan=plan, held_on=date(2019, 9, 13), cut_off_on=date(2019, 8, 31))
    assert list(queries.notes_to_report(second)) == [late]
    make_entry(second, late)
    publish(second)
    third = make_report(plan=plan, held_on=date(2019, 12, 13), cut_off_on=date(2019, 11, 30))
    assert list(queries.notes_to_report(third)) == []


def test_a_report_goes_on_carrying_its_own_notes_in_its_next_version():
    note = make_note()
    publication = make_publication(note)
    assert list(queries.notes_to_report(publication.report)) == [note]


def later(publication, kind, **fields):
    """A paper of the kind for the same board's next meeting, on the same plan."""
    if "meeting" not in fields:
        fields["held_on"] = date(2019, 9, 13)
    plan = publication.report.plan
    return make_report(kind=kind, plan=plan, cut_off_on=date(2019, 8, 31), **fields)


@pytest.mark.parametrize(("first", "second"), [("update", "decision"), ("decision", "update")])
def test_what_the_board_has_read_is_not_offered_again_to_a_paper_of_another_kind(first, second):
    read = make_note()
    new = make_note(read.action, as_at=date(2019, 7, 1))
    report = later(make_publication(read, kind=first), second)
    assert list(queries.notes_to_report(report)) == [new]
    assert list(queries.notes_not_yet_in(report)) == [new]


def test_an_annual_report_tells_what_the_board_has_read_as_well():
    note = make_note()
    annual = later(make_publication(note), "annual")
    assert list(queries.notes_to_report(annual)) == [note]


@pytest.mark.parametrize("kind", ["decision", "update"])
def test_what_an_annual_report_told_is_offered_to_papers_of_other_kinds_all_the_same(kind):
    note = make_note()
    report = later(make_publication(note, kind="annual"), kind)
    assert list(queries.notes_to_report(report)) == [note]


@pytest.mark.parametrize("kind", ["update", "decision", "annual"])
def test_what_another_board_has_read_is_offered_and_may_be_carried(kind):
    note = make_note()
    scrutiny = make_meeting(body="Scrutiny", held_on=date(2019, 6, 7))
    publication = make_publication(note, kind=kind, meeting=scrutiny)
    report = later(publication, kind)
    assert list(queries.notes_to_report(report)) == [note]
    make_entry(report, note)
    assert list(queries.outdated_entries(report)) == []
    # And the other way round: scrutiny has read it.
    again = make_meeting(body="Scrutiny", held_on=date(2019, 12, 6))
    assert list(queries.notes_to_report(later(publication, kind, meeting=again))) == []


def test_what_the_board_read_under_its_former_name_is_not_offered_again():
    council, note = make_council(), make_note()
    publication = make_publication(note)
    council.board_name = "Family Panel"
    council.save()
    meeting = make_meeting(body="Family Panel", held_on=date(2019, 9, 13))
    assert list(queries.notes_to_report(later(publication, "decision", meeting=meeting))) == []


def test_what_was_withdrawn_is_offered_to_a_paper_of_another_kind():
    note = make_note()
    publication = make_publication(note)
    decision = later(publication, "decision")
    assert list(queries.notes_to_report(decision)) == []
    withdraw(publication.report)
    assert list(queries.notes_to_report(decision)) == [note]


def test_two_papers_of_one_meeting_may_tell_the_same_note_if_their_author_leaves_it_in():
    note = make_note()
    meeting, plan = make_meeting(), note.action.priority.plan
    decision = make_report(kind="decision", meeting=meeting, plan=plan)
    entry = make_entry(decision, note)
    make_publication(note, meeting=meeting)
    assert list(queries.outdated_entries(decision)) == []
    assert services.refresh_entries(report=decision, by=decision.author).left_out == ()
    publish(decision)
    assert entry.report.entries.get().is_included


def test_a_note_that_was_left_out_is_offered_to_the_next_report():
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note, is_included=False)
    publish(report)
    following = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    assert list(queries.notes_to_report(following)) == [note]


def test_a_correction_takes_the_place_of_its_note_also_after_the_note_was_published():
    note = make_note()
    publication = make_publication(note)
    correction = make_note(note.action, corrects=note, as_at=date(2019, 5, 3))
    following = make_report(plan=publication.report.plan, held_on=date(2019, 9, 13))
    assert list(queries.notes_to_report(following)) == [correction]


def test_entries_are_outdated_once_their_note_is_corrected_or_carried_elsewhere():
    note = make_note()
    corrected, carried = make_note(note.action), make_note(note.action)
    report = make_report(plan=note.action.priority.plan)
    entries = [
        make_entry(report, taken, order=order)
        for order, taken in enumerate([note, corrected, carried], 1)
    ]
    correction = make_note(note.action, corrects=corrected)
    make_publication(carried, held_on=date(2019, 6, 7))
    assert list(queries.outdated_entries(report)) == entries[1:]
    assert list(queries.notes_not_yet_in(report)) == [correction]


def test_the_previous_report_is_of_the_same_board_and_earlier():
    plan = make_plan()
    make_report(plan=plan, held_on=date(2019, 3, 1))
    before = make_report(plan=plan, held_on=date(2019, 6, 1))
    make_report(plan=plan, held_on=date(2019, 12, 1))
    scrutiny = make_meeting(body="Scrutiny", held_on=date(2019, 8, 1))
    make_report(plan=plan, meeting=scrutiny)
    meeting = make_meeting(held_on=date(2019, 9, 1))
    assert queries.previous_report("update", meeting) == before


def test_the_previous_report_is_found_across_a_renaming_of_the_board():
    council = make_council()
    before = make_report(held_on=date(2019, 6, 1))
    council.board_name = "Family Panel"
    council.save()
    meeting = make_meeting(body="Family Panel", held_on=date(2019, 9, 1))
    assert queries.previous_report("update", meeting) == before
    assert queries.previous_report("update", make_meeting(body="Scrutiny")) is None


def test_who_has_written_in_a_report():
    report, editor, reader = make_report(), make_user(), make_user()
    entry = make_entry(report, make_note(make_action(priority=make_priority(plan=report.plan))))
    entry.heading, entry._history_user = "Homes", editor
    entry.save()
    people = [report.author, editor, reader]
    assert [queries.has_written(person, report) for person in people] == [True, True, False]


def test_who_recorded_a_note_has_written_in_the_paper_that_carries_it():
    report, writer = make_report(), make_user()
    action = make_action(priority=make_priority(plan=report.plan))
    left_out = make_entry(report, make_note(action, author=writer), is_included=False)
    assert not queries.has_written(writer, report)
    left_out.is_included = True
    left_out.save()
    assert queries.has_written(writer, report)
