"""The pages that write: who may, what is saved, and that nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from actions.models import Action, ProgressNote
from corporate_parenting.forms import OTHER_WORDS
from corporate_parenting.models import Submission
from corporate_parenting.roles import Role
from tests.factories import (
    make_action,
    make_lead,
    make_note,
    make_strand,
    make_user,
)

pytestmark = pytest.mark.django_db


def sent(**typed):
    return {"submission": str(uuid.uuid4()), **typed}


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def own_strand(client):
    """A strand whose own lead is signed in."""
    user = make_user(Role.LEAD)
    client.force_login(user)
    return make_strand(make_lead(user=user))


def note_add(strand):
    return reverse("actions:note-add", kwargs={"strand_pk": strand.pk})


def address(name, row):
    return reverse(f"actions:{name}", kwargs={"pk": row.pk})


def detail(action):
    return address("action-detail", action)


def test_a_lead_records_progress_on_their_own_strand(client, own_strand):
    response = client.post(note_add(own_strand), sent(text="Three families were approved."))
    assert (response.status_code, response.url) == (302, detail(own_strand.action))
    note = ProgressNote.objects.get()
    assert (note.strand, note.text, note.author) == (
        own_strand,
        "Three families were approved.",
        own_strand.leads.get().user,
    )


def test_a_lead_records_progress_on_the_whole_action(client, own_strand):
    client.post(address("action-note-add", own_strand.action), sent(text="All is well."))
    note = ProgressNote.objects.get()
    assert (note.action, note.strand) == (own_strand.action, None)


def test_a_lead_records_nothing_on_the_strand_of_another(client, own_strand):
    other = make_strand(action=make_action(priority=own_strand.action.priority, reference="1.2"))
    for url in (note_add(other), address("action-note-add", other.action)):
        response = client.post(url, sent(text="Not mine."))
        assert response.status_code == 403
    assert not ProgressNote.objects.exists()


def test_the_form_goes_back_to_where_it_was_opened(client, own_strand):
    mine = reverse("actions:my-actions")
    response = client.post(note_add(own_strand), sent(text="x", next=mine))
    assert response.url == mine


def test_the_longest_address_of_ours_is_gone_back_to(client, own_strand):
    longest = "/" + "a" * 499
    assert client.post(note_add(own_strand), sent(text="x", next=longest)).url == longest


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "/" + "a" * 500,
        "/" + "é" * 100,
        "//[",
        "\\\\evil",
    ],
)
def test_the_form_never_goes_to_another_site(client, own_strand, elsewhere):
    response = client.post(note_add(own_strand), sent(text="x", next=elsewhere))
    assert response.url == detail(own_strand.action)
    assert elsewhere not in client.get(note_add(own_strand), {"next": elsewhere}).content.decode()


def test_a_double_click_makes_one_note_and_one_answer(client, own_strand):
    form = sent(text="Three families were approved.")
    first, second = (client.post(note_add(own_strand), form) for _ in range(2))
    assert (first.url, second.status_code) == (second.url, 302)
    assert (ProgressNote.objects.count(), ProgressNote.history.count()) == (1, 1)
    assert Submission.objects.count() == 1


def test_words_changed_after_going_back_are_shown_again_and_saved(client, own_strand):
    form = sent(text="Three families were approved.")
    client.post(note_add(own_strand), form)
    answer = client.post(note_add(own_strand), form | {"text": "Four families were approved."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert OTHER_WORDS in page
    assert "Four families were approved." in page
    token = answer.context["form"]["submission"].value()
    again = form | {"text": "Four families were approved.", "submission": token}
    assert client.post(note_add(own_strand), again).status_code == 302
    assert ProgressNote.objects.count() == 2


def test_the_token_of_one_form_is_not_the_answer_of_another(client, own_strand):
    form = sent(text="Three families were approved.")
    client.post(note_add(own_strand), form)
    whole = address("action-note-add", own_strand.action)
    assert client.post(whole, form).status_code == 409
    assert ProgressNote.objects.count() == 1


def test_the_form_of_somebody_else_is_not_sent_again(client, own_strand):
    form = sent(text="Three families were approved.")
    client.post(note_add(own_strand), form)
    client.force_login(make_user(Role.OFFICER))
    assert client.post(note_add(own_strand), form).status_code == 403
    assert ProgressNote.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write what was done, or say that nothing has changed."),
        ({"text": "Kept words", "submission": ""}, "This page was out of date."),
        (
            {"text": "Kept words", "as_at_day": "1", "as_at_month": "1", "as_at_year": "9999"},
            "The day must not lie in the future.",
        ),
        ({"text": "x" * 20_001}, "Use 20,000 characters or fewer; you typed 20,001."),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_the_words(client, own_strand, typed, sentence):
    response = client.post(note_add(own_strand), sent(**typed))
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert typed.get("text", "") in page
    assert not ProgressNote.objects.exists()
    assert not Submission.objects.exists()


def test_an_empty_post_is_an_error_and_not_an_empty_form(client, own_strand):
    assert client.post(note_add(own_strand)).status_code == 422


def test_a_field_that_is_not_on_the_form_changes_nothing(client, own_strand):
    stranger = make_user()
    other = make_action(priority=own_strand.action.priority, reference="1.2")
    form = sent(
        text="x", author=stranger.pk, action=other.pk, recorded_at="2001-01-01", corrects="1",
        set_status_now="on", version="1", proposed_status="green",
    )  # fmt: skip
    client.post(note_add(own_strand), form)
    note = ProgressNote.objects.get()
    assert (note.action, note.corrects) == (own_strand.action, None)
    assert note.author == own_strand.leads.get().user
    assert note.recorded_at.year > 2001
    assert set(Action.objects.values_list("status", flat=True)) == {"not_given"}


def test_an_officer_sets_the_status_with_the_note(client, officer):
    action = make_action()
    form = sent(
        text="No panel sat.", proposed_status="red", status_reason="No panel.",
        set_status_now="on", version="1",
    )  # fmt: skip
    client.post(address("action-note-add", action), form)
    action.refresh_from_db()
    assert (action.status, action.status_reason, action.version) == ("red", "No panel.", 2)
    assert action.history.first().history_user == officer


def test_a_status_with_the_note_is_not_set_over_a_newer_one(client, officer):
    action = make_action(status="complete", version=2)
    form = sent(text="My own words.", proposed_status="green", set_status_now="on", version="1")
    response = client.post(address("action-note-add", action), form)
    page = response.content.decode()
    assert response.status_code == 409
    assert "My own words." in page
    assert response.context["form"].conflict == [("Status", "Complete.", "On track.")]
    assert not ProgressNote.objects.exists()
    form = sent(**form | {"version": response.context["form"]["version"].value()})
    assert client.post(address("action-note-add", action), form).status_code == 302
    action.refresh_from_db()
    assert action.status == "green"


def test_an_author_corrects_their_own_note(client, own_strand):
    author = own_strand.leads.get().user
    note = make_note(own_strand, author=author)
    page = client.get(address("note-correct", note)).content.decode()
    assert "Two more families were approved." in page
    client.post(address("note-correct", note), sent(text="One more family was approved."))
    assert note.correction.text == "One more family was approved."
    assert list(ProgressNote.objects.standing()) == [note.correction]


def test_a_lead_does_not_correct_the_note_of_another(client, own_strand):
    note = make_note(own_strand)
    response = client.post(address("note-correct", note), sent(text="x"))
    assert response.status_code == 403
    assert ProgressNote.objects.count() == 1


def test_a_note_that_was_corrected_says_so_and_keeps_the_words(client, officer):
    note = make_note()
    client.post(address("note-correct", note), sent(text="First."))
    response = client.post(address("note-correct", note), sent(text="Second."))
    page = response.content.decode()
    assert response.status_code == 422
    assert "has corrected this note already" in page
    assert "Second." in page
    assert ProgressNote.objects.count() == 2


def test_an_officer_sets_a_status(client, officer):
    action = make_action()
    form = sent(version="1", status="amber", status_reason="Two posts are empty.")
    response = client.post(address("status-set", action), form)
    assert (response.status_code, response.url) == (302, detail(action))
    action.refresh_from_db()
    assert (action.status, action.status_reason) == ("amber", "Two posts are empty.")


def test_the_status_page_starts_from_the_proposal_of_a_note(client, officer):
    note = make_note(proposed_status="red", status_reason="No panel.")
    url = address("status-set", note.action)
    form = client.get(url, {"note": note.pk}).context["form"]
    assert (form["status"].value(), form["status_reason"].value()) == ("red", "No panel.")
    other = make_action(priority=note.action.priority, reference="1.2")
    assert client.get(address("status-set", other), {"note": note.pk}).status_code == 404


@pytest.mark.parametrize("odd", ["abc", "-1", "1e9", "", "²", "9" * 30])
def test_an_odd_note_in_the_address_is_as_none(client, officer, odd):
    response = client.get(address("status-set", make_action()), {"note": odd})
    assert response.context["form"]["status"].value() == "not_given"


EDITS = {
    "status-set": {"status": "amber", "status_reason": "Mine."},
    "action-change": {"wording": "Mine."},
}


@pytest.mark.parametrize(("name", "typed"), EDITS.items(), ids=EDITS)
def test_an_edit_over_a_newer_version_shows_both_texts_and_saves_neither(
    client, officer, name, typed
):
    action = make_action(wording="Theirs.", status="red", status_reason="Theirs.", version=2)
    response = client.post(address(name, action), sent(version="1", **typed))
    assert response.status_code == 409
    assert ("Theirs.", "Mine.") in [row[1:] for row in response.context["form"].conflict]
    page = response.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    action.refresh_from_db()
    assert (action.wording, action.status_reason, action.version) == ("Theirs.", "Theirs.", 2)
    again = {"version": response.context["form"]["version"].value(), **typed}
    assert client.post(address(name, action), sent(**again)).status_code == 302


@pytest.mark.parametrize("version", [None, "", "abc", "0", "9" * 30])
@pytest.mark.parametrize(("name", "typed"), EDITS.items(), ids=EDITS)
def test_an_edit_without_a_version_is_refused(client, officer, name, typed, version):
    action = make_action()
    token = {} if version is None else {"version": version}
    response = client.post(address(name, action), sent(**typed, **token))
    assert response.status_code == 422
    assert "This page was out of date." in response.content.decode() or version in ("0", "9" * 30)
    action.refresh_from_db()
    assert (action.version, action.history.count()) == (1, 1)


PAGES = ["note-add", "action-note-add", "note-correct", "status-set", "action-change"]
PAGES += ["strand-change", "hand-over"]


def pages():
    """The address of each page that writes, with rows to write to."""
    strand = make_strand(make_lead(name="Ada"))
    note = make_note(strand)
    rows = {"note-correct": note, "strand-change": strand}
    return {
        name: address(name, rows.get(name, strand.action))
        for name in PAGES
        if name not in ("note-add", "hand-over")
    } | {"note-add": note_add(strand), "hand-over": reverse("actions:hand-over")}


MAY = {
    None: set(),
    Role.MEMBER: set(),
    Role.LEAD: set(),
    Role.ANALYST: set(),
    Role.AUTHOR: set(),
    Role.ADMINISTRATOR: {"hand-over", "action-change"},
    Role.OFFICER: set(PAGES),
}


@pytest.mark.parametrize("role", MAY)
def test_each_page_opens_for_those_who_may_write_and_for_nobody_else(client, role):
    client.force_login(make_user(*[role] if role else []))
    for name, url in pages().items():
        expected = (200, 422) if name in MAY[role] else (403, 403)
        opened, posted = client.get(url), client.post(url)
        if name == "hand-over" and name in MAY[role]:
            expected = (200, 200)  # asks first who leaves
        assert (name, opened.status_code, posted.status_code) == (name, *expected)
    assert ProgressNote.objects.count() == 1


def test_rows_that_are_not_there_are_not_found(client, officer):
    for name in ("action-note-add", "note-correct", "status-set", "action-change", "strand-change"):
        assert client.get(reverse(f"actions:{name}", kwargs={"pk": 4711})).status_code == 404
    assert client.get(reverse("actions:note-add", kwargs={"strand_pk": 4711})).status_code == 404


def test_a_role_taken_away_counts_at_the_next_click(client, officer):
    action = make_action()
    assert client.get(address("status-set", action)).status_code == 200
    officer.groups.clear()
    assert client.get(address("status-set", action)).status_code == 403


def test_recording_progress_takes_a_fixed_number_of_queries(
    client, own_strand, django_assert_num_queries
):
    client.post(note_add(own_strand), sent(text="Warm up."))
    with django_assert_num_queries(19):
        client.post(note_add(own_strand), sent(text="Three families were approved."))
