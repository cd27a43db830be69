"""Tables that people take away: CSV, Excel and Word, with what the screen shows and no more.

A row is an iterable with one cell a column; a cell is text, a whole number, a Decimal, a date
or None. Anything else is a TypeError, a row of another length a ValueError.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase, StreamingHttpResponse

from corporate_parenting.exports.cells import Cell, Column, Rows
from corporate_parenting.exports.csv_file import csv_lines
from corporate_parenting.exports.downloads import as_download, download_response, file_name
from corporate_parenting.exports.excel import xlsx_bytes
from corporate_parenting.exports.word import docx_bytes

__all__ = [
    "CSV_TYPE",
    "DOCX_TYPE",
    "EXPORTS",
    "EXPORT_NAMES",
    "XLSX_TYPE",
    "Cell",
    "Column",
    "Rows",
    "csv_lines",
    "csv_response",
    "docx_bytes",
    "download_response",
    "export_response",
    "file_name",
    "xlsx_bytes",
]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows, to be written in one of the formats."""

    title: str
    columns: Iterable[Column]
    rows: Rows
    on: date
    council: str

    def name(self, extension: str) -> str:
        return file_name(self.title, self.on, extension)


def csv_response(name: str, columns: Iterable[Column], rows: Rows) -> StreamingHttpResponse:
    """The CSV file as a download that is sent while the rows are read."""
    lines = (piece.encode() for piece in csv_lines(columns, rows))
    return as_download(StreamingHttpResponse(lines, content_type=CSV_TYPE), name)


def _csv(table: Table) -> HttpResponseBase:
    return csv_response(table.name("csv"), table.columns, table.rows)


def _xlsx(table: Table) -> HttpResponseBase:
    content = xlsx_bytes(table.title, table.columns, table.rows, council=table.council)
    return download_response(content, table.name("xlsx"), XLSX_TYPE)


def _docx(table: Table) -> HttpResponseBase:
    content = docx_bytes(table.title, table.columns, table.rows)
    return download_response(content, table.name("docx"), DOCX_TYPE)


EXPORTS = {"csv": _csv, "xlsx": _xlsx, "docx": _docx}
# As pages offer them, in this order.
EXPORT_NAMES = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}


def export_response(
    kind: str, title: str, columns: Iterable[Column], rows: Rows, on: date, *, council: str = ""
) -> HttpResponseBase:
    """The table as a download of that kind; Http404 for a kind that is not in ``EXPORTS``."""
    if kind not in EXPORTS:
        raise Http404("There is no export of that kind.")
    return EXPORTS[kind](Table(title, columns, rows, on, council))
