"""What waits for others to finish bears the moment of its turn, not that of its asking."""

import threading
import time
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.models import Plan, ProgressNote
from actions.services import correct_note
from actions.services.imports import bring_in_plan
from corporate_parenting.models import Council
from corporate_parenting.uploads import open_upload
from scorecard.models import Commentary, Measurement
from scorecard.services import write_commentary
from tests.actions.test_concurrency import at_once, database_on_disk
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_note,
    make_user,
)
from tests.scorecard.entering import Q3

__all__ = ["database_on_disk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]
WAITED = 0.3  # seconds


def saved_after_waiting(rows, act):
    """What ``act`` gives, and when those went who stood in its way with a lock on ``rows``."""
    is_locked = threading.Event()

    @transaction.atomic
    def stand_in_the_way():
        list(rows.select_for_update(no_key=True))
        is_locked.set()
        time.sleep(WAITED)
        return timezone.now()

    def wait():
        assert is_locked.wait(10)
        return act()

    gone_at, saved = at_once(stand_in_the_way, wait)
    return saved, gone_at


def test_an_imported_plan_bears_the_moment_after_the_wait():
    make_council()
    words = b"Priority,No.,Action\n1. A settled home,1.,Find each child a home.\n"
    bring_in = partial(
        bring_in_plan, proposal=interpret(read_grids(open_upload("plan.csv", words))),
        title="Our promise", board="Corporate Parenting Board", starts_on=date(2019, 1, 1),
        ends_on=date(2021, 12, 31), notes_as_at=date(2019, 5, 1), source="plan.csv", by=None,
    )  # fmt: skip
    (plan, _), gone_at = saved_after_waiting(Council.objects.all(), bring_in)
    assert plan.history.get().history_date >= gone_at
    assert Plan.objects.count() == 1


def test_a_commentary_bears_the_moment_after_the_wait():
    row = make_measurement(make_indicator(), make_area(), Q3, 72)
    write = partial(write_commentary, measurement=row, version=0, text="Late.", by=make_user())
    saved, gone_at = saved_after_waiting(Measurement.objects.filter(pk=row.pk), write)
    assert saved == Commentary.objects.get()
    assert saved.written_at == saved.history.get().history_date >= gone_at


def test_a_corrected_note_bears_the_moment_after_the_wait():
    note = make_note(author=make_user())
    correct = partial(
        correct_note, note=note, by=make_user(), text="Three.", as_at=date(2019, 5, 1)
    )
    saved, gone_at = saved_after_waiting(ProgressNote.objects.filter(pk=note.pk), correct)
    assert saved.corrects == note
    assert saved.recorded_at == saved.history.get().history_date >= gone_at
