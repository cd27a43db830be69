"""A line of the newest figures, small enough for a cell of a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from scorecard.charts.axis import axis_for
from scorecard.charts.parts import LOOKS, Look, Piece, Place, marks_of, path_of, rounded, runs
from scorecard.charts.series import MOST_DECIMALS, Point, Role, check_points

MOST_POINTS = 12
WIDTH, HEIGHT, INSET = 120, 32, 5
INTERVALS = 4
END_DOT, LONE_DOT = (replace(LOOKS[Role.OWN], radius=radius) for radius in (3.5, 2))


@dataclass(frozen=True)
class Sparkline:
    """``end`` is where the newest figure stands; gaps are between pieces."""

    pieces: tuple[Piece, ...]
    end: Place
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    look: ClassVar[Look] = LOOKS[Role.OWN]

    @property
    def path(self) -> str:
        return path_of(self.pieces)

    @property
    def dots(self) -> str:
        """The end, and smaller each figure between two gaps, which no line passes."""
        lone = [piece[0] for piece in self.pieces if len(piece) == 1 and piece[0] != self.end]
        return marks_of([self.end], END_DOT) + marks_of(lone, LONE_DOT)


def sparkline(points: Sequence[Point]) -> Sparkline | None:
    """The newest twelve points, without an axis; None where none of them is a figure.

    It spans what the chart's axis would: small movements do not look large. Raises ValueError
    for points that no chart shows.
    """
    check_points(points, "A sparkline")
    points = points[-MOST_POINTS:]
    figures = [point for point in points if isinstance(point, Decimal)]
    if not figures:
        return None
    axis = axis_for(figures, intervals=INTERVALS, decimals=MOST_DECIMALS)
    step = (WIDTH - 2 * INSET) / (MOST_POINTS - 1)
    first = MOST_POINTS - len(points)  # few points end where twelve would
    places = [
        rounded(INSET + step * at, INSET + (HEIGHT - 2 * INSET) * (1 - axis.share(point)))
        if isinstance(point, Decimal)
        else None
        for at, point in enumerate(points, first)
    ]
    pieces = tuple(tuple(places[at] for at in run) for run in runs(places))
    return Sparkline(pieces, pieces[-1][-1])
