"""The scorecard of a period: a table for each priority, on sheets turned sideways."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from corporate_parenting.words import capitalised, counted, day_words
from reports.document import Block, Cell, Column, Heading, Landscape, RatedCell, Table
from reports.sections.source import Source, one_line, sentence
from scorecard.figures import State, shown
from scorecard.periods import Period
from scorecard.queries.paper_rows import PaperRow
from scorecard.rating import Basis, Rating, Verdict
from scorecard.sentences import Finality
from scorecard.words import listed

COLUMNS = (
    Column("Indicator", 20),
    Column("Rating", 10),
    Column("Figure", 20),
    Column("Change", 15),
    Column("Target", 10),
    Column("Other areas"),
)
NONE = "None recorded"
OTHERS = "Other indicators"
HIDDEN = "Small numbers, and figures that would give them away, are hidden to protect people."
_SPEAKS_FOR_ITSELF = {Basis.SNAPSHOT, Basis.FLOW}


def scorecard_table(source: Source) -> tuple[Block, ...]:
    until = source.chosen.period
    rows = source.scorecard(until)
    heading = Heading(source.level, f"{source.heading}: {until}")
    return (Landscape((heading, *_summary(rows), *_tables(source, rows, until))),)


def _summary(rows: tuple[PaperRow, ...]) -> Iterator[Block]:
    """How many are on target, and whether anything is hidden."""
    if not rows:
        yield sentence("No indicator is kept.")
        return
    counts = Counter(row.rated.rating for row in rows)
    parts = [
        f"{counts[rating]} {rating.label[:1].lower()}{rating.label[1:]}"
        for rating in Rating
        if counts[rating]
    ]
    words = f"{counted(len(rows), 'indicator')}: {listed(parts)}."
    if any(State.SUPPRESSED in (row.figure, *_states(row)) for row in rows):
        words = f"{words} {HIDDEN}"
    yield sentence(words)


def _states(row: PaperRow) -> Iterator[object]:
    for series in row.chart.areas:
        yield from (State.SUPPRESSED for point in series.points if point == State.SUPPRESSED.label)


def _tables(source: Source, rows: tuple[PaperRow, ...], until: Period) -> Iterator[Block]:
    for priority, group in groupby(rows, lambda row: row.indicator.priority):
        caption = OTHERS
        if priority is not None:
            word = capitalised(priority.level_word or source.council.priority_word)
            title = one_line(priority.title or priority.promise)
            caption = f"{word} {priority.number}. {title}"
        yield Table(caption, COLUMNS, tuple(tuple(_cells(row, until)) for row in group))


def _cells(row: PaperRow, until: Period) -> Iterable[Cell | RatedCell]:
    yield Cell((row.indicator.code, one_line(row.indicator.name)), header=True)
    yield RatedCell(_rating(row), row.rated.rating.value)
    yield Cell(tuple(_figure(row, until)))
    yield Cell(_change(row))
    yield Cell((capitalised(row.target) or "No target",))
    yield Cell(tuple(_others(row)) or (NONE,))


def _rating(row: PaperRow) -> tuple[str, ...]:
    return (row.rated.words, "Set by hand") if row.rated.is_override else (row.rated.words,)


def _figure(row: PaperRow, until: Period) -> Iterator[str]:
    """The figure, what it is of, and all that tells it from others like it."""
    indicator, own = row.indicator, row.own
    words = shown(row.figure, indicator.decimals, indicator.unit)
    yield f"{words} ({row.share})" if row.share else words
    if row.period != until and row.figure is not None:
        yield str(row.period)
    if own and own.as_at:
        yield f"as at {day_words(own.as_at)}"
    if indicator.basis not in _SPEAKS_FOR_ITSELF:
        yield capitalised(Basis(indicator.basis).label)
    if own and own.finality != Finality.FINAL and not own.state:
        yield Finality(own.finality).label


def _change(row: PaperRow) -> tuple[str, ...]:
    if row.change is None:
        return ("No earlier figure",) if row.own else (NONE,)
    words = capitalised(row.change.words)
    is_compared = row.change.verdict is not Verdict.NOT_COMPARED
    return (words, f"since {row.since}") if is_compared else (words,)


def _others(row: PaperRow) -> Iterator[str]:
    for other in row.others:
        figure = shown(other.figure, row.indicator.decimals, row.indicator.unit)
        yield f"{other.label}: {figure} ({other.period.short_label})"
