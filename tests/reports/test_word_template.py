"""A council's own Word template: what is read, what is refused, and papers written into it."""

import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import quoteattr

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from corporate_parenting import word_parts
from corporate_parenting.uploads import UploadError
from reports.document import Heading, to_dict
from reports.kinds import Edition
from reports.render_process import render_limited
from reports.rendering import render_docx, render_html
from reports.word.template import read_template
from tests.actions.import_files import excel_file
from tests.reports.figures import make_figure, make_scorecard, without_figures
from tests.reports.papers import arranged, make_document, sample_report
from tests.reports.test_rendering import Outline
from tests.reports.test_word import drawings, lines, squeezed, text_of
from tests.reports.word_templates import (
    LOGO,
    NOT_THERE,
    as_dotx,
    changed,
    committee_template,
    parts_of,
    picture,
    saved,
)

OURS = ("toc 1", "toc 2", "Hyperlink", "After a table", "Clause", "Clause below")
RELATION = (
    '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)


@pytest.fixture(scope="module")
def template():
    return read_template("Committee.dotx", as_dotx(committee_template()))


@pytest.fixture(scope="module")
def document():
    blocks = (*sample_report().blocks, make_scorecard(), Heading(2, "Charts"), without_figures())
    return to_dict(arranged(make_document(*blocks, draft=True)))


@pytest.fixture(scope="module")
def word(document, template):
    return docx.Document(BytesIO(render_docx(document, template.content)))


def refusal(content, name="Committee.docx"):
    with pytest.raises(UploadError) as caught:
        read_template(name, content)
    return str(caught.value)


def related(name, kind, target):
    """A template with one more relation of a part of it."""
    added = RELATION.format(kind, target).encode()
    content = committee_template()
    if name in parts_of(content):
        return changed(content, name, lambda part: part.replace(b"</Relationships>", added))
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(name, f'<Relationships xmlns="{space}">'.encode() + added)
    return file.getvalue()


def with_field(instruction):
    def change(word):
        written = quoteattr(instruction)
        field = parse_xml(f'<w:fldSimple xmlns:w="{word_parts.W}" w:instr={written}/>')
        word.sections[0].header.paragraphs[0]._p.append(field)

    return committee_template(change)


# Reading


def test_of_a_template_its_look_is_kept_and_not_a_word_that_was_typed(template):
    parts = parts_of(template.content)
    assert [name for name, part in parts.items() if b"CANARY" in part] == []
    assert sorted(name for name in parts if not name.endswith(".rels")) == [
        "[Content_Types].xml", "docProps/core.xml", "word/document.xml", "word/fontTable.xml",
        "word/footer1.xml", "word/header1.xml", "word/media/image1.png", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    ]  # fmt: skip
    word = docx.Document(BytesIO(template.content))
    assert (len(word.paragraphs), len(word.tables), len(word.sections)) == (0, 0, 1)
    assert word.styles["Normal"].font.name == "Georgia"
    assert word.sections[0].header.paragraphs[0].text == "Fernmoor Council – Democratic Services "


def test_styles_that_it_lacks_are_named_and_what_else_is_not_its_own(template):
    assert set(template.missing) == {*NOT_THERE, *OURS}
    assert template.remarks == (
        "It has 2 sections: page, header and footer are those of the first.",
    )
    bare = read_template("bare.docx", saved(docx.Document()))
    assert bare.remarks == (
        "It has no header: papers print their title there.",
        "It has no footer: papers print their page numbers there.",
    )


def test_a_template_and_a_document_of_it_are_read_alike(template):
    assert read_template("Committee.docx", committee_template()).content == template.content


def locked(word):
    word.settings.element.append(
        parse_xml(f'<w:documentProtection xmlns:w="{word_parts.W}" w:edit="forms"/>')
    )
    word.settings.element.append(parse_xml(f'<w:docVars xmlns:w="{word_parts.W}"/>'))


def test_a_lock_and_hidden_variables_are_not_taken_over(template):
    read = read_template("locked.docx", committee_template(locked))
    assert read.content == template.content


# Refusing


def test_a_file_that_is_no_word_file_is_refused():
    assert refusal(excel_file(["Plan"])).startswith("The file is an Excel workbook.")
    assert refusal(b"Dear all").startswith("The file is a text file.")
    assert refusal(b"%PDF-1.7").startswith("The file is a PDF")
    assert refusal(b"a" * 5_000_001).startswith("The file is larger than 5 MB.")


def test_macros_and_embedded_files_are_refused():
    for name, said in (
        ("word/vbaProject.bin", "The file holds macros."),
        ("word/embeddings/oleObject1.bin", "The file holds another file inside it"),
    ):
        file = BytesIO(committee_template())
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, b"x")
        assert refusal(file.getvalue()).startswith(said)


