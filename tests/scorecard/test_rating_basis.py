from datetime import date

import pytest

from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis, Likeness, comparable, overlaps_itself

SNAPSHOT, FLOW, TO_DATE, ROLLING, THREE_YEARS, COHORT = Basis
MONTH, QUARTER, FINANCIAL, ACADEMIC, CALENDAR = PeriodKind
THIRD = Period(QUARTER, date(2019, 10, 1))
YEAR = Period(FINANCIAL, date(2019, 4, 1))
LIKE = Likeness(True)


def unlike(sentence):
    return Likeness(False, sentence)


@pytest.mark.parametrize(
    ("basis", "period", "other_basis", "other_period", "likeness"),
    [
        (FLOW, THIRD, FLOW, THIRD.previous(), LIKE),
        (COHORT, YEAR, COHORT, YEAR.previous(), LIKE),
        (SNAPSHOT, THIRD, SNAPSHOT, YEAR, LIKE),
        (ROLLING, THIRD, ROLLING, YEAR, LIKE),
        (TO_DATE, THIRD, TO_DATE, THIRD.year_before(), LIKE),
        (
            SNAPSHOT,
            THIRD,
            ROLLING,
            THIRD,
            unlike("A figure at a date is not compared with a figure for rolling 12 months."),
        ),
        (
            FLOW,
            THIRD,
            FLOW,
            YEAR,
            unlike("A figure for a quarter is not compared with one for a financial year."),
        ),
        (
            TO_DATE,
            THIRD,
            TO_DATE,
            THIRD.previous(),
            unlike(
                "Quarter 3 2019-20 and Quarter 2 2019-20 are not the same point of their years."
            ),
        ),
    ],
)
def test_only_like_figures_are_compared(basis, period, other_basis, other_period, likeness):
    assert comparable(basis, period, other_basis, other_period) == likeness


def test_a_basis_from_the_database_is_plain_text():
    assert comparable("flow", THIRD, "flow", THIRD) == LIKE


@pytest.mark.parametrize(
    ("basis", "kind", "overlaps"),
    [
        (SNAPSHOT, MONTH, False),
        (FLOW, QUARTER, False),
        (TO_DATE, QUARTER, True),
        (TO_DATE, FINANCIAL, False),
        (ROLLING, QUARTER, True),
        (ROLLING, FINANCIAL, False),
        (THREE_YEARS, FINANCIAL, True),
    ],
)
def test_neighbouring_figures_may_overlap(basis, kind, overlaps):
    assert overlaps_itself(basis, kind) == overlaps


def test_every_basis_has_its_words():
    assert [basis.label for basis in Basis] == [
        "At a date",
        "Over the period",
        "Year to date",
        "Rolling 12 months",
        "Three-year average",
        "Group followed up",
    ]
