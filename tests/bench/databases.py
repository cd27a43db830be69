"""A database for each measurement, made for it and gone after it."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql


class Kind(NamedTuple):
    """A kind of database: its name and version, and how to get a fresh one's address."""

    words: str
    fresh: Callable


def kinds() -> Iterator[Kind]:
    """SQLite, and PostgreSQL where a server answers; else a line says that none does."""
    yield Kind(f"SQLite {sqlite3.sqlite_version}", _sqlite)
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else "postgres:///postgres"
    server = server if urlsplit(server).path.strip("/") else _address(server, "postgres")
    try:
        with closing(psycopg2.connect(server, connect_timeout=3)) as connection:
            version = connection.info.parameter_status("server_version").split()[0]
    except psycopg2.OperationalError as error:
        print(f"PostgreSQL is left out: {str(error).splitlines()[0]}")
        return
    yield Kind(f"PostgreSQL {version}", lambda: _postgresql(server))


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def _postgresql(server: str) -> Iterator[str]:
    name = f"bench_{os.getpid()}"
    _execute(server, "CREATE DATABASE {}", name)
    try:
        yield _address(server, name)
    finally:
        _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def _address(server: str, name: str) -> str:
    """The address of another database on the server."""
    parts = urlsplit(server)
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


def _execute(server: str, command: str, name: str) -> None:
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(sql.SQL(command).format(sql.Identifier(name)))
