"""The scorecard of a period: what each row says, in which order, and to whom."""

import csv
from copy import deepcopy
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from lxml import html
from openpyxl import load_workbook

from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from scorecard.periods import Period, PeriodKind, parse, periods_between
from scorecard.queries.paper import paper_rows
from tests.factories import (
    make_area,
    make_commentary,
    make_council,
    make_indicator,
    make_measurement,
    make_priority,
    make_target,
    make_user,
)
from tests.scorecard.boards import THIRD, make_areas, make_board

pytestmark = pytest.mark.django_db

SECOND = THIRD.previous()
PAGE = "/scorecard/"


def signed_in(role=Role.ANALYST, **fields):
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


def words(element):
    """The words as they are read, without those of drawings."""
    element = deepcopy(element)
    for drawing in element.iter("svg"):
        for part in list(drawing):
            drawing.remove(part)
    return " ".join(" ".join(element.itertext()).split())


def page_of(client, query=""):
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def rows_of(page):
    """{code: {column: words}} of every indicator on the page, in its order."""
    return {
        body.find(".//th/a").text: {cell.get("data-label"): words(cell) for cell in body.iter("td")}
        for body in page.iter("tbody")
    }


def headings(page):
    return [words(heading) for heading in page.iter("h2") if heading.get("id", "")[:5] == "group"]


def test_a_row_says_everything_about_an_indicator_in_words():
    areas = make_areas(neighbours=2)
    indicator = make_indicator(priority=make_priority(title="Safe and well"))
    make_target(indicator, tolerance=5, value=75)
    make_measurement(
        indicator, areas["own"], THIRD, Decimal("71.875"), numerator=92, denominator=128,
        as_at=date(2019, 12, 31),
    )  # fmt: skip
    make_measurement(indicator, areas["own"], SECOND, 70, finality="final")
    year = parse("2018-19")
    make_measurement(indicator, areas["england"], year, 84)
    make_measurement(indicator, areas["neighbour1"], year, 80)
    make_measurement(indicator, areas["neighbour2"], year, state="suppressed")
    make_commentary(indicator, THIRD, text="Two clinics closed.")
    page = page_of(signed_in())
    assert headings(page) == ["Priority 1 Safe and well"]
    assert rows_of(page) == {
        "P4.2": {
            "Figure": "72% (92 of 128) As at 31 December 2019 Over the period, provisional",
            "Rating": "Near target",
            "Change": "Up 2 points, a small move for the better, since Quarter 2 2019-20",
            "Target": "At least 75% (tolerance 5 points)",
            "Other areas": (
                "England: 84% (2018-19, provisional) North Moors: None recorded "
                "Average of 1 of 2 neighbours: 80% (2018-19, provisional)"
            ),
            "Commentary": "Two clinics closed.",
        }
    }


def test_where_nothing_is_recorded_the_row_says_so():
    own = make_area()
    make_measurement(make_indicator(), own, THIRD, state="not_yet")
    make_indicator(code="P5.1", name="Care leavers in touch")
    nothing = {
        "Figure": "None recorded Over the period",
        "Rating": "Not rated No figure is recorded.",
        "Change": "Not compared with Quarter 2 2019-20: this figure is not recorded",
        "Target": "None recorded",
        "Other areas": "None recorded",
        "Commentary": "No commentary recorded",
    }
    awaited = nothing | {
        "Figure": "Not yet available Over the period, provisional",
        "Rating": "Not rated The figure is not yet available.",
        "Change": "Not compared with Quarter 2 2019-20: this figure is not yet available",
    }
    page = page_of(signed_in())
    assert (headings(page), rows_of(page)) == (
        ["Without priority"],
        {"P4.2": awaited, "P5.1": nothing},
    )


def test_a_rating_by_hand_gives_its_reason():
    indicator = make_indicator()
    make_target(indicator)
    make_measurement(
        indicator, make_area(), THIRD, 95, rating="red", rating_reason="The count is in doubt"
    )
    (row,) = rows_of(page_of(signed_in())).values()
    assert row["Rating"] == (
        "Off target Set by hand, not “On target” as worked out: The count is in doubt"
    )


def test_the_newest_period_with_a_figure_is_shown_and_others_can_be_chosen():
    own, indicator = make_area(), make_indicator()
    make_measurement(indicator, own, SECOND, 70)
    make_measurement(indicator, own, THIRD, 72)
    make_measurement(indicator, own, THIRD.next(), state="not_yet")
    client = signed_in()
    page = page_of(client)
    assert words(page.find(".//h1")) == "Quarter 3 2019-20"
    assert [option.text for option in page.xpath("//select[@name='period']/option")] == [
        "Quarter 4 2019-20",
        "Quarter 3 2019-20",
        "Quarter 2 2019-20",
    ]
    earlier = page_of(client, "?period=Q2+2019-20")
    assert rows_of(earlier)["P4.2"]["Figure"].startswith("70%")
    assert earlier.xpath("//select[@name='period']/option[@selected]")[0].text == str(SECOND)


