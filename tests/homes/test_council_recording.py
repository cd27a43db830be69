"""The pages on which inspections of the council as a whole are recorded and corrected."""

from datetime import date

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from homes.models import AuthorityInspection
from tests.factories import make_council, make_user
from tests.home_factories import (
    area,
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_grades,
    make_home,
)
from tests.homes.recording import day, errors, newest, said, sent, shown, url

pytestmark = pytest.mark.django_db

ADD = "/homes/council/inspections/add/"


@pytest.fixture
def officer(client):
    make_council()
    make_grades()
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def typed(**more):
    return sent(kind="standard", scale="ofsted_four", **day("visited_on", (7, 6, 2021)), **more)


def correction(row, **more):
    """What the page shows of an inspection that is published in July 2021."""
    kept = {"version": row.version, "reason": "Misread.", "area_overall": grade().pk}
    return typed(**kept | day("published_on", (26, 7, 2021)) | more)


def correct(row):
    return url("authorityinspection-correct", row)


def judged(row):
    return {str(each) for each in row.judgements.select_related("area", "grade")}


def test_an_inspection_is_recorded_with_blanks_as_not_inspected(client, officer):
    answer = client.post(
        ADD, typed(area_overall=grade("Outstanding").pk, reason_public="Leaders listen.")
    )
    row = AuthorityInspection.objects.get()
    assert answer.url == reverse("homes:authorityinspection-list")
    assert (row.visited_on, row.published_on) == (date(2021, 6, 7), None)
    assert (row.scale.code, row.reason_public) == ("ofsted_four", "Leaders listen.")
    assert judged(row) == {
        "Overall: Outstanding", "Leaders: Not inspected", "Help and protection: Not inspected",
        "Children in care: Not inspected", "Care leavers: Not inspected",
    }  # fmt: skip
    assert newest(row)[:2] == ("+", officer)
    assert said(client, answer) == [
        "Standard inspection of 7 June 2021 is recorded. It is not published: only those entitled "
        "know of it."
    ]


def test_a_visit_that_gives_no_grade_keeps_no_blanks(client, officer):
    client.post(ADD, typed() | {"kind": "focused", "theme": "Front door"})
    row = AuthorityInspection.objects.get()
    assert (row.theme, judged(row)) == ("Front door", set())


@pytest.mark.parametrize("kind", ["focused", "monitoring"])
def test_a_visit_with_a_grade_is_refused_at_the_grade(client, officer, kind):
    graded = {"area_overall": grade().pk, "kind": kind, "theme": "Front door"}
    sentence = (
        f"A {kind} visit gives no grade. Take this one away, or choose another kind of inspection."
    )
    answer = client.post(ADD, typed() | graded)
    assert errors(answer) == {"area_overall": [sentence]}
    assert shown(answer)["theme"] == "Front door"
    row = make_judged()
    answer = client.post(correct(row), correction(row) | graded)
    assert errors(answer) == {"area_overall": [sentence]}
    assert AuthorityInspection.objects.get().kind == "standard"


def test_a_focused_visit_is_asked_for_its_theme(client, officer):
    answer = client.post(ADD, typed() | {"kind": "focused"})
    assert errors(answer) == {"theme": ["Enter the theme of the focused visit, such as the front "
      "door."]}  # fmt: skip
    assert client.post(ADD, typed() | {"kind": "monitoring"}).status_code == 302


def test_what_turns_out_to_be_a_visit_loses_its_blanks(client, officer):
    row = make_judged()
    to_visit = {"kind": "focused", "theme": "Front door", "area_overall": ""}
    client.post(correct(row), correction(row) | to_visit)
    row.refresh_from_db()
    assert (row.kind, judged(row)) == ("focused", set())


def test_a_form_that_is_sent_twice_makes_one_inspection(client, officer):
    once = typed()
    assert client.post(ADD, once).url == client.post(ADD, once).url
    assert AuthorityInspection.objects.count() == 1


