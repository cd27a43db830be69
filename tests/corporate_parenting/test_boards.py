"""A council renames its board: what follows to the new name, and what keeps the one of its day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actions import as_at
from actions.models import Plan, ProgressNote
from corporate_parenting.boards import name_today, names_of_board, rename_board
from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from reports.models import Meeting, Publication
from tests.actions.test_admin import page, shown
from tests.conftest import tracked_models
from tests.factories import make_council, make_meeting, make_plan, make_user
from tests.reports.publishing import make_publication

pytestmark = pytest.mark.django_db

OLD, NEW = "Corporate Parenting Board", "Family Panel"
DAY = date(2019, 6, 14)


def rename(**fields):
    rename_board(**{"old": OLD, "new": NEW, "on": DAY, "by": make_user(), **fields})


def boards():
    return list(Plan.objects.order_by("pk").values_list("title", "board"))


def bodies():
    return list(Meeting.objects.order_by("held_on").values_list("held_on", "body"))


def test_every_plan_of_the_board_follows_with_its_history():
    make_plan()
    make_plan(title="Before", state=Plan.State.ARCHIVED, board="corporate parenting board")
    make_plan(title="Its own", board="Scrutiny")
    person = make_user()
    rename(by=person)
    assert boards() == [
        ("Our promise to you", NEW),
        ("Before", NEW),
        ("Its own", "Scrutiny"),
    ]
    plan = Plan.objects.get(title="Our promise to you")
    newest = plan.history.first()
    assert (plan.version, newest.board, newest.history_user, newest.history_change_reason) == (
        2,
        NEW,
        person,
        f"The board was renamed. It was called {OLD}.",
    )


def test_a_meeting_keeps_the_name_of_its_day():
    for day in (-1, 0, 7):
        make_meeting(held_on=DAY + timedelta(day))
    make_meeting(body="Scrutiny", held_on=DAY + timedelta(8))
    rename()
    assert bodies() == [
        (date(2019, 6, 13), OLD),
        (date(2019, 6, 14), NEW),
        (date(2019, 6, 21), NEW),
        (date(2019, 6, 22), "Scrutiny"),
    ]


def test_a_renamed_board_still_has_one_current_plan():
    make_plan()
    rename()
    with pytest.raises(ValidationError, match="This board has a current plan."):
        make_plan(title="Next", board=NEW)


@pytest.mark.parametrize(
    "stand",
    [
        lambda: make_plan(board="FAMILY panel", title="Before", state=Plan.State.ARCHIVED),
        lambda: make_meeting(body=NEW, held_on=DAY - timedelta(7)),
    ],
)
def test_two_boards_do_not_become_one(stand):
    make_plan()
    stand()
    before = boards(), bodies()
    with pytest.raises(ValidationError, match="“Family Panel” is another board, with plans"):
        rename()
    assert (boards(), bodies()) == before


def test_a_board_takes_its_earlier_name_again_and_other_capitals():
    council = make_council()
    make_plan()
    make_meeting(held_on=DAY - timedelta(7))
    for old, new in ((OLD, NEW), (NEW, OLD), (OLD, OLD.upper())):
        rename(old=old, new=new)
        council.board_name = new
        council.save()
    assert boards() == [("Our promise to you", OLD.upper())]
    assert bodies() == [(date(2019, 6, 7), OLD)]


def test_the_plan_of_a_day_before_is_shown_under_the_name_of_that_day():
    plan = make_plan()
    recorded = plan.history.get()
    recorded.history_date -= timedelta(days=10)
    recorded.save()
    rename()
    names = []
    for days in (5, 0):
        shown_plan, _ = as_at.plan_at(
            plan.pk, timezone.localdate() - timedelta(days), ProgressNote.objects.all()
        )
        names.append(shown_plan.board)
    assert names == [OLD, NEW]


def test_a_published_paper_never_changes():
    publication = make_publication(held_on=DAY + timedelta(7))
    before = Publication.objects.values().get()
    rename()
    assert Meeting.objects.get(pk=publication.report.meeting_id).body == NEW
    assert Publication.objects.values().get() == before


def test_the_names_of_a_board_are_all_that_the_councils_own_has_had():
    council = make_council()
    council.board_name = NEW
    council.save()
    assert [names_of_board(name) for name in (OLD, NEW, "Scrutiny")] == [
        {OLD, NEW},
        {OLD, NEW},
        {"Scrutiny"},
    ]
    assert [name_today(name) for name in (OLD, NEW, "Scrutiny")] == [NEW, NEW, "Scrutiny"]
    assert [name_today(name.upper()) for name in (OLD, NEW)] == [NEW, NEW]


# In the admin


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def send_name(client, name):
    url = page(Council, "change", 1)
    return client.post(url, shown(client.get(url)) | {"board_name": name})


def test_an_administrator_renames_the_board_in_one_place(client, administrator):
    make_council()
    plan = make_plan()
    make_meeting()
    assert send_name(client, NEW).status_code == 302
    assert (Council.objects.get().board_name, boards()) == (NEW, [(plan.title, NEW)])
    assert bodies() == [(DAY, OLD)]
    assert plan.history.first().history_user == administrator
    assert NEW in client.get(reverse("actions:plan-detail", args=[plan.pk])).content.decode()


def test_the_name_given_with_the_first_row_counts_as_well(client, administrator):
    plan = make_plan()
    url = page(Council, "add")
    sent = shown(client.get(url)) | {"name": "Fernmoor Council", "board_name": NEW}
    assert client.post(url, sent).status_code == 302
    assert boards() == [(plan.title, NEW)]


def test_a_name_that_cannot_be_taken_is_refused_with_the_reason(client, administrator):
    make_council()
    make_plan()
    make_plan(title="Next", board=NEW)
    before = [model.history.count() for model in tracked_models()]
    response = send_name(client, NEW)
    said = response.content.decode()
    assert response.status_code == 422
    assert f"What stands under “{OLD}” cannot stand under “{NEW}”." in said
    assert f"“{NEW}” is another board, with plans or meetings of its own." in said
    assert [model.history.count() for model in tracked_models()] == before


def test_other_changes_of_the_council_touch_no_plan(client, administrator):
    make_council()
    plan = make_plan()
    url = page(Council, "change", 1)
    assert client.post(url, shown(client.get(url)) | {"action_word": "task"}).status_code == 302
    assert plan.history.count() == 1


def test_a_plan_is_of_the_councils_own_board_as_the_council_writes_it(client, administrator):
    make_council(board_name=NEW)
    url = page(Plan, "add")
    offered = shown(client.get(url))
    assert offered["board"] == NEW
    sent = {
        "title": "Next",
        "board": "FAMILY panel",
        "starts_on": "2022-01-01",
        "ends_on": "2023-01-01",
        "state": "draft",
    }
    assert client.post(url, sent).status_code == 302
    assert boards() == [("Next", NEW)]
