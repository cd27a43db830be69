"""The frames of pages: running heads, numbers and a draft's mark.

A frame for each kind of page is laid out once for a paper. What it says on every page is drawn
once, and what counts the pages anew for each of them.
"""

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.formatting_structure.boxes import MarginBox, PageBox
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import background, layout_document
from weasyprint.layout.page import make_margin_boxes
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.fonts import FontConfiguration


class Frames:
    """Those of one paper of ``count`` pages, by the name of the kind of page."""

    def __init__(
        self, page: HTML, stylesheet: CSS, font_config: FontConfiguration, count: int
    ) -> None:
        """``page`` has one empty page of each kind."""
        options = {**DEFAULT_OPTIONS, "stylesheets": [stylesheet]}
        counters = CounterStyle()
        self.context = Document._build_layout_context(page, font_config, counters, {}, options)
        root = build_formatting_structure(
            page.etree_element, self.context.style_for, self.context.get_image_from_uri,
            page.base_url, self.context.target_collector, counters, self.context.footnotes,
        )  # fmt: skip
        laid_out = list(layout_document(page, root, self.context))
        self.count = count
        self.frames = {
            frame.page_type.name: (place, frame) for place, frame in enumerate(laid_out, 1)
        }
        self.drawn = {}  # kind: the operators of what is the same on all its pages

    def draw(self, stream: Stream, kind: str, number: int) -> None:
        """The frame of that kind as that of page ``number``, in CSS pixels."""
        self.context.current_page, frame = self.frames[kind]
        state = ([0], {"page": [number], "pages": [self.count]}, [{"page", "pages"}], [])
        boxes = list(make_margin_boxes(self.context, frame, state))
        if kind not in self.drawn:
            same = [box for box in boxes if not _counts(box)]
            boxes = [box for box in boxes if _counts(box)]
            self.drawn[kind] = self._operators(stream, frame, same)
        stream.stream += self.drawn[kind]
        for box in boxes:
            background.layout_box_backgrounds(frame, box, self.context.get_image_from_uri)
            draw_stacking_context(stream, StackingContext.from_box(box, frame))

    def _operators(self, stream: Stream, frame: PageBox, same: list[MarginBox]) -> list:
        """What all pages of that kind say; no such box is made from now on."""
        lasting = frame.copy_with_children([])
        lasting.children = (frame.children[0], *same)
        background.layout_backgrounds(lasting, self.context.get_image_from_uri)
        before = len(stream.stream)
        draw_page(lasting, stream)
        operators = stream.stream[before:]
        del stream.stream[before:]
        styles = self.context.style_for.get_computed_styles()
        for box in same:
            silent = box.style.copy()  # other papers share the style itself
            silent["content"] = "none"
            styles[frame.page_type, box.at_keyword] = silent
        return operators


def _counts(box: MarginBox) -> bool:
    return any(kind == "counter()" for kind, _ in box.style["content"])
