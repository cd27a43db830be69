"""What drawings are made of: places, pieces of lines, words, looks. Lengths are SVG user units."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from scorecard.charts.series import Role

Place = tuple[float, float]
Piece = tuple[Place, ...]

LINE_HEIGHT = 1.2  # of the size of the letters
BASELINE = 0.36  # how far below the middle of a line of words its letters stand


@dataclass(frozen=True)
class Form:
    """A kind of drawing. ``size`` is that of all letters.

    ``label_width`` and ``label_lines`` bound the names at the ends of lines, without their figure.
    """

    name: str
    width: int
    plot_height: int
    size: int
    intervals: int
    sample: int
    label_width: int
    label_lines: int

    @property
    def line(self) -> float:
        return self.size * LINE_HEIGHT


# One as wide as the text of an A4 paper, one for phones: letters stay 11 pixels high or more.
WIDE = Form(
    "wide", width=616, plot_height=240, size=14, intervals=5,
    sample=22, label_width=168, label_lines=2,
)  # fmt: skip
NARROW = Form(
    "narrow", width=320, plot_height=220, size=13, intervals=4,
    sample=16, label_width=94, label_lines=3,
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """``y`` is where the letters stand; how ``x`` is meant depends on the kind of text."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Look:
    """How a role's line is drawn: told apart by shape and dash even where colours are not seen."""

    colour: str
    width: str
    dash: str = ""
    shape: str = ""
    radius: float = 0
    is_filled: bool = False

    @property
    def fill(self) -> str:
        return self.colour if self.is_filled else "#ffffff"


# At least 3 to 1 against white, and as far from each other in lightness: also in greyscale.
LOOKS = {
    Role.OWN: Look("#12436d", "3.5", "", "circle", 4.5, is_filled=True),
    Role.NEIGHBOURS: Look("#7d3c98", "2", "9 3 2 3", "diamond", 5),
    Role.REGION: Look("#bd530d", "2", "7 4", "square", 3.8),
    Role.ENGLAND: Look("#23968d", "2", "2 3", "triangle", 4.8),
    Role.TARGET: Look("#16191d", "1.8"),
    Role.LIMIT: Look("#5f6770", "1.2", "4 3"),
    Role.MEAN: Look("#5f6770", "1.2"),
}
OWN_LAST = (
    Role.LIMIT,
    Role.MEAN,
    Role.TARGET,
    Role.ENGLAND,
    Role.REGION,
    Role.NEIGHBOURS,
    Role.OWN,
)


def rounded(*lengths: float) -> tuple[float, ...]:
    return tuple(round(length, 1) for length in lengths)


def runs(present: Iterable[object]) -> tuple[range, ...]:
    """The positions of the things that are not None, as unbroken runs."""
    found = []
    for is_missing, group in groupby(enumerate(present), key=lambda place: place[1] is None):
        if not is_missing:
            positions = [position for position, _ in group]
            found.append(range(positions[0], positions[-1] + 1))
    return tuple(found)


def path_of(pieces: Iterable[Piece]) -> str:
    """SVG path data with a line through each piece."""
    return "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in piece) for piece in pieces if len(piece) > 1
    )


def marks_of(places: Iterable[Place], look: Look) -> str:
    """SVG path data with the look's shape at each place."""
    shape = _SHAPES[look.shape]
    return "".join(shape(x, y, look.radius) for x, y in places)


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0"
        f"a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0z"
    )


def _square(x: float, y: float, radius: float) -> str:
    side = 2 * radius
    return f"M{x - radius:g} {y - radius:g}h{side:g}v{side:g}h{-side:g}z"


def _diamond(x: float, y: float, radius: float) -> str:
    r = f"{radius:g}"
    return f"M{x:g} {y - radius:g}l{r} {r}l-{r} {r}l-{r} -{r}z"


def _triangle(x: float, y: float, radius: float) -> str:
    return f"M{x:g} {y - radius:g}l{radius:g} {1.8 * radius:g}h{-2 * radius:g}z"


_SHAPES = {"circle": _circle, "square": _square, "diamond": _diamond, "triangle": _triangle}
