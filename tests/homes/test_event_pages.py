"""The pages on which visits and notices are recorded, corrected and ended."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from homes.models import Notice, Visit
from tests.factories import make_user
from tests.home_factories import make_home, make_notice, make_visit
from tests.homes.recording import day, errors, newest, said, sent, shown, url

pytestmark = pytest.mark.django_db

FUTURE = "1 January 2999 lies in the future. Enter a day up to today."
PRIVATE = "“Larch Rise” is not named in public. Write “the home” in the {}."
LONG_AGO = "The home was registered on 5 January 2015, after this. Correct one of the two days."


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def home():
    return make_home(internal_name="Larch Rise")


def a_visit(**typed):
    usual = {"kind": "regulation_44", "visitor": "Iris Fenn", "summary_exempt": "Kept."}
    return sent(**usual | day("visited_on", (20, 4, 2021)) | typed)


@pytest.mark.parametrize(
    ("kind", "words"), [("regulation_44", "Regulation 44 visit"), ("member", "Member visit")]
)
def test_a_visit_is_recorded_with_its_history(client, officer, home, kind, words):
    typed = a_visit(kind=kind, summary_public="It is warm.")
    answer = client.post(url("visit-add", home), typed | day("report_received_on", (3, 5, 2021)))
    row = Visit.objects.get()
    assert (row.home, row.kind, row.visited_on, row.visitor) == (
        home, kind, date(2021, 4, 20), "Iris Fenn",
    )  # fmt: skip
    assert (row.summary_public, row.summary_exempt, row.report_received_on) == (
        "It is warm.", "Kept.", date(2021, 5, 3),
    )  # fmt: skip
    assert newest(row) == ("+", officer, None)
    assert said(client, answer) == [f"{words} of 20 April 2021 is recorded."]


WRONG_VISITS = [
    ({"kind": "party"}, {"kind": ["Choose one of those that are offered."]}),
    ({"visitor": " "}, {"visitor": ["Enter who visited."]}),
    (day("visited_on", ("", "", "")), {"visited_on": ["Enter the day of the visit."]}),
    (day("visited_on", (1, 1, 2999)), {"visited_on": [FUTURE]}),
    (day("visited_on", (4, 1, 2015)), {"visited_on": [LONG_AGO]}),
    (day("visited_on", (30, 2, 2021)), {"visited_on": ["30 February 2021 is not a date."]}),
    (day("report_received_on", (1, 1, 2999)), {"report_received_on": [FUTURE]}),
    (
        day("report_received_on", (19, 4, 2021)),
        {"report_received_on": ["A report comes on or after the day of the visit."]},
    ),
    (
        {"summary_public": "larch  rise is warm."},
        {"summary_public": [PRIVATE.format("summary for all")]},
    ),
]


@pytest.mark.parametrize(("typed", "found"), WRONG_VISITS)
def test_a_wrong_visit_is_refused_at_its_box_and_nothing_typed_is_lost(
    client, officer, home, typed, found
):
    answer = client.post(url("visit-add", home), a_visit(**typed))
    assert errors(answer) == found
    assert shown(answer)["summary_exempt"] == "Kept."
    assert not Visit.objects.exists()


def test_the_same_visit_is_not_recorded_twice(client, officer, home):
    client.post(url("visit-add", home), a_visit())
    answer = client.post(url("visit-add", home), a_visit(summary_public="Again."))
    assert errors(answer) == {"__all__": ["This visit is recorded already."]}
    assert shown(answer)["summary_public"] == "Again."


def test_a_visit_gets_its_report_later_and_says_why(client, officer):
    row = make_visit()
    typed = a_visit(version=1) | day("report_received_on", (3, 5, 2021))
    assert errors(client.post(url("visit-correct", row), typed)) == {
        "reason": ["Enter why it is corrected."]
    }
    client.post(url("visit-correct", row), typed | {"reason": "The report came."})
    row.refresh_from_db()
    assert (row.report_received_on, row.version) == (date(2021, 5, 3), 2)
    assert newest(row) == ("~", officer, "The report came.")
    answer = client.post(url("visit-correct", row), a_visit(version=1, reason="Late."))
    assert (answer.status_code, shown(answer)["reason"]) == (409, "Late.")


def a_notice(**typed):
    usual = {"kind": "compliance", "words_exempt": "Kept."}
    return sent(**usual | day("issued_on", (1, 4, 2021)) | typed)


def test_a_notice_is_recorded_with_its_history(client, officer, home):
    typed = a_notice(reference="CN1", words_public="Records must be kept.")
    typed |= day("due_on", (1, 6, 2021)) | day("published_on", (2, 4, 2021))
    answer = client.post(url("notice-add", home), typed)
    row = Notice.objects.get()
    assert (row.home, row.kind, row.reference, row.issued_on) == (
        home, "compliance", "CN1", date(2021, 4, 1),
    )  # fmt: skip
    assert (row.due_on, row.published_on, row.ended_on) == (
        date(2021, 6, 1), date(2021, 4, 2), None,
    )  # fmt: skip
    assert (row.words_public, row.words_exempt) == ("Records must be kept.", "Kept.")
    assert newest(row) == ("+", officer, None)
    assert said(client, answer) == ["Compliance notice of 1 April 2021 is recorded."]


BEFORE = ["This is before the notice was given. Correct one of the two days."]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"kind": "letter"}, {"kind": ["Choose one of those that are offered."]}),
        (
            day("issued_on", ("", "", "")),
            {"issued_on": ["Enter the day on which the notice was given."]},
        ),
        (day("issued_on", (1, 1, 2999)), {"issued_on": [FUTURE]}),
        (day("issued_on", (4, 1, 2015)), {"issued_on": [LONG_AGO]}),
        (day("due_on", (31, 3, 2021)), {"due_on": BEFORE}),
        (day("published_on", (31, 3, 2021)), {"published_on": BEFORE}),
        (
            {"words_public": "Larch Rise takes no child."},
            {"words_public": [PRIVATE.format("wording for all")]},
        ),
    ],
)
def test_a_wrong_notice_is_refused_at_its_box_and_nothing_typed_is_lost(
    client, officer, home, typed, found
):
    answer = client.post(url("notice-add", home), a_notice(**typed))
    assert errors(answer) == found
    assert shown(answer)["words_exempt"] == "Kept."
    assert not Notice.objects.exists()


def test_a_notice_ends_once_for_a_reason(client, officer):
    row = make_notice()
    typed = sent(version=1, reason="It was met.", **day("ended_on", (1, 6, 2021)))
    future = typed | day("ended_on", (1, 1, 2999))
    answer = client.post(url("notice-end", row), future)
    assert (errors(answer), shown(answer)["reason"]) == ({"ended_on": [FUTURE]}, "It was met.")
    answer = client.post(url("notice-end", row), typed | {"reason": ""})
    assert errors(answer) == {"reason": ["Enter why it ended."]}
    answer = client.post(url("notice-end", row), typed)
    row.refresh_from_db()
    assert (row.ended_on, newest(row)) == (date(2021, 6, 1), ("~", officer, "It was met."))
    assert said(client, answer) == ["Compliance notice of 1 April 2021 stands no longer."]
    answer = client.post(url("notice-end", row), typed | sent(version=2))
    assert errors(answer) == {"__all__": ["This notice has ended already. Correct it instead."]}


def test_a_notice_is_corrected_for_a_reason(client, officer):
    row = make_notice()
    typed = a_notice(version=1, reason="Misread.", reference="CN2")
    answer = client.post(url("notice-correct", row), typed | day("ended_on", (31, 3, 2021)))
    assert (errors(answer), shown(answer)["reference"]) == ({"ended_on": BEFORE}, "CN2")
    assert client.post(url("notice-correct", row), typed).status_code == 302
    row.refresh_from_db()
    assert (row.reference, newest(row)) == ("CN2", ("~", officer, "Misread."))
