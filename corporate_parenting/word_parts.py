"""What every Word file of ours has: page, language, fonts, properties, page numbers, tables.

Tables are written as XML: python-docx takes over a millisecond for a cell.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships, _Relationship
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Arial"
EMU_IN_A_TWIP = 635
WHOLE_ROW = "<w:cantSplit/>"
_OF_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_OF_DOCUMENT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
)
_RUNNING = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
# How pages look; not who wrote them, what they are joined to, or that they are locked.
_SETTINGS = (
    "autoHyphenation", "bookFoldPrinting", "characterSpacingControl", "clrSchemeMapping", "compat",
    "decimalSymbol", "defaultTabStop", "embedSystemFonts", "embedTrueTypeFonts",
    "evenAndOddHeaders", "gutterAtTop", "hdrShapeDefaults", "listSeparator", "mathPr",
    "mirrorMargins", "saveSubsetFonts", "shapeDefaults", "themeFontLang", "zoom",
)  # fmt: skip
_PAGE_LONG, _PAGE_SHORT = Cm(29.7), Cm(21)
_TEXT_OPEN, _TEXT_CLOSE = '<w:t xml:space="preserve">', "</w:t>"


def keep_look(document: WordDocument) -> None:
    """Only what shows: no preview, properties, comments or parts of other programs.

    Of headers and footers those that the body's last section names; its own words stay.
    """
    # Whatever no relation leads to is not saved.
    _keep(document.part.package.rels, lambda key, rel: rel.reltype in _OF_PACKAGE)
    named = set(document.element.body.xpath("w:sectPr/*/@r:id"))
    _keep(
        document.part.rels,
        lambda key, rel: rel.reltype in _OF_DOCUMENT or rel.reltype in _RUNNING and key in named,
    )
    settings = document.settings.element
    document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.clear()
    for element in list(settings):
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] not in _SETTINGS:
            settings.remove(element)


def _keep(rels: Relationships, is_kept: Callable[[str, _Relationship], bool]) -> None:
    for key in [key for key, rel in rels.items() if not is_kept(key, rel)]:
        del rels[key]


def set_compatibility(document: WordDocument) -> None:
    """As Word has written since 2013: else it opens the file in a mode for older ones."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def undated(file: BytesIO) -> bytes:
    """Without the time of day that each part of the file would bear."""
    kept = BytesIO()
    with ZipFile(file) as source, ZipFile(kept, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return kept.getvalue()


def set_page(section: Section, *, landscape: bool, margin: Cm) -> None:
    """A4 with the same margin all around."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = _PAGE_LONG if landscape else _PAGE_SHORT
    section.page_height = _PAGE_SHORT if landscape else _PAGE_LONG
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = margin


def turn_page(section: Section, *, landscape: bool) -> None:
    """Of any size, its margins kept."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    short, long = sorted((section.page_width, section.page_height))
    section.page_width, section.page_height = (long, short) if landscape else (short, long)


def end_in_text(document: WordDocument) -> None:
    """The last section but one ends with its last words: an empty line may be a page of its own."""
    empty = document.element.body.xpath("w:p[w:pPr/w:sectPr]")[-1]
    last = empty.getprevious()
    if last is None or last.tag != qn("w:p") or last.xpath("w:pPr/w:sectPr"):
        return
    last.get_or_add_pPr().append(empty.pPr.find(qn("w:sectPr")))
    empty.getparent().remove(empty)


def text_width(section: Section) -> int:
    """In EMU, as Word keeps lengths."""
    margins = section.left_margin + section.right_margin + (section.gutter or 0)
    return section.page_width - margins


def set_language(document: WordDocument, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)


def set_fonts(document: WordDocument, sizes: dict[str, float]) -> None:
    """Our font for all text and for these styles, each with its size in points."""
    kept = list(document.styles.element.iterfind(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}"))
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        kept.append(style.element.get_or_add_rPr().get_or_add_rFonts())
    for fonts in kept:
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), FONT)


def set_properties(
    document: WordDocument, title: str, language: str, *, author: str = "", at: datetime | None
) -> None:
    """``at`` is when the file was made; None tells no time, so that its bytes repeat."""
    clear_properties(document)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title[:255], language, author[:255]
    if at:
        properties.created = properties.modified = at


def clear_properties(document: WordDocument) -> None:
    """What stands there was said of another file, by whoever made that."""
    element = document.core_properties._element
    for child in list(element):
        element.remove(child)


def is_blank(running: _Header | _Footer) -> bool:
    """Whether a header or footer shows nothing."""
    if running.is_linked_to_previous:
        return True
    shown = running._element.xpath(".//w:t[text()] | .//w:drawing | .//w:pict | .//w:fldSimple")
    return not shown


def first_line(running: _Header | _Footer) -> Paragraph:
    """Of a header or footer that is blank."""
    return running.paragraphs[0] if running.paragraphs else running.add_paragraph()


def add_page_numbers(section: Section) -> None:
    paragraph = first_line(section.footer)
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        simple = etree.SubElement(paragraph._p, qn("w:fldSimple"))
        simple.set(qn("w:instr"), field)
        run = etree.SubElement(simple, qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = "1"


def table(
    title: str,
    widths: list[int],
    heads: Iterable[str],
    rows: str,
    *,
    first_column: bool = False,
    style: str = "TableGrid",
) -> etree._Element:
    """A w:tbl whose heading row repeats on each page; ``rows`` is XML made by ``row_xml``.

    ``first_column``: whether the first cell of a row is its heading. Widths are in twips;
    ``style`` is the key of a table style.
    """
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    heads = (
        cell_xml(words_xml(head), width, run="<w:b/>", paragraph="<w:keepNext/>")
        for head, width in zip(heads, widths, strict=True)
    )
    return parse_xml(
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblStyle w:val="{escape(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        "</w:tblCellMar>"
        f'<w:tblLook w:val="{"06A0" if first_column else "0620"}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{row_xml(heads, f'{WHOLE_ROW}<w:tblHeader/>')}{rows}</w:tbl>"
    )


def row_xml(cells: Iterable[str], marks: str = "") -> str:
    """``marks``: such as WHOLE_ROW, for a row that no page break cuts."""
    marks = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{marks}{''.join(cells)}</w:tr>"


def cell_xml(words: str, width: int, *, run: str = "", paragraph: str = "", cell: str = "") -> str:
    """``words`` as ``words_xml`` makes them; the others are what Word keeps of each look."""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    paragraph = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell}</w:tcPr>'
        f"<w:p>{paragraph}<w:r>{run}{words}</w:r></w:p></w:tc>"
    )


def words_xml(text: str) -> str:
    """The text as what stands in a run, its lines and tabs kept."""
    text = escape(text, quote=False)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.replace("\n", f"{_TEXT_CLOSE}<w:br/>{_TEXT_OPEN}")
        text = text.replace("\t", f"{_TEXT_CLOSE}<w:tab/>{_TEXT_OPEN}")
    return f"{_TEXT_OPEN}{text}{_TEXT_CLOSE}"
