"""Quicker ways for WeasyPrint 70.0 to work out styles, put in place by press_speed.

A paper has few styles for very many elements and pages: what is the same is worked out once.
"""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from cssselect2 import ElementWrapper
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor, functions
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.html import UA_STYLESHEET

PLAIN = frozenset((str, int, float, type(None)))
# Parts of each element that WeasyPrint styles in case it is a note at the foot; papers have none.
NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
PAGES = "pages"  # beside the styles of elements
# Words whose value hangs on other words than their own.
DECIDED = frozenset(("page", "position", "float", "display"))
# Where a word that no rule sets has its value from.
SOURCES = {
    key: INHERITED if key in INHERITED else INITIAL_VALUES
    for key in INITIAL_VALUES
    if key not in DECIDED
    and not key.startswith("text_decoration_")
    and (key in INHERITED or key not in INITIAL_NOT_COMPUTED)
}


def selectors_but_of_notes() -> list[tuple]:
    return [entry for entry in UA_STYLESHEET.matcher.other_selectors if entry[3] not in NOTES]


def computing(original: Callable) -> Callable:
    def missing(style: ComputedStyle, key: str) -> object:
        """What no rule sets and no other word decides is inherited, or as it is at first."""
        source, parent = SOURCES.get(key), style.parent_style
        if source is None or parent is None or key in style.cascaded or key in PHYSICAL_FUNCTIONS:
            return original(style, key)
        value = parent[key] if source is INHERITED else source[key]
        if functions.check_math(value):
            return original(style, key)
        style[key] = value
        return value

    return missing


def computing_unnamed(original: Callable) -> Callable:
    def missing(style: AnonymousStyle, key: str) -> object:
        """As above, for what stands in no element of its own."""
        source = SOURCES.get(key)
        if source is None:
            return original(style, key)
        style[key] = value = style.parent_style[key] if source is INHERITED else source[key]
        return value

    return missing


def next_siblings(element: ElementWrapper) -> Iterator[ElementWrapper]:
    """Without going through those before: a rule with ``:has(+ …)`` asks each paragraph."""
    before = element
    for place in range(element.index + 1, len(element.etree_siblings)):
        before = ElementWrapper(
            element.etree_siblings[place], element.parent, place, before, element.in_html_document
        )
        yield before


def check_math(original: Callable, value: object) -> bool | None:
    return None if type(value) in PLAIN else original(value)


def color(_original: Callable, style: dict, key: str) -> object:
    value = style[key]
    return style["color"] if isinstance(value, str) and value == "currentcolor" else value


def setting_styles(original: Callable) -> Callable:
    def set_computed_styles(
        style_for: StyleFor, element: object, parent: object, root: object = None,
        pseudo_type: str | None = None, base_url: str | None = None,
        target_collector: object = None,
    ) -> None:  # fmt: skip
        """Elements of a page share styles already; so do their markers, and those of all parts."""
        computed, place = style_for.get_computed_styles(), (element, pseudo_type)
        if element == root and pseudo_type is None:
            style_for.quick_styles = _styles_of_sheet(style_for, root)
        kept = style_for.__dict__.get("quick_styles")
        if kept is None and pseudo_type is not None:
            kept = style_for.__dict__.setdefault("quick_parts", {})
        if kept is None or target_collector is None:
            original(style_for, element, parent, root, pseudo_type, base_url, target_collector)
            return
        cascaded = style_for.get_cascaded_styles().get(place, {})
        # Its language is an element's own; all other values are the sheet's.
        values = (
            (name, value if name == "lang" else id(value), weight)
            for name, (value, weight) in cascaded.items()
        )
        key = (parent is not None and id(computed[parent, None]), pseudo_type, base_url, *values)
        if key in kept:
            computed[place] = style = kept[key]
            if style["anchor"]:
                target_collector.collect_anchor(style["anchor"])
            return
        original(style_for, element, parent, root, pseudo_type, base_url, target_collector)
        kept[key] = computed[place]

    return set_computed_styles


def _styles_of_sheet(style_for: StyleFor, root: Element) -> dict | None:
    """Those worked out for pages of the same sheet, None where a page has rules of its own.

    They know values by where they lie in memory, so they live as long as the sheet does.
    """
    own = [sheet for sheet, *_ in style_for._sheets if sheet is not UA_STYLESHEET]
    if len(own) != 1 or any("style" in element.attrib for element in root.iter()):
        return None
    return own[0].__dict__.setdefault("quick_styles", {})


def page_styles(original: Callable, page_type: object, html: object, style_for: StyleFor) -> None:
    """Pages of one kind share their styles, with those of their heads and feet."""
    try:
        kinds = style_for.quick_kinds
    except AttributeError:
        kinds = style_for.quick_kinds = _kinds_of_pages(style_for)
    if kinds is None:
        original(page_type, html, style_for)
        return
    computed = style_for.get_computed_styles()
    kind = (page_type.side, page_type.blank, page_type.index == 0, page_type.name)
    if kind not in kinds:
        original(page_type, html, style_for)
        parts = [part for element, part in computed if element == page_type]
        kinds[kind] = {part: computed[page_type, part] for part in parts}
    for part, style in kinds[kind].items():
        computed[page_type, part] = style


def _kinds_of_pages(style_for: StyleFor) -> dict | None:
    """Styles by kind of page, kept as those of elements are."""
    if not _pages_are_alike(style_for):
        return None
    kept = style_for.quick_styles
    return {} if kept is None else kept.setdefault(PAGES, {})


def _pages_are_alike(style_for: StyleFor) -> bool:
    """Whether no rule of the style sheets is for the pages of some numbers only."""
    return all(
        selector.index is None
        for sheet, *_ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for _, _, selector in selectors
    )
