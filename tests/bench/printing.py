"""A long paper printed again and again beside the web pages, as the worker prints one.

What prints is niced from its start, for a site starts its worker so and papers inherit it. Begun
by the clients' own process, each paper would load its fonts and libraries as one of them, and be
taken in by a thread whose turns the clients wait for.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

from reports.render_process import render_limited
from tests.bench import documents

ROOT = Path(__file__).resolve().parents[2]
ACTIONS = 294  # 150 pages
SECONDS = 600  # of work: what is measured is never that it was stopped
BEGUN = "printing\n"


@contextmanager
def printing() -> Iterator[None]:
    """In the block one paper after another is printed; the last is finished."""
    command = ["nice", "-n", "19", sys.executable, "-m", "tests.bench.printing"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as worker:
        if worker.stdout.readline() != BEGUN:
            raise RuntimeError("Nothing is printed.")
        try:
            yield
        finally:
            worker.stdin.close()
            sizes = worker.stdout.read().split()
    if worker.returncode or not all(map(int, sizes)):
        raise RuntimeError(f"Printing ended with {worker.returncode}, after {sizes} bytes.")


def main() -> None:
    """Print until standard input ends; the size of each paper is a line."""
    document = documents.plan(ACTIONS)
    sys.stdout.write(BEGUN)
    sys.stdout.flush()
    while not select([sys.stdin], [], [], 0)[0]:
        print(len(render_limited(document, "pdf", seconds=SECONDS)), flush=True)


if __name__ == "__main__":
    main()
