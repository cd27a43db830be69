"""Two people at one home at the same moment: each is answered, and what is kept agrees."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from corporate_parenting.roles import Role
from homes import services
from homes.services.saving import VOIDED
from tests.actions.test_concurrency import (  # noqa: F401 - pytest finds the fixture by its name
    at_once,
    database_on_disk,
)
from tests.factories import make_action, make_council, make_priority, make_user
from tests.home_factories import make_grades, make_home, make_inspection, make_requirement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]

PAIRS = 10
TODAY = date(2021, 6, 1)


@pytest.fixture
def people():
    return [make_user(Role.OFFICER), make_user(Role.OFFICER)]


def kinds(*acts):
    return sorted(type(answer).__name__ for answer in at_once(*acts))


def test_an_action_that_two_people_link_at_once_is_linked_once(people):
    inspection, priority = make_inspection(), make_priority()

    def link(by, action):
        return lambda: services.link_action(inspection=inspection, action=action, by=by)

    for number in range(1, PAIRS + 1):
        action = make_action(priority=priority, reference=f"1.{number}")
        acts = [link(by, action) for by in people]
        assert kinds(*acts) == ["ImprovementAction", "ValidationError"]


def test_an_event_number_that_two_homes_get_at_once_is_given_once(people):
    make_council()
    make_grades()
    homes = [make_home(), make_home()]

    def record(by, home, number):
        seen = {"kind": "full", "visited_from": date(2021, 3, int(number))}
        signed = {"by": by, "on": TODAY, "event_number": number}
        return lambda: services.record_inspection(home=home, **seen, **signed)

    for number in map(str, range(1, PAIRS + 1)):
        acts = [record(*pair, number) for pair in zip(people, homes, strict=True)]
        answers = at_once(*acts)
        assert sorted(type(answer).__name__ for answer in answers) == [
            "Inspection", "ValidationError",
        ]  # fmt: skip
        (refused,) = (answer for answer in answers if isinstance(answer, ValidationError))
        assert refused.messages == ["There is an inspection with this event number."]


def test_an_inspection_of_the_council_that_two_people_record_at_once_is_recorded_once(people):
    make_council()
    make_grades()

    def record(by, day):
        seen = {"kind": "standard", "visited_on": date(2021, 3, day)}
        return lambda: services.record_authority_inspection(by=by, on=TODAY, **seen)

    for day in range(1, PAIRS + 1):
        acts = [record(by, day) for by in people]
        assert kinds(*acts) == ["AuthorityInspection", "ValidationError"]


def test_a_visit_that_two_people_record_at_once_is_recorded_once(people):
    home = make_home()

    def visit(by, day):
        seen = {"kind": "regulation_44", "visitor": "A. Visitor", "visited_on": day}
        return lambda: services.record_visit(home=home, by=by, on=TODAY, **seen)

    for day in range(1, PAIRS + 1):
        acts = [visit(by, date(2021, 3, day)) for by in people]
        assert kinds(*acts) == ["ValidationError", "Visit"]


def test_no_visit_is_moved_past_the_day_on_which_the_home_closes_meanwhile(people):
    mover, closer = people

    def move(inspection):
        days = {"visited_from": date(2021, 4, 9), "visited_to": date(2021, 4, 9)}
        signed = {"version": 1, "by": mover, "on": TODAY, "reason": "It was in April."}
        return lambda: services.correct_inspection(inspection=inspection, **signed, **days)

    def close(home):
        closed_on = date(2021, 3, 20)
        signed = {"version": 1, "by": closer, "reason": "It moved."}
        return lambda: services.close_home(home=home, closed_on=closed_on, **signed)

    for _ in range(PAIRS):
        inspection = make_inspection(make_home())
        answers = kinds(move(inspection), close(inspection.home))
        assert "ValidationError" in answers
        inspection.refresh_from_db()
        closed_on = inspection.home.closed_on
        assert closed_on is None or inspection.visited_from <= closed_on


def test_an_inspection_that_two_people_save_at_once_is_saved_by_one(people):
    for _ in range(PAIRS):
        inspection = make_inspection(published_on=None)
        acts = [
            lambda row=inspection: services.publish_inspection(
                inspection=row, version=1, published_on=TODAY, by=people[0]
            ),
            lambda row=inspection: services.correct_inspection(
                inspection=row, version=1, by=people[1], on=TODAY, reason="It was Outstanding.",
                judgements={"overall": "Outstanding"},
            ),
        ]  # fmt: skip
        assert kinds(*acts) == ["Conflict", "Inspection"]


def add(inspection, requirement, by):
    services.add_requirement(inspection=inspection, kind="requirement", text="Mend it.", by=by)


def close(inspection, requirement, by):
    services.close_requirement(
        requirement=requirement, version=1, closed_on=TODAY, evidence="It is mended.", by=by,
        on=TODAY,
    )  # fmt: skip


def reopen(inspection, requirement, by):
    services.reopen_requirement(requirement=requirement, version=1, by=by, reason="It broke.")


def put_right(inspection, requirement, by):
    services.correct_requirement(
        requirement=requirement, version=1, by=by, on=TODAY, reason="A typing error.", text="Do it."
    )


def link(inspection, requirement, by):
    services.link_action(inspection=inspection, action=make_action(), by=by)


@pytest.mark.parametrize("act", [add, close, reopen, put_right, link])
def test_nothing_is_put_on_an_inspection_that_is_taken_away_meanwhile(people, act):
    met = {"closed_on": TODAY, "evidence": "Seen."} if act is reopen else {}
    requirement = make_requirement(**met)
    inspection, before = requirement.inspection, requirement.history.count()

    def try_it():
        try:
            act(inspection, requirement, people[0])
        except ValidationError as error:
            return error.messages
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others:
        with transaction.atomic():
            row = type(inspection).objects.get(pk=inspection.pk)
            services.void_inspection(
                inspection=row, version=row.version, by=people[1], on=TODAY, reason="Another home."
            )
            answer = others.submit(try_it)
            wait([answer], timeout=0.5)
            assert not answer.done()
        assert answer.result(timeout=30) == [VOIDED]
    assert (inspection.requirements.count(), requirement.history.count()) == (1, before)