def test_a_bomb_is_refused():
    file = BytesIO(committee_template())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image9.png", b"\0" * 20_000_000)
    assert refusal(file.getvalue()).startswith("The file unpacks to more than 20 MB.")


def test_a_template_tied_to_another_is_refused_without_telling_whose_it_is():
    tied = related(
        "word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:/Users/jane.doe/Board.dotm"
    )
    assert refusal(tied) == (
        "The template is tied to another one (Board.dotm), which Word would fetch. Open "
        "Developer, Document Template in Word, attach Normal and save the file again."
    )


@pytest.mark.parametrize("name", ["word/_rels/document.xml.rels", "word/_rels/header1.xml.rels"])
@pytest.mark.parametrize("kind", ["image", "oleObject", "subDocument", "frame"])
def test_what_would_be_fetched_from_outside_is_refused(name, kind):
    said = refusal(related(name, kind, "http://evil.example/logo.png"))
    assert said.startswith("The template takes something from outside (logo.png).")


def test_a_link_to_the_councils_site_is_no_harm(template):
    linked = related("word/_rels/header1.xml.rels", "hyperlink", "https://fernmoor.example/")
    assert read_template("linked.docx", linked).missing == template.missing


@pytest.mark.parametrize("address", ["file://server/share/Jane/list.docx", "javascript:alert(1)"])
def test_a_link_that_readers_cannot_follow_is_refused(address):
    said = refusal(related("word/_rels/header1.xml.rels", "hyperlink", address))
    name = address.rpartition("/")[2]
    assert said.startswith(
        f"The header or footer has a link that readers of a paper cannot follow ({name})."
    )


def test_an_old_drawing_that_names_a_file_is_refused():
    def change(word):
        drawing = (
            f'<w:pict xmlns:w="{word_parts.W}" xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:shape><v:imagedata src="http://evil.example/logo.png"/></v:shape></w:pict>'
        )
        word.sections[0].header.paragraphs[0].add_run()._r.append(parse_xml(drawing))

    said = refusal(committee_template(change))
    assert said.startswith("The template takes something from outside (logo.png).")


def test_a_list_mark_that_names_a_picture_elsewhere_is_refused():
    def change(word):
        mark = (
            f'<w:numPicBullet xmlns:w="{word_parts.W}" xmlns:v="urn:schemas-microsoft-com:vml" '
            'w:numPicBulletId="0"><w:pict><v:shape>'
            '<v:imagedata src="http://evil.example/mark.png"/></v:shape></w:pict></w:numPicBullet>'
        )
        word.part.numbering_part.element.insert(0, parse_xml(mark))

    said = refusal(committee_template(change))
    assert said.startswith("The template takes something from outside (mark.png).")


def test_an_old_drawing_that_leads_to_a_file_is_refused():
    def change(word):
        drawing = (
            f'<w:pict xmlns:w="{word_parts.W}" xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:shape href="file://server/share/plan"/></w:pict>'
        )
        word.sections[0].header.paragraphs[0].add_run()._r.append(parse_xml(drawing))

    said = refusal(committee_template(change))
    assert said.startswith("The header or footer has a link that readers of a paper cannot follow")


