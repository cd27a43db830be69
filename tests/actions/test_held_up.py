"""Whoever saves while somebody else saves for long is told so, and keeps their words."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.urls import reverse

from actions.models import Action
from corporate_parenting.forms import HELD_UP
from corporate_parenting.roles import Role
from tests.actions.test_concurrency import database_on_disk
from tests.factories import make_action, make_user

__all__ = ["database_on_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def wait_shortly():
    """For this connection's tests: a tenth of a second in place of 3 s, or of 20 s on SQLite."""
    words = {
        "sqlite": "PRAGMA busy_timeout = 100",
        "postgresql": "SET lock_timeout = '100ms'",
    }
    with connection.cursor() as cursor:
        cursor.execute(words[connection.vendor])


@pytest.fixture
def somebody_saves(database_on_disk):
    """A long save of somebody else, which holds every action until the test is over."""
    is_saving, is_over = threading.Event(), threading.Event()

    def save():
        with transaction.atomic():
            list(Action.objects.select_for_update(no_key=True).values_list("pk"))
            is_saving.set()
            is_over.wait(20)
        connection.close()

    def start():
        saving.start()
        assert is_saving.wait(10)
        wait_shortly()
        return is_over.set

    saving = threading.Thread(target=save)
    yield start
    is_over.set()
    saving.join()
    connection.close()  # the next test waits as long as always


def test_words_are_kept_while_somebody_else_saves(client, somebody_saves):
    action = make_action()
    client.force_login(make_user(Role.OFFICER))
    url = reverse("actions:status-set", kwargs={"pk": action.pk})
    sent = {
        "submission": uuid.uuid4(), "version": 1, "status": "amber",
        "status_reason": "The panel has not met.",
    }  # fmt: skip
    end = somebody_saves()
    page = client.post(url, sent)
    said = page.content.decode()
    assert page.status_code == 503
    assert HELD_UP in said
    assert "The panel has not met." in said
    assert f'value="{sent["submission"]}"' in said
    end()
    assert client.post(url, sent).status_code == 302
    action.refresh_from_db()
    assert (action.status_reason, action.version) == ("The panel has not met.", 2)
