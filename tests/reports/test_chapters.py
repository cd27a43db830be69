"""A paper is printed chapter by chapter: alone, by two processes or again, to the same bytes."""

import multiprocessing
import os
import re
import signal
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, Run
from reports import kept_parts, pdf, press, press_team, sheets
from reports.attachments import attachments
from reports.document import Heading, Landscape, arranged, from_dict, to_dict
from reports.kept_parts import packed, unpacked
from reports.other_process import OtherProcessError
from reports.pdf import pdf_bytes, print_again
from reports.press_team import print_all
from reports.rendering import render_draft
from reports.sheets import chapters, part_sheets
from tests.bench import documents
from tests.reports.figures import make_figure
from tests.reports.papers import make_document, sample_report

LONG = "The care council asked for more choice near the schools that they go to now. " * 25
PAPERS = {
    "update": sample_report(),
    "plan": from_dict(documents.plan(49)),
    "annual": from_dict(documents.annual()),
}


def chapter(title, text=LONG):
    return Heading(2, title), Paragraph((Run(text),))


def paper(*blocks, **options):
    """With a cover of its own, as the annual report and the plan have."""
    document = make_document(*blocks, **options)
    return arranged(replace(document, cover=replace(document.cover, page=True)))


def titles(document):
    return [[block.text for block in blocks if isinstance(block, Heading)]
            for blocks in chapters(document)]  # fmt: skip


def pages(content):
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


@pytest.fixture
def printed(monkeypatch):
    """How often the press prints in this process."""
    calls = []
    original = press.print_part

    def counted(html, **options):
        calls.append(html)
        return original(html, **options)

    monkeypatch.setattr(press, "print_part", counted)
    return calls


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("is_archive", [False, True], ids=["paper", "archive copy"])
def test_two_processes_and_kept_chapters_give_the_same_bytes(name, is_archive):
    document, kept = PAPERS[name], {}
    attached = attachments(document) if is_archive else ()
    alone = pdf_bytes(document, attached=attached)
    assert pdf_bytes(document, attached=attached, processes=2) == alone
    assert pdf_bytes(document, attached=attached, kept=kept) == alone
    assert pdf_bytes(document, attached=attached, kept=unpacked(packed(kept))) == alone


def test_only_the_chapter_of_a_changed_action_is_printed_again(printed):
    _, kept = render_draft(documents.plan(49))
    count = len(printed)
    changed, _ = render_draft(documents.plan(49, changed=True), before=kept)
    again = len(printed) - count
    assert count > 5
    assert again == 1
    assert changed == render_draft(documents.plan(49, changed=True))[0]


def test_of_an_unchanged_draft_nothing_is_printed_again_and_what_is_gone_is_forgotten(printed):
    one, two, three = (chapter(title, LONG * 5) for title in ("One", "Two", "Three"))
    longer, shorter = paper(*one, *two, *three), paper(*one, *three)
    first, kept = print_again(longer, before=b"", now=b"", processes=1)
    del printed[:]
    assert print_again(longer, before=kept, now=b"", processes=1) == (first, kept)
    assert printed == []
    _, kept = print_again(shorter, before=kept, now=b"", processes=1)
    assert len(printed) == 1  # its list of contents
    assert len(unpacked(kept)) == 3


def test_editions_share_chapters_that_all_may_read(printed):
    public = paper(*chapter("One"), *chapter("Two"))
    officers = paper(*chapter("One"), *chapter("Two", LONG + "It costs less."))
    _, kept = print_again(public, before=b"", now=b"", processes=1)
    del printed[:]
    _, both = print_again(officers, before=b"", now=kept, processes=1)
    assert len(printed) == 1
    assert unpacked(kept).items() <= unpacked(both).items()


def test_chapters_begin_on_pages_of_their_own_and_short_ones_follow():
    document = paper(*chapter("One"), *chapter("Two"), *chapter("Short", "x"), *chapter("Last"))
    assert titles(document) == [["One"], ["Two", "Short"], ["Last"]]
    first = {title: next(n for n, page in enumerate(pages(pdf_bytes(document))[2:], 3)
                         if re.search(rf"^{title}$", page, re.M))
             for title in ("One", "Two", "Short")}  # fmt: skip
    assert first["One"] == 3
    assert first["Two"] > first["One"]
    assert first["Short"] in (first["Two"], first["Two"] + 1)


def test_turned_sheets_may_begin_a_chapter_and_charts_fill_one():
    turned = Landscape((Heading(2, "Scorecard"), make_figure(), make_figure()))
    document = paper(*chapter("One"), turned, *chapter("Two"))
    assert [type(blocks[0]) for blocks in chapters(document)] == [Heading, Landscape, Heading]


def test_a_paper_that_begins_with_its_heading_is_of_one_piece():
    document = make_document(*chapter("One"), *chapter("Two"))
    document = replace(document, cover=replace(document.cover, page=False))
    assert titles(document) == [["One", "Two"]]


def test_numbers_of_pages_count_the_whole_paper_in_contents_and_feet():
    names = [f"Chapter {number}" for number in range(1, 70)]
    document = paper(*[block for name in names for block in chapter(name)])
    texts = pages(pdf_bytes(document, processes=2))
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in text
    contents = " ".join(texts[1:5])
    for name in names:
        (begins,) = [n for n, text in enumerate(texts, 1)
                     if n > 5 and re.search(rf"^{name}$", text, re.M)]  # fmt: skip
        assert re.search(rf"{name}\s+{begins}\b", contents)


