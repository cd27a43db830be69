"""People at the pages: each a thread that keeps its connection for as long as the server does.

Of the proxy in front of a real site, the server's side is what is met here: a connection for each
request, since gunicorn keeps none.
"""

import http.client
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from tests.bench.server import HOST
from tests.bench.texts import LISTED

TIMEOUT = 60


class Times(NamedTuple):
    """Milliseconds."""

    median: float
    p95: float
    first_byte: float


class Sample(NamedTuple):
    """Seconds until the whole answer was there, and until its first bytes."""

    whole: float
    first_byte: float


class Visitor:
    """One person on one connection; without a session, nobody in particular."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
        self.cookies = {"session": session} if session else {}

    def ask(self, method: str, path: str, form: dict | None = None) -> tuple[Sample, int, str]:
        """How long it took, the status, and the page."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form is not None else None
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        pieces = [response.read(100)]
        first_byte = time.perf_counter() - start
        pieces.append(response.read())
        whole = time.perf_counter() - start
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Sample(whole, first_byte), response.status, b"".join(pieces).decode()


Step = Callable[[Visitor], Sample]


def load(path: str, marks: tuple[tuple[str, int], ...]) -> Step:
    """Loads a page and checks that it shows what it should."""
    return partial(_load, path=path, marks=marks)


def _load(visitor: Visitor, path: str, marks: tuple[tuple[str, int], ...]) -> Sample:
    sample, status, page = visitor.ask("GET", path)
    found = tuple((mark, page.count(mark)) for mark, _ in marks)
    if status != 200 or found != marks:
        raise RuntimeError(f"{path}: status {status}, {found} instead of {marks}")
    return sample


def record(path: str) -> Step:
    """Opens the form, and sends it; only the sending is timed."""
    return partial(_record, path=path)


def _record(visitor: Visitor, path: str) -> Sample:
    _, _, page = visitor.ask("GET", path)
    form = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("csrfmiddlewaretoken", "submission")
    }
    sample, status, _ = visitor.ask("POST", path, form | {"text": LISTED.format(3)})
    if status != 302:
        raise RuntimeError(f"{path}: progress was answered with status {status}")
    return sample


def measure(port: int, sessions: list[str], step: Step, times: int) -> Times:
    """Each session does the step ``times`` times, all at once."""
    with ThreadPoolExecutor(len(sessions)) as pool:
        visits = [pool.submit(_visit, port, session, step, times) for session in sessions]
        samples = [sample for visit in visits for sample in visit.result()]
    whole = sorted(sample.whole * 1000 for sample in samples)
    return Times(
        median=statistics.median(whole),
        p95=whole[max(0, -(-95 * len(whole) // 100) - 1)],
        first_byte=statistics.median(sample.first_byte * 1000 for sample in samples),
    )


def _visit(port: int, session: str, step: Step, times: int) -> list[Sample]:
    visitor = Visitor(port, session)
    try:
        return [step(visitor) for _ in range(times)]
    finally:
        visitor.connection.close()
