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
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from django.conf import settings
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from reports import rendering
from reports.document import Document, from_dict
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
    """``goal`` is the ratio to Chromium; ``times`` how often both print it."""

    words: str
    make: Callable[[], dict]
    goal: float
    times: int


CASES = (
    Case("A: update report", documents.update, 2.2, 7),
    Case("B: plan on turned sheets", partial(documents.plan, 21), 2.7, 7),
    Case("C: annual report, 8 charts", documents.annual, 3.2, 5),
    Case("D: long plan", partial(documents.plan, 294), 3.7, 3),
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
    paper = from_dict(case.make())
    sheets = rendering._sheets(paper)
    html = _self_contained(paper, sheets)
    pdf, _ = rendering._draw(sheets, paper)  # both warm
    _print(page, html)
    taken = [_turn(paper, sheets, page, html) for _ in range(case.times)]
    page.close()
    ours, worked, theirs, they_worked = map(statistics.median, zip(*taken, strict=True))
    # The ratios of neighbours in time: what else the machine does slows both.
    ratio = statistics.median(own / other for own, _, other, _ in taken)
    pages = str(len(PdfReader(BytesIO(pdf)).pages))
    times = [f"{each:.2f}" for each in (ours, worked, theirs, they_worked)]
    met = "met" if ratio <= case.goal else "**not met**"
    cost = f"{worked / they_worked:.2f}"
    yield (case.words, pages, *times, f"{ratio:.2f}", f"≤ {case.goal}", met, cost)


def _turn(
    paper: Document, sheets: rendering.Sheets, page: Page, html: str
) -> tuple[float, float, float, float]:
    """Seconds and seconds of processor time: ours, then Chromium's."""
    gc.collect()  # what the last turn left is not this one's: a worker's process ends before
    started, worked = perf_counter(), process_time()
    rendering._draw(sheets, paper)
    ours, worked = perf_counter() - started, process_time() - worked
    started, they_worked = perf_counter(), _processor_of_chromium()
    _print(page, html)
    return ours, worked, perf_counter() - started, _processor_of_chromium() - they_worked


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


def _self_contained(paper: Document, sheets: rendering.Sheets) -> str:
    """What the press gets, as one file: style inside, pictures as data."""
    html = sheets.html
    for address, svg in sheets.pictures.items():
        picture = base64.b64encode(svg.encode()).decode()
        html = html.replace(address, f"data:{rendering.SVG_TYPE};base64,{picture}")
    style = rendering._stylesheet(paper, paper.colour)
    return re.sub("</head>", lambda found: f"<style>{style}</style></head>", html, count=1)


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
