"""Inspections that were recorded in error: taken away with a reason, and told nowhere else."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from homes import services
from homes.editions import Edition
from homes.models import AuthorityInspection, Inspection
from homes.queries import (
    all_changes_since,
    authority_inspections,
    home_timeline,
    register,
)
from homes.services.home_comparison import compare_homes
from homes.services.home_imports import bring_in_homes
from homes.services.telling import tell_publications
from tests.factories import make_council, make_lead, make_user
from tests.home_factories import (
    make_authority_inspection,
    make_authority_judgement,
    make_grades,
    make_home,
    make_improvement_action,
    make_inspection,
    make_requirement,
    read_from_ofsted,
)
from tests.homes.reading import page_of, rows_of, section, signed_in, words
from tests.homes.recording import errors, newest, said, sent, url
from tests.homes.refusals import refused

pytestmark = pytest.mark.django_db

TODAY = date(2021, 6, 1)
FULL = Edition(on=TODAY, names=True, exempt=True, embargoed=True)
WRONG = "It was of the house next door."


def void(row, **fields):
    signed = {"version": row.version, "by": None, "on": TODAY, "reason": WRONG}
    return services.void_inspection(inspection=row, **signed | fields)


def make_wrong():
    """A home that was Good and is Inadequate by an inspection with all that follows from one."""
    home = make_home(internal_name="Larch Rise", alias="Willow")
    make_inspection(home, visited_from=date(2020, 3, 2), published_on=date(2020, 4, 1))
    wrong = make_inspection(home, "Inadequate", event_number="777")
    make_requirement(wrong, text="Mend the roof.", is_public=True)
    make_improvement_action(wrong)
    return home, wrong


def test_an_inspection_is_kept_with_the_reason_and_who_took_it_away():
    officer = make_user(Role.OFFICER)
    _, wrong = make_wrong()
    row = void(wrong, by=officer)
    row.refresh_from_db()
    assert (row.voided_on, row.voided_because, row.version) == (TODAY, WRONG, 2)
    assert newest(row) == ("~", officer, WRONG)


def test_the_judgement_before_it_stands_again_and_nothing_tells_of_it():
    home, wrong = make_wrong()
    before = register(TODAY, FULL)
    assert before.words == "1 Inadequate"
    void(wrong)
    for day in (TODAY, date(2021, 5, 10)):
        (row,) = register(day, FULL).homes
        assert (row.grade.short_name, row.due.since) == ("Good", date(2020, 3, 2))
        assert (len(row.inspections), row.requirements, row.beside) == (1, (), ())
    told = [event.title for event in home_timeline(home.pk, TODAY, FULL).events]
    assert told == ["Full inspection: Good", "Opened", "Registered"]
    changes = all_changes_since(date(2021, 1, 1), TODAY, FULL)
    assert (changes.homes, changes.requirements) == ((), ())


def test_an_embargoed_one_is_told_to_nobody_either():
    _, wrong = make_wrong()
    hidden = make_inspection(wrong.home, visited_from=date(2021, 5, 20), published_on=None)
    void(hidden)
    (row,) = register(TODAY, FULL).homes
    assert row.embargoed == ()


def test_nobody_is_told_of_its_publication():
    make_council(publication_readers="chair@fernmoor.example")
    void(make_inspection(published_on=TODAY))
    later = make_inspection(visited_from=date(2021, 5, 20), published_on=TODAY + timedelta(days=3))
    void(later)
    for day in (TODAY, later.published_on):
        assert tell_publications(on=day, at=timezone.now()) == 0
    assert mail.outbox == []


def test_one_of_the_council_is_taken_away_in_the_same_way():
    row = make_authority_inspection(visited_on=date(2021, 3, 1), published_on=date(2021, 4, 1))
    make_authority_judgement(row)
    void(row)
    assert authority_inspections(TODAY, FULL) == ()
    again = services.record_authority_inspection(
        kind="standard", visited_on=date(2021, 3, 1), by=None, on=TODAY, judgements={}
    )
    assert [each.key for each in authority_inspections(TODAY, FULL)] == [again.pk]
    assert AuthorityInspection.objects.count() == 2


def test_it_may_be_recorded_anew_with_its_number():
    home, wrong = make_wrong()
    void(wrong)
    again = services.record_inspection(
        home=home, kind="full", visited_from=wrong.visited_from, event_number="777", by=None,
        on=TODAY, judgements={"overall": "Good"},
    )  # fmt: skip
    assert Inspection.objects.not_voided().filter(event_number="777").get() == again


def test_a_file_of_ofsted_brings_the_true_one_in():
    make_grades()
    home = make_home(urn="SC812001")
    void(make_inspection(home, "Inadequate", event_number="10312001"))
    bring_in_homes(proposal=read_from_ofsted(), file_name="homes.ods", by=None, on=TODAY)
    (row,) = Inspection.objects.not_voided()
    assert [each.grade.name for each in row.judgements.all()] == ["Good"]
    assert compare_homes(read_from_ofsted(), on=TODAY).is_empty


def test_days_of_the_home_no_longer_heed_it():
    home, wrong = make_wrong()
    days = {"version": home.version, "by": None, "reason": "It moved."}
    with pytest.raises(ValidationError, match="was inspected before"):
        services.close_home(home=home, closed_on=date(2021, 2, 1), **days)
    void(wrong)
    home.refresh_from_db()
    closed = services.close_home(home=home, closed_on=date(2021, 2, 1), **days)
    assert closed.closed_on == date(2021, 2, 1)


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_not_taken_away_without_a_reason(reason):
    _, wrong = make_wrong()
    with pytest.raises(ValidationError, match="Say why the inspection was recorded in error."):
        void(wrong, reason=reason)
    wrong.refresh_from_db()
    assert (wrong.voided_on, wrong.version) == (None, 1)


def test_whoever_saved_in_between_is_not_passed_over():
    _, wrong = make_wrong()
    with pytest.raises(Conflict):
        void(wrong, version=7)


def test_nothing_is_recorded_of_one_that_is_taken_away():
    _, wrong = make_wrong()
    requirement, version = wrong.requirements.get(), wrong.version
    void(wrong)
    wrong.refresh_from_db()
    signed = {"by": None, "reason": "Misread."}
    of_requirement = {"requirement": requirement, "version": requirement.version}
    acts = [
        lambda: void(wrong),
        lambda: services.publish_inspection(
            inspection=wrong, version=version, published_on=TODAY, by=None
        ),
        lambda: services.correct_inspection(
            inspection=wrong, version=version, on=TODAY, reason_public="Else.", **signed
        ),
        lambda: services.add_requirement(inspection=wrong, text="More.", by=None),
        lambda: services.close_requirement(
            **of_requirement, closed_on=TODAY, evidence="Seen.", by=None, on=TODAY
        ),
        lambda: services.correct_requirement(**of_requirement, on=TODAY, text="Else.", **signed),
        lambda: services.reopen_requirement(**of_requirement, **signed),
    ]
    for act in acts:
        with pytest.raises(ValidationError) as error:
            act()
        assert error.value.messages == [services.VOIDED]
    assert wrong.requirements.get().version == 1


@pytest.mark.parametrize("make", [make_inspection, make_authority_inspection])
def test_a_day_and_a_reason_belong_together(make):
    row = make()
    row.voided_on = TODAY
    assert refused(row) == ["Say why the inspection was recorded in error."]


def test_the_page_says_what_happens_and_asks_for_the_reason(client):
    _, wrong = make_wrong()
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    page = client.get(url("inspection-void", wrong)).content.decode()
    assert "Its judgements and 1 requirement go with it" in page
    assert "Papers that are published already keep what they tell of it." in page
    typed = sent(version=wrong.version, reason="")
    answer = client.post(url("inspection-void", wrong), typed)
    assert errors(answer) == {"reason": ["Enter why it was recorded in error."]}
    answer = client.post(url("inspection-void", wrong), sent(version=1, reason=WRONG))
    assert answer.url == url("home-detail", wrong.home)
    assert said(client, answer) == [
        "Full inspection of 9 March 2021 is taken away as recorded in error."
    ]
    assert newest(wrong) == ("~", officer, WRONG)
    # Whoever comes to it by an old link is told, and is back at the home.
    answer = client.get(url("inspection-void", wrong))
    assert said(client, answer)[-1:] == [services.VOIDED]


def test_those_who_record_see_it_struck_out_with_the_reason_and_nobody_else_does():
    home, wrong = make_wrong()
    void(wrong)
    officer = signed_in(Role.OFFICER)
    page = page_of(officer, url("home-record", home))
    assert section(page, "voided") == [
        f"Full inspection of 9 March 2021 Taken away on 1 June 2021: {WRONG}"
    ]
    assert page.xpath("//s/text()") == ["Full inspection of 9 March 2021"]
    assert url("inspection-correct", wrong) not in page.xpath("//a/@href")
    for role in (Role.MEMBER, Role.OFFICER):
        client = signed_in(role)
        assert rows_of(page_of(client, "/homes/")).popitem()[1]["Judgement"].startswith("Good")
        told = words(page_of(client, url("home-detail", home)))
        assert "9 March 2021" not in told
        assert WRONG not in told
    history = words(page_of(officer, url("home-history", home)))
    assert "Taken away as recorded in error on" in history
    assert history.count(WRONG) == 1


def test_of_the_council_they_see_it_below_the_list():
    make_council()
    row = make_authority_inspection()
    page = page_of(signed_in(Role.OFFICER), "/homes/council/")
    assert url("authorityinspection-void", row) in page.xpath("//a/@href")
    client = signed_in(Role.OFFICER)
    sent_so = sent(version=1, reason=WRONG)
    assert client.post(url("authorityinspection-void", row), sent_so).status_code == 302
    page = page_of(client, "/homes/council/")
    assert "No inspection of the council has been recorded yet." in words(page)
    told, *_ = section(page, "voided")
    assert told.startswith("Standard inspection of 7 June 2021 Taken away on")
    assert "Recorded in error" not in words(page_of(signed_in(Role.MEMBER), "/homes/council/"))
    assert client.get(url("authorityinspection-void", row)).url == "/homes/council/"


def test_whoever_may_correct_it_may_take_it_away():
    user = make_user(Role.LEAD)
    mine = make_inspection(make_home(lead=make_lead(user=user)))
    other = make_inspection()
    hidden = make_inspection(published_on=None, visited_from=date(2021, 3, 1))
    client = signed_in(Role.MEMBER)
    assert client.get(url("inspection-void", other)).status_code == 403
    assert client.get(url("inspection-void", hidden)).status_code == 404
    client.force_login(user)
    assert client.get(url("inspection-void", mine)).status_code == 200
    assert client.get(url("inspection-void", other)).status_code == 403