def test_a_front_without_numbers_of_pages_lists_the_headings_all_the_same():
    html = sheets.front_sheets(paper(*chapter("One"), *chapter("Two")), {}).html
    assert re.findall(r'<a href="#[^>]*>([^<]+)', html) == ["One", "Two"]
    assert "data-page" not in html


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_stops_the_second_process_stops_the_paper(monkeypatch, error):
    here, original = os.getpid(), press.print_part

    def stopped(html, **options):
        if os.getpid() != here:
            raise error
        return original(html, **options)

    monkeypatch.setattr(press, "print_part", stopped)
    with pytest.raises(error):
        pdf_bytes(PAPERS["annual"], processes=2)


def test_a_second_process_that_is_killed_is_told_by_its_signal(monkeypatch):
    here, original = os.getpid(), press.print_part

    def killed(html, **options):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(html, **options)

    monkeypatch.setattr(press, "print_part", killed)
    with pytest.raises(OtherProcessError) as caught:
        pdf_bytes(PAPERS["annual"], processes=2)
    assert caught.value.code == -signal.SIGKILL


def test_a_second_process_does_not_outlive_an_error_of_the_first(monkeypatch):
    here = os.getpid()
    assert press_team._shared_out(part_sheets(PAPERS["annual"]))

    def broken(html, **options):
        if os.getpid() == here:
            raise press.PressError("no ink")
        signal.pause()

    monkeypatch.setattr(press, "print_part", broken)
    with pytest.raises(press.PressError, match="no ink"):
        pdf_bytes(PAPERS["annual"], processes=2)
    assert multiprocessing.active_children() == []


def test_a_short_paper_needs_no_second_process(monkeypatch):
    monkeypatch.setattr(press_team, "_print_away", lambda *_: pytest.fail("it was started"))
    assert print_all(part_sheets(paper(*chapter("One"), *chapter("Two"))), 2)


def test_what_another_press_has_kept_counts_no_more(monkeypatch):
    _, kept = render_draft(to_dict(paper(*chapter("One"))))
    assert unpacked(kept)
    monkeypatch.setattr(kept_parts, "_press", lambda: "another one")
    assert unpacked(kept) == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: b"no parts at all",
        lambda kept: zlib.compress(b"[]"),
        lambda kept: zlib.compress(zlib.decompress(kept).replace(b'"slots"', b'"slot"')),
        lambda kept: zlib.compress(
            zlib.decompress(kept).replace(b'"parts":{', b'"parts":[{') + b"]"
        ),
    ],
    ids=["cut off", "other bytes", "a list", "a field renamed", "no JSON"],
)
def test_a_draft_whose_kept_chapters_cannot_be_read_is_printed_anew(caplog, spoil):
    document = to_dict(paper(*chapter("One")))
    first, kept = render_draft(document)
    assert render_draft(document, before=spoil(kept)) == (first, kept)
    assert "cannot be read" in caplog.text


def test_chapters_printed_with_a_font_that_was_replaced_since_are_printed_anew(printed):
    document, kept = paper(*chapter("One"), *chapter("Two")), {}
    whole = pdf_bytes(document, kept=kept)
    for key, part in kept.items():
        fonts = [replace(font, length=font.length - 1) for font in part.fonts]
        kept[key] = replace(part, fonts=fonts)
    del printed[:]
    assert pdf_bytes(document, kept=kept) == whole
    assert len(printed) == len(kept)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('<p style="mix-blend-mode: multiply; opacity: .5">x</p>', "transparent as a whole"),
        ('<p style="background: linear-gradient(red, blue)">x</p>', "only whole papers can"),
    ],
)  # fmt: skip
def test_what_parts_would_name_alike_is_not_printed(body, sentence):
    with pytest.raises(press.PressError, match=sentence):
        press.print_part(f'<html lang="en"><body>{body}</body></html>', stylesheet="", assets={})


def test_a_picture_that_is_transparent_as_a_whole_is_a_broken_one():
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g opacity=".5">'
        b'<rect width="9" height="9"/></g></svg>'
    )
    part = press.print_part(
        '<html lang="en"><body><img src="asset:x" alt="x"></body></html>',
        stylesheet="", assets={"asset:x": (svg, sheets.SVG_TYPE)},
    )  # fmt: skip
    assert part.broken == ["asset:x"]


def test_a_link_to_what_the_paper_does_not_hold_is_no_paper():
    html = '<html lang="en"><body><p><a href="#gone">x</a></p></body></html>'
    part = press.print_part(html, stylesheet="", assets={})
    with pytest.raises(pdf.BindingError, match="links to gone"):
        press.bind([part], title="x", author="y", language="en-GB", identifier=b"1" * 16)


def test_a_part_has_the_key_of_its_words_look_and_pictures():
    part = sheets.Sheets("<p>x", "p {}", {"asset:chart-1.svg": "<svg/>"})
    others = [replace(part, html="<p>y"), replace(part, style="p { color: red }"),
              replace(part, pictures={"asset:chart-1.svg": "<svg></svg>"})]  # fmt: skip
    assert len({part.key, *(other.key for other in others)}) == 4
    assert replace(part).key == part.key
