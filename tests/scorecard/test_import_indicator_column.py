"""A column headed “Indicator” holds names, codes or both, as councils write it."""

from decimal import Decimal

import pytest

from tests.factories import make_area, make_indicator
from tests.scorecard.import_files import figures, refused, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def scorecard(tmp_path):
    """Our council and two indicators; the path of a made-up file with the rows given."""
    make_area()
    make_indicator(code="P4.2", outside_code="HEA-02", name="Health assessments in time")
    make_indicator(code="P3.17", name="Children in care", unit="number", polarity="neutral")

    def make(*rows):
        path = tmp_path / "scorecard.csv"
        path.write_text("\n".join(["Indicator,Q3 2019-20", *rows]), encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("P4.2", "p3.17"),
        ("HEA-02", "Children in care"),
        ("P4.2: Health assessments in time", "P3.17 – children in care"),
        ("P4.2 Health assessments in time", "P3.17 Children in care"),
    ],
)
def test_it_is_matched_by_name_by_code_or_by_both(scorecard, first, second):
    said("import_figures", scorecard(f"{first},91.5", f"{second},560"))
    assert [(code, figure) for code, _, _, figure, _ in figures()] == [
        ("P3.17", 560),
        ("HEA-02", Decimal("91.5")),
    ]


def test_a_code_beside_another_name_is_not_matched(scorecard):
    (doubt,) = refused("import_figures", scorecard("P4.2 Children in care,91.5"))
    assert "No indicator has the name “P4.2 Children in care”." in doubt


def test_a_slip_in_a_code_is_named_with_the_code_that_is_meant(scorecard):
    assert refused("import_figures", scorecard("P4.20,91.5")) == [
        "scorecard.csv, row 2, column Indicator [P4.20]: No indicator has the name “P4.20”. Did you"
        " mean P4.2?"
    ]


def test_what_is_one_indicators_name_and_anothers_code_is_asked_about(scorecard):
    make_indicator(code="Children in care", name="Another")
    (doubt,) = refused("import_figures", scorecard("Children in care,560"))
    assert doubt.endswith(
        "P3.17 and Children in care have the name “Children in care”. Write our own code."
    )
