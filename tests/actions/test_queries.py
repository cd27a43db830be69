"""What pages read: what is overdue or stale, the plan's table, the list's rows, my strands."""

from datetime import UTC, date, datetime

import pytest

from actions import queries
from actions.models import Action, EvidenceLink, Plan, ProgressNote, Status, Timescale
from actions.queries import Attention
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

DAY = date(2020, 6, 1)
KINDS = Timescale.Kind


def numbered(priority, *references, **fields):
    return [make_action(priority=priority, reference=ref, **fields) for ref in references]


def stale(day=DAY, days=90):
    return [row.reference for row in Action.objects.filter(queries.stale_on(day, days))]


def overdue(day=DAY):
    return [row.reference for row in Action.objects.filter(queries.overdue_on(day))]


def attention(day=DAY, stale_after=90):
    return Attention(True, day, stale_after)


def test_an_action_is_stale_when_its_newest_standing_note_is_too_old():
    fresh, old, never = numbered(make_priority(), "1.1", "1.2", "1.3")
    make_note(fresh, as_at=date(2020, 3, 3))
    make_note(old, as_at=date(2020, 3, 2))
    assert (DAY - date(2020, 3, 3)).days == 90
    assert stale() == ["1.2", "1.3"]


def test_an_action_without_a_note_goes_stale_only_some_time_after_the_plan_began():
    make_action(priority=make_priority(plan=make_plan(starts_on=date(2020, 3, 3))))
    assert (stale(), stale(date(2020, 6, 2))) == ([], ["1.1"])


def test_a_corrected_note_does_not_keep_an_action_fresh():
    action = make_action()
    wrong = make_note(action, as_at=date(2020, 5, 20))
    make_note(action, as_at=date(2019, 5, 20), corrects=wrong)
    assert stale() == ["1.1"]


def test_a_note_of_a_later_day_does_not_keep_an_action_fresh():
    make_note(make_action(), as_at=date(2020, 6, 2))
    assert stale() == ["1.1"]


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.CLOSED])
def test_a_finished_action_is_neither_stale_nor_overdue(status):
    action = make_action(status=status, status_reason="The board agreed.")
    make_timescale(make_strand(action=action), kind=KINDS.BY, ends_on=date(2019, 3, 31))
    assert (stale(), overdue()) == ([], [])


def test_ongoing_work_is_never_overdue_but_goes_stale():
    strand = make_strand()
    make_timescale(strand, kind=KINDS.ONGOING)
    assert (overdue(), stale()) == ([], ["1.1"])


def test_an_action_is_overdue_when_one_strand_has_missed_its_last_date():
    late, coming, unread = numbered(make_priority(), "1.1", "1.2", "1.3")
    make_timescale(make_strand(action=late), kind=KINDS.BY, ends_on=date(2020, 5, 31))
    make_timescale(make_strand(action=late, order=2), kind=KINDS.ONGOING)
    make_timescale(make_strand(action=coming), kind=KINDS.BY, ends_on=DAY)
    make_timescale(make_strand(action=unread), words="31 September 2019")
    assert overdue() == ["1.1"]


def test_the_newest_note_is_told_for_each_strand_and_for_the_action_as_a_whole():
    strand = make_strand()
    other = make_strand(action=strand.action, order=2)
    make_note(strand, as_at=date(2019, 5, 1))
    newest = make_note(strand, as_at=date(2019, 6, 1))
    of_other = make_note(other, as_at=date(2019, 7, 1))
    whole = make_note(strand.action, as_at=date(2019, 1, 1))
    assert queries.newest_notes(ProgressNote.objects.all()) == {
        (strand.action_id, strand.pk): newest,
        (strand.action_id, other.pk): of_other,
        (strand.action_id, None): whole,
    }


def test_of_two_notes_of_one_day_the_later_written_is_the_newest():
    action = make_action()
    make_note(action)
    second = make_note(action)
    assert queries.newest_notes(ProgressNote.objects.all()) == {(action.pk, None): second}


def test_notes_of_an_action_leave_out_what_was_corrected_and_start_with_the_newest():
    action, moment = make_action(), datetime(2019, 6, 1, 12, tzinfo=UTC)
    ada, ben = make_user(first_name="Ada", last_name="Rowe"), make_user(email="ben@x.example")
    wrong = make_note(action, author=ada, as_at=date(2019, 5, 1), recorded_at=moment)
    right = make_note(action, author=ben, as_at=date(2019, 5, 1), text="Two.", corrects=wrong)
    newer = make_note(action, as_at=date(2019, 6, 1))
    EvidenceLink(note=right, url="https://fernmoor.example/minutes").save()
    readable = queries.notes_for(make_user(Role.LEAD))
    (first,) = queries.notes_of_action(action, readable, 0, 1)
    assert (first.pk, first.corrects, first.links) == (newer.pk, None, ())
    (second,) = queries.notes_of_action(action, readable, 1, 9)
    assert (second.pk, second.text, second.author) == (right.pk, "Two.", "ben@x.example")
    assert (second.day, second.recorded) == ("1 May 2019", "1 May 2019, 10:00")
    assert second.links == (("https://fernmoor.example/minutes",) * 2,)
    assert second.corrects == queries.CorrectedNote(
        as_at=date(2019, 5, 1),
        recorded_at=moment,
        text="Two more families were approved.",
        is_unchanged=False,
        author="Ada Rowe",
    )


