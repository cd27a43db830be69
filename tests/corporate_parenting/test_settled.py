"""What is kept until something changes, while others write."""

import threading

import pytest
from django.db import connection, transaction

from actions.models import Agency
from corporate_parenting.settled import kept_until_changed
from tests.actions.test_concurrency import at_once, database_on_disk
from tests.factories import make_agency

__all__ = ["database_on_disk"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]


@kept_until_changed(Agency, most=4)
def agencies_kept():
    return set(Agency.objects.values_list("name", flat=True))


def test_a_save_that_began_before_the_newest_change_is_seen_when_it_is_done():
    """Its record has an earlier number than the one that was the newest when it was kept."""
    make_agency(name="Before")
    written, done = threading.Event(), threading.Event()

    def save_slowly():
        with transaction.atomic():
            make_agency(name="Slow")
            written.set()
            done.wait(timeout=10)

    def save_and_read():
        written.wait(timeout=10)
        if connection.vendor == "postgresql":  # SQLite has one writer at a time
            make_agency(name="Quick")
        seen = agencies_kept()
        done.set()
        return seen

    _, during = at_once(save_slowly, save_and_read)
    assert "Before" in during
    assert "Slow" not in during
    assert agencies_kept() == during | {"Slow"}
    assert agencies_kept() is agencies_kept()


def test_a_number_that_was_taken_back_tells_of_no_change():
    with transaction.atomic():
        make_agency(name="Taken back")
        assert agencies_kept() == {"Taken back"}
        transaction.set_rollback(True)
    make_agency(name="Stays")
    assert agencies_kept() == {"Stays"}


def test_it_is_asked_again_after_what_came_to_nothing_and_on_another_connection():
    connection.close()
    with transaction.atomic():
        agencies_kept()
        transaction.set_rollback(True)
    make_agency(name="Stays")
    seen = [agencies_kept(), agencies_kept()]
    plans = _plans_of_this_connection()
    connection.close()
    seen += [agencies_kept()]
    assert seen == [{"Stays"}] * 3
    assert plans == _plans_of_this_connection() == (1 if connection.vendor == "postgresql" else 0)


def _plans_of_this_connection():
    """Of the questions that are kept for it, which only PostgreSQL does."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]
