"""The words below a plot: its periods, and why there are gaps above them."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from scorecard.charts import lettering
from scorecard.charts.frame import TICK_GAP, Frame
from scorecard.charts.parts import Form, Piece, Text, rounded
from scorecard.charts.series import LineChart, Role, Series

GAP = 5  # between words that stand side by side
PERIOD_WIDTH = 5.5  # of the size of the letters: longer names of periods take two lines
BRACKET, BRACKET_REACH = 4, 4
LANES, LANE_GAP = 3, 3
MORE_GAPS = "More gaps: see the table."


@dataclass(frozen=True)
class StateMark:
    """A bracket under the periods without a figure, and the words that say why there is none."""

    bracket: Piece
    text: Text


def periods(frame: Frame) -> tuple[Text, ...]:
    """The names of the periods, so many left out that none overlap; the newest always stands."""
    form, top = frame.form, frame.plot.bottom + TICK_GAP
    names = [
        lettering.wrapped(lettering.plain(name), PERIOD_WIDTH * form.size, form.size, 2)
        for name in frame.chart.categories
    ]
    boxes = [_box(x, name, form) for x, name in zip(frame.xs, names, strict=True)]
    return tuple(
        Text(*rounded(sum(boxes[index]) / 2, top + form.line * row + form.size * 0.8), words)
        for index in _shown(boxes)
        for row, words in enumerate(names[index])
    )


def _shown(boxes: list[tuple[float, float]]) -> range:
    """Every one, or every second and so on up to the last, so that all stand clear."""
    for stride in range(1, len(boxes)):
        shown = range((len(boxes) - 1) % stride, len(boxes), stride)
        pairs = zip(shown, shown[1:], strict=False)
        if all(boxes[one][1] + GAP <= boxes[other][0] for one, other in pairs):
            return shown
    return range(len(boxes) - 1, len(boxes))


def _box(middle: float, lines: tuple[str, ...], form: Form) -> tuple[float, float]:
    """Left and right of lines around a middle, moved so that they stay inside the drawing."""
    width = max((lettering.width(line, form.size) for line in lines), default=0)
    left = max(1.0, min(middle - width / 2, form.width - 1 - width))
    return left, left + width


def states(frame: Frame, top: float) -> tuple[tuple[StateMark, ...], tuple[Text, ...]]:
    """Marks under gaps, in lanes so that none overlap, and a line of words if some had no room."""
    form, xs = frame.form, frame.xs
    height = BRACKET + form.line + LANE_GAP
    marks: list[StateMark] = []
    lanes: list[float] = []  # how far each is taken
    notes = ()
    for first, last, words in _gaps(frame.chart):
        words = lettering.shortened(words, form.width - 2, form.size)
        start, end = xs[first] - BRACKET_REACH, xs[last] + BRACKET_REACH
        left, right = _box((start + end) / 2, (words,), form)
        free = (lane for lane, taken in enumerate(lanes) if taken + GAP <= min(start, left))
        lane = next(free, len(lanes))
        if lane == LANES:
            y = top + LANES * height + form.line * 0.8
            notes = (Text(*rounded(frame.plot.left, y), MORE_GAPS),)
            continue
        lanes[lane : lane + 1] = [max(end, right)]
        marks.append(_mark(start, end, top + lane * height, (left + right) / 2, words, form))
    return tuple(marks), notes


def _mark(start: float, end: float, top: float, middle: float, words: str, form: Form) -> StateMark:
    foot = top + BRACKET
    bracket = ((start, top), (start, foot), (end, foot), (end, top))
    text = Text(*rounded(middle, foot + form.line * 0.8), words)
    return StateMark(tuple(rounded(*place) for place in bracket), text)


def _gaps(chart: LineChart) -> list[tuple[int, int, str]]:
    """First and last position of each gap and what it is, from left to right."""
    shared = defaultdict(list)
    for series in chart.areas:
        for state, group in groupby(enumerate(series.points), key=lambda place: place[1]):
            if isinstance(state, str):
                positions = [position for position, _ in group]
                shared[positions[0], positions[-1], state].append(series)
    gaps = sorted(shared.items(), key=lambda gap: gap[0][:2])
    return [(first, last, _said(state, who, chart)) for (first, last, state), who in gaps]


def _said(state: str, who: list[Series], chart: LineChart) -> str:
    """The state, with names unless it is the council's own or that of all: the usual cases."""
    if len(who) < len(chart.areas) and [series.role for series in who] != [Role.OWN]:
        state = f"{', '.join(series.label for series in who)}: {state}"
    return lettering.plain(state)