def test_a_period_that_has_not_begun_is_not_the_one_that_is_shown_first():
    own, indicator = make_area(), make_indicator()
    make_measurement(indicator, own, SECOND, 70)
    coming = Period.of(PeriodKind.QUARTER, timezone.localdate()).next()
    make_measurement(indicator, own, coming, 72)
    page = page_of(signed_in())
    assert words(page.find(".//h1")) == "Quarter 2 2019-20"
    assert page.xpath("//select[@name='period']/option")[0].text == str(coming)


def test_an_indicator_of_another_frequency_shows_its_newest_figure_and_names_the_period():
    own = make_area()
    make_measurement(make_indicator(), own, THIRD, 72)
    yearly = make_indicator(code="P5.1", name="In touch", frequency="financial_year")
    make_measurement(yearly, own, parse("2017-18"), 60)
    make_measurement(yearly, own, parse("2018-19"), 64)
    make_measurement(yearly, own, parse("2019-20"), 68)
    make_measurement(yearly, make_area(name="England", kind="england"), parse("2019-20"), 90)
    row = rows_of(page_of(signed_in(), "?period=Quarter+3+2019-20"))["P5.1"]
    assert (row["Figure"], row["Change"], row["Other areas"]) == (
        "64% For 2018-19 Over the period, provisional",
        "Up 4 points, a small move for the better, since 2017-18",
        "None recorded",
    )


def test_figures_for_the_year_to_date_are_compared_with_the_year_before():
    own, indicator = make_area(), make_indicator(unit="number", basis="year_to_date")
    make_measurement(indicator, own, THIRD, 40)
    make_measurement(indicator, own, SECOND, 25)
    make_measurement(indicator, own, THIRD.year_before(), 50)
    (row,) = rows_of(page_of(signed_in())).values()
    assert row["Change"] == "Down 10 (20%), a large move for the worse, since Quarter 3 2018-19"


def test_a_move_is_large_beyond_what_is_usual_for_the_indicator():
    make_council()
    indicator, own = make_indicator(), make_area()
    periods = periods_between(parse("Quarter 3 2016-17"), THIRD)
    for place, period in enumerate(periods):
        make_measurement(indicator, own, period, 58 if place % 2 else 50)
    # It moves by 8 points each quarter: that is known from the thirteenth figure on.
    assert len(periods) == 13
    for period, words in (
        (SECOND, "Up 8 points, a large move for the better, since Quarter 1 2019-20"),
        (THIRD, "Down 8 points, a small move for the worse, since Quarter 2 2019-20"),
    ):
        client, query = signed_in(), f"?period={period.label}"
        (row,) = rows_of(page_of(client, query)).values()
        export = client.get(reverse("scorecard:scorecard-export", args=["csv"]) + query)
        text = b"".join(export.streaming_content).decode("utf-8-sig")
        (line,) = csv.DictReader(StringIO(text))
        (paper,) = paper_rows(period, Council.objects.get())
        assert [row["Change"], line["Change"], paper.position.change_words] == [words] * 3


def test_exceptions_come_first_red_then_amber_then_worse_then_missing():
    own, target = make_area(), {"starts_on": date(2019, 4, 1), "value": 90, "tolerance": 5}
    figures = {"A1": 95, "A2": None, "A3": 50, "A4": 86, "A5": 60}
    for code, figure in figures.items():
        indicator = make_indicator(code=code, name=f"Measure {code}")
        if code != "A5":
            make_target(indicator, **target)
        make_measurement(indicator, own, SECOND, 70)
        make_measurement(indicator, own, THIRD, figure, state="" if figure else "not_collected")
    page = page_of(signed_in(), "?order=exceptions")
    assert list(rows_of(page)) == ["A3", "A4", "A5", "A2", "A1"]
    assert headings(page) == [
        "Off target or floor missed", "Near target or floor met", "Worse than before", "No figure",
        "All others",
    ]  # fmt: skip
    assert list(rows_of(page_of(signed_in()))) == ["A1", "A2", "A3", "A4", "A5"]


def test_codes_sort_by_their_numbers_and_indicators_without_a_priority_come_last():
    own, plan_priority = make_area(), make_priority(number=2, title="Safe")
    first = make_priority(plan=plan_priority.plan, number=1, title="Heard")
    for code, priority in (
        ("P2.17", plan_priority), ("P2.5", plan_priority), ("P1.1", first), ("A1", None),
    ):  # fmt: skip
        indicator = make_indicator(code=code, name=code, priority=priority)
        make_measurement(indicator, own, THIRD, 72)
    page = page_of(signed_in())
    assert list(rows_of(page)) == ["P1.1", "P2.5", "P2.17", "A1"]
    assert headings(page) == ["Priority 1 Heard", "Priority 2 Safe", "Without priority"]


