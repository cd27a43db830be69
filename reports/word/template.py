"""A council's own Word template: checked, and emptied of all but its look.

Kept are styles, list marks, fonts, theme, and the page, header and footer of the first section. The
sample text goes, and with it whatever a template may carry unseen: comments, names, properties.
"""

import logging
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.section import Section
from docx.shared import Cm

from corporate_parenting import word_parts
from corporate_parenting.uploads import Limits, UploadError, open_upload
from reports.word.styles import MARGIN, misplaced_styles, missing_styles
from reports.word.template_checks import refuse_what_no_paper_carries

logger = logging.getLogger(__name__)

LIMITS = Limits(packed=5_000_000, unpacked=20_000_000, elements=100_000)
LEAST_TEXT = Cm(10)
WHAT = {"xlsx": "an Excel workbook", "text": "a text file"}
# A .dotx is a Word file by another name.
AS_TEMPLATE = b"wordprocessingml.template.main+xml"
AS_DOCUMENT = b"wordprocessingml.document.main+xml"
# What would divide or number the pages of a paper by the sample's text, or name a person.
NOT_OF_SECTIONS = ("cols", "footnotePr", "endnotePr", "formProt", "printerSettings", "sectPrChange")


@dataclass(frozen=True)
class Template:
    """``content``: a Word file without a word in its body. ``missing``: styles that it lacks.

    ``remarks`` are sentences on what else papers take from elsewhere.
    """

    content: bytes
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def read_template(name: str, content: bytes) -> Template:
    """The template in a file that somebody sent; the same file gives the same bytes.

    Raises UploadError for what is no Word file, and for what no paper may carry.
    """
    upload = open_upload(name, content, LIMITS)
    if upload.kind != "docx":
        raise UploadError(
            f"The file is {WHAT[upload.kind]}. Send the template as a Word file (.docx or .dotx)."
        )
    try:
        word = docx.Document(BytesIO(_as_document(content)))
        return _read(word)
    except UploadError:
        raise
    # python-docx raises whatever a broken file leads it to.
    except Exception as error:
        logger.warning("A Word template could not be read.", exc_info=error)
        raise UploadError(
            "The file is damaged and cannot be read. Open it in Word, save it again and retry."
        ) from error


def _as_document(content: bytes) -> bytes:
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(kept, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(AS_TEMPLATE, AS_DOCUMENT)
            target.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return kept.getvalue()


def _read(word: WordDocument) -> Template:
    if misplaced := misplaced_styles(word):
        raise UploadError(
            f"The template has a style “{misplaced[0]}” of another kind than Word’s own. "
            "Rename it and save the file again."
        )
    count = len(word.sections)
    section = _emptied(word)
    refuse_what_no_paper_carries(word)
    word_parts.keep_look(word)
    _see_to_page(section)
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in word.part.rels.values()):
        _add_numbering(word)
    word_parts.clear_properties(word)
    file = BytesIO()
    word.save(file)
    return Template(word_parts.undated(file), missing_styles(word), tuple(_remarks(section, count)))


def _emptied(word: WordDocument) -> Section:
    """The first section, which is all that stays of the body."""
    # Page colours may be pictures that stand beside the body.
    for background in word.element.findall(qn("w:background")):
        word.element.remove(background)
    body = word.element.body
    found = body.xpath(".//w:sectPr")
    kept = deepcopy(found[0]) if found else OxmlElement("w:sectPr")
    for name in NOT_OF_SECTIONS:
        for element in kept.findall(qn(f"w:{name}")):
            kept.remove(element)
    for child in list(body):
        body.remove(child)
    body.append(kept)
    return word.sections[0]


def _see_to_page(section: Section) -> None:
    """Ours where the template names none."""
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    if None in (section.page_width, section.page_height, *margins):
        word_parts.set_page(section, landscape=False, margin=MARGIN)
    word_parts.turn_page(section, landscape=False)
    if word_parts.text_width(section) < LEAST_TEXT:
        raise UploadError(
            f"The template’s page leaves less than {LEAST_TEXT.cm:.0f} cm for words between its "
            "margins. Make them smaller and save the file again."
        )


def _add_numbering(word: WordDocument) -> None:
    element = parse_xml(f'<w:numbering xmlns:w="{word_parts.W}"/>')
    name, package = PackURI("/word/numbering.xml"), word.part.package
    part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)


def _remarks(section: Section, count: int) -> Iterator[str]:
    if count > 1:
        yield f"It has {count} sections: page, header and footer are those of the first."
    if word_parts.is_blank(section.header):
        yield "It has no header: papers print their title there."
    if word_parts.is_blank(section.footer):
        yield "It has no footer: papers print their page numbers there."