@pytest.mark.parametrize(
    "instruction", ["INCLUDEPICTURE http://evil.example/a.png", " ddeauto cmd", "LINK Excel"]
)
def test_a_field_that_fetches_or_runs_something_is_refused(instruction):
    said = refusal(with_field(instruction))
    name = instruction.split()[0].upper()
    assert said.startswith(
        f"The header or footer holds a field that fetches or runs something ({name})."
    )


@pytest.mark.parametrize(
    "address",
    ['"file://server/share/list.docx"', '\\n "file:///list.docx"', r'"\\\\server\\list.docx"'],
)
def test_a_link_field_that_readers_cannot_follow_is_refused(address):
    said = refusal(with_field(f"HYPERLINK {address}"))
    assert "link that readers of a paper cannot follow (list.docx)." in said


@pytest.mark.parametrize(
    "field", ["PAGE", 'HYPERLINK "https://fernmoor.example/" \\o "Our site"', 'HYPERLINK \\l "top"']
)
def test_a_field_that_counts_pages_or_leads_to_one_is_no_harm(template, field):
    assert read_template("fields.docx", with_field(field)).missing == template.missing


@pytest.mark.parametrize("kind", ["BMP", "SVG"])
def test_a_picture_that_papers_do_not_take_is_refused(kind):
    content = b"<svg/>" if kind == "SVG" else picture(kind).read()
    odd = changed(committee_template(), "word/media/image1.png", lambda part: content)
    assert refusal(odd).startswith(
        "The template holds a picture that is neither PNG, JPEG nor GIF (image1.png)."
    )


def test_tracked_changes_in_what_is_kept_are_refused():
    def change(word):
        mark = f'<w:ins xmlns:w="{word_parts.W}" w:id="5" w:author="CANARY-PERSON"/>'
        word.sections[0].footer.paragraphs[0]._p.append(parse_xml(mark))

    said = refusal(committee_template(change))
    assert said.startswith("The header, footer or styles have tracked changes,")


def test_a_page_with_no_room_for_tables_is_refused():
    def change(word):
        word.sections[0].left_margin = Cm(9)

    said = refusal(committee_template(change))
    assert said.startswith("The template’s page leaves less than 10 cm for words")


def test_a_style_of_another_kind_than_words_is_refused():
    def change(word):
        word.styles["Caption"].element.set(qn("w:type"), "character")

    said = refusal(committee_template(change))
    assert said.startswith("The template has a style “Caption” of another kind than Word’s own.")


# Writing


def test_a_paper_in_a_template_has_the_words_of_the_page_in_their_order(document, word):
    assert squeezed(text_of(word)) == squeezed(Outline(render_html(document)).text)


def test_the_same_document_and_template_give_the_same_bytes(document, template):
    into = render_docx(document, template.content)
    assert into == render_docx(document, template.content)
    assert into != render_docx(document)
    assert render_limited(document, "docx", template=template.content) == into


def test_page_header_footer_and_font_are_the_templates(word, template):
    first = word.sections[0]
    width, height = round(first.page_width.cm), round(first.page_height.cm)
    assert (width, height, round(first.left_margin.cm)) == (20, 28, 3)
    assert first.header.paragraphs[0].text == "Fernmoor Council – Democratic Services "
    assert first.footer.paragraphs[0].text == "Committee report template, issue 7"
    assert word.styles["Normal"].font.name == "Georgia"
    kept, borrowed = word.styles["Heading 1"], word.styles["Quote"]
    own = docx.Document(BytesIO(template.content)).styles["Heading 1"]
    assert kept.element.xml == own.element.xml
    assert (borrowed.font.name, borrowed.base_style.name) == (None, "Normal")
    (described,) = re.findall('descr="(.+?)"', first.header._element.xml)
    assert described == LOGO


def test_wide_tables_turn_the_templates_page_and_follow_its_header(word):
    turned = [(each.orientation, round(each.page_width.cm)) for each in word.sections]
    assert turned == [
        (WD_ORIENT.PORTRAIT, 20), (WD_ORIENT.LANDSCAPE, 28), (WD_ORIENT.PORTRAIT, 20),
    ]  # fmt: skip
    assert [each.header.is_linked_to_previous for each in word.sections] == [False, True, True]
    table = word.tables[1]._tbl
    assert int(table.tblPr.find(qn("w:tblW")).get(qn("w:w"))) <= Cm(23).twips


