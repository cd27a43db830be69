"""Quicker ways for WeasyPrint 70.0 to set and draw texts, put in place by press_speed.

All texts of one style share one font context, a line that was measured is not shaped again to be
drawn, and what a glyph of a font looks like in the file is worked out once.
"""

import struct
from collections.abc import Callable
from math import inf
from operator import itemgetter

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import font_features, get_font_description

# What Pango takes for the end of a paragraph, and a tab, whose width is set for each text.
BREAKS = "\n\r\t\u2029"
FEATURES = itemgetter(
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
SPACES = itemgetter("word_spacing", "letter_spacing", "font_language_override")
FONT = itemgetter(
    "font_style", "font_weight", "font_stretch", "font_size", "font_variant_caps",
    "font_variation_settings", "lang", "direction", "overflow_wrap",
)  # fmt: skip
GLYPH = struct.Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, offsets to the right and up
NO_LETTER = pango.PANGO_GLYPH_UNKNOWN_FLAG | pango.PANGO_GLYPH_EMPTY  # some of its bits are set
LETTERS_A_LINE = 4  # as many times the width over the font size: WeasyPrint's own guess
LETTERS_TRIED = 3  # as many are set at first: one line and the beginning of the next
SOFT_HYPHEN = "\xad"
WHOLE_SIZE = 14802  # from this version on Pango gives sizes of fonts unrounded


def setting_up(original: Callable) -> Callable:
    def setup(layout: object, style: dict) -> None:
        try:
            kept = style.quick_font
        except AttributeError:
            kept = style.quick_font = _font(style)
        layout.is_quick, layout.is_drawn = kept is not None, False
        if kept is None:
            original(layout, style)
            return
        context, layout.language, font, attributes = kept
        layout.style, layout.first_line_direction = style, 0
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        pointer = pango.pango_layout_new(context)
        layout.layout = ffi.gc(pointer, gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(pointer, False)
        pango.pango_layout_set_font_description(pointer, font)
        pango.pango_layout_set_single_paragraph_mode(pointer, True)
        if attributes is not None:
            pango.pango_layout_set_attributes(pointer, attributes)

    return setup


def _font(style: dict) -> tuple | None:
    """What every text of a plain style is set with; None where the original must set it."""
    if style["text_decoration_line"] != "none":
        return None
    kept = style.font_config.__dict__.setdefault("quick_fonts", {})
    key = (tuple(style["font_family"]), FEATURES(style), SPACES(style), FONT(style))
    if key not in kept:
        kept[key] = _new_font(style)
    return kept[key]


def _new_font(style: dict) -> tuple | None:
    words, letters, language = SPACES(style)
    if words or letters not in ("normal", 0) or language != "normal":
        return None
    if font_features(*FEATURES(style)):
        return None
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if style["lang"]:
        language = pango.pango_language_from_string(style["lang"].encode())
        pango.pango_context_set_language(context, language)
    attributes = None
    if style["overflow_wrap"] in ("anywhere", "break-word"):
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        attribute = pango.pango_attr_insert_hyphens_new(False)  # from the first to the last letter
        pango.pango_attr_list_insert(attributes, attribute)
    return context, language, get_font_description(style), attributes


def setting_text(original: Callable) -> Callable:
    def set_text(layout: object, text: str, justify: bool = False) -> None:
        is_spread = justify and layout.justification_spacing
        if layout.is_quick and not is_spread and not any(mark in text for mark in BREAKS):
            layout.text = text
            pango.pango_layout_set_text(layout.layout, text.encode().replace(b"\0", b""), -1)
            return
        if layout.is_quick:  # what all texts of its style share may not be changed for this one
            layout.is_quick = False
            pango.pango_layout_set_single_paragraph_mode(layout.layout, False)
            pango.pango_layout_set_attributes(layout.layout, ffi.NULL)
        original(layout, text, justify)

    return set_text


def deactivating(original: Callable) -> Callable:
    def deactivate(layout: object) -> None:
        """A measured line is kept as it is until it is drawn."""
        if layout.is_drawn or not layout.is_quick:
            original(layout)

    return deactivate


def reactivating(original: Callable) -> Callable:
    def reactivate(layout: object, style: dict) -> None:
        is_kept = layout.is_quick and _is_like(getattr(layout, "style", None), style)
        if not is_kept or layout.justification_spacing:
            original(layout, style)
        layout.is_drawn = True

    return reactivate


def split_first_line(
    original: Callable, text: str, style: dict, context: object, max_width: float | None,
    justification_spacing: float, is_line_start: bool = True, minimum: bool = False,
) -> tuple:  # fmt: skip
    """The usual line of words, of which the next one surely does not fit either."""
    if max_width == inf and len(text) == 1:
        return _letter(original, text, style, context, justification_spacing)
    line = None
    if (
        max_width is not None
        and 0 < style["font_size"] * LETTERS_A_LINE <= max_width < 2**21
        and style["white_space"] == "normal"
        and style["hyphens"] != "auto"
        and not justification_spacing
        and SOFT_HYPHEN not in text
    ):
        line = _line(text, style, context, max_width)
    if line is None:
        return original(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    return line


def _letter(
    original: Callable, text: str, style: dict, context: object, justification_spacing: float
) -> tuple:
    """Drawings set their words letter by letter: each is measured once for its font."""
    font = style.__dict__.get("quick_font")
    letters = style.font_config.__dict__.setdefault("quick_letters", {})
    if font is None or (text, id(font)) not in letters:
        found = original(text, style, context, inf, justification_spacing)
        if font is None:
            return found
        letters[text, id(font)] = found
    return letters[text, id(font)]


def _is_like(one: dict | None, other: dict) -> bool:
    """Whether texts of both styles are set alike."""
    font = getattr(one, "quick_font", None)
    return one is other or (font is not None and font is getattr(other, "quick_font", None))


def _line(text: str, style: dict, context: object, max_width: float) -> tuple | None:
    """As WeasyPrint would split it; None if it would have to look closer."""
    short = text[: int(max_width / style["font_size"] * LETTERS_TRIED)]
    layout = line_break.create_layout(short, style, context, max_width, 0)
    line, resume_at = layout.get_first_line()
    width, _ = line_break.line_size(line, style)
    if width > max_width or not layout.is_quick or (resume_at is None and short != text):
        return None
    if resume_at is not None:
        encoded = short.encode()
        start = len(encoded[:resume_at].decode())
        breaks = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        end = line_break.get_next_break_point(breaks[start + 1 : len(short)])
        if not end or short[start + end] != " ":
            return None
        word = short[start : start + end].rstrip(" ")
        least = width + _width_of(word, layout) - style["font_size"] / 2  # letters may move closer
        if not word or least <= max_width:
            return None
    return line_break.first_line_metrics(line, short, layout, resume_at, True, style)


def _width_of(word: str, layout: object) -> float:
    """Of a word at the beginning of the second line, in pixels; less if it is of several fonts."""
    line = pango.pango_layout_get_line_readonly(layout.layout, 1)
    if line == ffi.NULL or line.runs == ffi.NULL:
        return 0
    item = line.runs[0].data
    start = line.start_index - item.item.offset
    end = start + len(word.encode())
    count, clusters = item.glyphs.num_glyphs, item.glyphs.log_clusters
    glyphs = GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, count * GLYPH.size))
    places = ffi.unpack(clusters, count)
    widths = (
        width
        for place, (_, width, _, _) in zip(places, glyphs, strict=True)
        if start <= place < end
    )
    return sum(widths) * FROM_UNITS


def draw_first_line(
    original: Callable, stream: object, textbox: object, text_overflow: str, block_ellipsis: str,
    matrix: object,
) -> list:  # fmt: skip
    """Letters only: what is cut off with dots, or holds emoji, is left to the original."""
    is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
    runs = _runs(stream, textbox) if is_whole else []
    if not runs:
        return original(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    shown, last = "", None
    for pango_font, font, size, glyphs, item in runs:
        if pango_font != last:
            if shown:
                stream.show_text(shown)
            shown, last = "", pango_font
            stream.set_font_size(font.hash, size)
        pieces = font.__dict__.setdefault("quick_pieces", {}).setdefault(size, {})
        try:
            drawn = "".join([pieces[glyph] for glyph in glyphs])
        except KeyError:
            _learn(pieces, pango_font, font, size, glyphs, item, textbox, stream)
            drawn = "".join([pieces[glyph] for glyph in glyphs])
        shown += f"<{drawn}"
        shown = shown[:-1] if shown[-1] == "<" else f"{shown}>"
    stream.show_text(shown)
    return []


def _runs(stream: object, textbox: object) -> list[tuple]:
    """The pieces of one font of a line, with their glyphs; none if some are not plain letters."""
    layout, runs, last = textbox.pango_layout, [], None
    if not getattr(layout, "is_quick", False) or not textbox.text.strip():
        return []
    if textbox.style["font_size"] < 1e-6:
        return []
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != last:
            last = pango_font
            font, size = stream.add_font(pango_font)
        count = item.glyphs.num_glyphs
        glyphs = list(GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, count * GLYPH.size)))
        has_pictures = font.bitmap or font.svg or font.png or font.colr
        if has_pictures or any(glyph & NO_LETTER > 0xFFFF or up for glyph, _, _, up in glyphs):
            return []
        runs.append((pango_font, font, size, glyphs, item))
    return runs if pango.pango_version() >= WHOLE_SIZE else []


def _learn(
    pieces: dict, pango_font: object, font: object, size: float, glyphs: list, item: object,
    textbox: object, stream: object,
) -> None:  # fmt: skip
    """Add what each glyph is in the file, and to the font what it stands for and how wide it is."""
    clusters, length, start = item.glyphs.log_clusters, item.item.length, item.item.offset
    is_backwards = item.item.analysis.level % 2
    text, last = textbox.pango_layout.text.encode(), len(glyphs) - 1
    for place, key in enumerate(glyphs):
        glyph, width, right, _ = key
        if glyph not in font.to_unicode:
            first, end = clusters[place], 0 if is_backwards else last
            after = length if place == end else clusters[place - 1 if is_backwards else place + 1]
            font.to_unicode[glyph] = text[start + first : start + after].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                pango_font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = right / size
        kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        pieces[key] = "".join((
            f">{-offset}<" if offset else "", f"{glyph:04x}", f">{int(kerning)}<" if kerning else ""
        ))  # fmt: skip
