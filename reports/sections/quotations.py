"""What people said of the work, by source and date; public only as far as it may be."""

from corporate_parenting.prose import Paragraph, Run
from corporate_parenting.words import day_words
from reports.document import Block, Heading, Quotation, prose_blocks
from reports.kinds import Edition
from reports.queries import quotations_of
from reports.sections.source import Source


def quotations(source: Source) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for row in quotations_of(source.report):
        said = row.quotation
        if not said.is_public and source.edition is not Edition.OFFICERS:
            continue
        if row.heading:
            blocks.append(Heading(source.level + 1, row.heading))
        blocks.append(Paragraph((Run(f"{said.source}, {day_words(said.said_on)}", bold=True),)))
        blocks.append(Quotation(prose_blocks(said.text, level=source.level + 2)))
    return (Heading(source.level, source.heading), *blocks) if blocks else ()
