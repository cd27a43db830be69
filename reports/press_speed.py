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
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor, functions
from weasyprint.draw import color, text
from weasyprint.formatting_structure import boxes
from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import background, page, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from reports import press_styles, press_texts

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
    _replace(UA_STYLESHEET.matcher, "other_selectors", press_styles.selectors_but_of_notes())


def replaced() -> list[tuple[Place, str, object]]:
    """Where, by what name, and what stood there: to draw as WeasyPrint alone does."""
    return [(where, name, original) for (where, name), original in _originals.items()]


def _functions() -> list[tuple[Callable, Callable]]:
    quick = {
        percent.resolve_percentages: _lengths,
        line_break.strut: _strut,
        floats.avoid_collisions: _free_place,
        background.layout_box_backgrounds: _backgrounds,
        page.set_page_type_computed_styles: press_styles.page_styles,
        functions.check_math: press_styles.check_math,
        preferred.shrink_to_fit: _width_of_marker,
        color.get_color: press_styles.color,
        line_break.split_first_line: press_texts.split_first_line,
        text.draw_first_line: press_texts.draw_first_line,
        pydyf._to_bytes: _to_bytes,
    }
    return [(original, partial(function, original)) for original, function in quick.items()]


def _methods() -> list[tuple[type, str, object]]:
    makers = [
        (line_break.Layout, "setup", press_texts.setting_up),
        (line_break.Layout, "set_text", press_texts.setting_text),
        (line_break.Layout, "deactivate", press_texts.deactivating),
        (line_break.Layout, "reactivate", press_texts.reactivating),
        (AnonymousStyle, "__missing__", press_styles.computing_unnamed),
        (ComputedStyle, "__missing__", press_styles.computing),
        (StyleFor, "set_computed_styles", press_styles.setting_styles),
        (pydyf.Stream, "data", _written_once),
        (pydyf.Dictionary, "data", _written_once),
    ]
    return [
        (boxes.Box, "is_in_normal_flow", _is_in_normal_flow),
        (boxes.Box, "descendants", _descendants),
        (Matrix, "__matmul__", _product),
        (ElementWrapper, "iter_next_siblings", press_styles.next_siblings),
        *((owner, name, make(vars(owner)[name])) for owner, name, make in makers),
    ]


def _weasyprint() -> list[ModuleType]:
    modules = list(sys.modules.items())
    return [module for name, module in modules if name.startswith(("weasyprint", "pydyf"))]


def _replace(where: Place, name: str, quick: object) -> None:
    _originals[where, name] = vars(where)[name]
    setattr(where, name, quick)


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


# Backgrounds


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


def _written_once(original: property) -> property:
    """Asked for twice, to write it and for the file's identifier: compressed once."""

    def data(written: pydyf.Object) -> bytes:
        kept = written.__dict__.get("quick_data")
        if kept is None:
            kept = original.fget(written)
            if written.number is not None:
                written.quick_data = kept
        return kept

    return property(data)