def test_the_form_proposes_the_four_grades(client, officer):
    assert client.get(ADD).context["form"]["scale"].value() == "ofsted_four"


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (
            day("published_on", (6, 6, 2021)),
            {
                "published_on": [
                    "An inspection is published on or after its visit. Correct one of the days, "
                    "or leave this empty."
                ]
            },
        ),
        (
            day("visited_on", (1, 1, 2999)),
            {"visited_on": ["1 January 2999 lies in the future. Enter a day up to today."]},
        ),
        (day("visited_on", (31, 2, 2021)), {"visited_on": ["31 February 2021 is not a date."]}),
        ({"kind": "short", **day("visited_on", (1, 6, 2018))}, {"__all__": ["This inspection is "
          "recorded already."]}),
        ({"area_overall": "Splendid"}, {"area_overall": ["Choose one of those that are offered."]}),
        ({"kind": "party"}, {"kind": ["Choose one of those that are offered."]}),
        ({"scale": ""}, {"scale": ["Choose the scale of the grades."]}),
        (
            {"theme": "Life at Larch Rise"},
            {"theme": ["“Larch Rise” is not named in public. Write “the home” in the theme."]},
        ),
        (
            {"reason_public": "Staff at Larch Rise were kind."},
            {
                "reason_public": [
                    "“Larch Rise” is not named in public. Write “the home” in the reason, for all."
                ]
            },
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_words_and_nothing_typed_is_lost(client, officer, wrong, found):
    make_home(internal_name="Larch Rise")
    make_authority_inspection(kind="short", visited_on=date(2018, 6, 1))
    answer = client.post(ADD, typed(reason_exempt="Kept.") | wrong)
    assert errors(answer) == found
    assert shown(answer)["reason_exempt"] == "Kept."
    assert AuthorityInspection.objects.count() == 1


def test_a_grade_of_another_scale_is_refused_at_its_area(client, officer):
    strange = grade("No serious or widespread concerns", "ofsted_assurance")
    assert errors(client.post(ADD, typed(area_overall=strange.pk))) == {
        "area_overall": [
            "“No serious or widespread concerns” is not a grade of “Ofsted’s four grades”. Choose "
            "one of that scale, or the scale that it belongs to."
        ]
    }


def make_judged():
    row = make_authority_inspection()
    make_authority_judgement(row, words="good (just)")
    make_authority_judgement(row, grade=None, words="-", area=area("care_leavers", "authority"))
    return row


def test_an_inspection_is_corrected_with_a_reason(client, officer):
    row = make_judged()
    answer = client.post(correct(row), correction(row, area_overall=grade("Inadequate").pk))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.version, judged(row)) == (2, {"Overall: Inadequate", "Care leavers: Not inspected"})
    assert newest(row) == ("~", officer, "Misread.")
    assert newest(row.judgements.get(area__code="overall")) == ("~", officer, "Misread.")
    answer = client.post(correct(row), correction(row, reason=""))
    assert errors(answer) == {"reason": ["Enter why it is corrected."]}


def test_what_stays_as_it_was_keeps_its_words_and_its_version(client, officer):
    row = make_judged()
    assert shown(client.get(correct(row)))["area_overall"] == str(grade().pk)
    client.post(correct(row), correction(row))
    row.refresh_from_db()
    assert row.version == 1
    client.post(correct(row), correction(row, reason_public="Clearer."))
    row.refresh_from_db()
    assert (row.version, row.reason_public) == (2, "Clearer.")
    kept = row.judgements.order_by("area__order").values_list("words", "version")
    assert list(kept) == [("good (just)", 1), ("-", 1)]


def test_a_grade_that_was_not_one_becomes_not_inspected(client, officer):
    row = make_judged()
    client.post(correct(row), correction(row, area_overall="", area_in_care=grade().pk))
    assert judged(row) == {
        "Overall: Not inspected", "Children in care: Good", "Care leavers: Not inspected",
    }  # fmt: skip


def test_whoever_saved_in_between_is_not_overwritten(client, officer):
    row = make_judged()
    old = correction(row, area_overall=grade("Inadequate").pk, reason_public="Mine.")
    client.post(correct(row), correction(row, area_overall=grade("Outstanding").pk))
    answer = client.post(correct(row), old)
    assert answer.status_code == 409
    assert ("Overall effectiveness", "Outstanding", "Inadequate") in answer.context["form"].conflict
    assert "Overall: Outstanding" in judged(row)


def test_only_officers_record_and_correct(client):
    row = make_judged()
    hidden = make_authority_inspection(visited_on=date(2023, 2, 1), published_on=None)
    for role in Role:
        client.force_login(make_user(role))
        expected = 200 if role == Role.OFFICER else 403
        assert client.get(ADD).status_code == expected, role
        assert client.get(correct(row)).status_code == expected, role
        unseen = 200 if role == Role.OFFICER else 404
        assert client.get(correct(hidden)).status_code == unseen, role
