"""The made-up scorecard: loaded once, with something of every sort to look at."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from corporate_parenting.models import Council
from scorecard.models import Area, Indicator, Measurement
from scorecard.queries import entries, kept_periods, newest_period
from tests.factories import make_area

pytestmark = pytest.mark.django_db


def load(command="load_demo_scorecard"):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_demo_has_every_rating_and_state_and_is_loaded_once():
    call_command("sync_roles", verbosity=0)
    load("load_demo_plan")
    assert "18 indicators with 361 figures loaded." in load()
    assert "nothing was changed" in load()
    assert (Indicator.objects.count(), Measurement.objects.count()) == (18, 361)
    period, council = newest_period(kept_periods(), timezone.localdate()), Council.objects.get()
    for_all = entries(period, council, with_small_numbers=False)
    exact = entries(period, council, with_small_numbers=True)
    assert {entry.position.rated.rating.value for entry in exact} == {
        "green", "amber", "red", "not_rated",
    }  # fmt: skip
    hidden = {entry.position.words for entry in for_all} - {entry.position.words for entry in exact}
    assert hidden == {"Hidden to protect people"}
    assert any(entry.position.rated.is_override for entry in exact)


def test_a_council_that_has_a_scorecard_keeps_it():
    make_area()
    assert "nothing was changed" in load()
    assert (Area.objects.count(), Indicator.objects.count()) == (1, 0)
