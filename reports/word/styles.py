"""The styles of a paper, by the names that Word gives them."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from corporate_parenting import word_parts

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
