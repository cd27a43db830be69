"""Printed parts of a draft as bytes, kept until it is printed again: what is unchanged stays."""

import hashlib
import json
import logging
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from weasyprint.text.ffi import pango

from reports import (
    pdf_streams,
    pdf_tags,
    press,
    press_speed,
    press_styles,
    press_texts,
    printed,
)
from reports.printed import Printed, PrintedFont, PrintedPage, PrintedTags

logger = logging.getLogger(__name__)

MODULES = (pdf_streams, pdf_tags, press, press_speed, press_styles, press_texts, printed)
LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen")
QUICK = 1  # compression


def packed(parts: Mapping[str, Printed]) -> bytes:
    """The same parts give the same bytes."""
    plain = {"press": _press(), "parts": {key: _plain(part) for key, part in parts.items()}}
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), QUICK)


def unpacked(content: bytes) -> dict[str, Printed]:
    """Parts by key; none if there are none, or if another press has printed them.

    Nor where they cannot be read: the paper is printed anew then, and its author gets it.
    """
    if not content:
        return {}
    try:
        plain = json.loads(zlib.decompress(content))
        if plain["press"] != _press():
            return {}
        return {key: _part(part) for key, part in plain["parts"].items()}
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.warning("What was kept of a draft cannot be read: %s", error)
        return {}


@cache
def _press() -> str:
    """What decides how the same part is printed, but for the fonts: see ``pdf_binding``."""
    sources = b"".join(Path(module.__file__).read_bytes() for module in MODULES)
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    words = " ".join([f"Pango {pango.pango_version()}", *versions])
    return hashlib.sha256(words.encode() + sources).hexdigest()


def _plain(part: Printed) -> dict[str, object]:
    plain = asdict(part)
    plain["missing"] = sorted(part.missing)
    for page in plain["pages"]:
        page["content"] = b64encode(page["content"]).decode()
    tags = plain["tags"]
    tags["written"] = tags["written"].decode("ascii")
    tags["outermost"] = [
        (depth, written.decode("ascii"), slots) for depth, written, slots in tags["outermost"]
    ]
    return plain


def _part(plain: dict) -> Printed:
    tags = plain["tags"]
    tags["written"] = tags["written"].encode("ascii")
    tags["outermost"] = [
        (depth, written.encode("ascii"), tuple(slots))
        for depth, written, slots in tags["outermost"]
    ]
    for page in plain["pages"]:
        page["content"] = b64decode(page["content"])
    return Printed(
        **{
            **plain,
            "pages": [_page(page) for page in plain["pages"]],
            "fonts": [_font(font) for font in plain["fonts"]],
            "tags": PrintedTags(**tags),
            "missing": set(plain["missing"]),
        }
    )


def _page(plain: dict) -> PrintedPage:
    """JSON knows no tuples."""
    links = [(kind, target, tuple(place), words) for kind, target, place, words in plain["links"]]
    anchors = {name: tuple(place) for name, place in plain["anchors"].items()}
    bookmarks = [
        (level, label, tuple(place), state) for level, label, place, state in plain["bookmarks"]
    ]
    return PrintedPage(**{**plain, "links": links, "anchors": anchors, "bookmarks": bookmarks})


def _font(plain: dict) -> PrintedFont:
    """JSON knows no keys that are numbers."""
    widths = {int(glyph): width for glyph, width in plain["widths"].items()}
    letters = {int(glyph): words for glyph, words in plain["letters"].items()}
    return PrintedFont(**{**plain, "widths": widths, "letters": letters})
