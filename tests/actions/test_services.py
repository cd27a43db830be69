"""Writing to the plan: what is saved, what is refused, and that a refusal changes nothing."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions import queries, services
from actions.models import (
    Action,
    EvidenceLink,
    ProgressNote,
    Strand,
)
from corporate_parenting.versions import Conflict
from tests.factories import (
    make_action,
    make_note,
    make_strand,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 6, 1, 9, tzinfo=UTC)


def record(on, author=None, **fields):
    strand = on if isinstance(on, Strand) else None
    return services.record_progress(
        **{
            "action": strand.action if strand else on,
            "strand": strand,
            "by": author or make_user(),
            "text": "Three families were approved.",
            "as_at": date(2019, 5, 31),
            "at": NOW,
            **fields,
        }
    )


def refusal(act, *args, **kwargs):
    """The sentences with which ``act`` refuses."""
    with pytest.raises(ValidationError) as error:
        act(*args, **kwargs)
    return error.value.messages


def test_progress_on_a_strand_is_added_with_its_author_and_its_links():
    author, strand = make_user(), make_strand()
    note = record(strand, author, evidence=[("Panel minutes", "https://fernmoor.example/panel")])
    assert list(ProgressNote.objects.all()) == [note]
    assert (note.action, note.strand, note.author) == (strand.action, strand, author)
    assert list(EvidenceLink.objects.values_list("note", "label", "url")) == [
        (note.pk, "Panel minutes", "https://fernmoor.example/panel")
    ]


def test_the_history_of_a_note_and_its_links_names_the_author():
    author = make_user()
    note = record(make_action(), author, evidence=[("", "https://fernmoor.example/")])
    assert note.history.get().history_user == author
    assert note.evidence.get().history.get().history_user == author


def test_no_change_needs_no_text():
    note = record(make_action(), text="", is_unchanged=True)
    assert (note.text, note.is_unchanged) == ("", True)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Write what was done, or say that nothing has changed."),
        ({"as_at": date(2019, 6, 2)}, "The day must not lie in the future."),
        ({"proposed_status": "red"}, "Say why the action is amber, red or closed."),
        (
            {"evidence": [("", "ftp://fernmoor.example/")]},
            "Enter a web address that starts with https:// or http://.",
        ),
        (
            {"evidence": [("", "javascript:alert(1)")]},
            "Enter a web address that starts with https:// or http://.",
        ),
        ({"evidence": [("", "https://fernmoor.example/")] * 6}, "Give at most 5 links."),
    ],
)
def test_progress_that_is_refused_leaves_nothing(fields, sentence):
    action = make_action()
    assert refusal(record, action, **fields) == [sentence]
    assert not ProgressNote.objects.exists()
    assert not ProgressNote.history.exists()


def test_progress_may_be_as_at_today_by_the_clock_of_the_council():
    """Half past midnight in summer is still yesterday in UTC."""
    after_midnight = datetime(2019, 6, 1, 23, 30, tzinfo=UTC)
    note = record(make_action(), as_at=date(2019, 6, 2), at=after_midnight)
    assert note.as_at == date(2019, 6, 2)


def test_a_strand_of_another_action_takes_no_note():
    strand = make_strand()
    other = make_action(priority=strand.action.priority, reference="1.2")
    sentences = refusal(record, strand, action=other)
    assert sentences == ["This note belongs to another part of the plan."]
    assert not ProgressNote.objects.exists()


def test_recording_progress_takes_few_queries(django_assert_num_queries):
    author, strand = make_user(), make_strand()
    # The note, its history, and a savepoint round both.
    with django_assert_num_queries(4):
        record(strand, author)


def correct(note, **fields):
    return services.correct_note(
        **{
            "note": note,
            "by": make_user(),
            "text": "Two families, not three.",
            "as_at": date(2019, 5, 1),
            "at": NOW,
            **fields,
        }
    )


def test_a_correction_is_a_new_note_and_the_old_one_stays():
    old = make_note(make_strand())
    new = correct(old)
    old.refresh_from_db()
    assert (new.corrects, new.action, new.strand) == (old, old.action, old.strand)
    assert old.text == "Two more families were approved."
    assert list(ProgressNote.objects.standing()) == [new]


def test_a_note_is_corrected_once_and_the_correction_may_be_corrected():
    old = make_note()
    ada = make_user(first_name="Ada", last_name="Rowe")
    first = correct(old, by=ada)
    assert refusal(correct, old) == [
        "Ada Rowe has corrected this note already, on 1 June 2019. Correct the newer note."
    ]
    second = correct(first)
    assert list(ProgressNote.objects.standing()) == [second]


def set_status(action, **fields):
    return services.set_status(
        **{
            "action": action,
            "version": action.version,
            "status": "amber",
            "reason": "Two posts are empty.",
            "by": make_user(),
            **fields,
        }
    )


def test_a_status_is_set_with_who_and_why():
    action, officer = make_action(), make_user()
    set_status(action, by=officer)
    action.refresh_from_db()
    assert (action.status, action.status_reason, action.version) == (
        "amber",
        "Two posts are empty.",
        2,
    )
    newest = action.history.first()
    assert (newest.history_user, newest.history_change_reason) == (officer, "Two posts are empty.")


def test_the_status_tells_who_set_it_and_since_when_it_stands():
    def status_set():
        action.refresh_from_db()
        return action.status_set_at, action.status_set_by

    ada, ben, action = make_user(), make_user(), make_action()
    assert status_set() == (None, None)
    services.set_status(action=action, version=1, status="green", reason="", by=ada)
    green = action.history.first().history_date
    services.change_wording(action=action, version=2, wording="Other words.", by=ben)
    assert status_set() == (green, ada)
    services.set_status(action=action, version=3, status="green", reason="On time.", by=ben)
    assert status_set() == (action.history.first().history_date, ben)
    services.set_status(action=action, version=4, status="red", reason="Late.", by=ada)
    assert status_set() == (action.history.first().history_date, ada)


def test_a_proposal_is_answered_by_keeping_the_status_for_a_reason():
    def waiting():
        actions = queries.with_waiting_note(Action.objects.all(), ProgressNote.objects.all())
        return actions.get(pk=action.pk).waiting_note

    action, ada = make_action(), make_user()
    services.set_status(action=action, version=1, status="green", reason="", by=ada)
    note = make_note(
        action, proposed_status="red", status_reason="Late.", recorded_at=timezone.now()
    )
    assert waiting() == note.pk
    services.set_status(action=action, version=2, status="green", reason="Not that late.", by=ada)
    assert waiting() is None


def test_the_same_status_again_leaves_no_trace():
    action = set_status(make_action())
    set_status(action)
    action.refresh_from_db()
    assert (action.version, action.history.count()) == (2, 2)


@pytest.mark.parametrize("status", ["amber", "red", "closed"])
def test_some_statuses_need_a_reason(status):
    action = make_action()
    assert refusal(set_status, action, status=status, reason="") == [
        "Say why the action is amber, red or closed."
    ]
    action.refresh_from_db()
    assert (action.status, action.version, action.history.count()) == ("not_given", 1, 1)


def test_a_status_that_is_none_is_refused():
    assert refusal(set_status, make_action(), status="puce")
    assert Action.objects.get().status == "not_given"


def test_a_status_over_an_older_version_is_a_conflict():
    action = make_action()
    set_status(action)
    with pytest.raises(Conflict) as error:
        set_status(action, status="green", reason="")
    assert error.value.current.status == "amber"
    assert Action.objects.get().status == "amber"


def test_the_status_that_a_note_proposes_may_be_accepted():
    note = make_note(proposed_status="red", status_reason="No panel sat.")
    action = services.accept_proposal(note=note, version=1, by=make_user())
    assert (action.status, action.status_reason) == ("red", "No panel sat.")


def test_a_note_without_a_proposal_or_with_a_correction_sets_no_status():
    note = make_note(proposed_status="green")
    plain = correct(note)
    accept = services.accept_proposal
    assert refusal(accept, note=plain, version=1, by=make_user()) == [
        "This note proposes no status."
    ]
    assert refusal(accept, note=note, version=1, by=make_user()) == [
        "This note has been corrected. Read the newer note first."
    ]
    assert Action.objects.get().status == "not_given"


def change_wording(action, **fields):
    return services.change_wording(
        **{"action": action, "version": 1, "wording": "Find two.", "by": make_user(), **fields}
    )


def test_the_wording_changes_with_who_and_why_and_the_reference_stays():
    officer = make_user()
    action = change_wording(make_action(), by=officer, reason="The board asked.")
    assert (action.reference, action.wording, action.version) == ("1.1", "Find two.", 2)
    newest = action.history.first()
    assert (newest.history_user, newest.history_change_reason) == (officer, "The board asked.")


def test_a_wording_is_neither_emptied_nor_saved_over_a_newer_one():
    action = make_action()
    assert refusal(change_wording, action, wording="") == ["This field cannot be blank."]
    change_wording(action)
    with pytest.raises(Conflict):
        change_wording(action, wording="Find three.")
    action.refresh_from_db()
    assert (action.wording, action.history.count()) == ("Find two.", 2)
