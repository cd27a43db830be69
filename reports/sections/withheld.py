"""What an edition leaves out, and why: in words that its readers may read."""

from collections.abc import Iterator

from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, counted
from reports.document import Block, Heading
from reports.kinds import EXEMPT_PARAGRAPHS, Edition, Publicity
from reports.models import KindPart, Passage, Report
from reports.queries import unready_quotations
from reports.sections.quotations import NOT_READY
from reports.sections.source import bullets, filled

HEADING = "What this edition does not show"
_PARAGRAPHS = dict(EXEMPT_PARAGRAPHS)


def withheld(
    report: Report, council: Council, edition: Edition, left_out: list[Passage | KindPart]
) -> tuple[Block, ...]:
    """Nothing where the edition shows everything."""
    lines = list(dict.fromkeys(_lines(report, council, edition, left_out)))
    if not lines:
        return ()
    return (Heading(2, HEADING), bullets(lines))


def _lines(
    report: Report, council: Council, edition: Edition, left_out: list[Passage | KindPart]
) -> Iterator[str]:
    headings = {part.code: filled(part.heading, report, council) for part in report.parts}
    for words in left_out:
        # The fixed heading of its part, never the author's own.
        heading = headings.get(words.code if isinstance(words, KindPart) else words.part, "")
        under = f"Under “{capitalised(heading)}”: " if heading else ""
        yield capitalised(f"{under}{_law(words)}. {words.withheld_because}")
    if edition is not Edition.OFFICERS and (count := len(unready_quotations(report))):
        yield f"{counted(count, 'quotation')}: {NOT_READY}."


def _law(words: Passage | KindPart) -> str:
    if words.publicity == Publicity.EXEMPT:
        paragraph = _PARAGRAPHS[words.exempt_paragraph]
        return f"exempt under Schedule 12A, Part 1, paragraph {paragraph}"
    return "confidential"
