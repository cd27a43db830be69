"""What a reader aloud hears of a paper, read back from the file."""

from io import BytesIO

import pytest
import weasyprint.pdf
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject
from weasyprint import HTML
from weasyprint.pdf.tags import add_tags as weasyprint_tags

from reports.document import to_dict
from reports.rendering import render_pdf
from tests.reports.papers import sample_report
from tests.reports.pressing import draw

PAGE = '<html lang="en-GB"><title>x</title><body>{}</body></html>'
ROWS = "".join(f'<tr><th scope="row">{n}</th><td>a</td><td>b</td></tr>' for n in range(90))
LONG_TABLE = (
    "<h1>Homes</h1><table><caption>Homes</caption><thead><tr><th scope=col>n</th>"
    f'<th scope="col" colspan="2">Both</th></tr></thead><tbody>{ROWS}</tbody></table>'
)


def drawn(body, style=""):
    html = PAGE.format(body)
    return PdfReader(BytesIO(draw(html, stylesheet=style).pdf))


def kids(tag):
    found = tag.get("/K", ArrayObject())
    found = found if isinstance(found, ArrayObject) else ArrayObject([found])
    return [kid.get_object() for kid in found]


def is_tag(kid):
    return isinstance(kid, DictionaryObject) and "/S" in kid


def tree(tag):
    """A tag as its name with its tags inside: ``("L", [("LI", [...])])``."""
    return (tag["/S"][1:], [tree(kid) for kid in kids(tag) if is_tag(kid)])


def document_tag(reader):
    (tag,) = kids(reader.trailer["/Root"]["/StructTreeRoot"])
    return tag


def all_tags(tag, name):
    for kid in kids(tag):
        if is_tag(kid):
            if kid["/S"] == f"/{name}":
                yield kid
            yield from all_tags(kid, name)


@pytest.fixture(scope="module")
def sample():
    return PdfReader(BytesIO(render_pdf(to_dict(sample_report()))))


def test_item_is_its_mark_and_its_words_with_the_lists_below_it():
    reader = drawn("<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul>")
    inner = ("L", [("LI", [("Lbl", []), ("LBody", [])])])
    assert tree(document_tag(reader)) == (
        "Document",
        [
            ("L", [
                ("LI", [("Lbl", []), ("LBody", [inner])]),
                ("LI", [("Lbl", []), ("LBody", [("P", []), ("P", [])])]),
            ])
        ],
    )  # fmt: skip
    numbering = [tag["/A"]["/ListNumbering"] for tag in all_tags(document_tag(reader), "L")]
    assert numbering == ["/Disc", "/Decimal"]


def test_table_over_several_pages_is_one_table_with_one_head():
    reader = drawn(LONG_TABLE)
    assert len(reader.pages) > 2
    (table,) = all_tags(document_tag(reader), "Table")
    assert [name for name, _ in tree(table)[1]] == ["Caption", "THead", "TBody"]
    assert len(list(all_tags(table, "TR"))) == 91


def test_header_cells_say_what_they_head():
    heads = list(all_tags(document_tag(drawn(LONG_TABLE)), "TH"))
    assert [head["/A"]["/Scope"] for head in heads] == ["/Column"] * 2 + ["/Row"] * 90
    assert [head["/A"].get("/ColSpan") for head in heads[:3]] == [None, 2, None]


def test_paragraph_over_two_pages_is_one_paragraph():
    reader = drawn("<p>" + "word " * 4000 + "</p>")
    assert len(reader.pages) > 1
    assert tree(document_tag(reader)) == ("Document", [("P", [])])


def test_link_is_described_by_its_words_in_every_piece():
    words = "the programme of the cultural partner " * 5
    reader = drawn(f'<p>See <a href="https://a.example/?q=1">{words}</a></p>')
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert len(notes) > 1
    assert {note["/Contents"] for note in notes} == {words.strip()}
    (link,) = all_tags(document_tag(reader), "Link")
    pieces = [kid for kid in kids(link) if kid.get("/Type") == "/OBJR"]
    assert [piece["/Obj"] for piece in pieces] == notes
    tree_root = reader.trailer["/Root"]["/StructTreeRoot"]
    assert parents(tree_root)[notes[0]["/StructParent"]].get_object() == link


