"""What people said of the work, by source and date; public only as far as it may be."""

from collections.abc import Iterator

from corporate_parenting.prose import Paragraph, Run
from corporate_parenting.words import day_words
from reports.document import Block, Heading, Quotation, prose_blocks
from reports.kinds import Edition
from reports.models import QuotedIn
from reports.numbering import Gap, Kept
from reports.queries import quotations_of
from reports.sections.source import Source

NOT_READY = "without consent, or not yet checked for names"


def quotations(source: Source) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for row in quotations_of(source.report):
        quoted = tuple(_quoted(source, row))
        if row.quotation.is_public:
            blocks += quoted
        else:
            is_shown = source.edition is Edition.OFFICERS
            blocks.append((Kept if is_shown else Gap)(quoted, NOT_READY))
    return (Heading(source.level, source.heading), *blocks) if blocks else ()


def _quoted(source: Source, row: QuotedIn) -> Iterator[Block]:
    said = row.quotation
    if row.heading:
        yield Heading(source.level + 1, row.heading)
    yield Paragraph((Run(f"{said.source}, {day_words(said.said_on)}", bold=True),))
    yield Quotation(prose_blocks(said.text, level=source.level + 2))
