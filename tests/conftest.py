"""Fixtures that every test may use."""

import os
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, settings

from corporate_parenting.settled import forget_all

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}
SHARED = Path(__file__).resolve().parents[2] / "shared"

# A busy machine is slow at any example, and none of them is about time.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_modifyitems(config, items):
    """Leave out what only writes a table of expected answers, unless it was asked for.

    PostgreSQL is asked nothing that SQLite's run has answered for both.
    """
    left_out = [item for item in items if _is_not_asked(item) or _is_same_on_both(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_not_asked(item):
    return bool(item.get_closest_marker("rewrites")) and "REWRITE_PERMISSIONS" not in os.environ


def _is_same_on_both(item):
    if connection.vendor == "sqlite":
        return False
    return bool(item.get_closest_marker("same_on_both")) or not _uses_database(item)


def _uses_database(item):
    named = any(name in item.fixturenames for name in DATABASE_FIXTURES)
    return named or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Most tests need the roles. Where a flush took them away, ``make_user`` writes them anew."""
    with django_db_blocker.unblock():
        call_command("sync_roles", verbosity=0)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; no test is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_kept():
    """Rows of two tests may bear the same keys and the same moments of the past."""
    forget_all()


@pytest.fixture(scope="session")
def shared():
    """The folder with the source papers, inputs and open data, where it stands beside us."""
    if not SHARED.is_dir():
        pytest.skip("The source papers (../shared) are not beside this project.")
    return SHARED


def history_gaps(model):
    """Keys of the rows whose newest history row is missing or differs from the row itself."""
    with connection.cursor() as cursor:
        cursor.execute(gaps_of([model]))
        return [key for _, key in cursor.fetchall()]


def gaps_of(models):
    """The SQL for (table, key) of all gaps. One query, because every test asks it."""
    return " UNION ALL ".join(map(_gaps_of, models))


@cache
def _gaps_of(model):
    quoted, history = connection.ops.quote_name, model.history.model
    fields = ", ".join(quoted(field.column) for field in history.tracked_fields)
    table, records = quoted(model._meta.db_table), quoted(history._meta.db_table)
    key = quoted(model._meta.pk.column)
    return f"""
        SELECT '{model._meta.db_table}', {key} FROM (
            SELECT {fields} FROM {table} EXCEPT SELECT {fields} FROM {records} AS record
            WHERE history_type <> '-' AND NOT EXISTS (
                SELECT 1 FROM {records} AS later WHERE later.{key} = record.{key} AND
                (later.history_date, later.history_id) > (record.history_date, record.history_id)
            )
        ) AS {quoted(model.__name__)}"""


@cache
def tracked_models():
    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


@pytest.fixture(autouse=True)
def no_history_gaps(request):
    """After every test that used the database: each row agrees with its newest history row."""
    if not _uses_database(request.node):
        yield
        return
    database = "transactional_db" if _is_transactional(request) else "db"
    request.getfixturevalue(database)
    yield
    if database == "transactional_db":
        empty_published_tables()
    with connection.cursor() as cursor:
        cursor.execute(_prepared(cursor, gaps_of(tracked_models())))
        assert cursor.fetchall() == []


def _prepared(cursor, question):
    """PostgreSQL takes ten times as long to plan this question as to answer it."""
    if connection.vendor == "sqlite":
        return question
    cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = 'history_gaps'")
    if not cursor.fetchone():
        cursor.execute(f"PREPARE history_gaps AS {question}")
    return "EXECUTE history_gaps"


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
