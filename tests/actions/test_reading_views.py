"""The pages that show the plan: who may open them, what they say, what they cost."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actions import services
from actions.models import Plan, ProgressNote, Status, Timescale
from corporate_parenting.roles import Role
from tests.actions.reading import filled_plan, page, signed_in, text_of, url
from tests.factories import (
    make_action,
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

TODAY = timezone.localdate()


@pytest.fixture
def officer():
    make_council(action_word="task", priority_word="pledge", strand_word="thread")
    return signed_in(Role.OFFICER, first_name="Ada", last_name="Rowe")


ROUTES = [
    ("plan-current", False),
    ("plan-list", False),
    ("plan-detail", True),
    ("priority-detail", True),
    ("action-list", False),
    ("action-detail", True),
    ("action-history", True),
    ("my-actions", False),
]


@pytest.mark.parametrize(("name", "has_key"), ROUTES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.DEMOCRATIC_SERVICES])
def test_who_may_not_read_the_plan_is_told_so_whatever_they_ask_for(name, has_key, role):
    html = page(signed_in(role), url(name, *([1] if has_key else [])), status=403)
    assert "Your role does not include reading the action plan." in html


def test_the_export_is_closed_to_those_who_may_not_read_the_plan():
    filled_plan()
    page(signed_in(Role.MEMBER), url("action-export", "csv"), status=403)


@pytest.mark.parametrize(("name", "has_key"), ROUTES)
def test_pages_are_only_read(officer, name, has_key):
    filled_plan()
    assert officer.post(url(name, *([1] if has_key else []))).status_code == 405


def test_the_current_plan_leads_to_its_page_or_says_how_to_bring_one_in(officer):
    assert "Bring in the plan that you hold in Word" in page(officer, url("plan-current"))
    assert "An officer can bring in the plan" in page(signed_in(Role.LEAD), url("plan-current"))
    plan = make_plan()
    response = officer.get(url("plan-current"))
    assert (response.status_code, response.url) == (302, url("plan-detail", plan.pk))


def test_all_plans_are_listed_with_their_years_and_state(officer):
    make_plan()
    make_plan(title="Old promise", state=Plan.State.ARCHIVED, starts_on=date(2016, 1, 1))
    assert text_of(page(officer, url("plan-list"))).startswith(
        "All plans Newest first Plan Board Runs State "
        "Our promise to you Corporate Parenting Board 1 January 2019 to 31 December 2021 Current "
        "Old promise Corporate Parenting Board 1 January 2016 to 31 December 2021 Archived"
    )


def test_the_plan_shows_cover_promises_and_rows_in_the_councils_words(officer):
    plan = filled_plan()
    plan.vision = "Every child *belongs*."
    plan.save()
    html = page(officer, url("plan-detail", plan.pk))
    words = text_of(html)
    assert "1 January 2019 to 31 December 2021 Our vision Every child belongs ." in words
    assert "Pledge 1 A settled home We keep our word. Tasks of pledge 1" in words
    assert (
        "1.1 Find each child a settled home. Fostering team Children's Social Care – Ada Rowe "
        "NHS 11 – Ben 11 Ongoing No status given 1 May 2019 Two more families were approved."
    ) in words.replace("&#x27;", "'")


def test_an_action_without_strands_is_shown_as_such(officer):
    action = make_action()
    words = text_of(page(officer, url("plan-detail", action.priority.plan_id)))
    assert "settled home. None recorded None recorded None recorded No status given None" in words


def test_the_plan_as_at_a_day_says_so_and_does_not_link_into_today(officer):
    plan = filled_plan()
    today = TODAY.isoformat()
    html = page(officer, f"{url('plan-detail', plan.pk)}?as-at={today}")
    day = f"{TODAY.day} {TODAY:%B} {TODAY.year}"
    assert f"This is the plan as it stood at the end of {day}" in text_of(html)
    assert url("action-detail", plan.priorities.get().actions.get().pk) not in html


def test_a_day_before_the_plan_was_kept_names_the_first_day(officer):
    plan = filled_plan()
    html = page(officer, f"{url('plan-detail', plan.pk)}?as-at=2019-02-01", status=404)
    assert f"has been kept here since {TODAY.day} {TODAY:%B} {TODAY.year}" in html


@pytest.mark.parametrize("value", ["2019-02-31", "31.2.", "9999-12-31", "abc", ""])
def test_a_day_that_cannot_be_shown_is_an_error_of_the_form(officer, value):
    plan = filled_plan()
    html = page(officer, f"{url('plan-detail', plan.pk)}?as-at={value}", status=422)
    assert "There is a problem" in html


def test_a_day_to_come_is_refused_above_the_plan_of_today(officer):
    plan = filled_plan()
    html = page(officer, f"{url('plan-detail', plan.pk)}?as-at=2999-01-01", status=422)
    assert "1 January 2999 lies in the future. Choose today or a day before it." in html
    assert "Find each child a settled home." in text_of(html)


def test_a_priority_shows_its_promise_sponsor_and_actions(officer):
    plan = filled_plan()
    priority = plan.priorities.get()
    priority.sponsor, priority.champion = make_lead(name="Dora Vale"), "Cllr Ivo Marsh"
    priority.save()
    words = text_of(page(officer, url("priority-detail", priority.pk)))
    assert "Sponsor Dora Vale Councillor champion Cllr Ivo Marsh Tasks" in words
    assert "Two more families were approved." in words


WRITING = ["note-add", "action-note-add", "note-correct", "status-set", "strand-change",
           "action-change"]  # fmt: skip


def links(html):
    """Which of the pages that write are offered."""
    names = {part.partition('"')[0] for part in html.split('href="')[1:]}
    shapes = {re.sub(r"\d+", "1", address) for address in names}
    return {name for name in WRITING if url(name, 1) in shapes}


def test_an_action_tells_everything_about_it(officer):
    action = filled_plan().priorities.get().actions.get()
    services.set_status(
        action=action,
        version=1,
        status=Status.AMBER,
        reason="Vacant posts.",
        by=make_user(Role.OFFICER, first_name="Ida", last_name="Moss"),
    )
    html = page(officer, url("action-detail", action.pk))
    words = text_of(html).replace("&#x27;", "'")
    day = f"{TODAY.day} {TODAY:%B} {TODAY.year}"
    assert f"Status: Some concerns since {day}, set by Ida Moss" in words
    assert "Reason: Vacant posts." in words
    assert "Who and where Fostering team Leads Children's Social Care – Ada Rowe" in words
    assert "Timescales Ongoing (not read as a date)" in words
    assert "As at 1 May 2019 · Fostering team" in words
    assert 'href="https://fernmoor.example/minutes" rel="noopener noreferrer"' in html


def test_a_reading_stands_beside_a_timescale_where_it_says_more(officer):
    strand = make_strand()
    make_timescale(strand, kind=Timescale.Kind.ONGOING)
    make_timescale(
        strand, words="March 19", order=2, kind=Timescale.Kind.BY, ends_on=date(2019, 3, 31)
    )
    words = text_of(page(officer, url("action-detail", strand.action_id)))
    assert "Timescales Ongoing March 19 (read as by 31 March 2019)" in words


def proposal(action, **fields):
    fields = {"proposed_status": Status.GREEN, "recorded_at": timezone.now(), **fields}
    return make_note(action, **fields)


def test_a_proposal_waits_until_an_officer_has_answered_it(officer):
    action = make_action()
    note = proposal(action)
    make_note(action, text="Nothing is proposed here.", as_at=date(2019, 6, 1))
    waits = "A proposed status is waiting"
    link = f"{url('status-set', action.pk)}?note={note.pk}"
    html = page(officer, url("action-detail", action.pk))
    assert (waits in html, link in html) == (True, True)
    html = page(signed_in(Role.ANALYST), url("action-detail", action.pk))
    assert (waits in html, link in html) == (True, False)
    assert waits in page(officer, url("action-list"))
    services.set_status(
        action=action, version=1, status=Status.RED, reason="No posts.", by=make_user(Role.OFFICER)
    )
    for address in (url("action-detail", action.pk), url("action-list")):
        assert waits not in page(officer, address)
    proposal(action)
    assert waits in page(officer, url("action-list"))


def test_a_proposal_of_the_status_that_stands_does_not_wait(officer):
    action = make_action(status=Status.GREEN)
    proposal(action)
    corrected = proposal(action, proposed_status=Status.COMPLETE)
    proposal(action, corrects=corrected, proposed_status="")
    assert "A proposed status is waiting" not in page(officer, url("action-detail", action.pk))
    assert "A proposed status is waiting" not in page(officer, url("action-list"))


def test_a_priority_without_a_title_goes_by_its_promise(officer):
    promise = "We promise you a settled home."
    priority = make_priority(title="", promise=promise)
    html = page(officer, url("priority-detail", priority.pk))
    assert f"<title>Pledge 1: {promise}" in html.replace("\n", "")
    assert f"1. {promise}" in html


def test_officers_may_do_everything_on_an_action_and_readers_nothing(officer):
    reader = signed_in(Role.ANALYST)
    action = filled_plan().priorities.get().actions.get()
    assert links(page(officer, url("action-detail", action.pk))) == set(WRITING)
    assert links(page(reader, url("action-detail", action.pk))) == set()


def test_a_lead_may_record_on_their_own_strand_and_correct_their_own_note(officer):
    user = make_user(Role.LEAD)
    client = Client()
    client.force_login(user)
    mine = make_strand(make_lead(user=user))
    other = make_strand(make_lead(name="Ben Hale"), action=mine.action, order=2)
    own, of_other = make_note(mine, author=user), make_note(other)
    html = page(client, url("action-detail", mine.action_id))
    assert links(html) == {"note-add", "action-note-add", "note-correct"}
    assert [url("note-add", row.pk) in html for row in (mine, other)] == [True, False]
    assert [url("note-correct", note.pk) in html for note in (own, of_other)] == [True, False]


def test_a_correction_is_shown_with_what_it_corrects_and_once(officer):
    wrong = make_note(text="Two homes opened.")
    make_note(wrong.action, text="Three homes opened.", corrects=wrong)
    html = page(officer, url("action-detail", wrong.action_id))
    words = text_of(html)
    assert "Corrects the note as at 1 May 2019: what it said Two homes opened." in words
    assert html.count("<article") == 1


def test_marks_stand_on_notes_for_officers_on_proposals_and_on_no_change(officer):
    make_note(
        text="",
        is_unchanged=True,
        visibility=ProgressNote.Visibility.OFFICERS,
        proposed_status=Status.RED,
        status_reason="No posts.",
    )
    action = ProgressNote.objects.get().action
    words = text_of(page(officer, url("action-detail", action.pk)))
    assert "For officers only No change since the last note." in words
    assert "Proposed status: Off track No posts." in words


def test_typed_marks_are_text_and_never_markup(officer):
    action = make_action(wording="<script>alert(1)</script>")
    make_note(make_strand(action=action, who_where="<b>x</b>"), text="<img src=x onerror=y>")
    for name, key in (
        ("action-detail", action.pk),
        ("action-history", action.pk),
        ("plan-detail", action.priority.plan_id),
        ("priority-detail", action.priority_id),
    ):
        main = page(officer, url(name, key)).partition("<main")[2]
        assert not any(mark in main for mark in ("<script", "<b>", "<img"))
    assert "<script>alert" not in page(officer, url("action-list"))


def test_a_hundred_notes_are_a_page_and_older_ones_the_next(officer):
    action, author = make_action(), make_user()
    for number in range(101):
        make_note(action, author=author, as_at=date(2019, 1, 1) + timedelta(number))
    first = page(officer, url("action-detail", action.pk))
    assert (first.count("<article"), "?page=2#notes" in first) == (100, True)
    second = page(officer, url("action-detail", action.pk) + "?page=2")
    assert (second.count("<article"), "As at 1 January 2019" in second) == (1, True)
    for number in ("3", "0", "-1", "abc", "99999", "²"):
        page(officer, url("action-detail", action.pk) + f"?page={number}", status=404)


def test_the_history_says_who_when_why_and_what_without_colour(officer):
    action = make_action()
    by = make_user(Role.OFFICER, first_name="Ida", last_name="Moss")
    services.change_wording(
        action=action, version=1, wording="Find every child a settled home.", by=by, reason="Asked"
    )
    html = page(officer, url("action-history", action.pk))
    words = text_of(html)
    assert "Reason: Asked Task 1.1: changed Wording Find Removed: each End of removed." in words
    assert "Added: every End of added. child a settled home." in words
    assert (html.count("<del"), html.count("<ins")) == (2, 2)
    assert words.index("Ida Moss") < words.index("Name not recorded")


def test_the_history_has_pages(officer):
    action = make_action()
    for number in range(26):
        make_note(action, text=f"Note {number}.")
    first = page(officer, url("action-history", action.pk))
    second = page(officer, url("action-history", action.pk) + "?page=2")
    assert (first.count("moj-timeline__item"), second.count("moj-timeline__item")) == (25, 2)


def test_who_leads_nothing_is_told_so_and_shown_the_way(officer):
    html = page(officer, url("my-actions"))
    assert "You are not named as a lead in the plan" in html
    assert f'href="{url("action-list")}"' in html


def test_a_lead_whose_sign_in_is_not_joined_is_told_so(officer):
    make_lead(name="ada rowe")
    html = page(officer, url("my-actions"))
    assert "Your sign-in is not joined to a lead. An administrator can join it." in html
    assert "You are not named as a lead" not in html


def test_who_has_handed_everything_over_sees_an_empty_page(officer):
    user = make_user(Role.LEAD)
    make_lead(user=user)
    client = Client()
    client.force_login(user)
    assert "Nothing open is in your name" in page(client, url("my-actions"))


def test_my_actions_count_and_come_with_a_form_that_can_be_sent(officer):
    user = make_user(Role.LEAD)
    client = Client()
    client.force_login(user)
    strand = make_strand(make_lead(user=user))
    make_timescale(strand, words="March 2019", kind=Timescale.Kind.BY, ends_on=date(2019, 3, 31))
    make_note(strand)
    response = client.get(url("my-actions"))
    words = text_of(response.content.decode())
    assert "1 to answer for 1 overdue 0 due within 28 days 1 stale: nothing said for 90" in words
    assert "Overdue Stale Fostering team March 2019 (was due 31 March 2019)" in words
    assert "1 May 2019 Two more families were approved." in words
    (shown,) = response.context["strands"]
    sent = client.post(
        url("note-add", strand.pk),
        {
            "submission": shown.form["submission"].value(),
            "text": "Six families wait.",
            "next": url("my-actions"),
        },
    )
    assert (sent.status_code, sent.url) == (302, url("my-actions"))
    assert "Six families wait." in page(client, url("my-actions"))


def test_boxes_of_two_rows_never_share_an_id(officer):
    user = make_user(Role.LEAD)
    client = Client()
    client.force_login(user)
    filled_plan(3, reader=user)
    html = page(client, url("my-actions"))
    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) > 20
