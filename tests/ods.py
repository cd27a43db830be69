"""OpenDocument spreadsheets for tests, made in memory."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tests.actions.import_files import zipped

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    "</manifest:manifest>"
)
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def ods_file(sheets):
    """A spreadsheet of sheets by name, each a list of rows of words, numbers and dates."""
    return ods_of("".join(_sheet(name, rows) for name, rows in sheets.items()))


def ods_of(tables, parts=None):
    """A spreadsheet whose content holds these tables, with more parts or other ones."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    usual = {"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content}
    return zipped(usual | (parts or {}))


def sheet(rows, name="Sheet1"):
    return f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"


def _sheet(name, rows):
    written = ("".join(map(_cell, row)) for row in rows)
    return sheet("".join(f"<table:table-row>{row}</table:table-row>" for row in written), name)


def _cell(value):
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    kind = "float" if isinstance(value, int) else "string"
    more = f' office:value="{value}"' if kind == "float" else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{more}>'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )
