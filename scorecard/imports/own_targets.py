"""The targets of a council's own scorecard: from which day on each of them counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from actions.imports.grids import Place
from scorecard.imports.proposals import Doubt, TargetRow
from scorecard.imports.tables import key
from scorecard.periods import Period, PeriodError, PeriodKind, parse

_NAMED = r"(?:(?:our|local|council|annual|year[ -]end) )?target"
HEAD = rf"{_NAMED}s?(?: value| figure)?"
"""A column of targets whose head names no period."""
_WITH_PERIOD = re.compile(rf"{_NAMED}:? (?:for |in )?(?P<after>.+)|(?P<before>.+) {_NAMED}")


def period_of_head(head: str) -> str:
    """ "2019-20" of "Target 2019-20" or "2019-20 target (%)"; empty for other heads."""
    words = re.sub(r"[()\[\]]", " ", key(head)).removesuffix("%")
    match = _WITH_PERIOD.fullmatch(" ".join(words.split()))
    return (match["after"] or match["before"]).strip(" :-–") if match else ""


def period_aimed_at(written: str, kind: PeriodKind) -> Period:
    """The period of a target, which for months and quarters may be a year. Raises PeriodError."""
    try:
        return parse(written, kind)
    except PeriodError:
        if kind.months >= 12:
            raise
        try:
            return parse(written, PeriodKind.FINANCIAL_YEAR)
        except PeriodError:
            # What is wrong with it as a period of the indicator is what helps.
            return parse(written, kind)


def first_day(periods: Iterable[Period]) -> date:
    """From when a target beside several periods counts: the year of the newest of them.

    What was aimed at in the years before, the sheet does not say.
    """
    newest = max(periods)
    if newest.kind.months >= 12:
        return newest.starts_on
    return Period.of(PeriodKind.FINANCIAL_YEAR, newest.starts_on).starts_on


@dataclass
class CollectedTargets:
    """Targets while they are read: one from each day on; rows that disagree are both named."""

    rows: dict[tuple[str, date], TargetRow] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, indicator: str, starts_on: date, words: str, place: Place) -> None:
        row = TargetRow(indicator, starts_on, words, place)
        first = self.rows.setdefault((indicator, starts_on), row)
        if same_words(first.words, words):
            return
        self.doubts.append(
            Doubt(
                place,
                words,
                f"{indicator} has another target from the same day on in row {first.place.row}.",
                "Keep the right one of the two.",
            )
        )


def same_words(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
