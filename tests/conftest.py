"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from corporate_parenting.settled import forget_all

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(config, items):
    """Leave out what only writes a table of expected answers, unless it was asked for."""
    if "REWRITE_PERMISSIONS" not in os.environ:
        rewriting = [item for item in items if item.get_closest_marker("rewrites")]
        items[:] = [item for item in items if item not in rewriting]
        config.hook.pytest_deselected(items=rewriting)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; no test is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_kept():
    """Rows of two tests may bear the same keys and the same moments of the past."""
    forget_all()


@pytest.fixture
def shared():
    """The folder with the source papers, inputs and open data, where it stands beside us."""
    if not SHARED.is_dir():
        pytest.skip("The source papers (../shared) are not beside this project.")
    return SHARED


def history_gaps(model):
    """Keys of the rows whose newest history row is missing or differs from the row itself."""
    records = model.history.model.objects
    names = {field.attname for field in model.history.model.tracked_fields}
    newest = {}
    for record in records.order_by("-history_date", "-history_id").values(*names, "history_type"):
        newest.setdefault(record[model._meta.pk.attname], record)
    return [
        row[model._meta.pk.attname]
        for row in model.objects.values(*names)
        if (record := newest.get(row[model._meta.pk.attname])) is None
        or record["history_type"] == "-"
        or any(record[name] != row[name] for name in names)
    ]


def tracked_models():
    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


@pytest.fixture(autouse=True)
def no_history_gaps(request):
    """After every test that used the database: each row agrees with its newest history row."""
    uses_database = any(name in request.fixturenames for name in DATABASE_FIXTURES)
    if not (uses_database or request.node.get_closest_marker("django_db")):
        yield
        return
    database = "transactional_db" if _is_transactional(request) else "db"
    request.getfixturevalue(database)
    yield
    if database == "transactional_db":
        empty_published_tables()
    assert {model.__name__: history_gaps(model) for model in tracked_models()} == {
        model.__name__: [] for model in tracked_models()
    }


def empty_published_tables():
    """For the flush after a test: on SQLite it deletes row by row, which triggers refuse."""
    if connection.vendor != "sqlite":
        return
    # In one transaction, because keys between these tables are checked at its end.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in {table for _, table, _ in triggers}:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the name of our own table
        for _, _, sql in triggers:
            cursor.execute(sql)


def _is_transactional(request):
    marker = request.node.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or True in marker.args):
        return True
    return bool({"transactional_db", "live_server"} & set(request.fixturenames))
