"""What every section is made from."""

from collections.abc import Callable
from dataclasses import dataclass

from corporate_parenting.models import Council
from corporate_parenting.prose import Paragraph, Run
from reports.models import HomesSection, Report, ReportSection
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow


@dataclass(frozen=True)
class Source:
    """``heading`` is in the council's words; ``level`` is where the section's headings start.

    ``concealed`` are the keys of notes whose words the reader must not see. ``chosen`` is what
    the author said of a section that is not in every paper. ``scorecard`` gives the scorecard up
    to a period, and reads it once for all sections of a paper.
    """

    report: Report
    council: Council
    heading: str
    level: int
    concealed: frozenset[int] = frozenset()
    chosen: ReportSection | HomesSection | None = None
    scorecard: Callable[[Period], tuple[PaperRow, ...]] = lambda until: ()


def sentence(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def no_such_code(code: str, lacks: str, period: Period) -> Paragraph:
    """Of an indicator that was asked for and is gone, such as one withdrawn since."""
    return sentence(f"{code} {lacks}: no indicator of this code was in use at the end of {period}.")


def one_line(words: str) -> str:
    return " ".join(words.split())
