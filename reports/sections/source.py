"""What every section is made from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corporate_parenting.models import Council
from corporate_parenting.prose import ListBlock, Paragraph, Run
from corporate_parenting.words import capitalised, day_words
from reports.kinds import Edition
from reports.models import HomesSection, KindPart, Passage, Report, ReportSection
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow

TOKENS = ("children", "care_leavers", "board", "council", "title", "year", "day", "month")
_TOKEN = re.compile(rf"\{{({'|'.join(TOKENS)})\}}")


@dataclass(frozen=True)
class Source:
    """``heading`` is in the council's words; ``level`` is where the section's headings start.

    ``passages`` are the author's words in this part that the ``edition`` shows, ``all_passages``
    those that it leaves out as well: their words go into a ``Gap`` only. ``concealed`` are
    the keys of notes whose words the reader must not see. ``chosen`` is what the author said of a
    section that is not in every paper; ``exceptions``, of the commentary on exceptions, wherever
    it stands. ``scorecard`` gives the scorecard up to a period, and reads it once for all sections
    of a paper.
    """

    report: Report
    council: Council
    heading: str
    level: int
    part: KindPart
    passages: tuple[Passage, ...] = ()
    all_passages: tuple[Passage, ...] = ()
    edition: Edition = Edition.PUBLIC
    concealed: frozenset[int] = frozenset()
    chosen: ReportSection | HomesSection | None = None
    exceptions: ReportSection | None = None
    scorecard: Callable[[Period], tuple[PaperRow, ...]] = lambda until: ()

    @property
    def standard_text(self) -> str:
        return filled(self.part.standard_text, self.report, self.council)


def filled(words: str, report: Report, council: Council) -> str:
    """Words of a kind of paper with the council's own in place of {children} and the like."""
    told = {
        "children": council.children_word,
        "care_leavers": council.care_leavers_word,
        "board": report.meeting.body,
        "council": council.name,
        "title": report.title,
        "year": _year(report),
        "day": day_words(report.meeting.held_on),
        "month": f"{report.meeting.held_on:%B %Y}",
    }
    return _TOKEN.sub(lambda found: told[found[1]], words)


def name_of(part: KindPart, report: Report, council: Council) -> str:
    """What authors call a part, in the council's words."""
    return capitalised(filled(str(part), report, council))


def _year(report: Report) -> str:
    """The time that the paper tells of: "2020 - 2021", or the one year that it lies in."""
    first, last = report.period_from, report.period_to
    if not first:
        return str(report.meeting.held_on.year)
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def sentence(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def bullets(lines: Iterable[str]) -> ListBlock:
    return ListBlock(ordered=False, start=1, items=tuple((sentence(line),) for line in lines))


def no_such_code(code: str, lacks: str, period: Period) -> Paragraph:
    """Of an indicator that was asked for and is gone, such as one withdrawn since."""
    return sentence(f"{code} {lacks}: no indicator of this code was in use at the end of {period}.")


def one_line(words: str) -> str:
    return " ".join(words.split())
