"""The kept register: read once, and anew after a change to anything that it tells."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from homes.editions import Edition
from homes.queries import register, settled_register
from homes.queries.settled import TAKEN_FROM
from tests.factories import make_agency, make_lead
from tests.home_factories import make_home, make_inspection, make_notice, make_requirement

pytestmark = pytest.mark.django_db

DAY = date(2021, 10, 1)
FULL = Edition(on=DAY, names=True, exempt=True, embargoed=True)
LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


def make_old():
    """One row of each table that the register tells, all of them long settled."""
    home = make_home(lead=make_lead(agency=make_agency()))
    inspection = make_inspection(home)
    make_requirement(inspection)
    make_notice(home)
    for model in TAKEN_FROM:
        for record in model.history.all():
            record.history_date = LONG_AGO
            record.save()
    return home


def test_the_register_is_kept_apart_by_day_and_edition(django_assert_num_queries):
    make_old()
    public = Edition(on=DAY)
    assert settled_register(DAY, FULL) == register(DAY, FULL)
    assert settled_register(DAY, public) == register(DAY, public)
    with django_assert_num_queries(1):
        assert settled_register(DAY, FULL).homes[0].name
    with django_assert_num_queries(1):
        assert settled_register(DAY, public).homes[0].name == ""
    assert settled_register(date(2021, 5, 3), public).words == ""
    # Tomorrow an embargo may be over.
    assert settled_register(DAY, replace(public, on=date(2021, 5, 3))).words == ""


@pytest.mark.parametrize("model", TAKEN_FROM, ids=lambda model: model.__name__)
def test_a_change_of_any_table_shows_at_once(model):
    make_old()
    settled_register(DAY, FULL)
    row = model.objects.order_by("pk").first()
    column = {
        "Home": "location", "Lead": "role", "Agency": "name", "Inspection": "reason_exempt",
        "Judgement": "words", "Grade": "short_name", "JudgementArea": "short_name",
        "Requirement": "regulation", "Notice": "reference",
    }[model.__name__]  # fmt: skip
    setattr(row, column, "Something else")
    row.save()
    assert settled_register(DAY, FULL) == register(DAY, FULL)
