"""What is to be drawn: figures by period, for the council and for what it is compared with."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scorecard.charts.lettering import plain

Point = Decimal | str | None
"""A figure; a state in words, such as "suppressed"; or None where nothing is recorded."""

TOO_LARGE = Decimal("1e15")
MOST_DECIMALS = 6


class Role(StrEnum):
    OWN = "own"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    ENGLAND = "england"
    TARGET = "target"
    LIMIT = "limit"
    MEAN = "mean"


AREAS = (Role.OWN, Role.REGION, Role.NEIGHBOURS, Role.ENGLAND)
MOST_OF_A_ROLE = {Role.LIMIT: 2}


@dataclass(frozen=True)
class Series:
    """One line of a chart, with a point for each category.

    Targets, limits and means are drawn as steps, areas as lines from point to point. Two limits
    are the edges of a band. For the table beside the chart ``marks`` say in words how final each
    point is, and ``days`` when it was counted; none where nobody says. Raises ValueError for points
    that no chart shows: infinite figures, figures from 1e15 on, states without words, floats.
    """

    label: str
    points: tuple[Point, ...]
    role: Role = Role.OWN
    marks: tuple[str, ...] = ()
    days: tuple[date | None, ...] = ()

    def __post_init__(self) -> None:
        check_points(self.points, self.label)

    @property
    def is_area(self) -> bool:
        return self.role in AREAS

    @property
    def figures(self) -> tuple[Decimal, ...]:
        return tuple(point for point in self.points if isinstance(point, Decimal))


@dataclass(frozen=True)
class LineChart:
    """``categories`` are the periods in order; ``description`` says in a sentence what is seen.

    ``unit``: "%" and "£" stand with each number, other words ("per 10,000 children") above the
    axis. ``ends``: the last day of each period, for the table beside the chart. Raises ValueError
    for series that do not fit the categories, two series of one role (but for limits) and more than
    six decimals.
    """

    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0
    ends: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"A chart shows 0 to {MOST_DECIMALS} decimals, not {self.decimals}.")
        for series in self.series:
            if len(series.points) != len(self.categories):
                count = len(self.categories)
                raise ValueError(f"“{series.label}” has {len(series.points)} points, not {count}.")
        for role, count in Counter(series.role for series in self.series).items():
            if count > MOST_OF_A_ROLE.get(role, 1):
                raise ValueError(f"“{self.title}” has {count} series of the role “{role}”.")

    @property
    def areas(self) -> tuple[Series, ...]:
        return tuple(series for series in self.series if series.is_area)

    @property
    def figures(self) -> tuple[Decimal, ...]:
        return tuple(figure for series in self.series for figure in series.figures)


def check_points(points: Iterable[Point], label: str) -> None:
    """Raise ValueError for a point of another kind, a state without words, a figure too large."""
    for point in points:
        if isinstance(point, str):
            fits = bool(plain(point))
        elif isinstance(point, Decimal):
            fits = point.is_finite() and abs(point) < TOO_LARGE
        else:
            fits = point is None
        if not fits:
            raise ValueError(f"“{label}” has {point!r}, which no chart can show.")
