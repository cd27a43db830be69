"""What the tables of inspections, notices and visits hold and refuse."""

from datetime import date

import pytest

from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    ImprovementAction,
    Inspection,
    Judgement,
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
    make_home,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
    make_visit,
    scale,
)
from tests.homes.refusals import not_clean, refused

pytestmark = pytest.mark.django_db


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
