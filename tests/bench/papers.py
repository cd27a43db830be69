"""``python -m tests.bench.papers``: papers against Chromium printing the same HTML.

Both are warm, take turns in one run, and only their ratio counts. Chromium has a process for each
part of its work: the ratio of processor time tells what both cost a machine that is busy otherwise.

What is timed is the same on both sides: from the HTML, words and charts in place, to the bytes of a
tagged PDF with bookmarks. Making the HTML is neither's work and is left out. Chromium loads it anew
each time into a page that stays open, as ours does into a process that stays: a page of its own for
each paper would cost it a third of a second more. Its list of contents has no page numbers.
Written to var/bench-papers.md.
"""

import base64
import contextlib
import gc
import json
import os
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from django.conf import settings
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from reports import rendering
from reports.document import from_dict
from reports.kept_parts import packed, unpacked
from reports.pdf import print_paper
from reports.sheets import SVG_TYPE, Paper, front_sheets, has_front, paper_sheets
from tests.bench import documents

ROOT = Path(__file__).resolve().parents[2]
PREVIEW_GOAL, MEMORY_GOAL = 300, 300
CHROMIUM = "/usr/bin/chromium"
HEADS = ("paper", "pages", "ours s", "processor s", "Chromium s", "processor s", "ratio",
         "goal", "", "ratio of processor time")  # fmt: skip
MEMORY = """
import json, pathlib, re, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from reports.rendering import render_pdf
render_pdf(json.load(sys.stdin))
print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


class Case(NamedTuple):
    """``times`` is how often both print it; ``goals`` are the ratios to Chromium, by way."""

    words: str
    make: Callable[[], dict]
    times: int
    goals: dict[str, float]


ALONE, TWO, AGAIN = "", "by two processes", "again with one changed action"
CASES = (
    Case("A: update report", documents.update, 7, {ALONE: 2.2}),
    Case("B: plan on turned sheets", partial(documents.plan, 21), 7, {ALONE: 2.7}),
    Case("C: annual report, 8 charts", documents.annual, 7, {ALONE: 3.2, TWO: 2.2}),
    Case("D: long plan", partial(documents.plan, 294), 5, {ALONE: 3.7, TWO: 2.4, AGAIN: 1}),
)


def main() -> None:
    settings.configure(USE_I18N=False)
    with sync_playwright() as playwright:
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [row for case in CASES for row in _compared(case, browser.new_page())]
        browser.close()
    text = "\n".join([_machine(), "", *map(_line, [HEADS, ["---"] * len(HEADS), *rows]), "",
                      *_beside()])  # fmt: skip
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "bench-papers.md").write_text(text + "\n", "utf-8")
    print(text)


def _compared(case: Case, page: Page) -> Iterator[tuple[str, ...]]:
    paper = paper_sheets(from_dict(case.make()))
    html = _self_contained(paper)
    ways = _ways(case, paper)
    pages = {str(len(PdfReader(BytesIO(print_it())).pages)) for print_it in ways.values()}
    _print(page, html)  # all are warm
    turns = [_turn(ways, page, html) for _ in range(case.times)]
    page.close()
    for way, goal in case.goals.items():
        ours, worked, theirs, they_worked = map(
            statistics.median,
            zip(*((*turn[way], *turn["Chromium"]) for turn in turns), strict=True),
        )
        # The ratios of neighbours in time: what else the machine does slows both.
        ratio = statistics.median(turn[way][0] / turn["Chromium"][0] for turn in turns)
        times = [f"{each:.2f}" for each in (ours, worked, theirs, they_worked)]
        met = "met" if ratio <= goal else "**not met**"
        words = f"{case.words}, {way}" if way else case.words
        cost = f"{worked / they_worked:.2f}"
        yield (words, "/".join(pages), *times, f"{ratio:.2f}", f"≤ {goal}", met, cost)


def _ways(case: Case, paper: Paper) -> dict[str, Callable[[], bytes]]:
    """How the paper is printed, by the words of each way."""
    ways = {ALONE: partial(print_paper, paper), TWO: partial(print_paper, paper, processes=2)}
    if AGAIN in case.goals:
        changed = paper_sheets(from_dict(case.make(changed=True)))
        kept = {}
        print_paper(paper, kept=kept)
        ways[AGAIN] = partial(_again, changed, packed(kept))
    return {way: ways[way] for way in case.goals}


def _again(paper: Paper, before: bytes) -> bytes:
    """As the worker does: from what was kept, to what is kept for the next time."""
    kept = unpacked(before)
    pdf = print_paper(paper, kept=kept)
    packed(kept)
    return pdf


def _turn(
    ways: dict[str, Callable[[], bytes]], page: Page, html: str
) -> dict[str, tuple[float, float]]:
    """Seconds and seconds of processor time of each way, and of Chromium."""
    taken = {}
    for way, print_it in ways.items():
        gc.collect()  # what the last turn left is not this one's: a worker's process ends before
        started, worked = perf_counter(), _processor()
        print_it()
        taken[way] = perf_counter() - started, _processor() - worked
    started, worked = perf_counter(), _processor_of_chromium()
    _print(page, html)
    taken["Chromium"] = perf_counter() - started, _processor_of_chromium() - worked
    return taken


def _processor() -> float:
    """Of this process and of those that it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _processor_of_chromium() -> float:
    """With what its processes that ended have used, which their parents keep."""
    ticks = 0
    for pid in _descendants(os.getpid()):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # one that ended just now
            name, _, fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
            if "chrom" in name:
                ticks += sum(map(int, fields.split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _descendants(pid: int | str) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield child
                yield from _descendants(child)


def _self_contained(paper: Paper) -> str:
    """What the press gets, as one file: style inside, pictures as data."""
    front = [front_sheets(paper.document, {})] if has_front(paper.document) else []
    bodies = []
    for sheets in [*front, *paper.parts]:
        html = sheets.html
        for address, svg in sheets.pictures.items():
            picture = base64.b64encode(svg.encode()).decode()
            html = html.replace(address, f"data:{SVG_TYPE};base64,{picture}")
        bodies.append(re.search("<body>(.*)</body>", html, re.S)[1])
    around = paper.frames.style.partition("body {")[0]
    style = f"{paper.parts[0].style}{around}article + article {{ break-before: page }}"
    language = paper.document.language
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>A paper</title>'
        f"<style>{style}</style></head><body>{''.join(bodies)}</body></html>"
    )


def _print(page: Page, html: str) -> bytes:
    page.set_content(html)
    return page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)


def _beside() -> Iterator[str]:
    """What else the papers must reach."""
    document = documents.annual()
    times = []
    for _ in range(7):
        started = perf_counter()
        rendering.render_html(document)
        times.append((perf_counter() - started) * 1000)
    took = statistics.median(times)
    yield f"- C as HTML for the preview: {took:.0f} ms (goal ≤ {PREVIEW_GOAL} ms)"
    for case in CASES[2:]:
        megabytes = _megabytes(case.make())
        yield f"- {case.words}: {megabytes:.0f} MB in a process of its own (goal ≤ {MEMORY_GOAL})"


def _megabytes(document: dict) -> float:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], input=json.dumps(document), cwd=ROOT, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return int(done.stdout) / 1024  # kB


def _line(cells: object) -> str:
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    load = os.getloadavg()[0]
    python = sys.version.split()[0]
    return f"{os.cpu_count()} cores, load {load:.1f} at the end, Python {python}."


if __name__ == "__main__":
    main()
