"""The lines in a plot: from figure to figure for areas, in steps for targets and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scorecard.charts.frame import Frame, Heights
from scorecard.charts.parts import LOOKS, Look, Piece, Place, marks_of, path_of, rounded, runs
from scorecard.charts.series import Role, Series

ROOM_FOR_MARKS = 1.8  # radii from point to point; of closer points only the outermost are marked


@dataclass(frozen=True)
class Line:
    """``pieces`` end at gaps; a piece of one place is a lone point.

    The paths hold the pieces and the sample beside the line's label.
    """

    role: Role
    look: Look
    pieces: tuple[Piece, ...]
    path: str
    marks: str


def line_of(series: Series, frame: Frame, level: float) -> Line:
    """The line of a series whose label stands at this level."""
    look, heights = LOOKS[series.role], frame.heights(series)
    left, right = frame.sample
    sample = ((left, level), (right, level))
    if not series.is_area:
        pieces = _stepped(heights, frame)
        return Line(series.role, look, pieces, path_of((*pieces, sample)), "")
    pieces = _joined(heights, frame.xs)
    places = (*_marked(pieces, look.radius * ROOM_FOR_MARKS), ((left + right) / 2, level))
    return Line(series.role, look, pieces, path_of((*pieces, sample)), marks_of(places, look))


def band_of(frame: Frame) -> tuple[Piece, ...]:
    """The outlines of the band between two limits, where both are known."""
    limits = [series for series in frame.chart.series if series.role == Role.LIMIT]
    if len(limits) < 2:
        return ()
    pairs = [
        pair if None not in pair else (None, None)
        for pair in zip(*map(frame.heights, limits), strict=True)
    ]
    edges = (_stepped(heights, frame) for heights in zip(*pairs, strict=True))
    return tuple((*one, *reversed(other)) for one, other in zip(*edges, strict=True))


def _joined(heights: Heights, xs: Sequence[float]) -> tuple[Piece, ...]:
    return tuple(
        tuple((xs[position], heights[position]) for position in run) for run in runs(heights)
    )


def _stepped(heights: Heights, frame: Frame) -> tuple[Piece, ...]:
    """Level over the whole of each category's part of the plot, upright in between."""
    between = rounded(*((one + other) / 2 for one, other in pairwise(frame.xs)))
    edges = (frame.plot.left, *between, frame.plot.right)
    pieces = []
    for run in runs(heights):
        places = [(edges[at + side], heights[at]) for at in run for side in (0, 1)]
        # A place between two of the same height says nothing.
        levels = [None, *(y for _, y in places), None]
        kept = [
            place
            for place, before, after in zip(places, levels[:-2], levels[2:], strict=True)
            if not before == place[1] == after
        ]
        pieces.append(tuple(kept))
    return tuple(pieces)


def _marked(pieces: Sequence[Piece], room: float) -> list[Place]:
    """All places, or only the ends of pieces where the marks would run into each other."""
    steps = [two[0] - one[0] for piece in pieces for one, two in pairwise(piece)]
    if min(steps, default=room) >= room:
        return [place for piece in pieces for place in piece]
    return [place for piece in pieces for place in dict.fromkeys((piece[0], piece[-1]))]
