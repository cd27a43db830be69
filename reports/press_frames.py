"""The sheets that pages are printed on: running heads, numbers and a draft's mark.

A sheet of each kind is laid out once for a paper, and filled in for each of its pages.
"""

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import layout_document
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes
from weasyprint.text.fonts import FontConfiguration


class Frames:
    """The sheets of one paper, by the name of their kind."""

    def __init__(self, page: HTML, stylesheet: CSS, font_config: FontConfiguration) -> None:
        """``page`` has one empty sheet of each kind."""
        options = {**DEFAULT_OPTIONS, "stylesheets": [stylesheet]}
        counters = CounterStyle()
        self.context = Document._build_layout_context(page, font_config, counters, {}, options)
        root = build_formatting_structure(
            page.etree_element, self.context.style_for, self.context.get_image_from_uri,
            page.base_url, self.context.target_collector, counters, self.context.footnotes,
        )  # fmt: skip
        sheets = list(layout_document(page, root, self.context))
        self.sheets = {
            sheet.page_type.name: (place, sheet) for place, sheet in enumerate(sheets, 1)
        }

    def frame(self, name: str, number: int, count: int) -> PageBox:
        """The sheet of that kind as page ``number`` of ``count``, to be drawn at once."""
        self.context.current_page, sheet = self.sheets[name]
        state = ([0], {"page": [number], "pages": [count]}, [{"page", "pages"}], [])
        frame = sheet.copy_with_children([])
        margins = make_margin_boxes(self.context, sheet, state)
        frame.children = (sheet.children[0], *margins)
        layout_backgrounds(frame, self.context.get_image_from_uri)
        return frame
