"""The pages on which a requirement goes from its inspection to its closure with evidence."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from homes.models import Requirement
from tests.factories import make_user
from tests.home_factories import make_home, make_inspection, make_requirement
from tests.homes.recording import day, errors, newest, said, sent, shown, url

pytestmark = pytest.mark.django_db

FUTURE = "1 January 2999 lies in the future. Enter a day up to today."
BEFORE_THE_VISIT = "The visit was on 9 March 2021, after this."


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def inspection():
    return make_inspection(make_home(internal_name="Larch Rise"))


def required(**typed):
    usual = {"kind": "requirement", "text": "Keep records.", "regulation": "Regulation 12"}
    return sent(**usual | typed)


def test_a_requirement_is_added_with_its_history(client, officer, inspection):
    typed = required(is_public="on", **day("due_on", (1, 6, 2021)))
    answer = client.post(url("requirement-add", inspection), typed)
    row = Requirement.objects.get()
    assert (row.inspection, row.kind, row.text, row.regulation) == (
        inspection, "requirement", "Keep records.", "Regulation 12",
    )  # fmt: skip
    assert (row.due_on, row.is_public, row.closed_on) == (date(2021, 6, 1), True, None)
    assert newest(row) == ("+", officer, None)
    assert said(client, answer) == ["It is added to the full inspection of 9 March 2021."]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"text": " "}, {"text": ["Enter what is required."]}),
        ({"kind": "wish"}, {"kind": ["Choose one of those that are offered."]}),
        (day("due_on", (8, 3, 2021)), {"due_on": [BEFORE_THE_VISIT]}),
        (day("due_on", (31, 6, 2021)), {"due_on": ["31 June 2021 is not a date."]}),
        (
            {"text": "Larch Rise keeps records.", "is_public": "on"},
            {"text": ["“Larch Rise” is not named in public. Write “the home” in the text."]},
        ),
    ],
)
def test_a_wrong_requirement_is_refused_at_its_box_and_nothing_typed_is_lost(
    client, officer, inspection, typed, found
):
    answer = client.post(url("requirement-add", inspection), required(**typed))
    assert errors(answer) == found
    assert shown(answer)["regulation"] == "Regulation 12"
    assert not Requirement.objects.exists()


def met(version=1, **typed):
    usual = {"version": version, "evidence": "The records were seen."}
    return sent(**usual | day("closed_on", (1, 6, 2021)) | typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"evidence": ""}, {"evidence": ["Enter what shows that it is met."]}),
        (day("closed_on", (1, 1, 2999)), {"closed_on": [FUTURE]}),
        (day("closed_on", (8, 3, 2021)), {"closed_on": [BEFORE_THE_VISIT]}),
        (day("closed_on", ("", "", "")), {"closed_on": ["Enter the day on which it was met."]}),
    ],
)
def test_a_requirement_is_not_met_without_evidence_or_on_a_day_that_cannot_be(
    client, officer, typed, found
):
    row = make_requirement()
    answer = client.post(url("requirement-close", row), met(**typed))
    assert errors(answer) == found
    assert shown(answer)["evidence"] == typed.get("evidence", "The records were seen.")
    row.refresh_from_db()
    assert (row.closed_on, row.version, row.history.count()) == (None, 1, 1)


def test_from_open_to_met_to_open_again_every_step_is_kept(client, officer):
    row = make_requirement()
    answer = client.post(url("requirement-close", row), met())
    row.refresh_from_db()
    assert (row.closed_on, row.evidence) == (date(2021, 6, 1), "The records were seen.")
    assert newest(row) == ("~", officer, None)
    assert said(client, answer) == ["The requirement is met."]
    answer = client.post(url("requirement-close", row), met(version=2))
    assert errors(answer) == {"__all__": ["This is met already. Correct it instead."]}
    reopen = url("requirement-reopen", row)
    assert "reason" in errors(client.post(reopen, sent(version=2, reason="")))
    answer = client.post(reopen, sent(version=2, reason="It lapsed."))
    row.refresh_from_db()
    assert (row.closed_on, row.evidence, newest(row)) == (
        None, "", ("~", officer, "It lapsed."),
    )  # fmt: skip
    assert said(client, answer) == ["The requirement is open again."]
    kept = row.history.order_by("history_id").values_list("closed_on", "evidence")
    assert list(kept) == [
        (None, ""), (date(2021, 6, 1), "The records were seen."), (None, ""),
    ]  # fmt: skip


def test_a_requirement_that_is_met_is_corrected_with_its_day_and_evidence(client, officer):
    row = make_requirement(closed_on=date(2021, 6, 1), evidence="Seen.")
    typed = required(version=1, evidence="Seen twice.", reason="More came.")
    wrong = typed | day("closed_on", (1, 1, 2999))
    answer = client.post(url("requirement-correct", row), wrong)
    assert (errors(answer), shown(answer)["evidence"]) == ({"closed_on": [FUTURE]}, "Seen twice.")
    client.post(url("requirement-correct", row), typed | day("closed_on", (2, 6, 2021)))
    row.refresh_from_db()
    assert (row.text, row.closed_on, row.evidence) == (
        "Keep records.", date(2021, 6, 2), "Seen twice.",
    )  # fmt: skip
    assert newest(row) == ("~", officer, "More came.")


def test_whoever_closes_a_requirement_second_sees_both_texts(client, officer):
    row = make_requirement()
    fixed = required(version=1, text="Keep good records.", reason="Misread.")
    client.post(url("requirement-correct", row), fixed)
    answer = client.post(url("requirement-close", row), met(evidence="Mine."))
    assert (answer.status_code, shown(answer)["evidence"]) == (409, "Mine.")
    row.refresh_from_db()
    assert row.closed_on is None
