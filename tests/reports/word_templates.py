"""A committee template as democratic services would make one, built by python-docx."""

import hashlib
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

from corporate_parenting import word_parts
from reports.models import WordTemplate
from reports.word.styles import BULLETS, NUMBERS
from tests.factories import make_user

LOGO = "Fernmoor Council: a fern over water"
NOT_THERE = ("Quote", "TOC Heading", "List Continue", "Strong")
SAMPLE = "CANARY-SAMPLE Type the summary here."
BLUE = RGBColor(0x12, 0x34, 0x56)


def saved(word):
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def picture(kind="PNG"):
    file = BytesIO()
    Image.new("RGB", (60, 20), (18, 52, 86)).save(file, kind)
    file.seek(0)
    return file


def committee_template(change=lambda word: None):
    """Letter-headed, in Georgia, with numbered headings and bullets of its own, on odd paper."""
    word = docx.Document()
    word.core_properties.author = word.core_properties.last_modified_by = "CANARY-PERSON"
    word.core_properties.keywords = "CANARY-KEYWORDS"
    _look(word)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(20), Cm(28)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header.paragraphs[0].add_run("Fernmoor Council – Democratic Services ")
    shape = section.header.paragraphs[0].add_run().add_picture(picture(), width=Cm(2))
    shape._inline.docPr.set("descr", LOGO)
    section.footer.paragraphs[0].text = "Committee report template, issue 7"
    word.add_heading("Report title", 1)
    word.add_paragraph(SAMPLE)
    word.add_comment(word.paragraphs[-1].runs, "CANARY-COMMENT", author="CANARY-COMMENTER")
    word.add_picture(picture("BMP"))
    word.add_section(WD_SECTION.NEW_PAGE)
    word.add_paragraph("CANARY-APPENDIX")
    change(word)
    return saved(word)


def _look(word):
    styles = word.styles
    for name in NOT_THERE:
        styles[name].element.getparent().remove(styles[name].element)
    styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(12)
    styles["Heading 1"].font.color.rgb = BLUE
    numbering = word.part.numbering_part.element
    for key, form, words in (
        (90, "decimal", "%1."),
        (91, "bullet", "»"),
        (92, "upperLetter", "%1)"),
    ):
        kind = parse_xml(
            f'<w:abstractNum xmlns:w="{word_parts.W}" w:abstractNumId="{key}">'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{words}"/></w:lvl></w:abstractNum>'
        )
        numbering.insert_element_before(kind, "w:num")
        number = numbering.add_num(key).numId
        style = styles[{90: "Heading 1", 91: BULLETS[0], 92: NUMBERS[0]}[key]]
        properties = style.element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        properties.get_or_add_numPr().get_or_add_numId().val = number


def as_dotx(content):
    """The same file as Word saves it for a template."""
    return changed(
        content,
        "[Content_Types].xml",
        lambda part: part.replace(b"document.main+xml", b"template.main+xml"),
    )


def changed(content, name, change):
    """The file with one of its parts changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for each in source.namelist():
            part = source.read(each)
            target.writestr(each, change(part) if each == name else part)
    return file.getvalue()


def parts_of(content):
    """Each part of a Word file by its name."""
    with zipfile.ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def make_word_template(content=b"PK made by a test", **fields):
    """A row, in use unless told otherwise; who uploaded it is made too."""
    row = WordTemplate(
        **{
            "name": "Committee.dotx",
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "uploaded_at": datetime(2019, 5, 1, tzinfo=UTC),
            **fields,
        }
    )
    if row.uploaded_by_id is None:
        row.uploaded_by = make_user()
    row.full_clean()
    row.save()
    return row
