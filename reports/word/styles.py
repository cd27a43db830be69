"""The styles of a paper, by the names that Word gives them."""

from copy import deepcopy

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.styles import Styles

from corporate_parenting import word_parts

MARGIN = Cm(2.3)
INK = RGBColor(0x16, 0x19, 0x1D)
LINK = RGBColor(0x0B, 0x4A, 0x8F)
SIZES = {
    "Normal": 11, "Title": 26, "Caption": 11, "Quote": 12, "Header": 9, "Footer": 9,
    "TOC Heading": 18, "Heading 1": 18, "Heading 2": 15, "Heading 3": 13, "Heading 4": 12,
    "Heading 5": 11,
}  # fmt: skip
# Of a paper that begins with its heading: it has many short sections.
QUIET_SIZES = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Heading 4": 11}
HEADINGS = ("TOC Heading", *(f"Heading {level}" for level in range(1, 6)))
AFTER_TABLE = "After a table"
CLAUSES = {2: "Clause", 3: "Clause below"}  # by depth: 1.1 and 1.1.1
NUMBER_WIDTHS = {2: Cm(1.3), 3: Cm(1.7)}
DEPTHS = ("", " 2", " 3")  # of lists in lists; deeper ones look as the third
BULLETS, NUMBERS, CONTINUED = (
    [f"List {kind}{depth}" for depth in DEPTHS] for kind in ("Bullet", "Number", "Continue")
)
USED = {
    **dict.fromkeys(SIZES, WD_STYLE_TYPE.PARAGRAPH),
    **dict.fromkeys((*BULLETS, *NUMBERS, *CONTINUED, "toc 1", "toc 2"), WD_STYLE_TYPE.PARAGRAPH),
    **dict.fromkeys(("Strong", "Hyperlink"), WD_STYLE_TYPE.CHARACTER),
    "Table Grid": WD_STYLE_TYPE.TABLE,
    **dict.fromkeys((AFTER_TABLE, *CLAUSES.values()), WD_STYLE_TYPE.PARAGRAPH),
}
"""All that papers are written in, by name."""


def set_styles(word: WordDocument, *, has_cover: bool) -> None:
    styles, sizes = word.styles, SIZES if has_cover else SIZES | QUIET_SIZES
    for name in ("toc 1", "toc 2"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True).base_style = styles["Normal"]
        styles[name].paragraph_format.space_after = Pt(4)
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    after = styles.add_style(AFTER_TABLE, WD_STYLE_TYPE.PARAGRAPH)
    after.font.size, after.paragraph_format.space_after = Pt(6), Pt(0)
    for depth, name in CLAUSES.items():
        clause = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        clause.base_style = styles["Normal"]
        hanging = NUMBER_WIDTHS[depth]
        left = sum(NUMBER_WIDTHS[above] for above in CLAUSES if above <= depth)
        clause.paragraph_format.left_indent = left
        clause.paragraph_format.first_line_indent = -hanging
        clause.paragraph_format.tab_stops.add_tab_stop(left)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = LINK, True
    word_parts.set_fonts(word, sizes)
    for name in SIZES:
        styles[name].font.color.rgb = INK
        if name in HEADINGS:
            styles[name].font.bold, styles[name].font.italic = True, False
            styles[name].paragraph_format.space_before = Pt(sizes[name])
            styles[name].paragraph_format.space_after = Pt(4)
    styles["Caption"].paragraph_format.space_before = Pt(6)


def misplaced_styles(word: WordDocument) -> list[str]:
    """Those of ``USED`` that are there as another type of style."""
    return [style.name for style in word.styles if USED.get(style.name, style.type) != style.type]


def missing_styles(word: WordDocument) -> tuple[str, ...]:
    there = {style.name for style in word.styles}
    return tuple(name for name in USED if name not in there)


def add_missing_styles(word: WordDocument, *, has_cover: bool) -> None:
    """To a council's template, in its own font: what it has stays as it is."""
    missing = missing_styles(word)
    if not missing:
        return
    ours = docx.Document()
    set_styles(ours, has_cover=has_cover)
    for name in missing:
        _borrow(name, ours.styles, word.styles)


def _borrow(name: str, ours: Styles, theirs: Styles) -> str:
    """The key of the style in ``theirs``, where it is added if it is not there."""
    if name in theirs:
        return theirs[name].style_id
    style = ours[name]
    element = deepcopy(style.element)
    # Marks of lists are numbers of our own file; the letters are to be the template's.
    for path in ("w:pPr/w:numPr", "w:rPr/w:rFonts", "w:link", "w:next"):
        for part in element.xpath(path):
            part.getparent().remove(part)
    if style.base_style is not None:
        element.basedOn_val = _borrow(style.base_style.name, ours, theirs)
    if theirs.default(style.type) is not None:
        element.attrib.pop(qn("w:default"), None)
    taken = set(theirs.element.xpath("w:style/@w:styleId"))
    while element.styleId in taken:
        element.styleId += "-"
    theirs.element.append(element)
    return element.styleId
