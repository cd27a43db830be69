"""What tests of homes in papers share: a chosen section, and all the files of a paper."""

import re
import subprocess
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

from reports.models import HomesSection
from reports.rendering import (
    render_archive,
    render_docx,
    render_html,
    render_page,
    render_pdf,
)


def choose(report, section, day, **fields):
    """A section on homes that the author chose; the judgements hold just the parts given."""
    if section == "home_judgements":
        names = ("with_counts", "with_list", "with_places")
        fields = dict.fromkeys(names, not fields) | fields
    row = HomesSection(report=report, section=section, day=day, **fields)
    row.full_clean()
    row.save()
    return row


def files_of(document):
    """``{what: all the text in it}`` of the renderings of a document."""
    pdf, word = render_pdf(document), render_docx(document)
    reader = PdfReader(BytesIO(pdf))
    return {
        "article": render_html(document),
        "HTML file": render_page(document),
        "PDF text": raw_text(pdf),
        "PDF outline": repr(reader.outline),
        "PDF metadata": repr(reader.metadata) + reader.xmp_metadata.stream.get_data().decode(),
        "PDF bytes": opened(pdf),
        "archive copy with its data": opened(render_archive(document)),
        "Word": unzipped(word),
    }


def opened(pdf):
    """Every object of the file, bookmarks and tags among them, its streams decoded."""
    objects = PdfWriter(clone_from=BytesIO(pdf))._objects
    streams = (each.get_data() for each in objects if isinstance(each, StreamObject))
    return repr(objects) + b" ".join(streams).decode("latin-1")


def unzipped(word):
    """The names of its parts, and all that they hold."""
    archive = ZipFile(BytesIO(word))
    names = archive.namelist()
    return " ".join(names) + b"".join(map(archive.read, names)).decode("utf-8", "replace")


def raw_text(pdf):
    """The words in the order in which the file has them: row by row in tables."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()


def squeezed(text):
    """Without blanks and hyphens, so that line ends do not count."""
    return re.sub(r"[\s‐-]", "", text)
