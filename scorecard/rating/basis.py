"""What a figure is counted over, and which figures may be set beside each other."""

from dataclasses import dataclass
from enum import StrEnum

from corporate_parenting.words import capitalised
from scorecard.periods import Period, PeriodKind


class Basis(StrEnum):
    """Over what time a figure is counted."""

    SNAPSHOT = "snapshot"
    FLOW = "flow"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    THREE_YEAR_AVERAGE = "three_year_average"
    COHORT = "cohort"

    @property
    def label(self) -> str:
        return _BASES[self][0]

    @property
    def phrase(self) -> str:
        """With its article, for sentences."""
        return _BASES[self][1]

    @property
    def window(self) -> int | None:
        """The months that each figure reaches back, where that is more than its period."""
        return _WINDOWS.get(self)


_BASES = {
    Basis.SNAPSHOT: ("At a date", "a figure at a date"),
    Basis.FLOW: ("Over the period", "a figure over its period"),
    Basis.YEAR_TO_DATE: ("Year to date", "a figure for the year to date"),
    Basis.ROLLING_12_MONTHS: ("Rolling 12 months", "a figure for rolling 12 months"),
    Basis.THREE_YEAR_AVERAGE: ("Three-year average", "a three-year average"),
    Basis.COHORT: ("Group followed up", "a figure for a group followed up"),
}
_WINDOWS = {Basis.ROLLING_12_MONTHS: 12, Basis.THREE_YEAR_AVERAGE: 36}
# A figure of these does not grow with the length of its period.
_FREE_OF_LENGTH = {Basis.SNAPSHOT, Basis.ROLLING_12_MONTHS, Basis.THREE_YEAR_AVERAGE}


@dataclass(frozen=True)
class Likeness:
    """Whether two figures may be compared, and if not, why not in a sentence."""

    is_like: bool
    sentence: str = ""


def comparable(basis: Basis, period: Period, other_basis: Basis, other_period: Period) -> Likeness:
    """Whether two figures count alike: the same basis, over periods of the same kind.

    Figures for the year to date are compared at the same point of the year only.
    """
    basis, other_basis = Basis(basis), Basis(other_basis)
    if basis is not other_basis:
        return Likeness(
            False, f"{capitalised(basis.phrase)} is not compared with {other_basis.phrase}."
        )
    if basis in _FREE_OF_LENGTH:
        return Likeness(True)
    if period.kind is not other_period.kind:
        kinds = (period.kind.phrase, other_period.kind.phrase)
        return Likeness(False, "A figure for {} is not compared with one for {}.".format(*kinds))
    if basis is Basis.YEAR_TO_DATE and period.starts_on.month != other_period.starts_on.month:
        return Likeness(
            False, f"{period} and {other_period} are not the same point of their years."
        )
    return Likeness(True)


def overlaps_itself(basis: Basis, kind: PeriodKind) -> bool:
    """Whether figures of neighbouring periods share time, as rolling ones do.

    So do figures for the year to date, which grow until the year ends.
    """
    basis, months = Basis(basis), PeriodKind(kind).months
    if basis is Basis.YEAR_TO_DATE:
        return months < 12
    return basis.window is not None and months < basis.window
