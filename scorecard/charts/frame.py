"""Where everything of a chart goes: the axis, the plot and the room that words need around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.charts import lettering
from scorecard.charts.axis import Axis, axis_for, cut_words, tick_figures, unit_words
from scorecard.charts.ends import End, ends_of
from scorecard.charts.parts import Form, rounded
from scorecard.charts.series import LineChart, Series

EDGE = 3  # between the outermost words and the edge of the drawing
TICK_GAP = 8  # from the axis to its figures and to the periods
SAMPLE_GAP = 10  # from the plot to the sample of a line, where its label begins
TEXT_GAP = 5  # from the sample to the words
LABEL_GAP = 2  # between labels
INSET = 11  # from the axis to the first point, from the last point to the plot's right edge
CAPTION_LINES = 3
ABOVE, BELOW = 0.6, 0.4  # of the size of the letters: how far words beside the plot may stand out

Heights = Sequence[float | None]
"""Where the points of a series stand, None for a point that is no figure."""


@dataclass(frozen=True)
class Plot:
    left: float
    top: float
    right: float
    bottom: float

    def xs(self, count: int) -> tuple[float, ...]:
        """Where the categories stand; a single one in the middle."""
        if count == 1:
            return rounded((self.left + self.right) / 2)
        step = (self.right - self.left - 2 * INSET) / (count - 1)
        return rounded(*(self.left + INSET + step * number for number in range(count)))

    def y(self, share: float) -> float:
        return round(self.bottom - (self.bottom - self.top) * share, 1)


@dataclass(frozen=True)
class Frame:
    """``caption`` says the unit and where a cut axis starts; ``cut`` only the latter."""

    chart: LineChart
    form: Form
    axis: Axis
    figures: tuple[str, ...]
    cut: str
    caption: tuple[str, ...]
    ends: tuple[End, ...]
    plot: Plot
    xs: tuple[float, ...]

    def y(self, value: Decimal) -> float:
        return self.plot.y(self.axis.share(value))

    def heights(self, series: Series) -> Heights:
        return [self.y(point) if isinstance(point, Decimal) else None for point in series.points]

    @property
    def sample(self) -> tuple[float, float]:
        """Left and right of the samples of lines, beside the plot."""
        left = self.plot.right + SAMPLE_GAP
        return rounded(left, left + self.form.sample)

    @property
    def room_for_labels(self) -> tuple[float, float]:
        """Top and bottom of what the labels beside the plot may fill."""
        size = self.form.size
        return self.plot.top - ABOVE * size, self.plot.bottom + BELOW * size


def framed(chart: LineChart, form: Form) -> Frame:
    """The frame of a chart that has a figure."""
    axis = axis_for(chart.figures, intervals=form.intervals, decimals=chart.decimals)
    figures, cut = tick_figures(axis, chart.unit), cut_words(axis, chart.unit)
    caption = _caption(chart, cut, form)
    ends = ends_of(chart, form)
    names = [lettering.width(line, form.size) for end in ends for line in end.lines]
    beside = SAMPLE_GAP + form.sample + TEXT_GAP + max(names)
    before = max(lettering.width(figure, form.size) for figure in figures) + TICK_GAP
    above = len(caption) * form.line + form.size * ABOVE
    height = max(form.plot_height, sum(label_height(end, form) for end in ends))
    left, top, right, bottom = rounded(
        EDGE + before, EDGE + above, form.width - EDGE - beside, EDGE + above + height
    )
    plot = Plot(left, top, right, bottom)
    xs = plot.xs(len(chart.categories))
    return Frame(chart, form, axis, figures, cut, caption, ends, plot, xs)


def label_height(end: End, form: Form) -> float:
    return len(end.lines) * form.line + LABEL_GAP


def _caption(chart: LineChart, cut: str, form: Form) -> tuple[str, ...]:
    unit = lettering.plain(unit_words(chart.unit))
    words = f"{unit}. {cut}" if unit and cut else unit or cut
    return lettering.wrapped(words, form.width - 2 * EDGE, form.size, CAPTION_LINES)
