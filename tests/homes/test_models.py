"""What the tables of homes hold and refuse."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from homes.kinds import HomeState
from homes.labels import NO_LABEL
from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    Grade,
    GradingScale,
    Home,
    ImprovementAction,
    Inspection,
    Judgement,
    JudgementArea,
    Notice,
    Requirement,
    Visit,
)
from tests.factories import make_action
from tests.home_factories import (
    area,
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_grades,
    make_home,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
    make_visit,
    scale,
)

pytestmark = pytest.mark.django_db


def refused(row):
    """The sentences with which a row is refused, once by its check and once by the database."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return error.value.messages


def not_clean(row):
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return error.value.messages


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


def inspection(of=None, **fields):
    fields = {
        "kind": "full",
        "visited_from": date(2021, 3, 9),
        "visited_to": date(2021, 3, 10),
        "scale": scale(),
        **fields,
    }
    return Inspection(home=of or make_home(), **fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"visited_to": date(2021, 3, 8)}, "The visit ends on or after its first day."),
        (
            {"published_on": date(2021, 3, 9)},
            "An inspection is published on or after its visit.",
        ),
        ({"kind": "party"}, "Value 'party' is not a valid choice."),
    ],
)
def test_inspections_that_make_no_sense_are_refused(fields, sentence):
    assert sentence in refused(inspection(**fields))


def test_an_event_number_is_given_once():
    make_inspection(event_number="10200001")
    assert refused(inspection(event_number="10200001")) == [
        "There is an inspection with this event number."
    ]


def test_nobody_inspects_a_home_before_it_is_registered_or_after_it_closed():
    late = make_home(registered_on=date(2021, 3, 10), opened_on=None)
    assert not_clean(inspection(late)) == [
        "The home was registered on 10 March 2021, after this visit. Correct one of the two days."
    ]
    planned = make_home(registered_on=None, opened_on=None)
    assert not_clean(inspection(planned)) == [
        "The home is not registered yet. Enter the day on which it was registered first."
    ]
    gone = make_home(closed_on=date(2021, 3, 8), closed_because="Too small.")
    assert not_clean(inspection(gone)) == [
        "The home closed on 8 March 2021, before this visit. Correct one of the two days."
    ]


def test_the_days_of_a_home_leave_none_of_its_inspections_outside():
    row = make_inspection().home
    row.registered_on = row.opened_on = date(2021, 3, 10)
    assert not_clean(row) == [
        "The home was inspected before it was registered or after it closed, by these days. "
        "Correct them, or the inspection."
    ]


def test_a_judgement_is_of_a_home_in_the_words_of_the_inspections_scale_and_once_an_area():
    row = make_inspection()
    first = Judgement(inspection=row, area=area("overall", "authority"), grade=grade())
    assert not_clean(first) == ["This area is judged of councils, not of homes."]
    other = Judgement(inspection=row, area=area("leaders"), grade=grade("Good", "six_points"))
    assert not_clean(other) == ["Choose a grade of the inspection’s own scale."]
    again = Judgement(inspection=row, area=area(), grade=grade())
    assert refused(again) == ["The inspection has a judgement in this area."]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "This field cannot be blank."),
        ({"closed_on": date(2021, 6, 1)}, "Say what shows that it is met."),
        ({"kind": "wish"}, "Value 'wish' is not a valid choice."),
    ],
)
def test_requirements_that_make_no_sense_are_refused(fields, sentence):
    row = Requirement(**{"inspection": make_inspection(), "text": "Keep records."} | fields)
    assert sentence in refused(row)


def test_a_requirement_is_met_and_due_after_its_visit():
    row = make_requirement()
    row.due_on = date(2021, 3, 8)
    assert not_clean(row) == ["The visit was on 9 March 2021, after this."]


def test_a_requirement_is_open_until_its_day_and_overdue_after_it():
    row = make_requirement(
        due_on=date(2021, 6, 1), closed_on=date(2021, 7, 1), evidence="Seen by the manager."
    )
    assert [row.is_open_on(date(2021, 6, 30)), row.is_open_on(date(2021, 7, 1))] == [True, False]
    days = (date(2021, 6, 1), date(2021, 6, 2), date(2021, 7, 1))
    assert [row.is_overdue_on(day) for day in days] == [False, True, False]