def test_an_indicator_withdrawn_since_stays_on_the_scorecards_of_its_time():
    own = make_area()
    make_measurement(make_indicator(withdrawn_on=date(2019, 12, 1)), own, SECOND, 72)
    make_measurement(make_indicator(code="P5.1", name="Other"), own, THIRD, 50)
    client = signed_in()
    assert list(rows_of(page_of(client))) == ["P5.1"]
    assert list(rows_of(page_of(client, "?period=Q2+2019-20"))) == ["P4.2", "P5.1"]


@pytest.mark.parametrize(
    "query", ["?period=31+September+2020", "?order=colour", "?period=" + 999 * "9"]
)
def test_what_cannot_be_read_is_named_beside_its_box(query):
    make_measurement(make_indicator(), make_area(), THIRD, 72)
    answer = signed_in().get(PAGE + query)
    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    (link,) = page.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
    assert page.get_element_by_id(link.get("href")[1:]).tag == "select"
    assert list(page.iter("tbody")) == []


def test_a_council_without_figures_is_told_so():
    client = signed_in()
    assert "The scorecard has no indicators yet." in client.get(PAGE).content.decode()
    make_indicator()
    assert "No figure of our council has been recorded yet." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("role", [Role.ANALYST, Role.LEAD])
def test_the_page_asks_the_same_questions_however_many_indicators(
    django_assert_num_queries, count, role
):
    make_council()
    make_board(count)
    client = signed_in(role)
    client.get(PAGE)  # a session's first page also notes when it began
    forget_all()
    for queries in (13, 6):  # read anew, then kept
        with django_assert_num_queries(queries):
            assert len(rows_of(page_of(client))) == count


# Downloads


def board_to_export():
    make_council()
    areas = make_areas(neighbours=2)
    indicator = make_indicator(priority=make_priority(title="Safe and well"), decimals=1)
    make_target(indicator, value=75)
    make_measurement(
        indicator, areas["own"], THIRD, Decimal("71.875"), numerator=92, denominator=128,
        as_at=date(2019, 12, 31),
    )  # fmt: skip
    make_measurement(indicator, areas["neighbour1"], parse("2018-19"), 80)
    make_commentary(indicator, THIRD, text="=Two clinics closed.")


EXPORTED = {
    "Priority": "Priority 1: Safe and well",
    "Code": "P4.2",
    "Indicator": "Health assessments within 20 working days",
    "Period": "Quarter 3 2019-20",
    "Figure": 71.9,
    "Unit": "Percentage",
    "Numerator": 92,
    "Denominator": 128,
    "Basis": "Over the period",
    "Provisional, final or revised": "Provisional",
    "Rating": "Off target",
    "About the rating": None,
    "Change": "Not compared with Quarter 2 2019-20: the earlier figure is not recorded",
    "Target": "At least 75%",
    "England": "None recorded",
    "England: period": None,
    "England: how final": None,
    "Region": "None recorded",
    "Region: period": None,
    "Region: how final": None,
    "Average of neighbours": 80,
    "Average of neighbours: period": "2018-19",
    "Average of neighbours: how final": "provisional",
    "Neighbours with a figure": 1,
    "Neighbours": 2,
    "Commentary": "=Two clinics closed.",
}


def test_the_workbook_holds_what_is_shown_numbers_as_numbers():
    board_to_export()
    answer = signed_in().get(reverse("scorecard:scorecard-export", args=["xlsx"]))
    heads, row = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    found = dict(zip(heads, row, strict=True))
    assert found.pop("As at").date() == date(2019, 12, 31)
    assert found == EXPORTED


def test_the_csv_file_holds_the_same():
    board_to_export()
    answer = signed_in().get(reverse("scorecard:scorecard-export", args=["csv"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert row.pop("As at") == "2019-12-31"
    as_text = {name: "" if value is None else str(value) for name, value in EXPORTED.items()}
    assert row == as_text | {
        "Average of neighbours": "80.0",
        "Commentary": "'=Two clinics closed.",
    }


def test_the_word_file_reads_like_the_page():
    board_to_export()
    answer = signed_in().get(reverse("scorecard:scorecard-export", args=["docx"]))
    (table,) = Document(BytesIO(answer.content)).tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "P4.2\nHealth assessments within 20 working days",
        "71.9% (92 of 128)\nAs at 31 December 2019\nOver the period, provisional",
        "Off target",
        "Not compared with Quarter 2 2019-20: the earlier figure is not recorded",
        "At least 75%",
        "England: None recorded\nNorth Moors: None recorded\n"
        "Average of 1 of 2 neighbours: 80.0% (2018-19, provisional)",
        "=Two clinics closed.",
    ]


def test_a_download_of_another_kind_or_of_no_period_is_not_found():
    board_to_export()
    client = signed_in()
    for path in ("export/pdf/", "export/csv/?period=nonsense"):
        assert client.get(PAGE + path).status_code == 404
