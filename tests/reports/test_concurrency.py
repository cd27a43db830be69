"""Two people at one paper or one meeting at the same moment: the second is told of the first."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.roles import Role
from reports import services
from reports.models import Meeting, Report
from tests.actions.test_concurrency import at_once, database_on_disk
from tests.factories import make_council, make_kinds, make_meeting, make_plan, make_user

__all__ = ["database_on_disk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]


def refusals(answers):
    return [answer.messages for answer in answers if isinstance(answer, ValidationError)]


def test_of_two_who_start_the_same_paper_one_is_sent_to_the_others():
    make_kinds()
    fields = {"kind": "update", "plan": make_plan(), "cut_off_on": date(2019, 5, 31)}
    people = [make_user(Role.AUTHOR) for _ in range(4)]
    start = partial(services.start_report, meeting=make_meeting(), **fields)
    answers = at_once(*(partial(start, by=person) for person in people))
    assert refusals(answers) == [["The meeting has a paper of this kind. Work on that one."]] * 3
    assert Report.objects.count() == 1


def test_of_two_who_add_the_same_meeting_one_is_told_of_the_others():
    make_council()
    add = partial(services.add_meeting, by=make_user(), body="Board", held_on=date(2019, 6, 14))
    answers = at_once(*[add] * 4)
    assert refusals(answers) == [["This board already has a meeting on that day."]] * 3
    assert Meeting.objects.count() == 1
