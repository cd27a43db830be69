"""What ``manage.py`` says of a set-up that would fail in front of people."""

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError, connection

DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"


def cache_has_its_table(**options: object) -> list[CheckMessage]:
    """Sign-in counts in the cache: without its table nobody can sign in.

    Nothing is said of a database that nobody can reach or that has no tables at all yet.
    """
    cache = settings.CACHES["default"]
    if cache["BACKEND"] != DATABASE_CACHE:
        return []
    try:
        tables = connection.introspection.table_names()
    except DatabaseError:
        return []
    if "django_migrations" not in tables or cache["LOCATION"] in tables:
        return []
    return [
        Warning(
            "The cache has no table in the database: nobody can sign in.",
            hint="Run: manage.py createcachetable",
            id="corporate_parenting.W001",
        )
    ]
