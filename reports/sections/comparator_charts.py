"""Charts of our figures beside those of other areas, each with a sentence and its table.

The commentary on a figure stands below its chart, unless the paper has it under the exceptions.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from corporate_parenting.words import capitalised, day_words, uncapitalised
from reports.document import Block, Cell, Column, Heading, Table, prose_blocks
from reports.figures import figure_of
from reports.sections.source import Source, no_such_code, one_line, sentence
from scorecard.charts import Point, Role, Series
from scorecard.figures import NO_FIGURE, Unit, shown
from scorecard.queries.paper import PaperRow, charted_of, exceptions_of

NO_TARGET = "No target"
NO_CHART = "No indicator has figures of other areas to compare with."
AT_THE_ENDS = "as at the end of each period"


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
    for row in charted_of(rows, ()):
        yield from _told(source, row)


def _told(source: Source, row: PaperRow) -> Iterator[Block]:
    level, name = source.level + 1, one_line(row.indicator.name)
    yield Heading(level, name, about=f"indicator:{row.indicator.pk}")
    yield figure_of(row.chart, _table(row))
    if row.commentary and not _is_told_of(source, row):
        yield from prose_blocks(row.commentary.text, level=level + 1)


def _is_told_of(source: Source, row: PaperRow) -> bool:
    return bool(source.exceptions and exceptions_of([row], source.exceptions.code_list))


def _table(row: PaperRow) -> Table:
    """A row for each period, so that it is read at any width."""
    series, usual = row.chart.series, _usual_days(row)
    columns = (Column("Period"), *(Column(_head(each)) for each in series))
    words = (_column(each, row, usual) for each in series)
    return Table(
        caption=_caption(row, usual),
        columns=columns,
        rows=tuple(
            (Cell((period,), header=True), *(Cell((each,)) for each in cells))
            for period, *cells in zip(row.chart.categories, *words, strict=True)
        ),
    )


def _usual_days(row: PaperRow) -> tuple[date, ...]:
    """The last days of the periods, if the caption can say once that figures are as at them.

    That takes a day of each figure: else it would be said of one of which nobody knows it.
    """
    days = [day for day, _ in _counted(row)]
    return row.chart.ends if days and None not in days else ()


def _counted(row: PaperRow) -> list[tuple[date | None, date]]:
    """The day of each number in the table, and the last one of its period."""
    return [
        (day, end)
        for series in row.chart.areas
        for point, day, end in zip(series.points, series.days, row.chart.ends, strict=True)
        if isinstance(point, Decimal)
    ]


def _head(series: Series) -> str:
    """With how final all its figures are, where that is the same: "England (published)"."""
    marks = _marks(series)
    return f"{series.label} ({marks.pop()})" if len(marks) == 1 else series.label


def _marks(series: Series) -> set[str]:
    return {*series.marks} - {""}


def _column(series: Series, row: PaperRow, usual: tuple[date, ...]) -> list[str]:
    """Each figure says for itself how final it is where they differ in that, and an odd day."""
    words = [_words(point, series, row) for point in series.points]
    odd = [
        f"as at {day_words(day)}" if day and day != end else ""
        for day, end in zip_longest(series.days, usual)
    ]
    marks = series.marks if len(_marks(series)) > 1 else ()
    said = zip_longest(words, odd, marks, fillvalue="")
    return [_with(word, ", ".join(filter(None, also))) for word, *also in said]


def _with(word: str, also: str) -> str:
    return f"{word} ({also})" if also else word


def _caption(row: PaperRow, usual: tuple[date, ...]) -> str:
    unit = Unit(row.indicator.unit)
    parts = [uncapitalised(unit.label), row.position.basis.label.lower()]
    if usual:
        is_odd = any(day != end for day, end in _counted(row))
        parts.append(f"{AT_THE_ENDS} unless another day is given" if is_odd else AT_THE_ENDS)
    return f"{one_line(row.indicator.name)}: {', '.join(parts)}"


def _words(point: Point, series: Series, row: PaperRow) -> str:
    """Without the words of a rate, which the caption has."""
    if isinstance(point, Decimal):
        unit = Unit(row.indicator.unit)
        return shown(point, row.indicator.decimals, Unit.NUMBER if unit is Unit.RATE else unit)
    return capitalised(point or "") or (NO_TARGET if series.role is Role.TARGET else NO_FIGURE)
