"""A long paper printed again and again beside the web pages, as the worker prints one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from reports.render_process import render_limited
from tests.bench import documents

ACTIONS = 294  # 150 pages
SECONDS = 600  # of work: what is measured is never that it was stopped


@contextmanager
def printing() -> Iterator[list[int]]:
    """In the block one niced process after another prints; gives the sizes of what they made."""
    document, made, errors = documents.plan(ACTIONS), [], []
    is_over = threading.Event()

    def work() -> None:
        try:
            while not is_over.is_set():
                made.append(len(render_limited(document, "pdf", seconds=SECONDS)))
        except Exception as error:  # told by the thread that waits
            errors.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield made
    finally:
        is_over.set()
        worker.join()
    if errors:
        raise errors[0]
