"""A count is whole, typed or of a file: half a child would get round what hides small numbers."""

from decimal import Decimal

import pytest

from corporate_parenting.roles import Role
from scorecard.cells import broken_count, counting_columns
from scorecard.figures import State, Unit
from scorecard.rating import Basis
from tests.factories import (
    make_area,
    make_figure_mapping,
    make_indicator,
    make_measurement,
    make_user,
)
from tests.scorecard.entering import Q2, URL, errors, kept, sent
from tests.scorecard.import_files import figures, lait_arguments, lait_row, refused, said

pytestmark = pytest.mark.django_db

VALUE, PARTS, NONE = {"value"}, {"numerator", "denominator"}, set()
COUNT = "is not a whole number, and this indicator is a count. Write a whole number, or have an"
COUNT += " administrator give the indicator decimals, if it is an average."
PART = "is not a whole number, and this indicator counts children or young people. Write a whole"
PART += " number, or have an administrator say at the indicator that it does not."


@pytest.mark.parametrize(
    ("unit", "decimals", "basis", "counts_people", "found"),
    [
        (Unit.NUMBER, 0, Basis.SNAPSHOT, True, VALUE),
        (Unit.NUMBER, 0, Basis.FLOW, False, VALUE),
        (Unit.NUMBER, 1, Basis.SNAPSHOT, True, NONE),  # placements a child
        (Unit.NUMBER, 0, Basis.THREE_YEAR_AVERAGE, True, NONE),
        (Unit.PERCENT, 0, Basis.FLOW, True, PARTS),
        (Unit.RATE, 1, Basis.FLOW, True, PARTS),
        (Unit.PERCENT, 0, Basis.FLOW, False, NONE),  # full-time posts
        (Unit.PERCENT, 1, Basis.THREE_YEAR_AVERAGE, True, NONE),
        (Unit.DAYS, 0, Basis.FLOW, True, NONE),
        (Unit.SCORE, 0, Basis.FLOW, False, NONE),
    ],
)
def test_counts_are_told_from_averages(unit, decimals, basis, counts_people, found):
    assert counting_columns(unit, decimals, basis, counts_people=counts_people) == found


def test_whole_numbers_states_and_nothing_break_no_count():
    for number in (Decimal("4.0"), Decimal(0), State.SUPPRESSED, None):
        assert broken_count("value", number, {"value"}) == ""
    assert broken_count("value", Decimal("4.5"), {"numerator"}) == ""


@pytest.fixture
def area():
    return make_area()


@pytest.fixture
def analyst(client):
    client.force_login(make_user(Role.ANALYST))
    return client


@pytest.mark.parametrize("typed", ["4.5", "0.4", "1,234.5"])
def test_the_grid_refuses_a_count_that_is_not_whole_at_its_cell(analyst, area, typed):
    indicator = make_indicator(code="P3.17", unit="number")
    answer = analyst.post(URL, sent((indicator, 0, {"value": typed})))
    assert errors(answer) == {f"value_{indicator.pk}": [f"P3.17, figure: {typed} {COUNT}"]}
    assert kept() == []


def test_the_grid_refuses_parts_of_children_and_takes_parts_of_posts(analyst, area):
    children = make_indicator(code="P1")
    posts = make_indicator(code="P2", counts_people=False)
    typed = {"numerator": "4.5", "denominator": "9"}
    answer = analyst.post(URL, sent((children, 0, typed), (posts, 0, typed)))
    assert errors(answer) == {f"numerator_{children.pk}": [f"P1, numerator: 4.5 {PART}"]}
    assert analyst.post(URL, sent((posts, 0, typed))).status_code == 302
    assert [row[:4] for row in kept()] == [("P2", kept()[0][1], 50, Decimal("4.5"))]


def test_an_average_keeps_its_decimals(analyst, area):
    indicator = make_indicator(unit="number", decimals=1)
    analyst.post(URL, sent((indicator, 0, {"value": "1.4"})))
    assert [row[2] for row in kept()] == [Decimal("1.4")]


def test_the_grid_refuses_a_negative_count(analyst, area):
    indicator = make_indicator(code="P3.17", unit="number")
    answer = analyst.post(URL, sent((indicator, 0, {"value": "-3"})))
    assert errors(answer) == {
        f"value_{indicator.pk}": ["P3.17, figure: “-3” is below 0. Check it."]
    }


def test_a_share_of_one_is_asked_about_in_the_grid_too(analyst, area):
    indicator = make_indicator(code="P4.2")
    make_measurement(indicator, area, Q2, 72)
    answer = analyst.post(URL, sent((indicator, 0, {"value": "0.71"})))
    (question,) = errors(answer)[f"confirm_{indicator.pk}"]
    assert "If it is a share of 1, write it as a percentage. Correct it, or tick" in question


def test_an_own_scorecard_with_such_counts_is_refused_naming_each_cell(area, tmp_path):
    make_indicator(code="P3.17", unit="number")
    make_indicator(code="P4.2")
    path = tmp_path / "scorecard.csv"
    path.write_text(
        "Code,Period,Figure,Numerator,Denominator\n"
        "P3.17,Q3 2019-20,4.5,,\n"
        "P4.2,Q3 2019-20,,92,112.5\n"
        "P3.17,Q2 2019-20,4.0,,\n"
    )
    assert refused("import_figures", path) == [
        f"scorecard.csv, row 2, column Figure [4.5]: 4.5 {COUNT}",
        f"scorecard.csv, row 3, column Denominator [112.5]: 112.5 {PART}",
    ]


def test_a_published_file_is_held_to_it_for_our_own_council_alone(area, tmp_path):
    make_area(name="England", kind="england")
    indicator = make_indicator(code="PLA", unit="number", frequency="financial_year")
    make_figure_mapping(indicator, filters={})
    heads = "time_period,country_name,region_name,la_name,children_percent\n"
    path = tmp_path / "published.csv"
    path.write_text(f"{heads}2025,England,,,30.5\n2025,England,,{area.name},4.5\n")
    (line,) = refused("import_figures", path, "--mapping", indicator.mappings.get().name)
    assert line.endswith(f"[4.5]: 4.5 {COUNT}")
    path.write_text(f"{heads}2025,England,,,30.5\n2025,England,,{area.name},5\n")
    said("import_figures", path, "--mapping", indicator.mappings.get().name)
    assert [row[3] for row in figures()] == [Decimal("30.5"), 5]


ADOPTED = "1,Care,Adopted,Adopted,CARE,High,Number of children,,,{decimals},Annual\n"


def test_the_interactive_tools_file_is_held_to_it_for_our_own_council_alone(tmp_path):
    rows = lait_row(value="4.5") + lait_row(area="England", value="30.5")
    whole = lait_arguments(tmp_path, rows, measures=ADOPTED.format(decimals=0))
    assert refused(*whole) == [f"lait.csv, row 2, column Values [4.5]: 4.5 {COUNT}"]
    said(*lait_arguments(tmp_path, rows, measures=ADOPTED.format(decimals=1)))
    assert [row[3] for row in figures()] == [Decimal("30.5"), Decimal("4.5")]


def test_an_indicator_that_is_kept_says_itself_whether_it_is_a_count(tmp_path):
    kept = {"outside_code": "CARE", "unit": "number", "frequency": "financial_year"}
    make_indicator(code="P3.17", decimals=0, **kept)
    whole = lait_arguments(tmp_path, lait_row(value="4.5"), measures=ADOPTED.format(decimals=1))
    assert refused(*whole) == [f"lait.csv, row 2, column Values [4.5]: 4.5 {COUNT}"]
