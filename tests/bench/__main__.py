"""``python -m tests.bench``: measure the pages on both databases, and write var/bench.md."""

import argparse
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench import clients, databases, pages, server
from tests.bench.printing import printing
from tests.bench.table import Crowd, Measured, Row, header, machine, markdown

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"small": (60, 6_000), "large": (10_000, 100_000)}
WARM_UP, ONE, EACH_OF_EIGHT = 10, 50, 15
CROWD, EACH_OF_CROWD = 50, 10
DOWNLOADS = 5
NOT_FOR_OFFICERS = {"bare": "nobody", "smallest": "roleless", "public": "reader"}
FILL = """
import django, runpy
django.setup()
runpy.run_module("tests.bench.fill", run_name="__main__")
"""


def main() -> None:
    options = _options()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "corporate_parenting.settings",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": secrets.token_urlsafe(48),
    }
    _run(environment, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    rows = []
    for kind in databases.kinds():
        if options.database and not kind.words.lower().startswith(options.database):
            continue
        for size in options.size or SIZES:
            with kind.fresh() as address:
                rows += _measured(kind.words, size, {**environment, "DATABASE_URL": address})
    text = f"{machine()}\n\n{markdown(rows)}"
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "bench.md").write_text(text, "utf-8")
    print(f"\n{text}\nKept in var/bench.md")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--size", choices=SIZES, action="append", help="only this data set")
    return parser.parse_args()


def _measured(database: str, size: str, environment: dict[str, str]) -> list[Row]:
    actions, notes = SIZES[size]
    place = f"{database}, {actions:,} actions, {notes:,} notes"
    print(f"{place}: filling the database")
    filled = _filled(actions, notes, environment)
    rows = [header(f"{place} (load {os.getloadavg()[0]:.1f} before)")]
    with server.running(environment) as (port, first):
        print(f"{place}: measuring")
        load = _Load(port, first)
        rows += _page_rows(load, filled, actions)
        rows += _printing_rows(load, filled)
        memory = server.web_processes_mb(first)
    rows.append(_import_row(filled))
    if filled["figures"]:
        rows.append(_figures_row(**filled["figures"]))
    rows += _anew_rows(filled["anew_ms"])
    rows.append(Row.of_once("A chart, drawn wide and narrow", filled["chart_ms"], pages.CHART_GOAL))
    rows.append(Row.of_memory(memory, pages.MEMORY_GOAL))
    return rows


def _filled(actions: int, notes: int, environment: dict[str, str]) -> dict:
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        _run(environment, "-c", FILL, str(actions), str(notes), str(answer))
        return json.loads(answer.read_text("utf-8"))


def _run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, check=True)


class _Load(NamedTuple):
    """What one visitor meets, then eight at once."""

    port: int
    first_process: int

    def measured(self, sessions: list[str], step: clients.Step, times: int) -> Measured:
        clients.measure(self.port, sessions[:2], step, min(times, WARM_UP))
        before = server.processor_ms(self.first_process)
        one = clients.measure(self.port, sessions[:1], step, times)
        used = server.processor_ms(self.first_process) - before
        eight = clients.measure(self.port, sessions, step, min(times, EACH_OF_EIGHT))
        return Measured(one, eight, used / times)

    def of_crowd(self, sessions: list[str], step: clients.Step, times: int) -> Crowd:
        asked, before = len(sessions) * times, server.processor_ms(self.first_process)
        own = time.process_time()
        met = clients.measure(self.port, sessions, step, times)
        own = (time.process_time() - own) * 1000
        return Crowd(met, (server.processor_ms(self.first_process) - before) / asked, own / asked)


def _page_rows(load: _Load, filled: dict, actions: int) -> Iterator[Row]:
    names, queries, bare = filled["names"], filled["queries"], None
    for page in pages.PAGES:
        sessions = filled["sessions"]
        if page.name in NOT_FOR_OFFICERS:
            sessions = [filled[NOT_FOR_OFFICERS[page.name]]] * len(sessions)
        step = clients.load(page.path.format(**names), page.marks)
        times = DOWNLOADS if page.is_download else ONE
        measured = load.measured(sessions, step, times)
        bare = bare or measured.one.median
        goal = page.goal
        if page.is_download and actions == pages.CSV_GOAL_ROWS:
            goal = pages.CSV_GOAL
        words = f"{page.words}, {actions:,} rows" if page.is_download else page.words
        yield Row.of(words, measured, queries[page.name], bare, goal, page.is_download)
    step = clients.record(pages.NOTE_FORM.format(**names))
    measured = load.measured(filled["sessions"], step, ONE)
    words = "Recording progress (processor: with its form)"
    yield Row.of(words, measured, queries["record"], bare, pages.RECORD)


def _printing_rows(load: _Load, filled: dict) -> Iterator[Row]:
    """The lists with fifty people at them, and then while a niced process prints 150 pages."""
    yield from _crowd_rows(load, filled, "alone")
    with printing():
        yield from _crowd_rows(load, filled, "while a paper prints", pages.PRINTING_GOAL)


def _crowd_rows(load: _Load, filled: dict, when: str, goal: int | None = None) -> Iterator[Row]:
    sessions = (filled["sessions"] * CROWD)[:CROWD]
    for page in pages.PAGES:
        if page.name in pages.READ_WHILE_PRINTING:
            step = clients.load(page.path.format(**filled["names"]), page.marks)
            crowd = load.of_crowd(sessions, step, EACH_OF_CROWD)
            yield Row.of_crowd(f"{page.words}: {CROWD} clients {when}", crowd, goal)


def _anew_rows(took: dict[str, float]) -> Iterator[Row]:
    for page in pages.PAGES:
        if page.name in took:
            words = f"{page.words}: read anew after a change, in one process"
            yield Row.of_once(words, took[page.name])


def _import_row(filled: dict) -> Row:
    which = "the 2019 Word plan" if filled["is_source_plan"] else "a Word plan of like size"
    return Row.of_once(f"Import of {which}", filled["import_seconds"] * 1000, pages.IMPORT_GOAL)


def _figures_row(seconds: float, rows: int, queries: float) -> Row:
    words = f"Import of the LAIT file, {rows:,} rows (queries: each 1,000 rows)"
    return Row.of_once(words, seconds * 1000, pages.FIGURES_GOAL, f"{queries:.0f}")


if __name__ == "__main__":
    main()
