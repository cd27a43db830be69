"""What the archive copy of a paper carries inside: each table as CSV, the whole paper as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from corporate_parenting import exports
from reports.document import (
    Cell,
    Document,
    Figure,
    RatedCell,
    Table,
    spread,
    to_dict,
)

LONGEST_NAME = 50
NEGATIVE = re.compile(r"-\d+(\.\d+)?")  # a number, and no formula that a spreadsheet would run


@dataclass(frozen=True)
class Attachment:
    """``relationship`` to the paper is one of PDF's own words."""

    name: str
    words: str
    content: bytes
    relationship: str


def attachments(document: Document) -> tuple[Attachment, ...]:
    """In the order of their names, as a PDF lists them."""
    stored = json.dumps(to_dict(document), ensure_ascii=False, sort_keys=True, indent=1)
    whole = Attachment("paper.json", "The whole paper as data", stored.encode(), "Source")
    tables = enumerate(_tables(document), 1)
    return (whole, *(_table(number, table) for number, table in tables))


def _tables(document: Document) -> Iterator[Table]:
    """In reading order, those of figures among them."""
    for block in spread(document.blocks):
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Figure):
            yield block.table


def _table(number: int, table: Table) -> Attachment:
    words = slugify(table.caption)[:LONGEST_NAME].strip("-")
    name = f"table-{number:03}{f'-{words}' if words else ''}.csv"
    columns = [exports.Column(column.heading) for column in table.columns]
    rows = (_row(row, len(columns)) for row in table.rows)
    content = "".join(exports.csv_lines(columns, rows)).encode()
    return Attachment(name, table.caption, content, "Data")


def _row(row: tuple[Cell | RatedCell, ...], width: int) -> list[str | Decimal]:
    """A cell over several columns stands in the first of them."""
    cells = [_value("\n".join(cell.lines)) for cell in row]
    return cells + [""] * (width - len(cells))


def _value(words: str) -> str | Decimal:
    return Decimal(words) if NEGATIVE.fullmatch(words) else words
