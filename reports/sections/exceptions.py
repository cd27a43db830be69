"""What is said about the indicators that miss their targets, and about those asked for."""

from collections.abc import Iterable, Iterator

from reports.document import Block, Fact, Facts, Heading, prose_blocks
from reports.sections.source import Source, no_such_code, one_line, sentence
from scorecard.queries.paper import PaperRow, exceptions_of

SCORECARD = "Scorecard"
NO_COMMENTARY = "No commentary is recorded."
NO_EXCEPTION = "No indicator misses its target."


def exceptions(source: Source) -> tuple[Block, ...]:
    """In the order of the codes; each with its figure in words, then its commentary.

    A code asked for that is of no row, such as one withdrawn since, gets a sentence at the end.
    """
    until = source.chosen.period
    every = source.scorecard(until)
    rows = exceptions_of(every, source.chosen.code_list)
    told = [block for row in rows for block in _told(source, row)]
    heading = Heading(source.level, f"{source.heading}, {until}")
    return (heading, *(told or [sentence(NO_EXCEPTION)]), *_gone(source, every))


def _gone(source: Source, rows: Iterable[PaperRow]) -> Iterator[Block]:
    known = {row.indicator.code.casefold() for row in rows}
    for code in source.chosen.code_list:
        if code.casefold() not in known:
            yield no_such_code(code, "has no commentary here", source.chosen.period)


def _told(source: Source, row: PaperRow) -> Iterator[Block]:
    level = source.level + 1
    yield Heading(
        level,
        one_line(row.indicator.name),
        number=row.indicator.code,
        about=f"indicator:{row.indicator.pk}",
    )
    # A line with a label: in a numbered paper only the commentary is counted.
    yield Facts((Fact(SCORECARD, row.sentence),))
    if row.commentary:
        yield from prose_blocks(row.commentary.text, level=level + 1)
    else:
        yield sentence(NO_COMMENTARY)