def test_an_action_answers_an_inspection_once_and_only_its_own_requirements():
    required, action = make_requirement(), make_action()
    links = {"inspection": required.inspection, "action": action}
    ImprovementAction(**links).save()
    assert refused(ImprovementAction(**links)) == ["This action is linked already."]
    ImprovementAction(**links, requirement=required).save()
    assert refused(ImprovementAction(**links, requirement=required)) == [
        "This action is linked already."
    ]
    elsewhere = ImprovementAction(inspection=make_inspection(), action=action, requirement=required)
    assert not_clean(elsewhere) == ["This is required by another inspection."]


@pytest.mark.parametrize("name", ["due_on", "ended_on", "published_on"])
def test_a_notice_is_met_ended_and_published_after_it_is_given(name):
    row = Notice(
        home=make_home(), kind="compliance", issued_on=date(2021, 4, 1), **{name: date(2021, 3, 31)}
    )
    assert refused(row) == ["A notice is met, ended and published after it is given."]


def test_notices_and_visits_are_of_a_home_that_is_registered():
    late = make_home(registered_on=date(2021, 5, 1), opened_on=None)
    said = "The home was registered on 1 May 2021, after this. Correct one of the two days."
    assert not_clean(Notice(home=late, kind="compliance", issued_on=date(2021, 4, 1))) == [said]
    visit = Visit(home=late, kind="member", visited_on=date(2021, 4, 1), visitor="Iris Fenn")
    assert not_clean(visit) == [said]
    other = Notice(
        home=make_home(),
        kind="compliance",
        issued_on=date(2021, 4, 1),
        inspection=make_inspection(),
    )
    assert not_clean(other) == ["This is an inspection of another home."]


def test_a_notice_stands_from_its_day_until_it_ends():
    row = make_notice(ended_on=date(2021, 6, 1))
    days = (date(2021, 3, 31), date(2021, 4, 1), date(2021, 5, 31), date(2021, 6, 1))
    assert [row.is_standing_on(day) for day in days] == [False, True, True, False]


def test_a_visit_has_a_visitor_and_is_recorded_once_and_its_report_follows_it():
    row = make_visit()
    fields = {"home": row.home, "kind": row.kind, "visited_on": row.visited_on}
    assert refused(Visit(**fields, visitor=row.visitor)) == ["This visit is recorded already."]
    assert refused(Visit(**fields, visitor="")) == ["This field cannot be blank."]
    early = Visit(**fields, visitor="Tom Ash", report_received_on=date(2021, 4, 19))
    assert refused(early) == ["A report comes on or after the day of the visit."]


def test_the_councils_own_inspection_keeps_what_was_not_inspected():
    row = make_authority_judgement(grade=None, words="", area=area("care_leavers", "authority"))
    assert str(row) == "Care leavers: Not inspected"
    again = AuthorityJudgement(inspection=row.inspection, area=row.area, grade=grade())
    assert refused(again) == ["The inspection has a judgement in this area."]
    wrong = AuthorityJudgement(inspection=row.inspection, area=area(), grade=grade())
    assert not_clean(wrong) == ["This area is judged of homes, not of councils."]


def test_the_councils_own_inspection_is_recorded_once_and_published_after_it():
    row = make_authority_inspection()
    fields = {"kind": row.kind, "visited_on": row.visited_on, "scale": row.scale}
    assert refused(AuthorityInspection(**fields)) == ["This inspection is recorded already."]
    fields["kind"], fields["published_on"] = "short", date(2021, 6, 6)
    assert refused(AuthorityInspection(**fields)) == [
        "An inspection is published on or after its visit."
    ]


def test_rows_say_what_they_are_without_a_name():
    row = make_inspection(visited_to=date(2021, 3, 10))
    assert str(row) == "Full inspection of 9 March 2021"
    assert str(make_judgement(row, area=area("leaders"))) == "Leaders and managers: Good"
    assert str(make_notice()) == "Compliance notice of 1 April 2021"
    assert str(make_visit()) == "Regulation 44 visit of 20 April 2021"
    assert str(make_authority_inspection()) == "Standard inspection of 7 June 2021"


def test_every_table_of_homes_keeps_its_history():
    ours = [model for model in apps.get_app_config("homes").get_models()]
    kept = {model for model in ours if hasattr(model, "history")}
    records = {model for model in ours if model.__name__.startswith("Historical")}
    assert kept == set(ours) - records
    assert len(records) == len(kept) == 12
