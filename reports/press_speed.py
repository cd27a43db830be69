"""Quicker ways for WeasyPrint 70.0 to do the same: each gives what the original gives.

A paper of 150 pages spends most of its time in few small functions, called hundreds of thousands
of times for the same few styles. Here they remember by style what depends on nothing else, do
nothing twice, and leave every case that is rare in our papers to the original.

Private parts are replaced, so WeasyPrint's version is pinned; tests/reports/test_press_speed.py
holds that papers come out the same to the byte with and without this module.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType

import pydyf
from cssselect2 import ElementWrapper, Matcher
from weasyprint.css import ComputedStyle, StyleFor, computed_values, functions
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw import color, text
from weasyprint.formatting_structure import boxes
from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import background, page, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from reports import press_texts

Place = ModuleType | type | Matcher
SIDES = ("left", "right", "top", "bottom")
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
BORDERS = tuple(f"border_{side}_width" for side in SIDES)
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)  # fmt: skip
SQUARE = {f"border_{corner}_radius": (0, 0) for corner in CORNERS}
FLOATED = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))
OUT_OF_FLOW = frozenset(("absolute", "fixed"))
LIFTED = frozenset(("running()", "note()"))
NOTHING = object()
PLAIN = frozenset((str, int, float, type(None)))
# Words whose value hangs on other words than their own.
DECIDED = frozenset((
    "page", "position", "float", "display", *computed_values.PHYSICAL_FUNCTIONS,
    *(f"text_decoration_{kind}" for kind in ("color", "line", "style", "thickness")),
))  # fmt: skip
# Parts of each element that WeasyPrint styles in case it is a note at the foot; papers have none.
NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")

_originals = {}  # (where, name): what stood there


def install() -> None:
    """Put the quicker ways in place of the originals, wherever WeasyPrint has imported them."""
    for original, quick in _functions():
        for module in _weasyprint():
            for name, value in list(vars(module).items()):
                if value is original:
                    _replace(module, name, quick)
    for owner, name, quick in _methods():
        _replace(owner, name, quick)
    _replace(UA_STYLESHEET.matcher, "other_selectors", _selectors_but_of_notes())


def replaced() -> list[tuple[Place, str, object]]:
    """Where, by what name, and what stood there: to draw as WeasyPrint alone does."""
    return [(where, name, original) for (where, name), original in _originals.items()]


def _functions() -> list[tuple[Callable, Callable]]:
    quick = {
        percent.resolve_percentages: _lengths,
        line_break.strut: _strut,
        floats.avoid_collisions: _free_place,
        background.layout_box_backgrounds: _backgrounds,
        page.set_page_type_computed_styles: _page_styles,
        functions.check_math: _check_math,
        preferred.shrink_to_fit: _width_of_marker,
        color.get_color: _color,
        line_break.split_first_line: press_texts.split_first_line,
        text.draw_first_line: press_texts.draw_first_line,
        pydyf._to_bytes: _to_bytes,
    }
    return [(original, partial(function, original)) for original, function in quick.items()]


def _methods() -> list[tuple[type, str, object]]:
    layout = line_break.Layout
    return [
        (layout, "setup", press_texts.setting_up(layout.setup)),
        (layout, "set_text", press_texts.setting_text(layout.set_text)),
        (layout, "deactivate", press_texts.deactivating(layout.deactivate)),
        (layout, "reactivate", press_texts.reactivating(layout.reactivate)),
        (boxes.Box, "is_in_normal_flow", _is_in_normal_flow),
        (boxes.Box, "descendants", _descendants),
        (Matrix, "__matmul__", _product),
        (ComputedStyle, "__missing__", _computing(ComputedStyle.__missing__)),
        (StyleFor, "set_computed_styles", _setting_styles(StyleFor.set_computed_styles)),
        (ElementWrapper, "iter_next_siblings", _next_siblings),
        (pydyf.Stream, "data", property(partial(_data, pydyf.Stream.data.fget))),
        (pydyf.Dictionary, "data", property(partial(_data, pydyf.Dictionary.data.fget))),
    ]  # fmt: skip


def _weasyprint() -> list[ModuleType]:
    modules = list(sys.modules.items())
    return [module for name, module in modules if name.startswith(("weasyprint", "pydyf"))]


def _replace(where: Place, name: str, quick: object) -> None:
    _originals[where, name] = vars(where)[name]
    setattr(where, name, quick)


# Styles


def _selectors_but_of_notes() -> list[tuple]:
    return [entry for entry in UA_STYLESHEET.matcher.other_selectors if entry[3] not in NOTES]


def _computing(original: Callable) -> Callable:
    def missing(style: ComputedStyle, key: str) -> object:
        """What no rule sets and no other word decides is inherited, or as it is at first."""
        parent = style.parent_style
        if key in style.cascaded or key in DECIDED or parent is None:
            return original(style, key)
        if key in INHERITED:
            value = parent[key]
        elif key in INITIAL_NOT_COMPUTED or key.startswith("__"):
            return original(style, key)
        else:
            value = INITIAL_VALUES[key]
        if functions.check_math(value):
            return original(style, key)
        style[key] = value
        return value

    return missing


def _next_siblings(element: ElementWrapper) -> Iterator[ElementWrapper]:
    """Without going through those before: a rule with ``:has(+ …)`` asks each paragraph."""
    before = element
    for place in range(element.index + 1, len(element.etree_siblings)):
        before = ElementWrapper(
            element.etree_siblings[place], element.parent, place, before, element.in_html_document
        )
        yield before


def _check_math(original: Callable, value: object) -> bool | None:
    return None if type(value) in PLAIN else original(value)


def _color(_original: Callable, style: dict, key: str) -> object:
    value = style[key]
    return style["color"] if isinstance(value, str) and value == "currentcolor" else value


def _setting_styles(original: Callable) -> Callable:
    def set_computed_styles(
        style_for: StyleFor, element: object, parent: object, root: object = None,
        pseudo_type: str | None = None, base_url: str | None = None,
        target_collector: object = None,
    ) -> None:  # fmt: skip
        """Elements share styles already; so do their markers and notes, six to an element."""
        computed = style_for.get_computed_styles()
        place, key = (element, pseudo_type), None
        if pseudo_type is not None and target_collector is not None:
            cascaded = style_for.get_cascaded_styles()[place]
            values = ((name, id(value), weight) for name, (value, weight) in cascaded.items())
            key = (id(computed[parent, None]), pseudo_type, *values)
            shared = style_for.__dict__.setdefault("quick_parts", {})
            if key in shared:
                computed[place] = shared[key]
                return
        original(style_for, element, parent, root, pseudo_type, base_url, target_collector)
        if key is not None:
            shared[key] = computed[place]

    return set_computed_styles


# Lengths


def _lengths(original: Callable, box: boxes.Box, containing_block: object) -> None:
    """Used lengths are the style's own where none is a share of what stands around the box."""
    if not isinstance(box, boxes.Box):
        original(box, containing_block)
        return
    style = box.style
    try:
        kept = style.quick_lengths
    except AttributeError:
        kept = style.quick_lengths = _fixed_lengths(style)
    if kept is None:
        original(box, containing_block)
        return
    lengths, borders, is_collapsed = kept
    used = box.__dict__
    used.update(lengths)
    if is_collapsed:
        for name, width in borders.items():
            if not hasattr(box, name):
                used[name] = width
    else:
        used.update(borders)


