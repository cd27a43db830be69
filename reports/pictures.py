"""Charts as PNG pictures, for files that cannot be trusted to show SVG."""

from functools import cache
from pathlib import Path

import resvg_py

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FAMILY = "Liberation Sans"
# The papers' own font, and in the order of pdf.css those that hold what it lacks.
FONTS = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "DejaVuSans.ttf",
)
PIXELS_A_UNIT = 2.5  # a chart as wide as the text of an A4 page has 230 dots to the inch


class PictureError(Exception):
    """The picture cannot be drawn on this machine; the message says why."""


def png(svg: str) -> bytes:
    """The same SVG gives the same bytes."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=PIXELS_A_UNIT,
        skip_system_fonts=True,  # reading all of them takes seconds
        font_files=_fonts(),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


@cache
def _fonts() -> list[str]:
    found = {path.name: str(path) for folder in FOLDERS for path in folder.rglob("*.ttf")}
    if FONTS[0] not in found:
        raise PictureError(f"Charts cannot be drawn: the font {FAMILY} is not installed.")
    return [found[name] for name in FONTS if name in found]
