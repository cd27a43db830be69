"""Room that words take, worked out without a font, and words kept within their room."""

import re
from itertools import accumulate

# Widths in thousandths of the size, for bold Arial and its equals: regular letters are narrower.
_GROUPS = {
    " ijlI.,'|/\\’‘": 280,
    "!()[]-ft`·:;": 340,
    "r*{}": 390,
    '"“”': 500,
    "acekszxyv0123456789£$_–": 560,
    "bdghnopquFLTZJ+=<>~−×?": 620,
    "EPSVXYABCDHKNRU&": 725,
    "GOQw": 785,
    "m%M": 890,
    "W": 945,
    "—…": 1000,
}
_WIDTHS = {letter: width / 1000 for letters, width in _GROUPS.items() for letter in letters}
_WIDEST = 1.05  # what the table does not hold, such as an accented capital or another script
# A line may end at a space, and after a hyphen or slash inside words, but not inside 2020-21.
_BREAK = re.compile(r"(?<=\s)|(?<=[/-])(?=[^\W\d])")


def plain(text: str) -> str:
    """The text in one line, without what shows nothing or what XML cannot hold."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def width(text: str, size: float) -> float:
    """At least the width of the words at a font size, in the size's own unit."""
    return size * sum(_WIDTHS.get(letter, _WIDEST) for letter in text)


def shortened(text: str, limit: float, size: float) -> str:
    """The text, or as much of it as the limit holds, with an ellipsis."""
    if width(text, size) <= limit:
        return text
    room = limit - width("…", size)
    ends = accumulate(width(letter, size) for letter in text)
    return text[: sum(end <= room for end in ends)].rstrip() + "…"


def wrapped(text: str, limit: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines, none wider than the limit."""
    lines = [""]
    for piece in _BREAK.split(text):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > limit:
            lines.append("")
        lines[-1] += piece
    kept = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return tuple(shortened(line.strip(), limit, size) for line in kept if line.strip())


def apart(
    wanted: list[float], heights: list[float], top: float, bottom: float
) -> tuple[float, ...]:
    """Middles of labels as near to those wanted as can be, in the same order, none overlapping.

    ``wanted`` goes from the top down, and all heights together fit between top and bottom.
    Labels that would overlap share the room around them.
    """
    *above, total = accumulate(heights, initial=0.0)
    clusters: list[tuple[float, int]] = []  # where a run of touching labels starts, less ``above``
    for middle, height, before in zip(wanted, heights, above, strict=True):
        start, count = middle - height / 2 - before, 1
        while clusters and clusters[-1][0] > start:
            other, number = clusters.pop()
            start, count = (other * number + start * count) / (number + count), number + count
        clusters.append((start, count))
    starts = [
        max(top, min(start, bottom - total)) for start, count in clusters for _ in range(count)
    ]
    places = zip(starts, above, heights, strict=True)
    return tuple(start + before + height / 2 for start, before, height in places)
