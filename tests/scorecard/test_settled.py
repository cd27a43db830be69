"""The scorecard is put together anew only where something was changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from scorecard.models import Measurement
from scorecard.queries import entries_of_today
from scorecard.queries.scorecard import kept_periods, newest_period
from scorecard.queries.settled import TAKEN_FROM
from tests.factories import make_council
from tests.scorecard.boards import make_areas, make_board

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    """A council and its scorecard of two indicators."""
    council = make_council(hide_up_to=4)
    make_board(2, areas=make_areas(neighbours=1))
    return council


def read(council, **how):
    how = {"with_small_numbers": True, **how}
    return entries_of_today(newest_period(kept_periods()), council, **how)


def test_what_nobody_changes_is_put_together_once(board, django_assert_num_queries):
    first = read(board)
    with django_assert_num_queries(2):  # the periods kept, and the newest changes
        assert read(board) is first
    assert read(board, with_small_numbers=False) is not first


def test_a_change_is_seen_at_once(board):
    before = read(board)
    figure = Measurement.objects.filter(area__kind="own").latest("period_starts_on")
    figure.value += 1
    figure.save()
    after = read(board)
    shown = [{each.key: each.position.figure for each in found} for found in (before, after)]
    assert {key for key in shown[0] if shown[0][key] != shown[1][key]} == {str(figure.indicator_id)}


@pytest.mark.parametrize("model", TAKEN_FROM)
def test_each_table_that_it_is_taken_from_makes_it_anew(board, model):
    first = read(board)
    model.history.model.objects.update(history_date=timezone.now() - timedelta(minutes=30))
    assert read(board) is not first
