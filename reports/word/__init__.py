"""A document to a Word file with real styles, so that it drops into a committee's template.

Headings of the paper are Word's from Heading 1 down; the contents are a field that Word can bring
up to date, with page numbers. Nothing here knows how a chart is drawn.
"""

from io import BytesIO

from corporate_parenting.word_parts import undated
from reports.document import Document
from reports.word.writer import Draw, Picture, Writer

__all__ = ["Picture", "docx_bytes"]


def docx_bytes(document: Document, draw: Draw, template: bytes = b"") -> bytes:
    """The same document gives the same bytes.

    ``template``: the council's, as ``template.read_template`` has emptied it.
    """
    writer = Writer(document, draw, template)
    writer.write()
    file = BytesIO()
    writer.word.save(file)
    return undated(file)