def test_a_correction_for_the_board_does_not_tell_what_was_for_officers():
    officers = ProgressNote.Visibility.OFFICERS
    wrong = make_note(text="Of one child.", visibility=officers)
    make_note(wrong.action, text="Two.", corrects=wrong)
    for notes, told in (
        (ProgressNote.objects.all(), "Of one child."),
        (ProgressNote.objects.for_board(), None),
    ):
        (row,) = queries.notes_of_action(wrong.action, notes, 0, 9)
        assert (row.text, row.corrects and row.corrects.text) == ("Two.", told)


def test_who_may_not_read_the_plan_gets_only_notes_for_the_board():
    shown = make_note()
    hidden = make_note(shown.action, visibility=ProgressNote.Visibility.OFFICERS)
    assert list(queries.notes_for(make_user(Role.MEMBER))) == [shown]
    assert set(queries.notes_for(make_user(Role.LEAD))) == {shown, hidden}


def test_the_plan_comes_with_its_priorities_by_number():
    plan = make_plan()
    second, first = make_priority(plan=plan, number=2), make_priority(plan=plan, number=1)
    make_priority(plan=make_plan(title="Next", state=Plan.State.DRAFT))
    assert queries.plan_with_priorities(plan.pk) == (plan, [first, second])


def test_a_plan_without_priorities_is_still_found():
    plan = make_plan()
    assert queries.plan_with_priorities(plan.pk) == (plan, [])


def test_the_table_of_a_plan_hangs_everything_in_its_order():
    lead, nhs = make_lead(), make_lead(name="Cora Lund", agency=make_agency())
    priority = make_priority()
    late, early = numbered(priority, "5.10", "5.9")
    second = make_strand(nhs, lead, action=early, order=2)
    first = make_strand(action=early, order=1, leads_as_typed="Somebody")
    timescale = make_timescale(first)
    note = make_note(second)
    queries.load_actions([priority], ProgressNote.objects.all())
    assert priority.action_list == [early, late]
    loaded_early, loaded_late = priority.action_list
    assert (loaded_early.strand_list, loaded_late.strand_list) == ([first, second], [])
    assert [row.lead_list for row in loaded_early.strand_list] == [[], [nhs, lead]]
    assert [row.is_typed_otherwise for row in loaded_early.strand_list] == [True, False]
    assert [row.timescale_list for row in loaded_early.strand_list] == [[timescale], []]
    assert [row.newest_note for row in loaded_early.strand_list] == [None, note]
    assert loaded_early.newest_note is None


def test_a_row_of_the_list_tells_everything_in_words():
    nhs = make_lead(name="Cora Lund", agency=make_agency(name="Fernmoor NHS", short_name="NHS"))
    strand = make_strand(nhs, make_lead())
    typed = make_strand(action=strand.action, order=2, leads_as_typed="Schools\nVirtual school")
    make_timescale(strand, words="March 2019", kind=KINDS.BY, ends_on=date(2019, 3, 31))
    make_timescale(typed, words="Termly", kind=KINDS.RECURRING)
    make_note(strand, as_at=date(2019, 5, 1))
    (row,) = queries.action_rows(Action.objects.all(), attention())
    assert row == queries.ActionRow(
        pk=strand.action_id,
        number=1,
        reference="1.1",
        wording="Find each child a settled home.",
        strands="1. Fostering team\n2. Fostering team",
        leads="NHS – Cora Lund\nAda Rowe\nSchools\nVirtual school",
        timescales="March 2019\nTermly",
        status="not_given",
        is_overdue=True,
        is_stale=True,
        note="Two more families were approved.",
        as_at=date(2019, 5, 1),
    )
    assert (row.status_label, row.attention) == ("No status given", "Overdue, Stale")


def test_a_row_without_anything_says_so_by_being_empty():
    make_action(priority=make_priority(plan=make_plan(starts_on=DAY)))
    (row,) = queries.action_rows(Action.objects.all(), attention())
    assert (row.strands, row.leads, row.timescales, row.note) == ("", "", "", "")
    assert row.as_at is None
    assert row.attention == ""


def test_a_row_is_stale_exactly_when_the_filter_finds_it():
    actions = numbered(make_priority(), "1.1", "1.2", "1.3", "1.4")
    make_note(actions[0], as_at=date(2020, 3, 3))
    make_note(actions[1], as_at=date(2020, 3, 2))
    wrong = make_note(actions[2], as_at=date(2020, 5, 1))
    make_note(actions[2], as_at=date(2018, 5, 1), corrects=wrong)
    rows = queries.action_rows(Action.objects.all(), attention())
    assert [row.reference for row in rows if row.is_stale] == stale() == ["1.2", "1.3", "1.4"]


