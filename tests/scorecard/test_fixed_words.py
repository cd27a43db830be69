"""Columns of the database give enums as plain text, which must mean the same everywhere."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.figures import Unit, read_figure, shown
from scorecard.noise import noise
from scorecard.periods import Period, parse
from scorecard.ranks import quartile_bands, standings
from scorecard.rating import (
    Basis,
    Polarity,
    Rating,
    TargetRule,
    change,
    comparable,
    contradiction,
    overlaps_itself,
    overridden,
    rate,
)

RULE = TargetRule("target", D(90), area="region")
MAY = Period("month", date(2020, 5, 1))
FIGURES = {"A": D(1), "B": D(2), "C": D(3), "D": D(4)}


@pytest.mark.parametrize(
    ("unit", "polarity", "basis", "rating"),
    [
        ("percent", "low", "snapshot", "red"),
        (Unit.PERCENT, Polarity.LOW, Basis.SNAPSHOT, Rating.RED),
    ],
)
def test_plain_text_means_what_its_enum_means(unit, polarity, basis, rating):
    rated = rate(D(90), RULE, polarity, unit=unit)
    assert [
        shown(D(5), 0, unit),
        read_figure("5%", unit),
        rated.sentence,
        overridden(rated, rating, "Why").words,
        contradiction(TargetRule("target", D(9), polarity=polarity), "high"),
        change(D(5), D(4), polarity, unit=unit).words,
        comparable(basis, MAY, "snapshot", MAY).is_like,
        overlaps_itself(basis, "month"),
        standings(FIGURES, polarity)["A"].rank,
        quartile_bands(FIGURES.values()).quartile(D(1), polarity),
        noise([(MAY, D(5))], unit=unit, basis=basis, polarity=polarity).limits,
        parse("May 2020", "month"),
    ] == [
        "5%",
        D(5),
        "90% meets the target of at most 90%, the figure for the region.",
        "Off target",
        "the target asks for the opposite of “Higher is better”",
        "up 1 point, a small move for the worse",
        True,
        False,
        1,
        "A",
        None,
        MAY,
    ]
