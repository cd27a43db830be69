"""What every section is made from."""

from dataclasses import dataclass

from corporate_parenting.models import Council
from corporate_parenting.prose import Paragraph, Run
from reports.models import Report


@dataclass(frozen=True)
class Source:
    """``heading`` is in the council's words; ``level`` is where the section's headings start.

    ``concealed`` are the keys of notes whose words the reader must not see.
    """

    report: Report
    council: Council
    heading: str
    level: int
    concealed: frozenset[int] = frozenset()


def sentence(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def one_line(words: str) -> str:
    return " ".join(words.split())