def _fixed_lengths(style: dict) -> tuple[dict, dict, bool] | None:
    if style["box_sizing"] != "content-box":
        return None
    lengths = {name: _fixed(style[name]) for name in LENGTHS}
    if NOTHING in lengths.values():
        return None
    for name in ("min_width", "min_height"):
        if lengths[name] == "auto":
            lengths[name] = 0
    borders = {name: style[name] for name in BORDERS}
    return lengths, borders, style["border_collapse"] == "collapse"


def _fixed(value: object) -> object:
    if value is None or value == "auto":
        return value
    return value.value if getattr(value, "unit", None) == "px" else NOTHING


# Lines


def _strut(original: Callable, style: dict) -> tuple[float, float]:
    try:
        return style.quick_strut
    except AttributeError:
        style.quick_strut = found = original(style)
        return found


def _free_place(
    original: Callable, context: object, box: boxes.Box, around: boxes.Box, outer: bool = True
) -> tuple[float, float, float]:
    """Where a line stands when nothing floats beside it."""
    if (
        outer
        or context.excluded_shapes
        or type(box) is not boxes.LineBox
        or box.style["float"] != "none"
        or around.style["direction"] != "ltr"
    ):
        return original(context, box, around, outer=outer)
    inner = around.content_box_x()
    left, right = inner + box.margin_left, inner + around.width - box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def _descendants(box: boxes.Box, placeholders: bool = False) -> Iterator[boxes.Box]:
    left = [box]
    while left:
        following = left.pop()
        if placeholders and not isinstance(following, boxes.Box):
            following = following._box
        yield following
        if isinstance(following, boxes.Box):
            left.extend(reversed(following.children))