def test_lists_take_the_templates_marks_and_numbers_start_anew(word):
    bullets = lines(word, "List Bullet")
    assert [line._p.pPr.numPr for line in bullets if line.text.startswith("Step")] == [None]
    numbering = word.part.numbering_part.element
    keys = {line._p.pPr.numPr.numId.val for line in lines(word, "List Number")}
    kinds = [numbering.xpath(f'w:num[@w:numId="{key}"]/w:abstractNumId/@w:val')[0] for key in keys]
    assert kinds == ["92"]
    starts = [numbering.xpath(f'w:num[@w:numId="{key}"]//w:startOverride/@w:val') for key in keys]
    assert starts == [["1"]]


def test_numbers_of_the_templates_headings_do_not_stand_beside_the_papers(word):
    headings = lines(word, "Heading 1")
    assert len(headings) == 4
    assert {line._p.pPr.numPr.numId.val for line in headings} == {0}


def test_contents_table_heads_and_pictures_are_as_without_a_template(template):
    blocks = (Heading(2, "Judgements"), sample_report().blocks[-4], Heading(2, "Charts"))
    document = to_dict(arranged(make_document(*blocks, make_figure())))
    plain, word = (
        docx.Document(BytesIO(render_docx(document, each))) for each in (b"", template.content)
    )
    for each in (plain, word):
        (field,) = each.element.xpath("//w:instrText")
        assert field.text == r'TOC \o "1-2" \h \z \u'
        assert len(each.element.xpath("//w:tr/w:trPr/w:tblHeader")) == len(each.tables) == 2
    assert drawings(word) == drawings(plain)
    assert len(drawings(word)) == 1
    assert word.core_properties.author == "Fernmoor Council"
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_a_template_without_header_and_footer_gets_those_of_the_paper(document):
    bare = read_template("bare.docx", saved(docx.Document()))
    word = docx.Document(BytesIO(render_docx(document, bare.content)))
    assert word.sections[0].header.paragraphs[0].text.startswith("Draft – Update Report for")
    assert word.sections[0].footer.paragraphs[0].text == "Page  of "


@pytest.mark.parametrize("edition", list(Edition))
def test_every_sheet_in_a_template_says_for_whom_an_exempt_paper_is(edition):
    def change(word):
        word.settings.odd_and_even_pages_header_footer = True
        word.sections[0].even_page_header.paragraphs[0].text = "Fernmoor Council"
        word.sections[0].different_first_page_header_footer = True

    document = make_document(*sample_report().blocks, edition=edition.value)
    content = read_template("apart.docx", committee_template(change)).content
    word = docx.Document(BytesIO(render_docx(to_dict(arranged(document)), content)))
    section = word.sections[0]
    for head in (section.header, section.even_page_header, section.first_page_header):
        marks = [line.text for line in head.paragraphs if "not for publication" in line.text]
        assert marks == ([edition.mark] if edition.mark else [])
    assert section.header.paragraphs[-1].text.startswith("Fernmoor Council – Democratic Services")


def test_a_template_without_lists_or_styles_of_its_own_is_enough(document):
    def change(word):
        key = next(key for key, rel in word.part.rels.items() if rel.reltype.endswith("numbering"))
        del word.part.rels[key]
        for style in list(word.styles):
            if style.name not in ("Normal", "Default Paragraph Font", "Header", "Footer"):
                style.element.getparent().remove(style.element)

    read = read_template("plain.docx", committee_template(change))
    assert {"Heading 1", "Table Grid", "List Bullet"} < set(read.missing)
    word = docx.Document(BytesIO(render_docx(document, read.content)))
    assert squeezed(text_of(word)) == squeezed(Outline(render_html(document)).text)
    assert word.styles["Heading 1"].font.name is None
    assert lines(word, "List Bullet")[0]._p.pPr.numPr.numId.val > 0
