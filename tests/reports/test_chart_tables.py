"""The table under a chart of the paper: what is said once above it, and what in a cell."""

from datetime import date

import pytest

from scorecard.periods import parse
from tests.factories import make_area, make_indicator, make_measurement, make_report, make_section
from tests.reports.test_scorecard_sections import blocks

pytestmark = pytest.mark.django_db

Q2, Q3 = parse("Quarter 2 2019-20"), parse("Quarter 3 2019-20")


@pytest.mark.parametrize(
    ("days", "caption", "cells"),
    [
        # Once above the table, where each figure is as at the end of its period.
        ((date(2019, 9, 30), date(2019, 12, 31)), ", as at the end of each period", ("60%", "72%")),
        (
            (date(2019, 9, 27), date(2019, 12, 31)),
            ", as at the end of each period unless another day is given",
            ("60% (as at 27 September 2019)", "72%"),
        ),
        # Nobody knows when the other was counted: nothing is said of all.
        ((date(2019, 9, 30), None), "", ("60% (as at 30 September 2019)", "72%")),
    ],
)
def test_the_table_under_a_chart_says_once_when_its_figures_were_counted(days, caption, cells):
    indicator, own = make_indicator(name="Plans"), make_area()
    for period, value, day in zip((Q2, Q3), (60, 72), days, strict=True):
        make_measurement(indicator, own, period, value, as_at=day)
    england = make_area(name="England", kind="england")
    make_measurement(indicator, england, Q2, 64, as_at=days[0])
    report = make_report()
    make_section(report, "comparator_charts", Q3)
    table = blocks(report)[2].table
    assert table.caption == f"Plans: percentage, over the period{caption}"
    assert tuple(row[1].lines[0] for row in table.rows) == cells
    assert table.rows[0][2].lines[0] == cells[0].replace("60%", "64%")


def test_the_scorecard_says_once_of_what_time_the_figures_of_other_areas_are():
    indicator, own = make_indicator(name="Plans"), make_area()
    make_measurement(indicator, own, Q3, 72)
    england = make_area(name="England", kind="england")
    north = make_area(name="North East", kind="region")
    make_measurement(indicator, england, Q2, 64, as_at=date(2019, 9, 30), finality="final")
    theirs = make_measurement(indicator, north, Q2, 61, as_at=date(2019, 9, 30), finality="final")
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    assert others(report) == (
        "England: 64%", "North East: 61%", "Each: Q2 2019-20, as at 30 September 2019, published",
    )  # fmt: skip
    theirs.delete()
    make_measurement(indicator, north, Q2, 61, as_at=date(2019, 9, 30), finality="provisional")
    assert others(report) == (
        "England: 64% (Q2 2019-20, as at 30 September 2019, published)",
        "North East: 61% (Q2 2019-20, as at 30 September 2019, provisional)",
    )


def others(report):
    """What the one row of the scorecard has of other areas."""
    (landscape,) = blocks(report)
    return landscape.blocks[-1].rows[0][-1].lines
