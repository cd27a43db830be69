"""Charts and the scorecard's table in papers: as data, on the page and in the PDF."""

import json
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, Run
from reports.document import (
    DocumentError,
    Heading,
    Landscape,
    arranged,
    contents,
    from_dict,
    to_dict,
)
from reports.figures import chart_of
from reports.rendering import render_html, render_page, render_pdf
from tests.reports.figures import SENTENCE, make_figure, make_scorecard, without_figures
from tests.reports.papers import make_document
from tests.reports.test_pdf_tags import all_tags, document_tag, tree
from tests.reports.test_rendering import Outline, fonts_of, pdf_text

ALT = f"Children who came into care. {SENTENCE}"


def paper(*blocks, **words):
    return to_dict(arranged(make_document(*blocks, **words)))


@pytest.fixture(scope="module")
def document():
    """A paper with everything that a scorecard brings, between usual pages."""
    return paper(
        Heading(2, "Progress"), Paragraph((Run("Two homes were seen."),)), make_scorecard(),
        Heading(2, "How we compare"), Heading(3, "Came into care"), make_figure(),
        Heading(3, "Came into care, small numbers hidden"), make_figure(hidden=True),
        without_figures(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pdf(document):
    return render_pdf(document)


def test_a_chart_comes_back_from_json_and_is_drawn_from_it():
    figure = make_figure(hidden=True)
    (kept,) = from_dict(json.loads(json.dumps(paper(figure)))).blocks
    assert kept == figure
    own, region = chart_of(kept).series
    assert own.points[2:] == (None, 62, "Hidden to protect people")
    assert region.points == (45, 47, 52, 58, 61)


@pytest.mark.parametrize(
    ("name", "value"), [("role", "moon"), ("figures", ["x"] * 5), ("figures", ["1"])]
)
def test_a_stored_chart_that_cannot_be_drawn_is_refused(name, value):
    stored = paper(make_figure())
    stored["blocks"][0]["lines"][0][name] = value
    for render in (render_html, render_pdf):
        with pytest.raises(DocumentError, match="“Children who came into care” cannot be drawn"):
            render(stored)


def test_headings_on_turned_sheets_take_their_place_among_the_others(document):
    assert [heading.text for heading in contents(from_dict(document))] == [
        "Progress", "Scorecard: Quarter 3 2019-20", "How we compare", "Came into care",
        "Came into care, small numbers hidden",
    ]  # fmt: skip
    inner = make_document(Heading(2, "A"), Landscape((Heading(5, "A"),)), Heading(3, "A"))
    first, turned, last = arranged(inner).blocks
    found = [first, *turned.blocks, last]
    assert [(heading.level, heading.anchor) for heading in found] == [
        (2, "part-a"),
        (3, "part-a-2"),
        (3, "part-a-3"),
    ]


def test_the_page_holds_title_drawing_sentence_and_table(document):
    html = render_html(document)
    outline = Outline(html)
    assert outline.tags.count("svg") == 4  # two charts, each wide and narrow
    assert outline.text.count(SENTENCE) == 6  # beside each drawing's own
    assert len(outline.ids) == len(set(outline.ids))
    assert "Adoptions: there are no figures to draw." in outline.text
    assert html.count('scope="col"') == 5 + 3 + 3 + 1
    assert 'class="paper__rating paper__rating--red">Off target</td>' in html
    assert "<style>" in render_page(document)


def test_the_pdf_passes_pdf_ua(pdf):
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_a_reader_aloud_hears_each_chart_by_title_and_sentence(pdf):
    reader = PdfReader(BytesIO(pdf))
    figures = list(all_tags(document_tag(reader), "Figure"))
    assert [figure["/Alt"] for figure in figures] == [ALT, ALT]
    for figure in figures:
        left, bottom, right, top = map(float, figure["/A"]["/BBox"])
        assert (right - left) / (top - bottom) > 1.5
    assert "62" in pdf_text(pdf)
    assert "Hidden to protect people" in pdf_text(pdf)


def test_the_scorecards_table_lies_on_sheets_turned_sideways(pdf):
    sheets = PdfReader(BytesIO(pdf)).pages
    turned = [s for s in sheets if s.mediabox.width > s.mediabox.height]
    (sheet,) = turned
    assert "Off target" in sheet.extract_text()
    assert f"Page {sheets.index(sheet) + 1} of {len(sheets)}" in sheet.extract_text()


def test_the_scorecards_table_over_several_pages_is_one_table():
    reader = PdfReader(BytesIO(render_pdf(paper(make_scorecard(rows=60)))))
    assert len(reader.pages) > 4
    (table,) = all_tags(document_tag(reader), "Table")
    assert [name for name, _ in tree(table)[1]] == ["Caption", "THead", "TBody"]
    heads = list(all_tags(table, "TH"))
    assert [head["/A"]["/Scope"] for head in heads] == ["/Column"] * 5 + ["/Row"] * 60


def test_letters_of_charts_are_those_of_the_paper(pdf):
    assert {"Liberation" in font for font in fonts_of(pdf)} == {True}


def test_symbols_in_charts_are_written_as_names():
    text = pdf_text(render_pdf(paper(make_figure(title="Joy \U0001f973"))))
    assert "Joy [face with party horn and party hat]" in text


def test_same_charts_give_the_same_bytes_and_other_charts_others(document, pdf):
    assert render_pdf(document) == pdf
    one, other = (paper(make_figure(hidden=hidden)) for hidden in (False, True))
    assert (
        PdfReader(BytesIO(render_pdf(one))).trailer["/ID"]
        != (PdfReader(BytesIO(render_pdf(other))).trailer["/ID"])
    )


def test_typed_markup_in_a_chart_is_shown_as_words():
    hostile = "<script>alert(1)</script> & {{ x }}"
    html = render_html(paper(make_figure(title=hostile, sentence=hostile)))
    assert "script" not in Outline(html).tags
    assert hostile in pdf_text(render_pdf(paper(make_figure(title=hostile, sentence=hostile))))


def test_a_chart_and_its_table_stand_on_one_page():
    """Twelve lines leave room for the chart and some of the rows, but not for all."""
    lines = [Paragraph((Run("Two homes were seen."),))] * 12
    pdf = render_pdf(paper(Heading(2, "Progress"), *lines, Heading(3, "Came in"), make_figure()))
    *_, before, last = (sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    assert "Two homes were seen." in before
    assert [row in " ".join(last.split()) for row in ("2016-17 38", "2020-21 54")] == [True, True]
