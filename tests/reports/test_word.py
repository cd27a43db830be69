"""Papers as Word files."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from PIL import Image

from corporate_parenting.prose import Paragraph, Run
from corporate_parenting.roles import Role
from reports import pictures
from reports.document import Heading, Landscape, Table, arranged, to_dict
from reports.rendering import RenderError, render_docx, render_html
from tests.factories import make_user
from tests.reports.figures import SENTENCE, make_figure, make_scorecard, without_figures
from tests.reports.papers import make_document, sample_report
from tests.reports.publishing import make_publication
from tests.reports.test_rendering import HOSTILE, Outline

ALT = f"Children who came into care. {SENTENCE}"
OWN_BLUE = (0x12, 0x43, 0x6D)


def paper(*blocks, **words):
    return to_dict(arranged(make_document(*blocks, **words)))


def opened(document):
    return docx.Document(BytesIO(render_docx(document)))


def url(name, pk):
    return reverse(f"reports:publication-{name}", args=[pk])


def text_of(word):
    """All words of the body in order."""
    return " ".join(part.text or "" for part in word.element.body.iter(qn("w:t")))


def squeezed(text):
    return "".join(text.split())


def drawings(word):
    """Title and alternative text of each picture."""
    return [(each.get("title"), each.get("descr")) for each in word.element.xpath("//wp:docPr")]


def lines(word, style):
    return [line for line in word.paragraphs if line.style.name == style]


@pytest.fixture(scope="module")
def document():
    """A paper with every kind of block."""
    blocks = (*sample_report().blocks, make_scorecard(), Heading(2, "Charts"), without_figures())
    return paper(*blocks, draft=True)


@pytest.fixture(scope="module")
def word(document):
    return opened(document)


def test_the_word_file_has_the_words_of_the_page_in_their_order(document, word):
    assert squeezed(text_of(word)) == squeezed(Outline(render_html(document)).text)


def test_the_same_document_gives_the_same_bytes(document):
    assert render_docx(document) == render_docx(document)


def test_title_language_and_council_are_told_and_no_time_is(word):
    properties = word.core_properties
    assert (properties.title, properties.language, properties.author) == (
        "Update Report for Corporate Parenting Board, 8 April 2027", "en-GB", "Fernmoor Council",
    )  # fmt: skip
    assert (properties.created, properties.last_modified_by) == (None, "")
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    names = [str(part.partname) for part in word.part.package.iter_parts()]
    assert [name for name in names if not name.startswith("/word/")] == ["/docProps/core.xml"]
    assert word.sections[0].header.paragraphs[0].text == (
        "Draft – Update Report for Corporate Parenting Board, 8 April 2027 – Fernmoor Council"
    )


def test_headings_have_words_own_styles_and_the_contents_lead_to_them(word):
    assert [line.text for line in lines(word, "Heading 1")] == [
        "Section 1: Items discussed", "Section 2: What the board is asked to do",
        "Scorecard: Quarter 3 2019-20", "Charts",
    ]  # fmt: skip
    assert lines(word, "Heading 4")[0].text == "2.4 Cultural experiences"
    links = [link for link in word.element.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = {
        mark.get(qn("w:name")): "".join(text.text for text in mark.getparent().iter(qn("w:t")))
        for mark in word.element.iter(qn("w:bookmarkStart"))
    }
    told = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert [marks[link.get(qn("w:anchor"))] for link in links] == told
    assert len(told) == len(marks) == 7


def test_lists_are_lists_and_each_numbered_one_starts_anew(word):
    assert lines(word, "List Bullet")[0].text.startswith("Step Together")
    numbered = [line._p.pPr.numPr for line in lines(word, "List Number")]
    assert [mark.ilvl.val for mark in numbered] == [0, 0, 0]
    nested = lines(word, "List Bullet 2")[2]
    assert nested.text == "two at Larch House,"
    assert nested._p.pPr.numPr.ilvl.val == 1
    twice = opened(paper(*sample_report().blocks, *sample_report().blocks))
    keys = [line._p.pPr.numPr.numId.val for line in lines(twice, "List Number")]
    assert keys[0] == keys[2] != keys[3] == keys[5]


def test_a_table_has_a_head_that_repeats_and_rows_that_no_page_cuts(word):
    homes, scorecard, _ = word.tables
    first, *rest = homes.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rest] == [True] * 24
    shares = [cell.width / sum(cell.width for cell in first.cells) for cell in first.cells]
    assert [round(share, 2) for share in shares] == [0.15, 0.25, 0.25, 0.35]
    rated = scorecard.rows[1].cells[1]
    assert rated.text == "Off target"
    assert rated._tc.find(f".//{qn('w:left')}").get(qn("w:color")) == "B3261E"


def test_wide_tables_stand_on_sheets_turned_sideways():
    turned = opened(paper(Heading(2, "First"), make_scorecard(), Heading(2, "Last")))
    assert [section.orientation for section in turned.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    lines = [line for line in turned.paragraphs if line.style.name != "After a table"]
    assert [line.text for line in lines if not line.text] == []
    last = opened(paper(Heading(2, "First"), make_scorecard()))
    assert len(last.sections) == 2
    assert isinstance(make_scorecard(), Landscape)


def test_the_charts_of_the_page_are_pictures_that_say_what_they_show():
    figure = make_figure(hidden=True)
    word = opened(paper(Heading(2, "How we compare"), figure, without_figures()))
    assert drawings(word) == [("Children who came into care", ALT)]
    (key,) = word.element.xpath("//a:blip/@r:embed")
    picture = Image.open(BytesIO(word.part.related_parts[key].blob))
    assert (picture.format, picture.width) == ("PNG", 1540)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(100_000)}
    assert OWN_BLUE in colours
    assert "Adoptions: there are no figures to draw." in text_of(word)
    assert [row.cells[0].text for row in word.tables[0].rows][1:] == list(figure.periods)


def test_a_chart_stays_with_its_sentence_and_table():
    word = opened(paper(Heading(2, "How we compare"), make_figure()))
    kept = [line for line in word.element.body.iter(qn("w:p")) if line.xpath("w:pPr/w:keepNext")]
    cells = [line for line in kept if line.getparent().tag == qn("w:tc")]
    assert len(kept) - len(cells) == 3  # picture, sentence, caption; a heading by its style
    assert len(cells) == 3 * 5


def test_letters_of_a_chart_are_drawn(monkeypatch):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="9">{}</text></svg>'
    )
    assert pictures.png(svg.format("Care")) != pictures.png(svg.format(""))


def test_a_machine_without_the_papers_font_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(pictures, "FOLDERS", (tmp_path,))
    pictures._fonts.cache_clear()
    try:
        with pytest.raises(RenderError, match="the font Liberation Sans is not installed"):
            render_docx(paper(make_figure()))
    finally:
        pictures._fonts.cache_clear()


def test_whatever_was_typed_stays_words():
    odd = f"{HOSTILE}\x00\x0b\u202e"
    table = Table(odd, make_figure().table.columns, make_figure().table.rows)
    word = opened(
        paper(Heading(2, odd), Paragraph((Run(odd, href="https://a.example/?a=1&b"),)), table)
    )
    assert text_of(word).count('<script>alert(1)</script> & "quotes" {{ x }}') == 4
    assert "\u202e" not in text_of(word)


@pytest.mark.django_db
def test_the_word_file_is_offered_beside_the_pdf_where_there_is_one():
    with_word = make_publication()
    without = make_publication(
        plan=with_word.report.plan, held_on=date(2019, 6, 21), with_word=False
    )
    member = Client()
    member.force_login(make_user(Role.MEMBER))
    answer = member.get(url("docx", with_word.pk))
    assert (answer.content, answer["Content-Disposition"]) == (
        with_word.docx,
        'attachment; filename="2019-06-14-corporate-parenting-board-update-report-public.docx"',
    )
    assert member.get(url("docx", without.pk)).status_code == 404
    for publication, is_offered in ((with_word, True), (without, False)):
        page = member.get(url("detail", publication.pk)).content.decode()
        assert ("Download as Word" in page) == is_offered
