"""A line chart as geometry: everything placed, every path written, for a template without sums."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from scorecard.charts import lettering
from scorecard.charts.below import StateMark, periods, states
from scorecard.charts.ends import End
from scorecard.charts.frame import (
    EDGE,
    LABEL_GAP,
    TEXT_GAP,
    TICK_GAP,
    Frame,
    Plot,
    framed,
    label_height,
)
from scorecard.charts.lines import Line, band_of, line_of
from scorecard.charts.parts import (
    BASELINE,
    LOOKS,
    NARROW,
    OWN_LAST,
    WIDE,
    Form,
    Piece,
    Text,
    path_of,
    rounded,
)
from scorecard.charts.series import LineChart, Role

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
NOTICED = 2  # a label moved by less needs no line that leads to it


@dataclass(frozen=True)
class Tick:
    value: Decimal
    y: float
    text: Text


@dataclass(frozen=True)
class Label:
    """The name and newest figure of a series beside the plot, level with the line's sample."""

    role: Role
    top: float
    bottom: float
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing ``form.width`` wide. ``zero`` is where 0 stands, None on an axis without it.

    Texts of ticks end at their ``x``, those of periods and states are centred on it, all others
    start there. ``leaders`` lead from a line's end to a label that had to make room.
    """

    sentence: ClassVar[str] = ""

    key: str
    title: str
    description: str
    form: Form
    height: int
    plot: Plot
    captions: tuple[Text, ...]
    ticks: tuple[Tick, ...]
    zero: float | None
    periods: tuple[Text, ...]
    band: tuple[Piece, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    leaders: tuple[Piece, ...]
    states: tuple[StateMark, ...]
    notes: tuple[Text, ...]

    @property
    def grid_path(self) -> str:
        left, right = self.plot.left, self.plot.right
        return path_of(((left, tick.y), (right, tick.y)) for tick in self.ticks)

    @property
    def base_path(self) -> str:
        """The line that columns would stand on: at 0, or else at the foot."""
        y = self.plot.bottom if self.zero is None else self.zero
        return path_of([((self.plot.left, y), (self.plot.right, y))])

    @property
    def band_path(self) -> str:
        return path_of(self.band)

    @property
    def leader_path(self) -> str:
        return path_of(self.leaders)

    @property
    def bracket_path(self) -> str:
        return path_of(mark.bracket for mark in self.states)


@dataclass(frozen=True)
class NoChart:
    """What stands in the place of a chart that would be empty."""

    title: str
    sentence: str


def draw_for_page(chart: LineChart, *, key: str) -> tuple[Chart | NoChart, ...]:
    """What a page of the site holds: a wide and a narrow drawing, or one sentence."""
    wide, narrow = draw(chart, key=key), draw(chart, key=f"{key}-narrow", form=NARROW)
    return (wide,) if wide.sentence else (wide, narrow)


def draw(chart: LineChart, *, key: str, form: Form = WIDE) -> Chart | NoChart:
    """The chart as geometry, or a sentence where no area has a figure.

    ``key`` becomes part of ids, so it is a word of Latin letters, digits, ``-`` and ``_`` that no
    other chart of the page has; any other raises ValueError.
    """
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} cannot be part of an id.")
    title = lettering.plain(chart.title)
    if not any(area.figures for area in chart.areas):
        return NoChart(title, f"{title}: there are no figures to draw.")
    frame = framed(chart, form)
    labels = _labels(frame)
    below = periods(frame)
    lowest = max((text.y for text in below), default=frame.plot.bottom)
    marks, notes = states(frame, lowest + TICK_GAP)
    last = max((text.y for text in (*(mark.text for mark in marks), *notes)), default=lowest)
    return Chart(
        key=key,
        title=title,
        description=f"{lettering.plain(chart.description)} {frame.cut}".strip(),
        form=form,
        height=math.ceil(last + 0.3 * form.size + EDGE),
        plot=frame.plot,
        captions=_captions(frame),
        ticks=_ticks(frame),
        zero=frame.y(Decimal(0)) if frame.axis.shows_zero else None,
        periods=below,
        band=band_of(frame),
        lines=_lines(frame, labels),
        labels=labels,
        leaders=_leaders(frame, labels),
        states=marks,
        notes=notes,
    )


def _captions(frame: Frame) -> tuple[Text, ...]:
    line = frame.form.line
    return tuple(
        Text(EDGE, round(EDGE + line * (row + 0.8), 1), words)
        for row, words in enumerate(frame.caption)
    )


def _ticks(frame: Frame) -> tuple[Tick, ...]:
    x, drop = round(frame.plot.left - TICK_GAP, 1), frame.form.size * BASELINE
    return tuple(
        Tick(value, y, Text(x, round(y + drop, 1), words))
        for value, words in zip(frame.axis.ticks, frame.figures, strict=True)
        for y in (frame.y(value),)
    )


def _labels(frame: Frame) -> tuple[Label, ...]:
    heights = [label_height(end, frame.form) for end in frame.ends]
    wanted = [frame.y(end.value) for end in frame.ends]
    middles = lettering.apart(wanted, heights, *frame.room_for_labels)
    return tuple(
        _label(end, middle - height / 2, frame)
        for end, middle, height in zip(frame.ends, middles, heights, strict=True)
    )


def _label(end: End, top: float, frame: Frame) -> Label:
    form, x = frame.form, frame.sample[1] + TEXT_GAP
    first = top + (LABEL_GAP + form.line) / 2 + form.size * BASELINE
    texts = (
        Text(*rounded(x, first + form.line * row), words) for row, words in enumerate(end.lines)
    )
    return Label(end.series.role, *rounded(top, top + label_height(end, form)), tuple(texts))


def _lines(frame: Frame, labels: tuple[Label, ...]) -> tuple[Line, ...]:
    """The council's own line last, so that it lies above the others."""
    ends = zip(frame.ends, labels, strict=True)
    lines = (line_of(end.series, frame, _middle(label)) for end, label in ends)
    return tuple(sorted(lines, key=lambda line: OWN_LAST.index(line.role)))


def _leaders(frame: Frame, labels: tuple[Label, ...]) -> tuple[Piece, ...]:
    """None from a line that ends earlier: it would look like its figures."""
    leaders = []
    for end, label in zip(frame.ends, labels, strict=True):
        level, middle = frame.y(end.value), _middle(label)
        if end.position == len(frame.xs) - 1 and abs(level - middle) > NOTICED:
            start = frame.xs[-1] if end.series.is_area else frame.plot.right
            clear = LOOKS[end.series.role].radius + 1
            leaders.append(((round(start + clear, 1), level), (frame.sample[0], middle)))
    return tuple(leaders)


def _middle(label: Label) -> float:
    return round((label.top + label.bottom) / 2, 1)
