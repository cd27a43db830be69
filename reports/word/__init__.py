"""A document to a Word file with real styles, so that it drops into a committee's template.

Headings of the paper are Word's from Heading 1 down; the contents are a field that Word can bring
up to date, with page numbers. Nothing here knows how a chart is drawn.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.document import Document
from reports.word.writer import Draw, Picture, Writer

__all__ = ["Picture", "docx_bytes"]


def docx_bytes(document: Document, draw: Draw) -> bytes:
    """The same document gives the same bytes."""
    writer = Writer(document, draw)
    writer.write()
    file = BytesIO()
    writer.word.save(file)
    return _undated(file)


def _undated(file: BytesIO) -> bytes:
    """Without the time of day that each part of the file would bear."""
    kept = BytesIO()
    with ZipFile(file) as source, ZipFile(kept, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return kept.getvalue()
