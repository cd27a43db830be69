"""Writes to homes: what is kept, by whom and why, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.versions import Conflict
from homes import services
from homes.models import (
    AuthorityInspection,
    Home,
    Inspection,
    Judgement,
    Notice,
    Requirement,
    Visit,
)
from tests.factories import make_user
from tests.home_factories import (
    make_grades,
    make_home,
    make_inspection,
    make_notice,
    make_requirement,
    make_visit,
    scale,
)

pytestmark = pytest.mark.django_db

TODAY = date(2021, 6, 1)
FUTURE = "2 June 2021 lies in the future. Enter a day up to today."


@pytest.fixture
def officer():
    make_grades()
    return make_user()


def newest(row):
    """Who saved the row last, and why."""
    record = row.history.first()
    return record.history_user, record.history_change_reason


def sentences(error):
    return error.value.messages


def record(home, officer, **fields):
    fields = {"kind": "full", "visited_from": date(2021, 3, 9), **fields}
    return services.record_inspection(home=home, by=officer, on=TODAY, **fields)


def graded(inspection):
    rows = inspection.judgements.order_by("area__order")
    return {row.area.code: (row.grade.name, row.words) for row in rows}


def test_an_inspection_is_recorded_with_its_grades_as_typed(officer):
    row = record(
        make_home(),
        officer,
        judgements={"overall": "RI (staffing)", "leaders": "good", "health": " "},
        reason_public="Two posts were empty.",
        reason="From the report.",
    )
    assert graded(row) == {
        "overall": ("Requires improvement to be good", "RI (staffing)"),
        "leaders": ("Good", "good"),
    }
    assert (row.visited_to, row.published_on, row.scale.code) == (
        row.visited_from,
        None,
        "ofsted_four",
    )
    assert newest(row) == newest(row.judgements.first()) == (officer, "From the report.")


def test_a_kind_of_inspection_has_its_usual_scale(officer):
    home = make_home()
    scales = [record(home, officer, kind=kind).scale.code for kind in ("assurance", "interim")]
    assert scales == ["ofsted_assurance", "ofsted_interim"]
    points = record(home, officer, scale=scale("six_points"), judgements={"overall": "5"})
    assert graded(points) == {"overall": ("Very good", "5")}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"judgements": {"overall": "Superb", "leaders": "Good"}},
            "Overall: “Superb” is not a grade of this scale. Write one of “Outstanding”, “Good”, "
            "“Requires improvement to be good”, “Inadequate”.",
        ),
        ({"judgements": {"food": "Good"}}, "“food” is not an area that is judged."),
        ({"visited_from": date(2021, 6, 2)}, FUTURE),
        ({"visited_to": date(2021, 6, 2)}, FUTURE),
        (
            {"visited_from": date(2015, 1, 4)},
            "The home was registered on 5 January 2015, after this visit. Correct one of the two "
            "days.",
        ),
        (
            {"published_on": date(2021, 3, 8)},
            "An inspection is published on or after its visit.",
        ),
        (
            {"reason_public": "Staff of Oak House left."},
            "“Oak House” is not named in public. Write “the home” in the reason, for all.",
        ),
    ],
)
def test_a_refused_inspection_leaves_nothing_behind(officer, fields, sentence):
    home = make_home(internal_name="Oak House")
    with pytest.raises(ValidationError) as error:
        record(home, officer, **fields)
    assert sentences(error) == [sentence]
    assert not Inspection.objects.exists()
    assert not Judgement.objects.exists()


def test_an_event_number_that_is_there_is_refused(officer):
    row = make_inspection()
    with pytest.raises(ValidationError, match="There is an inspection with this event number."):
        record(row.home, officer, visited_from=date(2021, 3, 10), event_number=row.event_number)


def test_an_inspection_is_published_once(officer):
    row = make_inspection(published_on=None)
    services.publish_inspection(
        inspection=row, version=1, published_on=date(2021, 7, 1), by=officer, reason="Told so."
    )
    row.refresh_from_db()
    assert (row.published_on, row.version, newest(row)) == (
        date(2021, 7, 1),
        2,
        (officer, "Told so."),
    )
    with pytest.raises(ValidationError, match="has its day of publication"):
        services.publish_inspection(inspection=row, version=2, published_on=TODAY, by=officer)
    with pytest.raises(Conflict):
        services.publish_inspection(inspection=row, version=1, published_on=TODAY, by=officer)


def correct(row, officer, reason="Misread.", version=1, **fields):
    return services.correct_inspection(
        inspection=row, version=version, by=officer, on=TODAY, reason=reason, **fields
    )


def test_a_correction_keeps_what_it_does_not_name_and_says_why(officer):
    row = record(make_home(), officer, judgements={"overall": "Good", "leaders": "Good"})
    found = correct(row, officer, judgements={"overall": "RI", "health": "Good"})
    assert graded(found) == {
        "overall": ("Requires improvement to be good", "RI"),
        "health": ("Good", "Good"),
    }
    assert (found.version, newest(found)) == (2, (officer, "Misread."))
    gone = Judgement.history.filter(history_type="-").get()
    assert (gone.area.code, gone.history_user, gone.history_change_reason) == (
        "leaders",
        officer,
        "Misread.",
    )
    again = correct(found, officer, version=2, published_on=date(2021, 5, 4))
    assert graded(again) == graded(found)
    assert (again.published_on, again.version) == (date(2021, 5, 4), 3)


def test_a_correction_that_says_the_same_changes_nothing(officer):
    row = record(make_home(), officer, judgements={"overall": "Good"})
    same = correct(row, officer, reason="", judgements={"overall": "Good"}, kind="full")
    assert (same.version, row.history.count()) == (1, 1)


def test_a_correction_is_refused_without_a_reason_and_over_a_newer_row(officer):
    row = record(make_home(), officer, judgements={"overall": "Good"})
    with pytest.raises(ValidationError, match="Say why the inspection is corrected."):
        correct(row, officer, reason="", judgements={"overall": "RI"})
    with pytest.raises(Conflict):
        correct(row, officer, version=2, kind="interim")
    with pytest.raises(ValidationError, match="not a grade of this scale"):
        correct(row, officer, judgements={"overall": "Superb"})
    with pytest.raises(TypeError):
        correct(row, officer, home=make_home())
    row.refresh_from_db()
    assert (row.version, graded(row)) == (1, {"overall": ("Good", "Good")})


def test_a_correction_of_the_scale_reads_the_same_words_anew(officer):
    row = record(make_home(), officer, judgements={"overall": "Good"})
    found = correct(row, officer, scale=scale("six_points"))
    assert found.judgements.get().grade.scale.code == "six_points"


def test_a_requirement_is_met_with_its_evidence(officer):
    row = services.add_requirement(
        inspection=make_inspection(), text="Keep records.", by=officer, due_on=date(2021, 5, 1)
    )
    assert newest(row) == (officer, None)
    close = {"requirement": row, "version": 1, "by": officer, "on": TODAY}
    for day, evidence, sentence in [
        (date(2021, 6, 2), "Seen.", FUTURE),
        (TODAY, " ", "Say what shows that it is met."),
        (date(2021, 3, 8), "Seen.", "The visit was on 9 March 2021, after this."),
    ]:
        with pytest.raises(ValidationError) as error:
            services.close_requirement(**close, closed_on=day, evidence=evidence)
        assert sentences(error) == [sentence]
    found = services.close_requirement(**close, closed_on=TODAY, evidence="Seen.")
    assert (found.closed_on, found.evidence, newest(found)) == (TODAY, "Seen.", (officer, None))
    with pytest.raises(ValidationError, match="This is met already."):
        services.close_requirement(
            **close | {"version": 2}, closed_on=TODAY, evidence="Seen again."
        )
    again = services.reopen_requirement(
        requirement=found, version=2, by=officer, reason="It lapsed."
    )
    assert (again.closed_on, again.evidence, newest(again)) == (None, "", (officer, "It lapsed."))


def test_a_requirement_for_all_names_no_private_home(officer):
    row = make_requirement(make_inspection(make_home(internal_name="Oak House")))
    fixed = {"requirement": row, "version": 1, "by": officer, "on": TODAY, "reason": "Clearer."}
    services.correct_requirement(**fixed, text="Oak House keeps records.")
    with pytest.raises(ValidationError, match="“Oak House” is not named in public."):
        services.correct_requirement(**fixed | {"version": 2}, is_public=True)
    with pytest.raises(ValidationError, match="lies in the future"):
        services.correct_requirement(**fixed | {"version": 2}, closed_on=date(2021, 6, 2))
    row.refresh_from_db()
    assert (row.is_public, row.version) == (False, 2)
    with pytest.raises(ValidationError, match="“Oak House” is not named in public."):
        services.add_requirement(
            inspection=row.inspection, text="Oak House", is_public=True, by=officer
        )
    with pytest.raises(ValidationError, match="Write “the home” in the regulation."):
        services.add_requirement(
            inspection=row.inspection, text="Records", regulation="Oak House", is_public=True,
            by=officer,
        )  # fmt: skip
    assert Requirement.objects.count() == 1


def test_words_for_all_hold_no_address(officer):
    row = make_requirement(make_inspection(make_home(location="3 Mill Lane, Fernmoor")))
    fixed = {"requirement": row, "version": 1, "by": officer, "on": TODAY, "reason": "Clearer."}
    with pytest.raises(ValidationError, match="“3 Mill Lane” is not named in public."):
        services.correct_requirement(**fixed, text="Mend 3 Mill Lane.", is_public=True)


def test_a_notice_is_recorded_ended_and_corrected(officer):
    home = make_home(internal_name="Oak House")
    said = {"home": home, "kind": "compliance", "by": officer, "on": TODAY}
    for fields, sentence in [
        ({"issued_on": date(2021, 6, 2)}, FUTURE),
        ({"issued_on": TODAY, "words_public": "Oak House"}, "“Oak House” is not named in public."),
        ({"issued_on": TODAY, "due_on": date(2021, 5, 1)}, "A notice is met, ended and published"),
    ]:
        with pytest.raises(ValidationError) as error:
            services.record_notice(**said, **fields)
        assert sentences(error)[0].startswith(sentence)
    assert not Notice.objects.exists()
    row = services.record_notice(**said, issued_on=date(2021, 4, 1))
    end = {"notice": row, "by": officer, "on": TODAY, "ended_on": TODAY}
    with pytest.raises(ValidationError, match="Say why the notice ended."):
        services.end_notice(**end, version=1, reason="")
    ended = services.end_notice(**end, version=1, reason="Met.")
    assert (ended.ended_on, newest(ended)) == (TODAY, (officer, "Met."))
    with pytest.raises(ValidationError, match="This notice has ended already."):
        services.end_notice(**end, version=2, reason="Met.")
    fixed = services.correct_notice(
        notice=row, version=2, by=officer, on=TODAY, reason="Misread.", due_on=TODAY
    )
    assert (fixed.due_on, fixed.ended_on, fixed.version) == (TODAY, TODAY, 3)


def test_a_visit_is_recorded_and_its_report_follows(officer):
    home = make_home(internal_name="Oak House")
    said = {"home": home, "kind": "member", "visitor": "Iris Fenn", "by": officer, "on": TODAY}
    with pytest.raises(ValidationError, match="lies in the future"):
        services.record_visit(**said, visited_on=date(2021, 6, 2))
    with pytest.raises(ValidationError, match="“Oak House” is not named in public."):
        services.record_visit(**said, visited_on=TODAY, summary_public="Oak House is warm.")
    assert not Visit.objects.exists()
    row = services.record_visit(**said, visited_on=date(2021, 5, 1), summary_public="It is warm.")
    fixed = {"visit": row, "version": 1, "by": officer, "on": TODAY}
    with pytest.raises(ValidationError, match="Say why this is changed."):
        services.correct_visit(**fixed, reason="", report_received_on=TODAY)
    found = services.correct_visit(**fixed, reason="It came.", report_received_on=TODAY)
    assert (found.report_received_on, newest(found)) == (TODAY, (officer, "It came."))
    with pytest.raises(Conflict):
        services.correct_visit(**fixed, reason="Again.", visitor="Tom Ash")


def test_a_home_is_added_and_changed_with_a_reason(officer):
    row = services.add_home(
        internal_name="Oak House", governance="own", by=officer, label_kind="number", number=4
    )
    assert (row.public_label, newest(row)) == ("Home 4", (officer, None))
    with pytest.raises(ValidationError, match="Another home has this number."):
        services.add_home(internal_name="Elm", governance="own", by=officer, number=4)
    change = {"home": row, "version": 1, "by": officer}
    with pytest.raises(ValidationError, match="Say why this is changed."):
        services.change_home(**change, reason="", places=5)
    with pytest.raises(ValidationError, match="This gives the home’s own name away."):
        services.change_home(**change, reason="x", alias="Oak House North")
    found = services.change_home(**change, reason="A new room.", places=5)
    assert (found.places, found.version, newest(found)) == (5, 2, (officer, "A new room."))
    assert Home.objects.count() == 1


def test_a_home_closes_once_and_not_before_its_last_inspection(officer):
    row = make_inspection().home
    close = {"home": row, "by": officer}
    with pytest.raises(ValidationError, match="Say why the home closed."):
        services.close_home(**close, version=1, closed_on=TODAY, reason="")
    with pytest.raises(ValidationError, match="The home was inspected before it was registered"):
        services.close_home(**close, version=1, closed_on=date(2021, 3, 8), reason="Small.")
    found = services.close_home(**close, version=1, closed_on=TODAY, reason="Small.")
    assert (found.closed_on, found.closed_because, newest(found)) == (
        TODAY,
        "Small.",
        (officer, "Small."),
    )
    with pytest.raises(ValidationError, match="This home is closed already."):
        services.close_home(**close, version=2, closed_on=TODAY, reason="Small.")


def test_a_transfer_closes_one_registration_and_starts_another_without_a_judgement(officer):
    old = make_inspection(make_home(alias="Willow", location="3 Mill Lane")).home
    moved = {"home": old, "transferred_on": TODAY, "by": officer, "reason": "To the trust."}
    with pytest.raises(ValidationError, match="There is a home with this URN."):
        services.transfer_home(**moved, version=1, urn=make_home().urn)
    old.refresh_from_db()
    assert (old.closed_on, old.version) == (None, 1)
    new = services.transfer_home(
        **moved, version=1, urn="2700001", governance="trust", sector="voluntary"
    )
    old.refresh_from_db()
    assert (old.closed_on, old.closed_because, new.transferred_from) == (
        TODAY,
        "To the trust.",
        old,
    )
    assert (new.public_label, new.location, new.governance, new.sector, new.registered_on) == (
        "Willow",
        "3 Mill Lane",
        "trust",
        "voluntary",
        TODAY,
    )
    assert not new.inspections.exists()
    assert newest(new) == newest(old) == (officer, "To the trust.")
    changed = services.change_home(
        home=new, version=1, by=officer, reason="Chosen by the children.", alias="Larch"
    )
    assert changed.public_label == "Larch"


def test_the_councils_own_inspection_keeps_blanks_as_not_inspected(officer):
    said = {"kind": "standard", "visited_on": date(2021, 5, 1), "by": officer, "on": TODAY}
    with pytest.raises(ValidationError, match="Overall: “Superb” is not a grade"):
        services.record_authority_inspection(**said, judgements={"overall": "Superb"})
    with pytest.raises(ValidationError, match="lies in the future"):
        services.record_authority_inspection(**said | {"visited_on": date(2021, 6, 2)})
    assert not AuthorityInspection.objects.exists()
    row = services.record_authority_inspection(
        **said, judgements={"overall": "RI", "care_leavers": ""}
    )
    assert [str(each) for each in row.judgements.order_by("area__order")] == [
        "Overall: Requires improvement to be good",
        "Care leavers: Not inspected",
    ]
    found = services.correct_authority_inspection(
        inspection=row, version=1, by=officer, on=TODAY, reason="It is out.", published_on=TODAY
    )
    assert (found.published_on, newest(found)) == (TODAY, (officer, "It is out."))


def test_rows_of_the_factories_may_be_corrected(officer):
    """Each service takes a row as its own, whoever made it."""
    notice, visit = make_notice(), make_visit()
    fixed = {"version": 1, "by": officer, "on": TODAY, "reason": "Misread."}
    assert services.correct_notice(notice=notice, **fixed, reference="N1").reference == "N1"
    assert services.correct_visit(visit=visit, **fixed, visitor="Tom Ash").visitor == "Tom Ash"


def test_the_same_inspection_is_not_recorded_twice(officer):
    home = make_home()
    record(home, officer)
    with pytest.raises(ValidationError, match="This inspection is recorded already"):
        record(home, officer)
    assert home.inspections.count() == 1
