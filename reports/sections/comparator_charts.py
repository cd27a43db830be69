"""Charts of our figures beside those of other areas, each with a sentence and its table."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from corporate_parenting.words import capitalised, uncapitalised
from reports.document import Block, Cell, Column, Heading, Table
from reports.figures import figure_of
from reports.sections.source import Source, no_such_code, one_line, sentence
from scorecard.charts import Point, Role, Series
from scorecard.figures import NO_FIGURE, Unit, shown
from scorecard.queries.paper import PaperRow

NO_TARGET = "No target"
NO_CHART = "No indicator has figures of other areas to compare with."


def comparator_charts(source: Source) -> tuple[Block, ...]:
    """Those asked for in the order asked; or else, by code, all that can be compared."""
    rows = source.scorecard(source.chosen.period)
    told = list(_asked_for(source, rows) if source.chosen.code_list else _compared(source, rows))
    return (Heading(source.level, source.heading), *(told or [sentence(NO_CHART)]))


def _asked_for(source: Source, rows: Iterable[PaperRow]) -> Iterator[Block]:
    """A code of no row, such as one withdrawn since it was asked for, gets a sentence."""
    by_code = {row.indicator.code.casefold(): row for row in rows}
    for code in source.chosen.code_list:
        if row := by_code.get(code.casefold()):
            yield from _told(source, row)
        else:
            yield no_such_code(code, "has no chart", source.chosen.period)


def _compared(source: Source, rows: Iterable[PaperRow]) -> Iterator[Block]:
    compared = [row for row in rows if _is_compared(row)]
    for row in sorted(compared, key=lambda row: (row.indicator.code_key, row.indicator.pk)):
        yield from _told(source, row)


def _is_compared(row: PaperRow) -> bool:
    own, *others = row.chart.areas
    return bool(own.figures and others)


def _told(source: Source, row: PaperRow) -> Iterator[Block]:
    name = one_line(row.indicator.name)
    yield Heading(source.level + 1, name, about=f"indicator:{row.indicator.pk}")
    yield figure_of(row.chart, _table(row))


def _table(row: PaperRow) -> Table:
    """A row for each period, so that it is read at any width."""
    series = row.chart.series
    columns = (Column("Period"), *(Column(_head(each)) for each in series))
    words = (_column(each, row) for each in series)
    return Table(
        caption=_caption(row),
        columns=columns,
        rows=tuple(
            (Cell((period,), header=True), *(Cell((each,)) for each in cells))
            for period, *cells in zip(row.chart.categories, *words, strict=True)
        ),
    )


def _head(series: Series) -> str:
    """With how final all its figures are, where that is the same: "England (published)"."""
    marks = _marks(series)
    return f"{series.label} ({marks.pop()})" if len(marks) == 1 else series.label


def _marks(series: Series) -> set[str]:
    return {*series.marks} - {""}


def _column(series: Series, row: PaperRow) -> list[str]:
    """Each figure says for itself how final it is where they differ in that."""
    words = [_words(point, series, row) for point in series.points]
    if len(_marks(series)) < 2:
        return words
    said = zip(words, series.marks, strict=True)
    return [f"{word} ({mark})" if mark else word for word, mark in said]


def _caption(row: PaperRow) -> str:
    unit = Unit(row.indicator.unit)
    basis = row.position.basis.label.lower()
    return f"{one_line(row.indicator.name)}: {uncapitalised(unit.label)}, {basis}"


def _words(point: Point, series: Series, row: PaperRow) -> str:
    """Without the words of a rate, which the caption has."""
    if isinstance(point, Decimal):
        unit = Unit(row.indicator.unit)
        return shown(point, row.indicator.decimals, Unit.NUMBER if unit is Unit.RATE else unit)
    return capitalised(point or "") or (NO_TARGET if series.role is Role.TARGET else NO_FIGURE)
