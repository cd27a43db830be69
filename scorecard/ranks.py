"""Where a council stands among others, by the rule of the Department for Education.

Rank 1 is best and ties share the lower number. Quartile A is the best quarter and D the worst;
only A is green and only D is red. Where nothing is better or worse there is neither.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from scorecard.figures import Figure
from scorecard.rating import Polarity, Rating

_FEWEST = 4
_Key = TypeVar("_Key")
_UNRANKED = {
    Polarity.BAND: "the best lies between two figures",
    Polarity.NEUTRAL: "neither higher nor lower is better",
}


class Quartile(StrEnum):
    """A quarter of the figures, the best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        return {"A": "best quarter", "B": "second quarter", "C": "third quarter"}.get(
            self, "worst quarter"
        )

    @property
    def rating(self) -> Rating:
        return {"A": Rating.GREEN, "D": Rating.RED}.get(self, Rating.NOT_RATED)


@dataclass(frozen=True)
class QuartileBands:
    """The figures up to and including which each quarter reaches, from the lowest up.

    ``top`` is the highest figure. With high as good the quarters from the lowest up are D, C, B
    and A, with low as good A, B, C and D.
    """

    first: Decimal
    middle: Decimal
    third: Decimal
    top: Decimal

    def quartile(self, figure: Decimal, polarity: Polarity) -> Quartile | None:
        """None where nothing is better, and where three quarters share the highest figure.

        The Department's rule would then call the best figure of all the worst quarter.
        """
        polarity = Polarity(polarity)
        if polarity not in (Polarity.HIGH, Polarity.LOW) or self.first == self.top:
            return None
        from_below = sum(figure > end for end in (self.first, self.middle, self.third))
        names = list(Quartile)
        return names[from_below if polarity is Polarity.LOW else -1 - from_below]


@dataclass(frozen=True)
class Standing:
    """Where one area stands. ``rank`` and ``quartile`` are None where there are none.

    ``of``: how many areas have a figure. ``sentence``: for people, with the reason where there is
    no rank.
    """

    rank: int | None
    of: int
    quartile: Quartile | None
    sentence: str

    @property
    def rating(self) -> Rating:
        return Rating.NOT_RATED if self.quartile is None else self.quartile.rating


def quartile_bands(figures: Iterable[Figure | None]) -> QuartileBands | None:
    """The bands of the figures given; states are left out. None for fewer than four figures.

    A band's end between two figures is worked out in proportion, as R's ``quantile`` does.
    """
    numbers = sorted(figure for figure in figures if isinstance(figure, Decimal))
    if len(numbers) < _FEWEST:
        return None
    ends = [_quarter_point(numbers, quarters) for quarters in (1, 2, 3)]
    return QuartileBands(*ends, numbers[-1])


def _quarter_point(numbers: list[Decimal], quarters: int) -> Decimal:
    below, rest = divmod((len(numbers) - 1) * quarters, 4)
    low, high = numbers[below], numbers[below + 1]
    return low + (high - low) * rest / 4


def standings(figures: Mapping[_Key, Figure | None], polarity: Polarity) -> dict[_Key, Standing]:
    """How each of several areas of one sort (say, councils) stands among all of them."""
    polarity = Polarity(polarity)
    numbers = sorted(figure for figure in figures.values() if isinstance(figure, Decimal))
    bands = quartile_bands(numbers)
    return {area: _standing(figure, numbers, bands, polarity) for area, figure in figures.items()}


def _standing(
    figure: Figure | None,
    numbers: list[Decimal],
    bands: QuartileBands | None,
    polarity: Polarity,
) -> Standing:
    """``numbers``: of all areas, the lowest first."""
    of = len(numbers)
    if polarity not in (Polarity.HIGH, Polarity.LOW):
        return Standing(None, of, None, f"Not ranked: {_UNRANKED[polarity]}.")
    if not isinstance(figure, Decimal):
        why = "is not recorded" if figure is None else figure.predicate
        return Standing(None, of, None, f"Not ranked: the figure {why}.")
    below, up_to = bisect_left(numbers, figure), bisect_right(numbers, figure)
    rank = 1 + (of - up_to if polarity is Polarity.HIGH else below)
    is_joint = up_to - below > 1
    quartile = bands.quartile(figure, polarity) if bands else None
    sentence = f"{_ordinal(rank)}{' equal' if is_joint else ''} of {of}"
    sentence += f", in the {quartile.label} ({quartile})." if quartile else "."
    return Standing(rank, of, quartile, sentence)


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 21st."""
    is_teen = number % 100 in (11, 12, 13)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if is_teen else ending}"
