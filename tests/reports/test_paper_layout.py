"""What stands together on a page of the PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.document import Cell, Column, Heading, Table
from reports.rendering import render_pdf
from tests.reports.figures import YEARS, make_figure, make_scorecard
from tests.reports.test_rendering import paper, words

LINE = "A line of the paper that tells of the year before."


def pages_of(*blocks, **fields):
    """The words of each page."""
    pdf = PdfReader(BytesIO(render_pdf(paper(*blocks, **fields))))
    return [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]


def pages_with(pages, *parts):
    """On which pages each of the words stands."""
    return {part: [at for at, page in enumerate(pages) if part in page] for part in parts}


@pytest.fixture(scope="module")
def charts():
    """The pages of a paper with nine charts, each a little further down the page."""
    blocks = [Heading(2, "How we compare")]
    for number in range(1, 10):
        blocks += [Heading(3, f"Heading {number}."), figure(number)]
        blocks += [words(f"{LINE} {number}") for _ in range(number)]
    return pages_of(*blocks, has_contents=False)


def figure(number):
    return make_figure(title=f"Chart {number}", sentence=f"Sentence {number}.")


def test_a_chart_its_words_and_its_table_stand_on_one_page(charts):
    for number in range(2, 10):
        page = next(page for page in charts if f"Sentence {number}." in page)
        assert f"Heading {number}." in page
        assert f"Chart {number}: rate per 10,000" in page
        after = page.partition(f"Chart {number}: rate per 10,000")[2]
        assert [year for year in YEARS if year not in after] == []


def test_the_first_chart_of_a_section_begins_below_its_headings():
    """However long its table is; kept together with it, they would stand alone on a page."""
    long = figure(1)
    rows = tuple((Cell((f"Q{row}",), header=True), Cell(("1",)), Cell(("2",))) for row in range(40))
    long = type(long)(**vars(long) | {"table": Table("Long", long.table.columns, rows)})
    pages = pages_of(
        words(LINE), Heading(2, "Performance"), Heading(3, "Homes"), long, has_contents=False
    )
    found = pages_with(pages, LINE, "Performance", "Sentence 1.", "Q0", "Q39")
    assert found == {LINE: [1], "Performance": [1], "Sentence 1.": [1], "Q0": [1], "Q39": [2]}


def test_no_row_of_a_table_stands_alone_on_a_page():
    blocks = []
    for number in range(30):
        rows = tuple((Cell((f"Row {number}-{row}.",), header=True),) for row in range(4))
        blocks += [Table(f"Table {number}", (Column("Home"),), rows), words(LINE)]
    pages = pages_of(*blocks, has_contents=False)
    counts = {page.count(f"Row {number}-") for page in pages for number in range(30)}
    assert counts == {0, 2, 4}


def test_a_table_of_one_row_stays_with_the_words_before_it():
    """It may be parted from what comes after: kept with that too, it left half a page empty."""
    row = ((Cell(("The one home",), header=True),),)
    lines = [words(LINE) for _ in range(22)]
    table = Table("Commissioned homes", (Column("Home"),), row)
    after = (Heading(2, "Next"), Heading(3, "Below it"), words(LINE))
    pages = pages_of(*lines, table, *after, has_contents=False)
    assert pages_with(pages, "The one home", "Below it") == {"The one home": [1], "Below it": [2]}


def test_a_few_words_before_a_sheet_that_is_turned_are_on_it():
    """Alone they would leave a sheet empty; under a heading they are a section of their own."""
    table = make_scorecard()
    pages = pages_of(words(LINE), table, has_contents=False)
    assert pages_with(pages, LINE, "Scorecard: Quarter 3") == {
        LINE: [1],
        "Scorecard: Quarter 3": [1],
    }
    pages = pages_of(Heading(2, "Foreword"), words(LINE), table, has_contents=False)
    assert pages_with(pages, LINE, "Scorecard: Quarter 3") == {
        LINE: [1],
        "Scorecard: Quarter 3": [2],
    }


def test_what_a_paragraph_says_of_a_table_is_not_parted_from_it():
    row = ((Cell(("The one home",), header=True),),)
    table = Table("Commissioned homes", (Column("Home"),), row)
    lines = [words(f"{LINE} {number}.") for number in range(25)]
    pages = pages_of(*lines, words("One is registered."), table, has_contents=False)
    assert pages_with(pages, "year before. 24.", "One is registered.", "The one home") == {
        "year before. 24.": [1], "One is registered.": [2], "The one home": [2],
    }  # fmt: skip