def test_rows_are_sorted_by_priority_and_reference_and_cut_into_pages():
    plan = make_plan()
    second, first = make_priority(plan=plan, number=2), make_priority(plan=plan, number=1)
    numbered(second, "2.1")
    numbered(first, "1.10", "1.9")
    everything = Action.objects.all()
    assert queries.order_of([second.pk, first.pk])[0] == "priority_id"
    ordered = everything.order_by(*queries.order_of([first.pk, second.pk]))
    keys = list(ordered.values_list("pk", flat=True))
    for place, references in ((slice(2), ["1.9", "1.10"]), (slice(2, 4), ["2.1"])):
        rows = queries.page_rows(keys[place], attention())
        assert [row.reference for row in rows] == references


def test_a_long_note_is_cut_for_the_list_and_loses_its_marks():
    make_note(text="## Homes\n\n- **One** opened\n- " + "word " * 40)
    (row,) = queries.action_rows(Action.objects.all(), attention())
    assert row.note_start == "Homes One opened " + "word " * 27 + "…"


def test_my_strands_come_with_what_presses_first():
    user = make_user(Role.LEAD)
    me, priority = make_lead(user=user), make_priority()
    actions = numbered(priority, "1.1", "1.2", "1.3", "1.4")
    dates = [None, date(2020, 6, 29), date(2020, 5, 1), None]
    strands = [make_strand(me, action=action) for action in actions]
    for strand, day in zip(strands, dates, strict=True):
        make_note(strand, as_at=date(2020, 1, 1) if strand is strands[3] else DAY)
        if day:
            make_timescale(strand, kind=KINDS.BY, ends_on=day)
    found = [
        (row.action.reference, row.is_overdue, row.is_due_soon, row.is_stale, row.due_on)
        for row in queries.my_strands(user, DAY, 90)
    ]
    assert found == [
        ("1.3", True, False, False, date(2020, 5, 1)),
        ("1.2", False, True, False, date(2020, 6, 29)),
        ("1.4", False, False, True, None),
        ("1.1", False, False, False, None),
    ]


def test_my_strands_leave_out_what_is_not_open_not_mine_or_not_current():
    user = make_user(Role.LEAD)
    me, plan = make_lead(user=user), make_plan()
    done, closed, other, mine = numbered(make_priority(plan=plan), "1.1", "1.2", "1.3", "1.4")
    done.status = Status.COMPLETE
    done.save()
    make_strand(me, action=done)
    make_strand(me, action=closed, closed_on=DAY, closed_reason="Done.")
    make_strand(make_lead(name="Ben Hale"), action=other)
    draft = make_plan(title="Next", state=Plan.State.DRAFT)
    make_strand(me, action=make_action(priority=make_priority(plan=draft)))
    strand = make_strand(me, action=mine)
    assert list(queries.my_strands(user, DAY, 90)) == [strand]


def test_my_strand_shows_the_newest_word_on_itself_or_on_the_whole_action():
    user = make_user(Role.LEAD)
    strand = make_strand(make_lead(user=user))
    other = make_strand(action=strand.action, order=2)
    make_note(strand, as_at=date(2019, 5, 1))
    whole = make_note(strand.action, as_at=date(2019, 6, 1))
    make_note(other, as_at=date(2019, 7, 1))
    (row,) = queries.with_newest_notes(
        queries.my_strands(user, DAY, 90), ProgressNote.objects.all()
    )
    assert row.newest_note == whole


def test_the_filter_offers_the_current_plans_priorities_leads_and_agencies():
    nhs = make_lead(name="Cora Lund", agency=make_agency(name="NHS"))
    strand = make_strand(nhs)
    make_lead(name="Leads nothing")
    old = make_plan(title="Old", state=Plan.State.ARCHIVED, starts_on=date(2016, 1, 1))
    gone = make_priority(plan=old, title="Gone")
    choices = queries.plan_choices(None)
    priority = strand.action.priority
    assert choices == queries.Choices(
        plan=priority.plan,
        plans=(priority.plan, old),
        priorities=((priority.pk, "1. A settled home"),),
        leads=((nhs.pk, "NHS – Cora Lund"),),
        agencies=((nhs.agency_id, "NHS"),),
    )
    assert queries.plan_choices(old.pk).priorities == ((gone.pk, "1. Gone"),)
    assert queries.plan_choices(old.pk + 1000) is None


def test_without_a_current_plan_there_is_nothing_to_list():
    make_plan(title="Next", state=Plan.State.DRAFT)
    assert queries.plan_choices(None) is None


def test_moments_of_notes_do_not_matter_to_today():
    action = make_action()
    note = make_note(action, recorded_at=datetime(2030, 1, 1, tzinfo=UTC))
    (row,) = queries.notes_of_action(action, ProgressNote.objects.all(), 0, 9)
    assert row.pk == note.pk
