"""The pages on which inspections are recorded, corrected and published."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from corporate_parenting.roles import Role
from homes.models import Inspection, Requirement
from tests.factories import make_lead, make_user
from tests.home_factories import area, grade, make_grades, make_home, make_inspection
from tests.homes.recording import day, errors, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    make_grades()
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def sent(**typed):
    first = day("visited_from", (9, 3, 2021))
    return {"submission": str(uuid.uuid4()), "kind": "full", **first, **typed}


def correction(row, **typed):
    """What the page shows, sent with ``typed`` in its place."""
    shown = day("visited_to", (9, 3, 2021)) | day("published_on", (4, 5, 2021))
    shown |= {"version": row.version, "event_number": row.event_number, "reason": "Misread."}
    shown |= {"scale": row.scale.code, "area_overall": grade().pk}
    return sent(**shown | typed)


def add(home):
    return reverse("homes:inspection-add", args=[home.pk])


def correct(row):
    return reverse("homes:inspection-correct", args=[row.pk])


def publish(row):
    return reverse("homes:inspection-publish", args=[row.pk])


def graded(row):
    return {each.area.code: each.grade.name for each in row.judgements.order_by("area__order")}


def test_an_inspection_is_recorded_with_its_judgements_and_requirements(client, officer):
    home, staff = make_home(), area("health")
    answer = client.post(
        add(home),
        sent(
            event_number="10255",
            area_overall=grade("Requires improvement to be good").pk,
            reason_public="Plans were late.",
            reason_exempt="Two staff left.",
            requirements="Keep records.\n\nTrain staff.",
            **{f"area_{staff.code}": grade("Good").pk},
        ),
    )
    row = Inspection.objects.get()
    assert answer.url == reverse("homes:home-detail", args=[home.pk])
    assert (row.event_number, row.scale.code) == ("10255", "ofsted_four")
    assert (row.reason_public, row.reason_exempt) == ("Plans were late.", "Two staff left.")
    assert (row.visited_to, row.published_on) == (row.visited_from, None)
    assert graded(row) == {"overall": "Requires improvement to be good", staff.code: "Good"}
    texts = list(row.requirements.order_by("pk").values_list("text", flat=True))
    assert texts == ["Keep records.", "Train staff."]
    assert row.history.get().history_user == officer
    assert said(client, answer) == [
        "Full inspection of 9 March 2021 is recorded. It is not published: only those entitled "
        "know of it."
    ]


def test_a_form_that_is_sent_twice_makes_one_inspection(client, officer):
    home, typed = make_home(), sent()
    assert client.post(add(home), typed).url == client.post(add(home), typed).url
    assert Inspection.objects.count() == 1


@pytest.mark.parametrize(
    ("provision", "proposed"),
    [("supported", "supported_accommodation"), ("childrens_home", "")],
)
def test_the_kind_of_home_proposes_the_scale(client, officer, provision, proposed):
    page = client.get(add(make_home(provision_type=provision)))
    assert page.context["form"]["scale"].value() == proposed


def test_the_kind_of_inspection_gives_the_scale_where_none_is_chosen(client, officer):
    client.post(add(make_home()), sent(kind="assurance"))
    assert Inspection.objects.get().scale.code == "ofsted_assurance"


def test_the_form_says_what_an_embargo_means(client, officer):
    page = client.get(add(make_home())).content.decode()
    assert "Empty, or a day to come: the embargo holds." in page


def refused(name, value):
    return day(name, value)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            refused("visited_from", (1, 1, 2015)),
            {
                "visited_from": [
                    "The home was registered on 5 January 2015, after this visit. Correct one of "
                    "the two days."
                ]
            },
        ),
        (
            refused("published_on", (8, 3, 2021)),
            {
                "published_on": [
                    "An inspection is published on or after its visit. Correct one of the days, "
                    "or leave this empty."
                ]
            },
        ),
        (
            refused("visited_to", (8, 3, 2021)),
            {"visited_to": ["The visit ends on or after its first day."]},
        ),
        (
            refused("visited_from", (31, 2, 2021)),
            {"visited_from": ["31 February 2021 is not a date."]},
        ),
        (
            refused("visited_from", (1, 1, 2999)),
            {"visited_from": ["1 January 2999 lies in the future. Enter a day up to today."]},
        ),
        (
            {"event_number": "777"},
            {"__all__": ["There is an inspection with this event number."]},
        ),
        (
            {"reason_public": "Staff at Larch Rise were kind."},
            {
                "reason_public": [
                    "“Larch Rise” is not named in public. Write “the home” in the reason, for all."
                ]
            },
        ),
        ({"area_overall": "Splendid"}, {"area_overall": ["Choose one of those that are offered."]}),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_typed_is_lost(client, officer, typed, found):
    home = make_home(internal_name="Larch Rise")
    make_inspection(event_number="777")
    answer = client.post(add(home), sent(reason_exempt="Kept.", requirements="A line.", **typed))
    assert errors(answer) == found
    form = answer.context["form"]
    assert (form["reason_exempt"].value(), form["requirements"].value()) == ("Kept.", "A line.")
    assert (Inspection.objects.count(), Requirement.objects.count()) == (1, 0)


def test_a_grade_of_another_scale_is_refused_at_its_area(client, officer):
    strange = grade("No serious or widespread concerns", "ofsted_assurance")
    answer = client.post(add(make_home()), sent(area_overall=strange.pk))
    assert errors(answer) == {
        "area_overall": [
            "“No serious or widespread concerns” is not a grade of “Ofsted’s four grades”. Choose "
            "one of that scale, or the scale that it belongs to."
        ]
    }


def offered(answer, box="area_overall"):
    """The scales whose grades are offered, with the grades."""
    _, *groups = answer.context["form"].fields[box].widget.choices
    return {name: [words for _, words in grades] for name, grades in groups}


FOUR = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
CONCERNS = ["No serious or widespread concerns", "Serious or widespread concerns"]


def test_only_the_grades_of_the_scale_are_offered(client, officer):
    usual = client.get(add(make_home()))
    assert offered(usual) == {"Ofsted’s four grades": FOUR}
    supported = client.get(add(make_home(provision_type="supported")))
    assert list(offered(supported)) == ["Supported accommodation for 16 and 17 year olds"]
    row = make_inspection(kind="assurance", overall=CONCERNS[0], scale="ofsted_assurance")
    assert offered(client.get(correct(row))) == {"Ofsted’s assurance inspections": CONCERNS}


def test_the_grades_of_the_scale_that_is_chosen_are_shown_before_anything_is_saved(client, officer):
    typed = {"kind": "assurance", "reason_public": "Kept.", "grades": "1"}
    answer = client.post(add(make_home()), sent(**typed))
    assert (answer.status_code, Inspection.objects.count()) == (200, 0)
    assert offered(answer) == {"Ofsted’s assurance inspections": CONCERNS}
    assert answer.context["form"]["reason_public"].value() == "Kept."
    # What is not typed yet is no error there.
    answer = client.post(add(make_home()), sent(scale="ofsted_interim", grades="1") | {"kind": ""})
    assert (answer.status_code, answer.context["form"].errors) == (200, {})
    assert list(offered(answer)) == ["Ofsted’s interim inspections"]


def test_a_grade_of_another_scale_stays_chosen_beside_its_refusal(client, officer):
    answer = client.post(add(make_home()), sent(kind="assurance", area_overall=grade().pk))
    assert list(errors(answer)) == ["area_overall"]
    assert offered(answer) == {
        "Ofsted’s assurance inspections": CONCERNS,
        "Ofsted’s four grades": ["Good"],
    }


NO_OVERALL = (
    "A full inspection is published with its overall judgement. Enter it, or leave the day of "
    "publication empty until it is known."
)


def test_a_full_inspection_is_not_told_without_its_overall_judgement(client, officer):
    out = day("published_on", (4, 5, 2021))
    answer = client.post(add(make_home()), sent(**out))
    assert errors(answer) == {"area_overall": [NO_OVERALL]}
    assert not Inspection.objects.exists()
    assert client.post(add(make_home()), sent(kind="monitoring", **out)).status_code == 302
    row = make_inspection()
    answer = client.post(correct(row), correction(row, area_overall=""))
    assert errors(answer) == {"area_overall": [NO_OVERALL]}
    assert graded(row) == {"overall": "Good"}


def test_what_is_not_judged_yet_is_not_published(client, officer):
    row = make_inspection(overall="", published_on=None)
    typed = sent(version=1, **day("published_on", (4, 5, 2021)))
    assert errors(client.post(publish(row), typed)) == {
        "__all__": [
            "This full inspection has no overall judgement yet. Correct the inspection: enter the "
            "judgement there, and this day."
        ]
    }
    row.refresh_from_db()
    assert (row.published_on, row.version) == (None, 1)


def test_the_form_says_who_reads_what_is_required(client, officer):
    page = client.get(add(make_home())).content.decode()
    assert "The public does not read them" in page


def test_an_inspection_is_corrected_with_a_reason(client, officer):
    row = make_inspection()
    answer = client.post(correct(row), correction(row, reason_public="Clearer."))
    row.refresh_from_db()
    assert (answer.status_code, row.reason_public, row.version) == (302, "Clearer.", 2)
    assert graded(row) == {"overall": "Good"}
    assert row.history.first().history_change_reason == "Misread."
    answer = client.post(correct(row), correction(row, reason=""))
    assert errors(answer) == {"reason": ["Enter why it is corrected."]}


def test_a_judgement_that_stays_keeps_its_words(client, officer):
    row = make_inspection(overall="")
    judged = row.judgements.create(area=area(), grade=grade(), words="good (just)")
    client.post(correct(row), correction(row, reason_public="Clearer."))
    judged.refresh_from_db()
    assert (judged.words, judged.version) == ("good (just)", 1)


def test_whoever_saves_second_sees_both_texts(client, officer):
    row = make_inspection()
    typed = correction(row, reason_public="Mine.", area_overall=grade("Outstanding").pk)
    client.post(correct(row), correction(row, reason_public="Theirs."))
    answer = client.post(correct(row), typed)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        ("Reason, for all", "Theirs.", "Mine."),
        (area().name, "Good", "Outstanding"),
    ]
    assert graded(row) == {"overall": "Good"}


def test_the_day_of_publication_is_set_once(client, officer):
    row = make_inspection(published_on=None)
    future = timezone.localdate() + timedelta(days=20)
    typed = day("published_on", (future.day, future.month, future.year)) | {"version": 1}
    answer = client.post(publish(row), sent(**typed))
    row.refresh_from_db()
    assert (answer.status_code, row.published_on) == (302, future)
    answer = client.post(publish(row), sent(**typed | {"version": row.version}))
    assert errors(answer) == {
        "__all__": ["This inspection has its day of publication. Correct that instead."]
    }


def test_nothing_is_published_before_its_visit(client, officer):
    row = make_inspection(published_on=None)
    answer = client.post(publish(row), sent(version=1, **day("published_on", (1, 3, 2021))))
    assert errors(answer) == {"published_on": ["An inspection is published on or after its visit."]}


def test_an_embargo_is_not_told_by_the_pages_either(client):
    """404 for whoever may not know of it, 403 for whoever knows and may not write."""
    row, known = make_inspection(published_on=None), make_inspection()
    client.force_login(make_user(Role.MEMBER))
    pages = ("inspection-correct", "inspection-publish", "requirement-add", "link-add")
    for name in pages:
        assert client.get(reverse(f"homes:{name}", args=[row.pk])).status_code == 404
        assert client.get(reverse(f"homes:{name}", args=[known.pk])).status_code == 403


def test_whoever_answers_for_a_home_records_for_it_alone(client):
    make_grades()
    user = make_user(Role.LEAD)
    mine, other = make_home(lead=make_lead(user=user)), make_home()
    client.force_login(user)
    assert client.post(add(mine), sent()).status_code == 302
    assert client.post(add(other), sent()).status_code == 403
    assert [row.home for row in Inspection.objects.all()] == [mine]


def test_the_page_of_all_that_may_be_recorded_names_it_with_its_links(client, officer):
    row = make_inspection(published_on=None)
    page = client.get(reverse("homes:home-record", args=[row.home_id])).content.decode()
    for name in ("inspection-correct", "inspection-publish", "requirement-add", "link-add"):
        assert reverse(f"homes:{name}", args=[row.pk]) in page
