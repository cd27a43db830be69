"""Charts of the scorecard as figures of a paper, and back again to be drawn."""

from decimal import Decimal, InvalidOperation

from reports.document import DocumentError, Figure, Line, Table
from scorecard.charts import LineChart, Point, Role, Series


def figure_of(chart: LineChart, table: Table) -> Figure:
    """The chart with its table as plain data; its description becomes the sentence."""
    return Figure(
        title=chart.title,
        sentence=chart.description,
        periods=chart.categories,
        lines=tuple(_line(series) for series in chart.series),
        table=table,
        unit=chart.unit,
        decimals=chart.decimals,
    )


def chart_of(figure: Figure) -> LineChart:
    """The chart to be drawn; raises DocumentError for figures that no chart can show."""
    try:
        return LineChart(
            title=figure.title,
            description=figure.sentence,
            categories=figure.periods,
            series=tuple(_series(line) for line in figure.lines),
            unit=figure.unit,
            decimals=figure.decimals,
        )
    except (ValueError, InvalidOperation) as error:
        raise DocumentError(f"The chart “{figure.title}” cannot be drawn: {error}") from error


def _line(series: Series) -> Line:
    return Line(
        label=series.label,
        role=series.role.value,
        figures=tuple(f"{p:f}" if isinstance(p, Decimal) else "" for p in series.points),
        states=tuple(p if isinstance(p, str) else "" for p in series.points),
    )


def _series(line: Line) -> Series:
    points = zip(line.figures, line.states, strict=True)
    return Series(line.label, tuple(_point(*point) for point in points), Role(line.role))


def _point(figure: str, state: str) -> Point:
    return Decimal(figure) if figure else state or None
