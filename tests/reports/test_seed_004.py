"""The charts of a real annual report come out of the Department's own file.

Of its seven charts the file holds four. Not in it are the three on adoption: days from entering
care to moving in (A10), days from the court's authority to the match (A2), and the share of
children who waited less than 14 months.
"""

import csv
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from reports.assemble import assemble
from reports.document import Figure, Heading, from_dict
from reports.rendering import render_docx, render_html, render_pdf
from scorecard.periods import PeriodKind, parse, parse_year_ending
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_report,
    make_section,
)
from tests.reports.test_pdf_tags import all_tags, document_tag
from tests.reports.test_rendering import Outline, pdf_text

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

YEAR = parse("2020-21")
STOCKTON, NORTH_EAST = "Stockton-on-Tees", "North East"
# In the annual report's order.
CHARTS = {
    "LAC_Start_Rate": {
        "name": "Starting in our care",
        "unit": "rate",
        "basis": "flow",
    },
    "LAC": {"name": "In our care", "unit": "rate", "basis": "snapshot"},
    "LAC_Cease_Rate": {
        "name": "Leaving our care",
        "unit": "rate",
        "basis": "flow",
        "polarity": "neutral",
    },
    "%_of LAC Adopted": {
        "name": "Adopted, of those who left our care",
        "unit": "percent",
        "basis": "flow",
        "polarity": "high",
    },
}


def read_figures(folder):
    """``{(code, area): {period: figure}}`` for the charts."""
    path = folder / "open-data" / "lait-children-looked-after.csv"
    found = {(code, area): {} for code in CHARTS for area in (STOCKTON, NORTH_EAST)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = row["Short Desc"].strip(), row["LA and Regions"].strip()
            if key in found:
                period = parse_year_ending(row["Years"], PeriodKind.FINANCIAL_YEAR)
                found[key][period] = row["Values"].strip()
    return found


@pytest.fixture
def document(shared):
    make_council(name="Stockton-on-Tees Borough Council")
    figures = read_figures(shared)
    areas = {
        STOCKTON: make_area(name=STOCKTON),
        NORTH_EAST: make_area(name=NORTH_EAST, kind="region"),
    }
    for code, words in CHARTS.items():
        fields = {"polarity": "low", "frequency": "financial_year", **words}
        indicator = make_indicator(code=code, **fields)
        for name, area in areas.items():
            for period, value in figures[code, name].items():
                kept = {"state": "not_available"} if value == "-" else {"value": Decimal(value)}
                make_measurement(indicator, area, period, finality="final", **kept)
    report = make_report()
    make_section(report, "comparator_charts", YEAR, codes=", ".join(CHARTS))
    return assemble(report)


def charts(document):
    """Heading and figure of each chart."""
    blocks = from_dict(document).blocks
    return [
        (heading, figure)
        for heading, figure in zip(blocks, blocks[1:], strict=False)
        if isinstance(heading, Heading) and isinstance(figure, Figure)
    ]


def test_the_four_charts_that_the_file_holds_stand_in_the_reports_order(document):
    found = charts(document)
    assert [heading.text for heading, _ in found] == [each["name"] for each in CHARTS.values()]
    assert [line.label for line in found[0][1].lines] == [STOCKTON, NORTH_EAST]
    years = ("2015-16", "2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
    _, adopted = found[3]
    assert adopted.periods == years
    assert [line.figures for line in adopted.lines] == [
        ("14", "8", "12", "25", "10", "16"),
        ("13", "14", "14", "13", "12", "13"),
    ]
    assert adopted.sentence == (
        "16% for 2020-21 is up 6 points since 2019-20, a large move for the better. It is better "
        "than the North East (13% in 2020-21); higher is better."
    )


def test_title_sentence_and_table_of_each_are_on_the_page_and_in_the_pdf(document):
    html, pdf = render_html(document), render_pdf(document)
    page, printed = Outline(html).text, pdf_text(pdf)
    assert html.count("<svg") == 8
    for _, figure in charts(document):
        cells = [cell.lines[0] for row in figure.table.rows for cell in row]
        for text in (page, printed):
            assert figure.sentence in text
            at = text.index(figure.table.caption, text.index(figure.sentence))
            assert " ".join(cells) in " ".join(text[at:].split())
    reader = PdfReader(BytesIO(pdf))
    alts = [tag["/Alt"] for tag in all_tags(document_tag(reader), "Figure")]
    assert [alt.split(". ")[0] for alt in alts] == [each["name"] for each in CHARTS.values()]
    assert len(list(all_tags(document_tag(reader), "Table"))) == 4


def test_word_has_the_same_charts_with_the_same_sentences(document):
    word = docx.Document(BytesIO(render_docx(document)))
    assert [each.get("descr") for each in word.element.xpath("//wp:docPr")] == [
        f"{figure.title}. {figure.sentence}" for _, figure in charts(document)
    ]
    assert len(word.tables) == 4
