"""The reports that a board considers again and again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.models import RegularReport
from reports.services.regular_reports import OTHER_BOARD
from tests.factories import make_council, make_meeting, make_regular_report, make_user

pytestmark = pytest.mark.django_db

LIST, ADD = "reports:regularreport-list", "reports:regularreport-add"
BOARD = "Corporate Parenting Board"


@pytest.fixture
def clerk(client):
    user = make_user(Role.DEMOCRATIC_SERVICES)
    client.force_login(user)
    return user


def send(client, address, **typed):
    form = client.get(address).context["form"]
    names = [name for name in ("submission", "version") if name in form.fields]
    return client.post(address, {name: str(form[name].value()) for name in names} | typed)


def change_page(report):
    return reverse("reports:regularreport-change", args=[report.pk])


def test_one_is_added_with_the_meetings_that_took_it(client, clerk):
    held, other = make_meeting(), make_meeting(held_on=date(2019, 3, 8))
    answer = send(
        client, reverse(ADD), body=BOARD, title="Fostering", frequency="yearly", order=2,
        meetings=[held.pk, other.pk],
    )  # fmt: skip
    assert answer.url == reverse(LIST)
    row = RegularReport.objects.get()
    assert (row.title, row.frequency, row.order) == ("Fostering", "yearly", 2)
    assert set(row.meetings.all()) == {held, other}
    newest = row.history.first()
    assert newest.history_user == clerk
    assert {link.meeting for link in newest.meetings.all()} == {held, other}
    words = client.get(reverse(LIST)).content.decode()
    assert ("14 June 2019" in words, "8 March 2019" in words) == (True, True)


def test_a_meeting_is_unticked_and_the_report_no_longer_considered(client, clerk):
    held, other = make_meeting(), make_meeting(held_on=date(2019, 3, 8))
    row = make_regular_report(held, other)
    form = client.get(change_page(row)).context["form"]
    assert sorted(form["meetings"].value()) == sorted([held.pk, other.pk])
    sent = {"body": BOARD, "title": "Fostering", "order": 1, "is_removed": "on"}
    assert send(client, change_page(row), meetings=[held.pk], **sent).status_code == 302
    row.refresh_from_db()
    assert (list(row.meetings.all()), row.is_removed, row.version) == ([held], True, 2)
    assert "No longer considered" in client.get(reverse(LIST)).content.decode()


def test_a_second_of_the_same_title_is_refused(client, clerk):
    make_regular_report()
    answer = send(client, reverse(ADD), body=BOARD, title="Fostering report", order=1)
    assert answer.status_code == 422
    said = "The board considers a report of this title already."
    assert said in answer.content.decode()
    assert RegularReport.objects.count() == 1


def test_meetings_of_another_board_are_refused_and_nothing_is_saved(client, clerk):
    other = make_meeting(body="Scrutiny Committee")
    answer = send(client, reverse(ADD), body=BOARD, title="Fostering", order=1, meetings=[other.pk])
    assert answer.status_code == 422
    assert answer.context["form"].errors["meetings"] == [OTHER_BOARD]
    assert RegularReport.objects.count() == 0
    row = make_regular_report()
    with pytest.raises(ValidationError, match=OTHER_BOARD):
        services.change_regular_report(
            regular_report=row, version=1, by=clerk, meetings=[other], title="Another"
        )
    row.refresh_from_db()
    assert row.title == "Fostering report"


def test_two_at_one_report_see_both(client, clerk):
    held, row = make_meeting(), make_regular_report()
    form = client.get(change_page(row)).context["form"]
    sent = {name: str(form[name].value()) for name in ("submission", "version")}
    services.change_regular_report(regular_report=row, version=1, by=clerk, meetings=[held])
    sent |= {"body": BOARD, "title": "Ours", "order": 1}
    answer = client.post(change_page(row), sent)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        ("Title", "Fostering report", "Ours"),
        ("Considered at", "Corporate Parenting Board, 14 June 2019", ""),
    ]
    with pytest.raises(Conflict):
        services.change_regular_report(regular_report=row, version=1, by=clerk, meetings=[])


def test_the_boards_earlier_names_count_as_its_own(client, clerk):
    council = make_council(board_name="Family Panel")
    council.board_name = "Parents’ Board"
    council.save()
    before = make_meeting(body="Family Panel")
    services.add_regular_report(
        body="Parents’ Board", title="Fostering", meetings=[before], by=clerk
    )
    assert list(RegularReport.objects.get().meetings.all()) == [before]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_length(
    client, clerk, rows, django_assert_num_queries
):
    held = make_meeting()
    for number in range(rows):
        make_regular_report(held, title=f"Report {number}")
    client.get(reverse(LIST))
    with django_assert_num_queries(7):
        client.get(reverse(LIST))


@pytest.mark.parametrize(("role", "status"), [(Role.MEMBER, 404), (Role.APPROVER, 403)])
def test_only_those_who_keep_them_read_them(client, role, status):
    client.force_login(make_user(role))
    pages = [reverse(LIST), reverse(ADD), change_page(make_regular_report())]
    assert [client.get(each).status_code for each in pages] == [status] * 3