def parents(tree_root):
    numbers = tree_root["/ParentTree"]["/Nums"]
    return {number: numbers[place + 1] for place, number in enumerate(numbers) if not place % 2}


def marks(sheet):
    """The numbers of a page's pieces of content, and how many pieces are no content."""
    operations = sheet.get_contents().get_data().decode("latin-1")
    return operations.count("/MCID "), operations.count("<</Type /Pagination>>")


def test_running_heads_are_no_content(sample):
    for sheet in sample.pages[:4]:
        assert marks(sheet)[1] == 1  # the paper, the council, the page's number


def test_repeated_table_head_is_no_content(sample):
    (table,) = all_tags(document_tag(sample), "Table")
    assert len(list(all_tags(table, "THead"))) == 1
    assert marks(sample.pages[4])[1] > 1


def test_every_piece_of_content_belongs_to_the_tag_that_names_it(sample):
    root = sample.trailer["/Root"]["/StructTreeRoot"]
    lists, counted = parents(root), 0
    for number, sheet in enumerate(sample.pages):
        held = [tag for tag in lists[number] if not isinstance(tag.get_object(), NullObject)]
        assert len(held) == marks(sheet)[0]
        for place, tag in enumerate(lists[number]):
            if not isinstance(tag.get_object(), NullObject):
                own = [k["/MCID"] for k in kids(tag.get_object()) if is_piece_of(k, sheet)]
                assert place in own
                counted += 1
    assert counted > 100


def is_piece_of(kid, sheet):
    return kid.get("/Type") == "/MCR" and kid.raw_get("/Pg") == reference(sheet)


def reference(sheet):
    ref = sheet.indirect_reference
    assert isinstance(ref, IndirectObject)
    return ref


def test_paper_reads_cover_contents_text(sample):
    name, (article,) = tree(document_tag(sample))
    assert (name, article[0]) == ("Document", "Art")
    assert [part for part, _ in article[1]] == ["Div", "Sect", "Div"]
    cover, contents, text = article[1]
    assert [part for part, _ in cover[1]] == ["P", "P", "H1"]
    assert [part for part, _ in contents[1]] == ["H2", "TOC"]
    (chapter,) = text[1]
    assert [part for part, _ in chapter[1]][:6] == ["H2", "H3", "H4", "H5", "P", "P"]


def test_language_of_a_phrase_is_kept():
    reader = drawn('<p>In Welsh: <span lang="cy">plant mewn gofal</span></p>')
    (phrase,) = all_tags(document_tag(reader), "Span")
    assert phrase["/Lang"] == "cy"


def test_picture_has_its_description_and_its_place():
    reader = drawn(
        '<p>x</p><svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
        '<title>Rising since 2024</title><path d="M0 0L80 40" stroke="#000"/></svg>',
        style="@page { size: 400px 400px; margin: 40px } p { margin: 0; height: 60px }"
        " body { margin: 0 } svg { display: block }",
    )
    (figure,) = all_tags(document_tag(reader), "Figure")
    assert figure["/Alt"] == "Rising since 2024"
    assert [round(float(side)) for side in figure["/A"]["/BBox"]] == [30, 195, 90, 225]


def test_weasyprint_still_needs_our_tags(monkeypatch):
    """When this fails, WeasyPrint scopes its header cells and keeps tables whole: drop ours."""
    monkeypatch.setattr(weasyprint.pdf, "add_tags", weasyprint_tags)
    pdf = HTML(string=PAGE.format(LONG_TABLE)).write_pdf(pdf_variant="pdf/ua-1")
    reader = PdfReader(BytesIO(pdf))
    heads = list(all_tags(document_tag(reader), "TH"))
    assert [head for head in heads if "/Scope" in head["/A"]] == []
    assert len(list(all_tags(document_tag(reader), "Table"))) == len(reader.pages)
