"""How long the import of DfE's tool takes, a chart, and a page of which nothing is kept."""

import statistics
import time
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client

from corporate_parenting.models import Council
from corporate_parenting.settled import forget_all
from scorecard.charts import draw_for_page
from scorecard.queries.paper import paper_rows
from tests.bench.scorecards import QUARTERS

OPEN_DATA = Path(__file__).resolve().parents[3] / "shared/open-data"
FILE, DICTIONARY = "lait-children-looked-after.csv", "lait-data-dictionary.csv"
COUNCIL = "Stockton-on-Tees"
TIMES = 20


def measured_import(folder: Path = OPEN_DATA) -> dict[str, float] | None:
    """Seconds, rows of the file, and queries for each 1,000 of them; None without the file."""
    path = folder / FILE
    if not path.is_file():
        print(f"The import of the LAIT file is left out: there is no {path}.")
        return None
    counter = _Counter()
    start = time.perf_counter()
    with connection.execute_wrapper(counter), transaction.atomic():
        call_command(
            "import_lait", path, dictionary=folder / DICTIONARY, council=COUNCIL, stdout=StringIO()
        )
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)  # the scorecard that is measured is another
    with path.open(encoding="utf-8-sig") as lines:
        rows = sum(1 for _ in lines) - 1
    return {"seconds": seconds, "rows": rows, "queries": counter.count * 1_000 / rows}


def chart_ms() -> float:
    """Milliseconds for both drawings of an indicator's chart, worked out and written as SVG."""
    chart = paper_rows(QUARTERS[-1], Council.objects.get())[0].chart
    samples = []
    for _ in range(TIMES):
        start = time.perf_counter()
        for drawing in draw_for_page(chart, key="measured"):
            render_to_string("scorecard/_chart.html", {"chart": drawing})
        samples.append(time.perf_counter() - start)
    return statistics.median(samples) * 1_000


def anew_ms(client: Client, path: str) -> float:
    """Milliseconds for a page of which nothing is kept, as after each change; in one process."""
    samples = []
    for _ in range(TIMES):
        forget_all()
        start = time.perf_counter()
        client.get(path)
        samples.append(time.perf_counter() - start)
    return statistics.median(samples) * 1_000


class _Counter:
    """Counts statements without keeping their texts, which would take time of its own."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: object, *statement: object) -> object:
        self.count += 1
        return execute(*statement)
