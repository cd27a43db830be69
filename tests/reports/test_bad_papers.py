"""What no paper should hold: it is printed, or refused with its place, and nothing is fetched."""

import socket
from datetime import date
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, Run
from reports import tasks
from reports.document import Cell, Column, Heading, Table, arranged, prose_blocks, to_dict
from reports.models import Rendering
from reports.render_process import render_limited
from reports.rendering import RenderError, render_docx, render_html, render_pdf
from reports.sheets import SVG_TYPE
from tests.bench import documents
from tests.factories import make_passage, make_report
from tests.reports.figures import make_figure
from tests.reports.papers import make_document
from tests.reports.pressing import draw, refused
from tests.reports.test_rendering import Outline, pdf_text

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>{}</svg>'
PICTURE = (
    '<html lang="en"><title>x</title><body><img alt="x" src="asset:chart-1.svg"></body></html>'
)
UNKNOWN = "\U00030000\U00030001"  # letters that no font here holds


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("Something was asked for over the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def paper(*blocks):
    return to_dict(arranged(make_document(Heading(2, "Our homes"), *blocks)))


def typed(text):
    return paper(*prose_blocks(text, level=3))


def words(text):
    return Paragraph((Run(text),))


def table(*lines):
    cell = (Cell(("Larch House",), header=True), Cell(lines))
    return Table("Judgements", (Column("Home", 20), Column("Words")), (cell,))


def said_by(document):
    """The words of page, PDF and Word file, without the spaces between them."""
    word = docx.Document(BytesIO(render_docx(document)))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    in_word = "".join([*(each.text for each in word.paragraphs), *cells])
    page, pdf = Outline(render_html(document)).text, pdf_text(render_pdf(document))
    return ["".join(text.split()) for text in (page, pdf, in_word)]


@pytest.mark.parametrize("picture", ["no picture at all", "", "<svg"])
def test_a_picture_that_is_none_is_refused_by_its_title(picture):
    document = make_document(make_figure(title="Children who came into care"))
    with pytest.raises(RenderError, match="chart “Children who came into care” cannot be drawn"):
        refused(document, PICTURE, {"asset:chart-1.svg": picture})


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="{}" width="4" height="4"/>',
        '<use href="{}#x"/>',
        '<a href="{}"><rect width="4" height="4"/></a>',
        "<style>@import url({});</style>",
    ],
)
def test_a_picture_with_a_link_is_refused_or_drawn_without_it(inside):
    for address in ("http://127.0.0.1:9/x", "file:///etc/passwd"):
        picture = SVG.format(inside.format(address)).encode()
        assets = {"asset:chart-1.svg": (picture, SVG_TYPE)}
        drawn = draw(PICTURE, assets=assets)
        assert drawn.refused == [address] * len(drawn.refused)
        assert drawn.refused or drawn.broken or address.encode() not in drawn.pdf
        assert "/Annots" not in PdfReader(BytesIO(drawn.pdf)).pages[0]


def test_an_outside_file_named_in_a_picture_stays_outside():
    entity = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    picture = entity + SVG.format('<text y="5">&x;</text>')
    with pytest.raises(RenderError, match="cannot be drawn"):
        refused(make_document(), PICTURE, {"asset:chart-1.svg": picture})


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("file:///etc/passwd and http://127.0.0.1:9/x.png", []),
        ("[our page](file:///etc/passwd) and [this](javascript:alert(1))", []),
        (SVG.format('<a href="http://127.0.0.1:9/">x</a>'), []),
        ("[http://127.0.0.1:9/x.png](http://127.0.0.1:9/x.png)", ["http://127.0.0.1:9/x.png"]),
    ],
)
def test_addresses_in_the_words_stay_words(text, targets):
    document = typed(text)
    plain = targets[0] if targets else "".join(text.split())
    assert [said.count(plain) for said in said_by(document)] == [1, 1, 1]
    sheets = PdfReader(BytesIO(render_pdf(document))).pages
    notes = [note["/A"] for sheet in sheets for note in _notes(sheet) if "/A" in note]
    assert [note["/URI"] for note in notes] == targets


def _notes(sheet):
    return [note.get_object() for note in sheet.get("/Annots", ())]


def test_a_cell_of_100_kb_is_printed_whole():
    cell = "The home was visited in spring. " * 3200
    assert len(cell) > 100_000
    document = paper(table(cell))
    assert [said.count("visitedinspring.") for said in said_by(document)] == [3200] * 3


def test_three_thousand_breaks_are_printed():
    document = paper(table(*["x"] * 3000))
    assert [said.count("x") >= 3000 for said in said_by(document)] == [True] * 3


def test_a_thousand_strands_are_a_page_and_a_word_file_or_stopped_in_time():
    document = documents.plan(500)
    strands = sum(len(block["rows"]) for block in document["blocks"] if block["kind"] == "table")
    assert strands > 1400  # with a line for each action
    assert render_html(document).count("<tr>") == strands + documents.PRIORITIES
    assert render_docx(document).startswith(b"PK")
    with pytest.raises(RenderError, match="took longer than 1 seconds"):
        render_limited(document, "pdf", seconds=1)


@pytest.mark.parametrize(
    ("text", "in_print"),
    [
        ("שלום לכולם", None),
        ("مرحبا بالجميع", None),
        ("Well done \U0001f973", "Well done [face with party horn and party hat]"),
    ],
)
def test_any_writing_is_printed_in_a_cell_and_in_words(text, in_print):
    document = paper(words(text), table(text))
    plain = "".join(text.split())
    page, pdf, in_word = said_by(document)
    assert (page.count(plain), in_word.count(plain)) == (2, 2)
    if in_print:
        assert pdf.count("".join(in_print.split())) == 2


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (words(f"The home visited by {UNKNOWN} in spring"), "under Our homes: The home visited by"),
        (table("Good", f"By {UNKNOWN}"), "in the table Judgements, Larch House: By"),
        (Heading(3, UNKNOWN), "heading: "),
    ],
)
def test_letters_that_no_font_holds_are_named_with_their_paragraph(block, place):
    with pytest.raises(RenderError) as caught:
        render_pdf(paper(words("Nothing odd."), block))
    assert f"no letters for: {UNKNOWN[0]} {UNKNOWN[1]}. They stand in “{place}" in str(caught.value)
    assert "Nothing odd" not in str(caught.value)


@pytest.mark.django_db
def test_the_worker_says_which_paragraph_and_makes_the_next_paper():
    bad = make_report()
    good = make_report(plan=bad.plan, held_on=date(2019, 9, 13))
    make_passage(bad, heading="Our homes", text=f"Visited by {UNKNOWN}.")
    make_passage(good)
    made = [tasks.request_paper(report=each, by=each.author) for each in (bad, good)]
    states = [tasks.render_paper.call(rendering.pk) for rendering in made]
    assert states == [Rendering.State.FAILED, Rendering.State.READY]
    reason = Rendering.objects.get(pk=made[0].pk).reason
    assert "They stand in “under Our homes: Visited by" in reason
