"""Equations between figures, freed from the figures that nobody knows. Exact, over fractions."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

# Figures are named by their place. The terms, coefficient times value, add up to zero.
Equation = dict[int, int]
Values = Mapping[int, int | None]


def without_unknowns(
    equations: Iterable[Equation], values: Values
) -> tuple[list[Equation], dict[int, int]]:
    """Equations that tell readers as much, and the figures that follow from them.

    Those are figures that are None in ``values``, and new ones: where several unknown figures only
    have a sum that is known, the sum takes their place in the equation, under the next free place.
    """
    kept: list[Equation] = []
    tangled: list[Equation] = []
    for equation in equations:
        (tangled if _unknown(equation, values) else kept).append(equation)
    found: dict[int, int] = {}
    for equation in _reduced(tangled, values):
        unknown = _unknown(equation, values)
        known = {place: times for place, times in equation.items() if place not in unknown}
        if len(unknown) > 1:
            if min(equation[place] for place in unknown) < 0:
                continue  # any value of the known figures would go with it
            unknown = [max(values, default=0) + 1 + len(found)]
            equation = known | {unknown[0]: 1}
        for place in unknown:
            total = sum(times * values[other] for other, times in known.items())
            found[place] = -total // equation[place]
        kept.append(equation)
    return kept, found


def _unknown(equation: Iterable[int], values: Values) -> list[int]:
    return [place for place in equation if values[place] is None]


def _reduced(equations: list[Equation], values: Values) -> list[Equation]:
    """The same equations, solved for as many unknown figures as can be (Gauss and Jordan)."""
    rows: dict[int, dict[int, Fraction]] = {}
    free = []
    for equation in equations:
        row = {place: Fraction(times) for place, times in equation.items()}
        for place in _unknown(equation, values):
            if place in rows:
                row = _minus(row, rows[place], place)
        unknown = _unknown(row, values)
        if not unknown:
            free.append(row)
            continue
        pivot = unknown[0]
        row = {place: times / row[pivot] for place, times in row.items()}
        for place, other in rows.items():
            if pivot in other:
                rows[place] = _minus(other, row, pivot)
        rows[pivot] = row
    return [_whole(row) for row in (*free, *rows.values()) if row]


def _minus(row: dict[int, Fraction], other: dict[int, Fraction], pivot: int) -> dict[int, Fraction]:
    """The row less as much of the other as takes the pivot out; zeros are left out."""
    by = row[pivot]
    places = sorted({*row, *other})
    less = {place: row.get(place, 0) - by * other.get(place, 0) for place in places}
    return {place: times for place, times in less.items() if times}


def _whole(row: dict[int, Fraction]) -> Equation:
    times = lcm(*(part.denominator for part in row.values()))
    return {place: int(part * times) for place, part in row.items()}
