"""The table that the bench prints."""

import os
import platform
import sys
from collections.abc import Iterable
from typing import NamedTuple

from tests.bench.clients import Times
from tests.bench.pages import Goal

HEADS = (
    "", "1 client: median ms", "p95 ms", "processor ms", "8 clients: median ms", "p95 ms",
    "queries", "× bare view", "goal", "",
)  # fmt: skip


class Measured(NamedTuple):
    """What one visitor and eight met, and the web processes' milliseconds of work a request."""

    one: Times
    eight: Times
    processor: float


class Crowd(NamedTuple):
    """What fifty met, and the milliseconds of work a request: the web processes', the clients'."""

    times: Times
    processor: float
    clients: float


class Row(NamedTuple):
    """One line of the table, in words."""

    cells: tuple[str, ...]

    @classmethod
    def of(
        cls, words: str, measured: Measured, queries: int, bare: float,
        goal: Goal | None, is_streamed: bool = False,
    ) -> "Row":  # fmt: skip
        one, eight, processor = measured
        if is_streamed:
            words += f" (first byte after {one.first_byte:.0f} ms)"
        is_met = not goal or (
            one.median <= (goal.median or one.median)
            and eight.p95 <= (goal.p95 or eight.p95)
            and queries <= (goal.queries or queries)
        )
        times = (one.median, one.p95, processor, eight.median, eight.p95)
        ratio = f"{one.median / bare:.1f}"
        return cls((words, *map(_ms, times), str(queries), ratio, _goal(goal), _met(goal, is_met)))

    @classmethod
    def of_once(cls, words: str, took: float, goal: Goal | None = None, queries: str = "") -> "Row":
        met = _met(goal, goal is None or took <= goal.median)
        return cls((words, _ms(took), "", "", "", "", queries, "", _goal(goal), met))

    @classmethod
    def of_crowd(cls, words: str, crowd: Crowd, goal: int | None) -> "Row":
        """Of more than eight: their times stand where those of eight do.

        The clients share the processor with the server, so the row tells what they took of it.
        """
        times = crowd.times
        median, p95, processor = map(_ms, (times.median, times.p95, crowd.processor))
        words += f" ({_ms(crowd.clients)} ms of the clients' own a request)"
        met = _met(goal, goal is None or times.p95 <= goal)
        wanted = f"p95 ≤ {goal} ms" if goal else ""
        return cls((words, "", "", processor, median, p95, "", "", wanted, met))

    @classmethod
    def of_memory(cls, sizes: list[float], goal: int) -> "Row":
        words = "Memory of each web process, with its part of what both hold: " + ", ".join(
            f"{size:.0f} MB" for size in sizes
        )
        met = _met(goal, max(sizes) <= goal)
        return cls((words, "", "", "", "", "", "", "", f"≤ {goal} MB", met))


def header(words: str) -> Row:
    return Row((f"**{words}**", *[""] * (len(HEADS) - 1)))


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _goal(goal: Goal | None) -> str:
    if goal is None:
        return ""
    one = f"≤ {goal.median:,.0f} ms" if goal.median else ""
    eight = f"p95 of 8 ≤ {goal.p95:.0f} ms" if goal.p95 else ""
    queries = f"≤ {goal.queries} queries" if goal.queries else ""
    return ", ".join(filter(None, (one, eight, queries)))


def _met(goal: object, is_met: bool) -> str:
    if goal is None:
        return ""
    return "met" if is_met else "**not met**"


def markdown(rows: Iterable[Row]) -> str:
    lines = [HEADS, ("---", *["--:"] * 7, "---", "---"), *(row.cells for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def machine() -> str:
    """The machine's size and load, and the versions of what ran."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[1]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB memory, load {load:.1f} "
        f"over the last five minutes, Python {sys.version.split()[0]}; gunicorn with two workers "
        "of four threads; the clients ran on the same machine."
    )
