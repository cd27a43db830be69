"""The Department for Education's own files come in, for more than one council."""

from collections import Counter

import pytest

from scorecard.models import Area, Indicator, Measurement
from tests.scorecard.import_files import everything, said

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

# The annual report of 2020-21 (seed 004) has seven charts. The tool has these four; the waits of
# adoption (entry to moving in, placement order to match, under 14 months) are not in it.
CHARTS = ("LAC_Start_Rate", "LAC", "LAC_Cease_Rate", "%_of LAC Adopted")


@pytest.fixture
def bring_in(shared):
    folder = shared / "open-data"
    return lambda council: said(
        "import_lait",
        folder / "lait-children-looked-after.csv",
        "--dictionary",
        folder / "lait-data-dictionary.csv",
        "--neighbours",
        folder / "statistical-neighbours-2025-05.xlsx",
        "--council",
        council,
    )


def stored():
    """Indicators, areas, and figures and states by area."""
    return (
        Indicator.objects.count(),
        Area.objects.count(),
        dict(Counter(Measurement.objects.values_list("area__name", flat=True))),
    )


def series(outside_code, area, last=3):
    """The newest figures of an indicator, as (period, figure)."""
    rows = Measurement.objects.filter(indicator__outside_code=outside_code, area__name=area)
    newest = list(rows.order_by("-period_starts_on")[:last])
    return [(str(row.period), row.figure) for row in reversed(newest)]


def test_all_figures_of_stockton_and_its_comparators_come_in_once(bring_in):
    lines = bring_in("Stockton-on-Tees")
    areas = ("England", "Gateshead", "North East", "Stockton-on-Tees")
    assert stored() == (76, 13, dict.fromkeys(areas, 635))
    assert Measurement.objects.exclude(state="").count() == 247
    assert lines[-4:] == [
        "6 other areas left out, with 3,810 rows.",
        "The file has no figures of these neighbours: Darlington, Dudley, Lancashire, Wakefield,"
        " Bury, Durham, Rotherham, Telford and Wrekin and Wirral.",
        "76 indicators, 4 areas and 2,540 figures read: 2,540 to add, 0 to change, 0 as they are.",
        "Saved.",
    ]
    before = everything()
    assert bring_in("Stockton-on-Tees")[-1] == "Nothing to change."
    assert everything() == before


def test_a_published_figure_says_when_it_was_brought_up_to_date(bring_in):
    bring_in("Stockton-on-Tees")
    kept = Measurement.objects.filter(indicator__outside_code="LAC", area__name="England")
    assert set(kept.values_list("source", flat=True)) == {
        "DfE, Local Authority Interactive Tool, updated 1 November 2025,"
        " lait-children-looked-after.csv"
    }


def test_four_of_the_seven_charts_of_the_annual_report_can_be_drawn(bring_in):
    bring_in("Stockton-on-Tees")
    assert {code: series(code, "Stockton-on-Tees") for code in CHARTS} == {
        "LAC_Start_Rate": [("2022-23", 38), ("2023-24", 38), ("2024-25", 36)],
        "LAC": [("2022-23", 131), ("2023-24", 131), ("2024-25", 125)],
        "LAC_Cease_Rate": [("2022-23", 37), ("2023-24", 37), ("2024-25", 40)],
        "%_of LAC Adopted": [("2022-23", 10), ("2023-24", 10), ("2024-25", 8)],
    }
    names = Indicator.objects.values_list("name", flat=True)
    waits = [name for name in names if "adopt" in name.casefold() and "time" in name.casefold()]
    assert waits == []


def test_another_council_has_other_neighbours_and_another_region(bring_in):
    bring_in("Cheshire East")
    areas = (
        "Cheshire East", "Cheshire West and Chester", "England", "North West", "Warrington",
    )  # fmt: skip
    assert stored() == (76, 13, dict.fromkeys(areas, 635))
    assert list(Area.objects.exclude(kind="neighbour").values_list("name", "kind", "code")) == [
        ("Cheshire East", "own", "895"),
        ("England", "england", "970"),
        ("North West", "region", "981"),
    ]
    assert series("LAC", "Cheshire East", last=1) == [("2024-25", 66)]
