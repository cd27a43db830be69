"""The scorecard of a period: a table for each priority, on sheets turned sideways."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from corporate_parenting.words import capitalised, counted, listed, uncapitalised
from reports.document import Block, Cell, Column, Heading, Landscape, RatedCell, Table
from reports.sections.source import Source, one_line, sentence
from scorecard.figures import shown
from scorecard.periods import Period
from scorecard.queries import Position
from scorecard.queries.paper import PaperRow
from scorecard.rating import Rating, Verdict

COLUMNS = (
    Column("Indicator", 15),
    Column("Rating", 10),
    Column("Figure", 20),
    Column("Change", 15),
    Column("Target", 10),
    Column("Other areas"),
)
NONE = "None recorded"
OTHERS = "Other indicators"
HIDDEN = "Small numbers, and figures that would give them away, are hidden to protect people."


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
    parts = [f"{uncapitalised(words)} {count}" for words, count in _counts(rows)]
    words = f"{counted(len(rows), 'indicator')}: {listed(parts)}."
    if any(row.has_hidden for row in rows):
        words = f"{words} {HIDDEN}"
    yield sentence(words)


def _counts(rows: tuple[PaperRow, ...]) -> list[tuple[str, int]]:
    """Each rating's words as they stand in the table, green first, and how often."""
    order = list(Rating)
    counts = Counter(
        (order.index(row.position.rated.rating), row.position.rated.words) for row in rows
    )
    return [(words, counts[place, words]) for place, words in sorted(counts)]


def _tables(source: Source, rows: tuple[PaperRow, ...], until: Period) -> Iterator[Block]:
    for priority, group in groupby(rows, lambda row: row.indicator.priority):
        caption = OTHERS
        if priority is not None:
            word = capitalised(priority.level_word or source.council.priority_word)
            title = one_line(priority.title or priority.promise)
            caption = f"{word} {priority.number}. {title}"
        yield Table(caption, COLUMNS, tuple(tuple(_cells(row, until)) for row in group))


def _cells(row: PaperRow, until: Period) -> Iterable[Cell | RatedCell]:
    at = row.position
    yield Cell(
        (row.indicator.code, one_line(row.indicator.name)),
        header=True,
        about=f"indicator:{row.indicator.pk}",
    )
    yield RatedCell(_rating(at), at.rated.rating.value)
    yield Cell(tuple(_figure(at, until)))
    yield Cell(_change(at), mark="worse" if _is_worse(at) else "")
    yield Cell((at.target_words or "No target",))
    yield Cell(tuple(_others(at)) or (NONE,))


def _rating(at: Position) -> tuple[str, ...]:
    """With the reason where a person set it; any other is told by the columns beside it."""
    if at.rated.is_override:
        return at.rated.words, one_line(at.rating_words)
    return (at.rated.words,)


def _figure(at: Position, until: Period) -> Iterator[str]:
    """The figure, what it is of, when and over what time it was counted, and how final it is."""
    yield f"{at.words} ({at.share})" if at.share else at.words
    if at.period != until and at.figure is not None:
        yield str(at.period)
    if at.as_at:
        yield f"as at {at.as_at}"
    if isinstance(at.figure, Decimal):
        yield f"{at.basis.label}, {at.finality.lower()}"


def _is_worse(at: Position) -> bool:
    return at.current is not None and at.change.verdict is Verdict.WORSE


def _change(at: Position) -> tuple[str, ...]:
    if at.current is None:
        return (NONE,)
    words = capitalised(at.change.words)
    is_compared = at.change.verdict is not Verdict.NOT_COMPARED
    return (words, f"since {at.since}") if is_compared else (words,)


def _others(at: Position) -> Iterator[str]:
    """Of what time they are and how final is said once where it is the same of all."""
    found = [other for other in at.elsewhere if other.figure is not None]
    when = [", ".join(filter(None, (each.period.short_label, each.marks))) for each in found]
    is_same = len(found) > 1 and len({*when}) == 1
    for other, said in zip(found, when, strict=True):
        figure = shown(other.figure, at.indicator.decimals, at.indicator.unit)
        yield f"{other.label}: {figure}" + ("" if is_same else f" ({said})")
    if is_same:
        yield f"Each: {when[0]}"
