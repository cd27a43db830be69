"""The Department for Education's own files: every period and figure in them is read."""

import csv
from collections import Counter

import pytest

from scorecard.figures import State, Unit, read_figure
from scorecard.periods import PeriodKind, parse_year_ending

pytestmark = pytest.mark.shared


def rows(shared, name):
    with (shared / "open-data" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_of_the_interactive_tool_is_a_short_decimal_or_a_state(shared):
    figures = [read_figure(row["Values"]) for row in rows(shared, "lait-children-looked-after.csv")]
    assert Counter(
        figure if isinstance(figure, State) else -figure.as_tuple().exponent for figure in figures
    ) == {0: 4452, 1: 655, 2: 286, State.NOT_AVAILABLE: 957}


def test_every_year_of_the_interactive_tool_is_read_as_both_of_its_kinds(shared):
    written = {row["Years"] for row in rows(shared, "lait-children-looked-after.csv")}
    years = {text: str(parse_year_ending(text, PeriodKind.FINANCIAL_YEAR)) for text in written}
    assert {text: years[text] for text in ("2016", "2025", "2016-17 (OT)")} == {
        "2016": "2015-16",
        "2025": "2024-25",
        "2016-17 (OT)": "2016-17",
    }
    assert str(parse_year_ending("2025", PeriodKind.ACADEMIC_YEAR)) == "2024/25 academic year"


def test_every_symbol_of_a_published_table_is_a_state(shared):
    table = rows(shared, "dfe-la-cla-placement-stability.csv")
    columns = {"children_count": Unit.NUMBER, "children_percent": Unit.PERCENT}
    states = Counter(
        figure
        for row in table
        for column, unit in columns.items()
        if isinstance(figure := read_figure(row[column], unit), State)
    )
    assert states == {State.NOT_APPLICABLE: 225, State.SUPPRESSED: 58}
