"""The page of one indicator: its sentence, chart, table, place among neighbours and history."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from docx import Document
from lxml import html
from openpyxl import load_workbook

from corporate_parenting.roles import Role
from scorecard.models import Area
from scorecard.periods import Period, PeriodKind, parse, periods_between
from tests.factories import (
    make_area,
    make_commentary,
    make_council,
    make_indicator,
    make_lead,
    make_measurement,
    make_target,
    make_user,
)
from tests.scorecard.boards import THIRD, make_areas, make_board
from tests.scorecard.test_scorecard_page import signed_in, words

pytestmark = pytest.mark.django_db

YEARS = periods_between(parse("2016-17"), parse("2018-19"))


def page_of(indicator, query="", client=None):
    answer = (client or signed_in()).get(f"/scorecard/{indicator.pk}/{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def rows_of(page, name):
    """The words of each row of the table of that class."""
    (table,) = page.xpath(f"//table[contains(@class, '{name}')]")
    return [[words(cell) for cell in row] for row in table.find("tbody")]


def sentence(page):
    return words(page.find_class("govuk-body-l")[0])


def yearly(**fields):
    """A percentage of the year 2016-17 to 2018-19, with three neighbours."""
    areas = make_areas(neighbours=3)
    indicator = make_indicator(frequency="financial_year", **fields)
    figures = {
        "own": (60, 64, 70), "england": (70, 71, 72), "region": (None, None, 68),
        "neighbour1": (65, 66, 80), "neighbour2": (64, 66, 70), "neighbour3": (66, 66, 50),
    }  # fmt: skip
    for area, values in figures.items():
        for period, value in zip(YEARS, values, strict=True):
            if value:
                make_measurement(indicator, areas[area], period, value, finality="final")
    return indicator


def test_the_page_says_in_plain_sentences_how_the_indicator_stands():
    indicator = yearly()
    make_target(indicator, starts_on=date(2018, 4, 1), value=75, tolerance=5)
    assert sentence(page_of(indicator)) == (
        "70% for 2018-19 (over the period, final) is near the target of at least 75% (tolerance 5"
        " points) and is up 6 points since 2017-18,"
        " a large move for the better. It has too few figures before it to"
        " say what is usual (3 of the 13 needed) and is worse than England (72% in 2018-19,"
        " published) and better than the North Moors (68% in 2018-19, published) and the average of"
        " all 3 neighbours (67% in 2018-19, published); higher is better."
    )


def test_the_chart_draws_our_council_the_others_and_the_target():
    indicator = yearly()
    make_target(indicator, starts_on=date(2017, 4, 1), value=75)
    page = page_of(indicator)
    told = sentence(page)
    wide, narrow = page.xpath("//*[local-name()='svg' and @role='img']")
    names = {"Fernmoor 70%", "England 72%", "North Moors 68%", "Target 75%"}
    for drawing in (wide, narrow):
        found = {" ".join(" ".join(group.itertext()).split()) for group in drawing.iter("g")}
        assert names <= found
        assert drawing.xpath("string(*[local-name()='desc'])").startswith(told)


def test_the_table_has_every_period_and_area_the_newest_first():
    indicator = yearly()
    make_target(indicator, starts_on=date(2018, 4, 1), value=75)
    assert rows_of(page_of(indicator), "scorecard-periods") == [
        ["2018-19", "70% Final", "Off target", "At least 75%", "72% Published", "68% Published",
         "67% 3 of 3 neighbours, published"],
        ["2017-18", "64% Final", "Not rated", "None recorded", "71% Published", "None recorded",
         "66% 3 of 3 neighbours, published"],
        ["2016-17", "60% Final", "Not rated", "None recorded", "70% Published", "None recorded",
         "65% 3 of 3 neighbours, published"],
    ]  # fmt: skip


def test_the_page_names_the_sources_of_the_figures_beside_ours():
    indicator = yearly()
    assert "Figures of other areas" not in words(page_of(indicator).find(".//main"))
    for kind, source in (("england", "DfE, a.csv"), ("region", "DfE, b.csv")):
        for row in indicator.measurements.filter(area__kind=kind):
            row.source = source
            row.save()
    told = "Figures of other areas: DfE, a.csv; DfE, b.csv."
    assert told in words(page_of(indicator).find(".//main"))
    text = b"".join(exported(indicator, "csv").streaming_content).decode("utf-8-sig")
    sources = [line["Source of other areas"] for line in csv.DictReader(StringIO(text))]
    assert sources == ["DfE, a.csv; DfE, b.csv", "DfE, a.csv", "DfE, a.csv"]


def test_a_neighbour_whose_figure_is_not_just_published_says_so():
    indicator = yearly()
    row = indicator.measurements.get(area__name="Neighbour 2", period_starts_on="2018-04-01")
    row.finality = "provisional"
    row.save()
    page = page_of(indicator)
    assert rows_of(page, "scorecard-periods")[0][-1] == "67% 3 of 3 neighbours, partly provisional"
    assert rows_of(page, "scorecard-neighbours")[0][1:] == ["80%", "70% (provisional)", "50%"]


def test_our_council_is_ranked_among_its_neighbours_with_their_numbers():
    page = page_of(yearly())
    assert rows_of(page, "scorecard-ranks") == [
        ["Neighbour 1", "80% Published", "1st of 4, in the best quarter (A)."],
        ["Fernmoor (our council)", "70% Final", "2nd equal of 4, in the third quarter (C)."],
        ["Neighbour 2", "70% Published", "2nd equal of 4, in the third quarter (C)."],
        ["Neighbour 3", "50% Published", "4th of 4, in the worst quarter (D)."],
    ]
    assert rows_of(page, "scorecard-neighbours")[0] == ["2018-19", "80%", "70%", "50%"]


@pytest.mark.parametrize("polarity", ["neutral", "band"])
def test_nothing_is_ranked_where_neither_end_is_better(polarity):
    page = page_of(yearly(polarity=polarity))
    assert page.find_class("scorecard-ranks") == []
    assert "Not ranked: " in words(page.find(".//main"))


def test_a_target_that_is_another_areas_figure_follows_that_area():
    indicator = yearly()
    make_target(indicator, starts_on=date(2016, 4, 1), value=None, area="england")
    found = [row[2:4] for row in rows_of(page_of(indicator), "scorecard-periods")]
    assert found == [
        ["Off target", "At least 72%, the figure for England"],
        ["Off target", "At least 71%, the figure for England"],
        ["Off target", "At least 70%, the figure for England"],
    ]


def months(indicator, own, values):
    first = parse("April 2018")
    for value in values:
        make_measurement(indicator, own, first, value)
        first = first.next()


def test_what_is_usual_is_drawn_when_it_is_asked_for():
    indicator, own = make_indicator(frequency="month"), make_area()
    months(indicator, own, [80, 82, 81, 83, 80, 82, 81, 80, 83, 82, 81, 80, 82, 60])
    plain, limits = page_of(indicator), page_of(indicator, "?limits=on")
    drawn = ["Usual average" in (page.text_content()) for page in (plain, limits)]
    assert drawn == [False, True]
    assert "It is below its usual range (77% to 86%)" in sentence(plain)


def test_the_page_tells_from_which_figures_the_usual_range_is_and_older_ones_move_it_in_words():
    indicator, own = make_indicator(frequency="month"), make_area()
    months(indicator, own, [80, 82, 81, 83, 80, 82, 81, 80, 83, 82, 81, 80, 82, 60])
    moves = "; if an older figure comes in, it is worked out anew from there on"
    usual = "The usual range is worked out from {}{}."
    assert usual.format("April 2018 to April 2019", moves) in words(page_of(indicator))
    make_measurement(indicator, own, parse("March 2018"), 50)
    assert usual.format("March 2018 to March 2019", moves) in words(page_of(indicator))
    indicator.baseline_from = date(2018, 4, 1)
    indicator.save()
    assert usual.format("April 2018 to April 2019", "") in words(page_of(indicator))


def test_the_page_tells_what_is_known_of_the_indicator():
    indicator = make_indicator(
        definition="Assessments done **in time**",
        source="Health records",
        owner=make_lead(name="Ada Rowe"),
        baseline_from=date(2019, 4, 1),
    )
    make_target(indicator, starts_on=date(2019, 4, 1), value=90)
    make_target(indicator, starts_on=date(2018, 4, 1), value=85)
    author = make_user(first_name="Noor", last_name="Haddad")
    make_commentary(indicator, THIRD, author=author, text="Two clinics were closed.")
    make_commentary(indicator, THIRD.previous(), author=author, text="All went well.")
    page = page_of(indicator)
    facts = {words(row[0]): words(row[1]) for row in page.find_class("govuk-summary-list__row")}
    assert facts == {
        "What is better": "Higher is better",
        "Unit": "Percentage",
        "Counted": "Over the period",
        "Kept for each": "Quarter",
        "Source": "Health records",
        "Code elsewhere": "None recorded",
        "Who answers for it": "Ada Rowe",
        "Usual range reckoned from": "1 April 2019",
    }
    assert rows_of(page, "scorecard-targets") == [
        ["1 April 2019", "At least 90%", "Target", "Correct the target from 1 April 2019"],
        ["1 April 2018", "At least 85%", "Target", "Correct the target from 1 April 2018"],
    ]
    assert [words(each) for each in page.find_class("scorecard-said")] == [
        "Quarter 3 2019-20", "Quarter 2 2019-20",
    ]  # fmt: skip
    assert "Assessments done in time" in words(page.find(".//main"))


def test_the_page_is_about_the_newest_period_that_has_begun():
    own, indicator = make_area(), make_indicator()
    make_measurement(indicator, own, THIRD, 72)
    make_measurement(indicator, own, Period.of(PeriodKind.QUARTER, timezone.localdate()).next(), 11)
    assert sentence(page_of(indicator)).startswith("72% for Quarter 3 2019-20 (over")


def test_an_indicator_without_anything_says_so():
    page = page_of(make_indicator())
    assert sentence(page).startswith("No figure is recorded for Quarter ")
    said = words(page.find(".//main"))
    for part in ("there are no figures to draw", "No figure has been recorded yet.",
                 "No definition recorded"):  # fmt: skip
        assert part in said


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(Role.ANALYST, 9), (Role.LEAD, 10)])
def test_the_page_asks_the_same_questions_however_much_there_is(
    django_assert_num_queries, count, role, queries
):
    make_council()
    (indicator,) = make_board(1, periods=count, areas=make_areas(neighbours=count))
    for number in range(1, count):
        make_target(indicator, starts_on=date(2018, 4, number))
        make_commentary(indicator, parse(f"Quarter {number} 2018-19"))
    client = signed_in(role)
    client.get(f"/scorecard/{indicator.pk}/")  # a session's first page also notes when it began
    # An analyst is also offered the figures to write about.
    with django_assert_num_queries(queries + (role is Role.ANALYST)):
        page = page_of(indicator, client=client)
    assert len(rows_of(page, "scorecard-periods")) >= count


def test_who_may_see_small_numbers_is_led_to_the_history_of_changes():
    indicator = make_indicator()
    linked = [
        "History of changes" in words(page_of(indicator, client=client).find(".//main"))
        for client in map(signed_in, (Role.ANALYST, Role.OFFICER, Role.LEAD, Role.AUTHOR))
    ]
    assert linked == [True, True, False, False]


def test_who_may_write_about_a_figure_is_led_to_it():
    indicator = make_indicator()
    kept = make_measurement(indicator, make_area(), parse("Quarter 3 2019-20"), 50)
    links = [
        [each for each in page_of(indicator, client=client).xpath("//main//li/a/@href")
         if each.startswith(f"/scorecard/figures/{kept.pk}/")]
        for client in map(signed_in, (Role.ANALYST, Role.LEAD))
    ]  # fmt: skip
    back = f"?next=/scorecard/{indicator.pk}/"
    assert links == [
        [f"/scorecard/figures/{kept.pk}/{page}/{back}" for page in ("commentary", "rating")],
        [],
    ]


# Downloads


def exported(indicator, kind, client=None):
    return (client or signed_in()).get(f"/scorecard/{indicator.pk}/export/{kind}/")


def test_the_workbook_and_the_csv_file_hold_the_table_numbers_as_numbers():
    indicator = yearly(decimals=1)
    make_target(indicator, starts_on=date(2018, 4, 1), value=75)
    sheet = load_workbook(BytesIO(exported(indicator, "xlsx").content)).active
    heads, row, *_ = sheet.iter_rows(values_only=True)
    expected = {
        "Period": "2018-19", "Figure": 70, "Unit": "Percentage", "Numerator": None,
        "Denominator": None, "As at": None, "Provisional, final or revised": "Final",
        "Reason for revision": None, "Rating": "Off target", "About the rating": None,
        "Target": "At least 75%", "England": 72, "England: how final": "published",
        "North Moors": 68, "North Moors: how final": "published",
        "Average of neighbours": 66.7, "Average of neighbours: how final": "published",
        "Neighbour 1": 80, "Neighbour 2": 70,
        "Neighbour 3": 50, "Source of other areas": None, "Commentary": "None recorded",
    }  # fmt: skip
    assert dict(zip(heads, row, strict=True)) == expected
    text = b"".join(exported(indicator, "csv").streaming_content).decode("utf-8-sig")
    line = next(csv.DictReader(StringIO(text)))
    assert (line["Figure"], line["Average of neighbours"]) == ("70.0", "66.7")


def test_the_word_file_reads_like_the_table():
    (table,) = Document(BytesIO(exported(yearly(), "docx").content)).tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "2018-19", "70%\nFinal", "Not rated\nNo target is set.", "None recorded",
        "England: 72% (published)\nNorth Moors: 68% (published)\n"
        "Average of all 3 neighbours: 67% (published)", "None recorded",
    ]  # fmt: skip


def test_a_figure_of_another_kind_of_period_stands_where_its_period_ends():
    """England's year 2018-19 stands at our Quarter 4, in a basis that does not grow with time."""
    indicator = make_indicator(basis="snapshot")
    own = make_area()
    for period in periods_between(parse("Quarter 3 2018-19"), parse("Quarter 1 2019-20")):
        make_measurement(indicator, own, period, 70)
    england = make_area(name="England", kind=Area.Kind.ENGLAND)
    make_measurement(indicator, england, parse("2018-19"), 84)
    page = page_of(indicator)
    assert "England 84% in Q4 2018-19" in " ".join(" ".join(page.itertext()).split())
