"""What the tables of grades and homes hold and refuse."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from homes.kinds import HomeState
from homes.labels import NO_LABEL
from homes.models import (
    Grade,
    GradingScale,
    Home,
    JudgementArea,
    OfstedImport,
    PublicationMail,
)
from tests.home_factories import (
    make_grades,
    make_home,
    scale,
)
from tests.homes.refusals import not_clean, refused

pytestmark = pytest.mark.django_db


def home(**fields):
    fields = {"internal_name": "Ashgrove", "governance": "own", **fields}
    return Home(**fields)


def test_every_installation_has_the_scales_with_their_words():
    make_grades()
    found = {
        row.code: [each.facts.short_name for each in row.grades.all()]
        for row in GradingScale.objects.all()
    }
    assert found == {
        "ofsted_four": ["Outstanding", "Good", "Requires improvement", "Inadequate"],
        "ofsted_interim": [
            "Improved effectiveness", "Sustained effectiveness", "Declined in effectiveness",
        ],
        "ofsted_assurance": [
            "No serious or widespread concerns", "Serious or widespread concerns",
        ],
        "supported_accommodation": [
            "Consistently strong", "Inconsistent", "Serious or widespread weaknesses",
        ],
        "six_points": [
            "Excellent", "Very good", "Good", "Adequate", "Weak", "Unsatisfactory",
        ],
    }  # fmt: skip
    for model in (GradingScale, Grade, JudgementArea):
        for row in model.objects.all():
            row.full_clean()
            assert row.history.get().history_change_reason == "Came with the application."


def test_outcomes_without_a_grade_are_no_judgement_and_poor_grades_are_followed_twice_a_year():
    make_grades()
    outcomes = Grade.objects.filter(is_judgement=False).values_list("scale__code", flat=True)
    assert set(outcomes) == {"ofsted_interim", "ofsted_assurance"}
    often = Grade.objects.filter(scale__code="ofsted_four", months_to_next=6)
    assert [row.name for row in often] == ["Requires improvement to be good", "Inadequate"]


def test_there_is_one_overall_judgement_of_homes_and_one_of_the_council():
    make_grades()
    overall = JudgementArea.objects.filter(is_overall=True).order_by("subject")
    assert [row.subject for row in overall] == ["authority", "home"]
    again = JudgementArea(
        subject="home", code="x", name="X", short_name="X", order=9, is_overall=True
    )
    assert refused(again) == ["There is an overall judgement already."]


def test_no_two_grades_of_a_scale_are_read_from_one_word():
    four = scale()
    new = Grade(scale=four, name="Poor", order=5, tone="failing", other_spellings="Bad\nr.i.")
    assert not_clean(new) == [
        "“r.i.” is read as “Requires improvement to be good” already. Remove it here."
    ]
    new.other_spellings = "Bad"
    new.full_clean()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "GOOD"}, "The scale has a grade of this name."),
        ({"order": 2}, "The scale has a grade at this place."),
        ({"tone": "loud"}, "Value 'loud' is not a valid choice."),
        ({"months_to_next": 0}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_grades_that_make_no_sense_are_refused(fields, sentence):
    row = Grade(**{"scale": scale(), "name": "Poor", "order": 5, "tone": "failing"} | fields)
    assert sentence in refused(row)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"label_kind": "name"}, "Ashgrove"),
        ({"label_kind": "alias", "alias": "Willow"}, "Willow"),
        ({"label_kind": "number", "number": 4}, "Home 4"),
        ({"label_kind": "none", "alias": "Willow", "number": 4}, NO_LABEL),
        # Rows that no check let through show nobody the name either.
        ({"label_kind": "alias"}, NO_LABEL),
        ({"label_kind": "number"}, NO_LABEL),
        ({"label_kind": "elsewhere"}, NO_LABEL),
    ],
)
def test_the_public_label_is_never_the_internal_name_but_by_choice(fields, label):
    row = home(**fields)
    assert (row.public_label, str(row)) == (label, label)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"internal_name": ""}, "This field cannot be blank."),
        ({"label_kind": "alias"}, "Enter the other name or the number that is shown."),
        ({"label_kind": "number"}, "Enter the other name or the number that is shown."),
        ({"governance": "king"}, "Value 'king' is not a valid choice."),
        ({"sector": "king"}, "Value 'king' is not a valid choice."),
        ({"provision_type": "inn"}, "Value 'inn' is not a valid choice."),
        ({"label_kind": "song"}, "Value 'song' is not a valid choice."),
        (
            {"registered_on": date(2020, 2, 1), "opened_on": date(2020, 1, 31)},
            "A home opens on or after the day it is registered.",
        ),
        (
            {
                "registered_on": date(2020, 2, 1),
                "closed_on": date(2020, 1, 31),
                "closed_because": "x",
            },
            "A home closes after it was registered and opened.",
        ),
        ({"closed_on": date(2020, 1, 31)}, "Say why the home closed."),
    ],
)
def test_homes_that_make_no_sense_are_refused(fields, sentence):
    assert sentence in refused(home(**fields))


def test_a_urn_is_given_once_and_homes_without_one_are_many():
    make_home(urn="SC1234")
    make_home(urn="")
    make_home(urn="")
    assert refused(home(urn="SC1234")) == ["There is a home with this URN."]
    assert not_clean(home(urn="12 34"))[0] == "Write it like SC004321 or 21009."


@pytest.mark.parametrize(
    ("other", "fields", "sentence"),
    [
        (
            {"alias": "Willow"},
            {"label_kind": "alias", "alias": "WILLOW"},
            "Another home is shown by this name.",
        ),
        (
            {"internal_name": "Oakley", "label_kind": "name"},
            {"label_kind": "alias", "alias": " oakley"},
            "Another home is shown by this name.",
        ),
        (
            {"internal_name": "Oakley", "label_kind": "none", "alias": ""},
            {"label_kind": "alias", "alias": "Oakley"},
            "This is the name of another home.",
        ),
        (
            {"label_kind": "alias", "alias": "Ashgrove"},
            {},
            "Another home is shown by this name.",
        ),
        (
            {"label_kind": "number", "number": 4},
            {"label_kind": "number", "number": 4},
            "Another home has this number.",
        ),
    ],
)
def test_no_home_is_shown_by_what_is_another_homes(other, fields, sentence):
    make_home(**other)
    assert not_clean(home(**fields)) == [sentence]


@pytest.mark.parametrize(
    "fields", [{"label_kind": "alias", "alias": "WILLOW"}, {"label_kind": "number", "number": 4}]
)
def test_the_database_refuses_a_label_that_two_people_gave_at_once(fields):
    make_home(**fields)
    refused(home(**fields))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"label_kind": "alias", "alias": "The Ashgrove home"},
            "This gives the home’s own name away.",
        ),
        (
            {"label_kind": "alias", "alias": "Home 3"},
            "Choose a name; numbers are given by “A number”.",
        ),
        (
            {"label_kind": "alias", "alias": NO_LABEL},
            "Choose a name; numbers are given by “A number”.",
        ),
        (
            {"label_kind": "name", "internal_name": "Home 3"},
            "Its own name looks like another home’s number.",
        ),
    ],
)
def test_an_alias_is_a_name_that_gives_nothing_away(fields, sentence):
    assert not_clean(home(**fields)) == [sentence]


def test_a_transferred_home_keeps_its_label_and_no_third_home_takes_it():
    old = make_home(alias="Willow", closed_on=date(2020, 4, 1), closed_because="Transferred.")
    new = make_home(alias="Willow", urn="SC5000", transferred_from=old)
    assert (new.public_label, old.transferred_to) == ("Willow", new)
    old.full_clean()
    assert not_clean(home(label_kind="alias", alias="Willow")) == [
        "Another home is shown by this name."
    ]


def test_a_home_is_planned_registered_open_and_closed_by_its_days():
    row = home(
        registered_on=date(2020, 1, 10), opened_on=date(2020, 2, 1), closed_on=date(2021, 1, 1)
    )
    states = [
        row.state_on(day)
        for day in (
            date(2020, 1, 9),
            date(2020, 1, 10),
            date(2020, 2, 1),
            date(2020, 12, 31),
            date(2021, 1, 1),
        )
    ]
    assert states == [
        HomeState.PLANNED,
        HomeState.REGISTERED,
        HomeState.OPEN,
        HomeState.OPEN,
        HomeState.CLOSED,
    ]


def test_every_table_of_homes_keeps_its_history():
    ours = [model for model in apps.get_app_config("homes").get_models()]
    kept = {model for model in ours if hasattr(model, "history")}
    records = {model for model in ours if model.__name__.startswith("Historical")}
    # A file in review, and who was told of a publication: rows that no person corrects.
    assert kept == set(ours) - records - {OfstedImport, PublicationMail}
    assert len(records) == len(kept) == 12


maybe_days = st.none() | st.dates(date(2019, 1, 1), date(2022, 12, 31))


@given(maybe_days, maybe_days, st.dates(date(2019, 1, 1), date(2022, 12, 31)), st.integers(0, 999))
def test_a_closed_home_is_out_from_its_closing_day_on(registered, opened, closed, later):
    row = home(registered_on=registered, opened_on=opened, closed_on=closed)
    assert row.state_on(closed + timedelta(later)) == HomeState.CLOSED
    assert row.state_on(closed - timedelta(later + 1)) != HomeState.CLOSED