def _is_in_normal_flow(box: boxes.Box) -> bool:
    style = box.style
    position = style["position"]
    return (
        style["float"] not in FLOATED and position not in OUT_OF_FLOW and position[0] not in LIFTED
    )


def _width_of_marker(
    original: Callable, context: object, box: boxes.Box, available_content_width: float
) -> float:
    """The bullets of a list are as wide as each other."""
    texts = list(box.children[0].children) if box.is_outside_marker else []
    if len(box.children) != 1 or len(texts) != 1 or type(texts[0]) is not boxes.TextBox:
        return original(context, box, available_content_width)
    widths = box.style.__dict__.setdefault("quick_widths", {})
    key = (texts[0].text, available_content_width)
    if key not in widths:
        widths[key] = original(context, box, available_content_width)
    return widths[key]


# Pages


def _page_styles(original: Callable, page_type: object, html: object, style_for: StyleFor) -> None:
    """Pages of one kind share their styles, with those of their heads and feet."""
    try:
        firsts = style_for.quick_firsts
    except AttributeError:
        firsts = style_for.quick_firsts = {} if _pages_are_alike(style_for) else None
    kind = (page_type.side, page_type.blank, page_type.index == 0, page_type.name)
    if firsts is None or kind not in firsts:
        original(page_type, html, style_for)
        if firsts is not None:
            firsts[kind] = page_type
        return
    first, computed = firsts[kind], style_for.get_computed_styles()
    computed[page_type, None] = computed[first, None]
    for element, part in style_for.get_cascaded_styles():
        if part and element == first:
            computed[page_type, part] = computed[first, part]


def _pages_are_alike(style_for: StyleFor) -> bool:
    """Whether no rule of the style sheets is for the pages of some numbers only."""
    return all(
        selector.index is None
        for sheet, *_ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for _, _, selector in selectors
    )


def _backgrounds(
    original: Callable, page_box: boxes.Box, box: boxes.Box, get_image: Callable,
    layout_children: bool = True, style: dict | None = None,
) -> None:  # fmt: skip
    """Most boxes have none."""
    if style is not None or box is page_box or not isinstance(box, boxes.Box):
        original(page_box, box, get_image, layout_children, style)
        return
    style = box.style
    try:
        is_bare = style.quick_bare
    except AttributeError:
        is_bare = style.quick_bare = _is_bare(style)
    if not is_bare:
        original(page_box, box, get_image, layout_children)
        return
    box.__dict__.update(SQUARE)
    if layout_children:
        for child in box.all_children():
            background.layout_box_backgrounds(page_box, child, get_image)
    box.background = None


def _is_bare(style: dict) -> bool:
    return (
        all((0, "px") in style[f"border_{corner}_radius"] for corner in CORNERS)
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and not any(value for _, value in style["background_image"])
        and style["background_color"] != "currentcolor"
        and style["background_color"].alpha == 0
        and not style["box_shadow"]
    )


# The file


def _product(one: Matrix, other: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = other
    return Matrix(matrix=[[x * a + y * d + z * g, x * b + y * e + z * h, x * c + y * f + z * i]
                          for x, y, z in one])  # fmt: skip


def _to_bytes(original: Callable, item: object) -> bytes:
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is int or (kind is float and item.is_integer()):
        return b"%d" % item
    return f"{item:f}".rstrip("0").encode("ascii") if kind is float else original(item)


def _data(original: Callable, written: pydyf.Object) -> bytes:
    """Asked for twice, to write it and for the file's identifier: compressed once."""
    kept = written.__dict__.get("quick_data")
    if kept is None:
        kept = original(written)
        if written.number is not None:
            written.quick_data = kept
    return kept
