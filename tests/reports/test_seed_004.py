"""The charts of a real annual report come out of the Department's own file.

Of its seven charts the file holds four. Not in it are the three on adoption: days from entering
care to moving in (A10), days from the court's authority to the match (A2), and the share of
children who waited less than 14 months.
"""

import csv
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from reports.assemble import assemble
from reports.document import Figure, Heading, from_dict
from reports.rendering import render_docx, render_html, render_pdf
from scorecard.models import Indicator
from scorecard.periods import parse
from tests.factories import make_council, make_report, make_section
from tests.reports.test_pdf_tags import all_tags, document_tag
from tests.reports.test_rendering import Outline, pdf_text
from tests.scorecard.import_files import said

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

YEAR = parse("2020-21")
STOCKTON = "Stockton-on-Tees"
# By the Department's short names, in the annual report's order.
CHARTS = {
    "LAC_Start_Rate": "Children starting to be looked after each year (rate)",
    "LAC": "Children looked after rate per 10,000",
    "LAC_Cease_Rate": "Children ceasing to be looked after each year (rate)",
    "%_of LAC Adopted": "Children looked after who were adopted in year (%)",
}


def charts_only(file, folder):
    """A copy of the Department's file with the rows of the four charts: all would take long."""
    copy = folder / file.name
    with file.open(encoding="utf-8-sig", newline="") as original, copy.open("w") as short:
        rows = csv.DictReader(original)
        written = csv.DictWriter(short, rows.fieldnames or ())
        written.writeheader()
        written.writerows(row for row in rows if row["Short Desc"].strip() in CHARTS)
    return copy


@pytest.fixture
def indicators(shared, tmp_path):
    """The indicators that the Department's tool brings in, in the order of the charts."""
    folder = shared / "open-data"
    file = charts_only(folder / "lait-children-looked-after.csv", tmp_path)
    dictionary = folder / "lait-data-dictionary.csv"
    said("import_lait", file, "--dictionary", dictionary, "--council", STOCKTON)
    return [Indicator.objects.get(outside_code=code) for code in CHARTS]


@pytest.fixture
def document(indicators):
    make_council(name="Stockton-on-Tees Borough Council")
    report = make_report()
    codes = ", ".join(indicator.code for indicator in indicators)
    make_section(report, "comparator_charts", YEAR, codes=codes)
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
    assert [heading.text for heading, _ in found] == list(CHARTS.values())
    assert [line.label for line in found[0][1].lines] == [STOCKTON, "England", "North East"]
    years = ("2015-16", "2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
    _, adopted = found[3]
    assert adopted.periods == years
    assert [line.figures for line in adopted.lines] == [
        ("14", "8", "12", "25", "10", "16"),
        ("15", "14", "13", "12", "12", "10"),
        ("13", "14", "14", "13", "12", "13"),
    ]
    assert adopted.sentence == (
        "16% for 2020-21 (over the period, final) is up 6 points since 2019-20, a large move for "
        "the better. It is better than England (10% in 2020-21, published) and the North East "
        "(13% in 2020-21, published); higher is better."
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
    assert [alt.split(". ")[0] for alt in alts] == list(CHARTS.values())
    assert len(list(all_tags(document_tag(reader), "Table"))) == 4


def test_word_has_the_same_charts_with_the_same_sentences(document):
    word = docx.Document(BytesIO(render_docx(document)))
    assert [each.get("descr") for each in word.element.xpath("//wp:docPr")] == [
        f"{figure.title}. {figure.sentence}" for _, figure in charts(document)
    ]
    assert len(word.tables) == 4
