"""What ``manage.py`` says before anything fails in front of people."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection

from corporate_parenting.system_checks import cache_has_its_table


def said():
    return [each.hint for each in run_checks() if each.id == "corporate_parenting.W001"]


@pytest.mark.django_db(transaction=True)
def test_a_database_without_the_table_of_the_cache_is_told_with_the_remedy():
    assert said() == []
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE cache RENAME TO elsewhere")
    try:
        assert said() == ["Run: manage.py createcachetable"]
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE elsewhere RENAME TO cache")


@pytest.mark.django_db
def test_nothing_is_said_where_nothing_is_set_up_or_cached_yet(monkeypatch, settings):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert cache_has_its_table() == []

    def unreachable():
        raise DatabaseError("No such host.")

    monkeypatch.setattr(connection.introspection, "table_names", unreachable)
    assert cache_has_its_table() == []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert cache_has_its_table() == []
