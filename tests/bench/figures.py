"""The import of DfE's interactive tool: how long it takes, and how many queries."""

import time
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection

OPEN_DATA = Path(__file__).resolve().parents[3] / "shared/open-data"
FILE, DICTIONARY = "lait-children-looked-after.csv", "lait-data-dictionary.csv"
COUNCIL = "Stockton-on-Tees"


def measured_import(folder: Path = OPEN_DATA) -> dict[str, float] | None:
    """Seconds, rows of the file, and queries for each 1,000 of them; None without the file."""
    path = folder / FILE
    if not path.is_file():
        print(f"The import of the LAIT file is left out: there is no {path}.")
        return None
    counter = _Counter()
    start = time.perf_counter()
    with connection.execute_wrapper(counter):
        call_command(
            "import_lait", path, dictionary=folder / DICTIONARY, council=COUNCIL, stdout=StringIO()
        )
    seconds = time.perf_counter() - start
    with path.open(encoding="utf-8-sig") as lines:
        rows = sum(1 for _ in lines) - 1
    return {"seconds": seconds, "rows": rows, "queries": counter.count * 1_000 / rows}


class _Counter:
    """Counts statements without keeping their texts, which would take time of its own."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: object, *statement: object) -> object:
        self.count += 1
        return execute(*statement)
