"""What a file proposes: areas, indicators and figures as plain rows, and what is in doubt."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from actions.imports.grids import Place
from scorecard.figures import Figure, Unit
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis, Polarity
from scorecard.sentences import Finality

AreaKind = Literal["own", "neighbour", "region", "england"]


@dataclass(frozen=True)
class Doubt:
    """What stands in the way of saving: where, what stands there, why, and what to do."""

    place: Place
    value: str
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        about = f" [{self.value[:80]}]" if self.value else ""
        return f"{self.place}{about}: {self.sentence} {self.remedy}".rstrip()


@dataclass(frozen=True)
class AreaRow:
    """``code`` as published files give it (808), or empty. Figures name the area by ``name``."""

    name: str
    kind: AreaKind
    code: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as the publisher describes it; ``code`` is the one proposed as our own.

    ``updated``: when its figures were, in words ("updated 31 October 2025"), or nothing.
    """

    outside_code: str
    code: str
    name: str
    definition: str
    source: str
    unit: Unit
    decimals: int
    polarity: Polarity
    basis: Basis
    frequency: PeriodKind
    counts_people: bool
    updated: str = ""


@dataclass(frozen=True)
class FigureRow:
    """A figure of the file. ``indicator`` is a code, ``area`` the name of an AreaRow."""

    indicator: str
    area: str
    period: Period
    figure: Figure
    place: Place
    finality: Finality = Finality.FINAL
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    as_at: date | None = None

    @property
    def key(self) -> tuple[str, str, Period]:
        return self.indicator, self.area, self.period


@dataclass(frozen=True)
class TargetRow:
    """What is aimed at from a day on, in the words of the file. ``indicator`` is our own code."""

    indicator: str
    starts_on: date
    words: str
    place: Place


@dataclass(frozen=True)
class Proposal:
    """All that a file holds for us. Nothing of it is saved while there are doubts.

    ``codes``: whether figures name their indicator by our own code or by the publisher's.
    ``notes``: sentences about what was left out, none of which stands in the way.
    """

    figures: tuple[FigureRow, ...]
    targets: tuple[TargetRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    codes: Literal["code", "outside_code"] = "code"
    source: str = ""


@dataclass
class Collected:
    """Figures while they are read: each area and period of an indicator once.

    Rows that say the same twice count once; rows that disagree are both named.
    """

    figures: dict[tuple[str, str, Period], FigureRow] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    repeated: int = 0

    def add(self, row: FigureRow, written: str) -> None:
        """``written``: the figure as it stands in the file, for the doubt."""
        first = self.figures.setdefault(row.key, row)
        if first is row:
            return
        same = (first.figure, first.numerator, first.denominator, first.as_at)
        if same == (row.figure, row.numerator, row.denominator, row.as_at):
            self.repeated += 1
            return
        self.doubts.append(
            Doubt(
                row.place,
                written,
                f"{row.indicator}, {row.area}, {row.period} stands in row {first.place.row} too,"
                " with another figure.",
                "Keep the right one of the two rows.",
            )
        )
