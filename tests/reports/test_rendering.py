"""Papers as pages and as PDF files."""

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, Quotation, Run
from reports.document import Cell, Column, Heading, Table, arranged, to_dict
from reports.rendering import RenderError, render_html, render_page, render_pdf
from tests.reports.papers import (
    CARERS,
    CULTURE,
    HOMES,
    RECOMMENDATION,
    VOICE,
    make_document,
    sample_report,
)
from tests.reports.pressing import draw, missing_from, refused

HOSTILE = '<img src="http://127.0.0.1:9/x.png"><script>alert(1)</script> & "quotes" {{ x }}'


def paper(*blocks, **words):
    return to_dict(arranged(make_document(*blocks, **words)))


def words(text):
    return Paragraph((Run(text),))


@pytest.fixture(scope="module")
def sample():
    return render_pdf(to_dict(sample_report()))


def pdf_text(pdf):
    pages = [sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


class Outline(HTMLParser):
    """Tags, ids, links and words of a page, in order."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.words = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def lines_typed(*texts):
    """What an author typed, without its markers."""
    for text in texts:
        for line in re.sub(r"\n(?=[A-Za-z])", " ", text.replace("\n> ", " ")).splitlines():
            plain = re.sub(r"^\s*([-#>]+|\d\.) |[*]|\]\(\S+?\)|\[", "", line).strip()
            if plain:
                yield " ".join(plain.split())


def found_in_order(lines, text):
    place = 0
    for line in lines:
        found = text.find(line, place)
        assert found >= 0, f"Not found after its predecessor: {line}"
        place = found + len(line)
    return place > 0


TYPED = (CULTURE, HOMES, CARERS, VOICE, RECOMMENDATION)


def test_every_typed_line_is_on_the_page_and_in_the_pdf_in_order(sample):
    assert found_in_order(lines_typed(*TYPED), Outline(render_html(to_dict(sample_report()))).text)
    assert found_in_order(lines_typed(*TYPED), pdf_text(sample))


def test_page_has_one_h1_and_its_contents_lead_to_its_headings():
    outline = Outline(render_html(to_dict(sample_report())))
    headings = [tag for tag in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == [
        "h1", "h2", "h2", "h3", "h4", "h5", "h4", "h5", "h6", "h6", "h5", "h6", "h4", "h5", "h3",
        "h2", "h3",
    ]  # fmt: skip
    inside = [link[1:] for link in outline.links if link.startswith("#")]
    assert [anchor for anchor in inside if anchor not in outline.ids] == []
    assert len(inside) == 5
    assert len(outline.ids) == len(set(outline.ids))


def test_typed_markup_is_shown_as_words_everywhere():
    table = Table(HOSTILE, (Column(HOSTILE),), ((Cell((HOSTILE,)),),))
    document = paper(
        Heading(2, HOSTILE), words(HOSTILE), table, title=HOSTILE, council=HOSTILE,
        running_head=HOSTILE,
    )  # fmt: skip
    for html in (render_html(document), render_page(document)):
        assert not {"img", "script"} & set(Outline(html).tags)
    assert pdf_text(render_pdf(document)).count('<img src="http://127.0.0.1:9/x.png">') >= 5


def test_file_needs_nothing_beside_it():
    html = render_page(to_dict(sample_report()))
    assert html.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(link|script|img)|url\(|@import", html)
    assert "--council-colour: #5b2a6e" in html


def test_pdf_is_tagged_titled_and_in_its_language(sample):
    reader = PdfReader(BytesIO(sample))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert dict(reader.metadata) == {
        "/Title": "Update Report for Corporate Parenting Board, 8 April 2027",
        "/Author": "Fernmoor Council",
        "/Producer": "WeasyPrint 70.0",
    }


def test_pdf_passes_pdf_ua(sample):
    report = page.validate_pdf_bytes(sample, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_contents_name_the_page_on_which_each_part_begins(sample):
    pages = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(sample)).pages]
    listed = re.findall(r"(Our homes|Section \d: [A-Za-z ]+?) (\d)(?= |$)", pages[1])
    assert [title for title, _ in listed] == [
        "Section 1: Items discussed",
        "Our homes",
        "Section 2: What the board is asked to do",
    ]
    for title, number in listed:
        assert title in pages[int(number) - 1]


def test_pages_are_counted_and_headed_but_not_the_cover(sample):
    cover, *others = [sheet.extract_text() for sheet in PdfReader(BytesIO(sample)).pages]
    assert "Page" not in cover
    for number, text in enumerate(others, 2):
        assert f"Page {number} of {len(others) + 1}" in text
        assert "Update Report for Corporate Parenting Board, 8 April 2027" in text


def test_bookmarks_follow_the_headings(sample):
    def titles(entries):
        return [titles(e) if isinstance(e, list) else e["/Title"] for e in entries]

    outline = titles(PdfReader(BytesIO(sample)).outline)
    assert outline[0:2] == ["Contents", "Section 1: Items discussed"]
    assert outline[2][0] == "Children in Our Care and Care Leavers action plan: progress"
    assert outline[2][1][0] == "Priority 2. Improve life chances"


def fonts_of(pdf):
    sheets = PdfReader(BytesIO(pdf)).pages
    return sorted(
        {
            font.get_object()["/BaseFont"]
            for s in sheets
            for font in s["/Resources"]["/Font"].values()
        }
    )


def test_every_font_is_embedded(sample):
    fonts = [
        font.get_object()
        for sheet in PdfReader(BytesIO(sample)).pages
        for font in sheet["/Resources"]["/Font"].values()
    ]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert {"Liberation" in font["/BaseFont"] for font in descendants} == {True}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in descendants)


def test_same_document_gives_the_same_bytes(sample):
    assert render_pdf(to_dict(sample_report())) == sample


def test_pdf_carries_nothing_but_the_paper(sample):
    reader = PdfReader(BytesIO(sample))
    kinds = {
        note.get_object()["/Subtype"] for sheet in reader.pages for note in sheet.get("/Annots", ())
    }
    assert kinds == {"/Link"}
    assert dict(reader.attachments) == {}
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert b"/JavaScript" not in sample


def test_draft_says_so_on_its_cover_and_in_its_running_head():
    draft, final = (
        PdfReader(BytesIO(render_pdf(paper(words("Progress."), draft=draft))))
        for draft in (True, False)
    )
    assert "Draft: not yet approved" in draft.pages[0].extract_text()
    assert "Draft – Update Report" in draft.pages[1].extract_text()
    assert not any("Draft" in sheet.extract_text() for sheet in final.pages)
    marks = [bool(reader.pages[1]["/Resources"]["/XObject"]) for reader in (draft, final)]
    assert marks == [True, False]


def test_draft_passes_pdf_ua():
    pdf = render_pdf(to_dict(sample_report(draft=True)))
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_paper_without_headings_has_no_contents():
    assert "nav" not in Outline(render_html(paper(words("Progress.")))).tags


def test_emoji_are_printed_as_words():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = pdf_text(render_pdf(paper(words(f"Great \U0001f973! {family} \U0001f44f\U0001f3fd"))))
    assert (
        "Great [face with party horn and party hat]! [man][woman][girl] [clapping hands sign]"
        in text
    )
    assert render_html(paper(words("Great \U0001f973"))).count("\U0001f973") == 1


def test_letters_that_no_font_holds_stop_the_paper_and_are_named():
    with pytest.raises(RenderError, match="no letters for: 中 文"):
        render_pdf(paper(words("She writes 中文 and plays \U0001f3b9.")))


SCRIPTS = {
    "Welsh": "Ŵy a dŵr ŷd", "Polish": "Zażółć gęślą jaźń", "Romanian": "Știință și țară",
    "Greek": "Καλημέρα", "Ukrainian": "Доброго ранку", "Hebrew": "שלום", "Arabic": "مرحبا",
    "Urdu": "بچے کی دیکھ بھال کے لیے ہم ہر ماہ ملتے ہیں۔", "Pashto": "ماشومانو وویل چې ښه ځای دی",
    "Sorani": "منداڵان بەڕێوەبەرە", "Hindi": "बच्चों की देखभाल", "Bengali": "শিশুদের যত্ন",
    "Punjabi": "ਬੱਚਿਆਂ ਦੀ ਦੇਖਭਾਲ", "Tamil": "குழந்தைகள்", "Tigrinya": "ቆልዑት ኣብ ገዛ", "Thai": "เด็กๆ",
    "Vietnamese": "Tiếng Việt", "signs": "£ € ½ ≥ ± → ✓ • … ‘’ “” –",
}  # fmt: skip


def test_neighbours_languages_are_printed_without_boxes():
    document = make_document(*(words(text) for text in SCRIPTS.values()))
    assert missing_from(document) == set()


@pytest.mark.parametrize(
    ("first", "last"),
    [(0x20, 0x24F), (0x1E00, 0x1EFF), (0x591, 0x5EA), (0x600, 0x6FF)],
    ids=["Latin", "Latin with more marks", "Hebrew", "Arabic and Urdu"],
)
def test_no_letter_of_an_alphabet_is_a_box(first, last):
    letters = [chr(code) for code in range(first, last + 1)]
    text = " ".join(letter for letter in letters if unicodedata.category(letter)[0] in "LMN")
    document = make_document(words(text), Quotation((words(text),)))
    assert missing_from(document) == set()


@pytest.mark.parametrize(("language", "font"), [("Urdu", "Naskh"), ("Hebrew", "Hebrew")])
def test_letters_that_join_come_from_one_font(language, font):
    fonts = fonts_of(render_pdf(paper(words(SCRIPTS[language]))))
    assert [name for name in fonts if "Liberation" not in name] == [
        name for name in fonts if font in name
    ]
    assert any(font in name for name in fonts)


@pytest.mark.parametrize("control", "\u202e\u202d\u2067\u2066\u200b\x07\x00\ufeff")
def test_a_number_cannot_be_turned_round(control):
    text = pdf_text(render_pdf(paper(words(f"Score {control}85{control} of 100"))))
    assert "Score 85 of 100" in text
    assert "Score 85 of 100" in render_html(paper(words(f"Score {control}85 of 100")))


def test_colour_is_a_colour():
    document = paper(words("Progress."), colour="red;} * {display:none")
    for render in (render_page, render_pdf):
        with pytest.raises(RenderError, match="colour"):
            render(document)


VECTORS = {
    "image": '<img src="{}">',
    "style": '<style>@import url("{}");</style>',
    "background": '<p style="background: url({})">x</p>',
    "linked style": '<link rel="stylesheet" href="{}">',
    "attachment": '<link rel="attachment" href="{}">',
    "attached link": '<a rel="attachment" href="{}">x</a>',
    "object": '<object data="{}"></object>',
    "embedded": '<embed src="{}">',
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/></svg>',
    "font": "<style>@font-face {{ font-family: x; src: url({}) }}</style><p>x",
}
ADDRESSES = ("http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA")


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_press_fetches_nothing_and_names_what_it_refused(vector):
    for address in ADDRESSES:
        html = f'<html lang="en"><title>x</title><body>{vector.format(address)}</body></html>'
        drawn = draw(html)
        assert address in drawn.refused
        assert b"EmbeddedFile" not in drawn.pdf


def test_paper_that_would_fetch_is_not_printed():
    html = (
        '<html lang="en"><title>x</title><body><img alt="x" src="file:///etc/passwd"></body></html>'
    )
    with pytest.raises(RenderError, match="file:///etc/passwd"):
        refused(make_document(), html)


def test_words_of_any_length_stay_on_the_sheet():
    reader = PdfReader(BytesIO(render_pdf(paper(words("w" * 5000)))))
    lines = reader.pages[1].extract_text().split()
    assert max(len(line) for line in lines) < 120
    assert sum(sheet.extract_text().count("w") for sheet in reader.pages[1:]) == 5000
