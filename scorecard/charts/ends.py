"""The ends of lines: the newest figure of each series, and the words that name it there."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.charts import lettering
from scorecard.charts.axis import figure
from scorecard.charts.parts import Form
from scorecard.charts.series import LineChart, Series

FIGURE_LINES = 3  # such as "85% in", "Quarter 3", "2019-20" on a phone


@dataclass(frozen=True)
class End:
    """The newest figure of a series: where it is among the categories, and its label's lines."""

    series: Series
    position: int
    value: Decimal
    lines: tuple[str, ...]


def ends_of(chart: LineChart, form: Form) -> tuple[End, ...]:
    """The newest figures of the series that have any, the highest first, with their labels."""
    ends = []
    for series in chart.series:
        figures = [place for place in enumerate(series.points) if isinstance(place[1], Decimal)]
        if figures:
            position, value = figures[-1]
            ends.append(End(series, position, value, _lines(chart, series, figures[-1], form)))
    return tuple(sorted(ends, key=lambda end: end.value, reverse=True))


def _lines(
    chart: LineChart, series: Series, newest: tuple[int, Decimal], form: Form
) -> tuple[str, ...]:
    """The name, then the newest figure; with its period, where others have a newer one."""
    position, value = newest
    name = lettering.plain(series.label)
    words = figure(value, chart.unit, chart.decimals)
    lines = lettering.wrapped(name, form.label_width, form.size, form.label_lines)
    if position != len(chart.categories) - 1:
        words += f" in {lettering.plain(chart.categories[position])}"
    joined = " ".join((*lines[-1:], words))
    if lettering.width(joined, form.size) <= form.label_width:
        return (*lines[:-1], joined)
    return lines + lettering.wrapped(words, form.label_width, form.size, FIGURE_LINES)
