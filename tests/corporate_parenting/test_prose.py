"""Text people type, or paste from Word, and what becomes of it."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corporate_parenting.prose import (
    DEEPEST_LIST,
    PROSE_HINT,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Run,
    parse_prose,
    prose_html,
    prose_text,
)
from corporate_parenting.templatetags.prose import prose


def words(text):
    return Paragraph((Run(text),))


def bullets(*items):
    return ListBlock(False, 1, items)


def test_single_newline_is_a_space_and_a_blank_line_a_new_paragraph():
    assert parse_prose("Two homes\nopened.  \nBoth are full.\n\nA third waits.") == (
        words("Two homes opened. Both are full."),
        words("A third waits."),
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\v"])
def test_every_kind_of_newline_parts_list_items(newline):
    assert parse_prose(f"- Dance{newline}- Film") == (bullets((words("Dance"),), (words("Film"),)),)


def test_bold_italic_and_links_become_runs():
    assert parse_prose("We **met *all* leads** at [the hub](https://fernmoor.example/hub).") == (
        Paragraph(
            (
                Run("We "),
                Run("met ", bold=True),
                Run("all", bold=True, italic=True),
                Run(" leads", bold=True),
                Run(" at "),
                Run("the hub", href="https://fernmoor.example/hub"),
                Run("."),
            )
        ),
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "/admin/", "file:///etc/passwd", "https:", "//x.y"],
)
def test_other_addresses_stay_words(address):
    assert parse_prose(f"See [here]({address}).") == (words(f"See [here]({address})."),)


def test_links_to_pages_and_mail_are_kept():
    page, form, mail = "http://a.example", "https://a.example/?x=1&y=2", "mailto:c@a.example"
    html = prose_html(f"[a]({page}) [b]({form}) [c]({mail})")
    assert re.findall(r'href="([^"]*)"', html) == [
        "http://a.example",
        "https://a.example/?x=1&amp;y=2",
        "mailto:c@a.example",
    ]


def test_sub_headings_are_counted_from_one():
    assert parse_prose("### Mockingbird\nWords\n#### Impact\n# Title") == (
        Heading(1, (Run("Mockingbird"),)),
        words("Words"),
        Heading(2, (Run("Impact"),)),
        Heading(1, (Run("Title"),)),
    )


def test_what_the_hint_under_a_box_says_is_true():
    first, second = re.split(r"(?<=\.) (?=\*)", PROSE_HINT)
    assert [parse_prose(f"{mark}Homes") for mark in re.findall("“(.+?)”", first)] == [
        (bullets((words("Homes"),)),),
        (ListBlock(True, 1, ((words("Homes"),),)),),
        (Heading(1, (Run("Homes"),)),),
    ]
    assert parse_prose(second) == (
        Paragraph(
            (
                Run("Two stars", bold=True),
                Run(" make bold, "),
                Run("one star", italic=True),
                Run(" makes italic."),
            )
        ),
    )


def test_number_sign_without_a_space_is_no_heading():
    assert parse_prose("#MoreLikeThis") == (words("#MoreLikeThis"),)


def test_lists_nest_and_an_item_may_hold_paragraphs():
    assert parse_prose("1. Homes\n  - Oak\n  - Elm\n2. Carers\n\n   More of them.\n\nEnd.") == (
        ListBlock(
            True,
            1,
            (
                (words("Homes"), bullets((words("Oak"),), (words("Elm"),))),
                (words("Carers"), words("More of them.")),
            ),
        ),
        words("End."),
    )


def test_bullets_pasted_from_word_are_list_items():
    assert parse_prose("•\tDance\n\to\tFilm\n–\tMusic\n\uf0b7 Art") == (
        bullets(
            (words("Dance"), bullets((words("Film"),))),
            (words("Music"),),
            (words("Art"),),
        ),
    )


@pytest.mark.parametrize(
    "text",
    ["2019. was a hard year.", "12. was a cold day.", "2.4 Cultural experiences", "-5 degrees",
     "*starred", "5 * 3 * 2", "snake_case_name", "C:\\homes"],
)  # fmt: skip
def test_what_only_looks_like_markup_stays_words(text):
    assert parse_prose(text) == (words(text.strip()),)


def test_numbers_stay_as_typed():
    assert parse_prose("1. One\n\nBetween.\n\n2. Two\n\n7. Seven\n8. Eight") == (
        ListBlock(True, 1, ((words("One"),),)),
        words("Between."),
        ListBlock(True, 2, ((words("Two"),),)),
        ListBlock(True, 7, ((words("Seven"),), (words("Eight"),))),
    )
    assert '<ol start="7">' in prose_html("7. Seven\n8. Eight")


def test_quotation_holds_paragraphs_and_lists():
    assert parse_prose("> I feel heard.\n>\n> - Still\n\nSaid in May.") == (
        Quotation((words("I feel heard."), bullets((words("Still"),)))),
        words("Said in May."),
    )


def test_html_is_escaped_everywhere():
    hostile = '<script>"x"</script> & [<b>](https://a.example/"onclick="x) **<i>**'
    for text in (hostile, f"- {hostile}", f"> {hostile}", f"### {hostile}"):
        html = prose_html(text)
        assert not re.search(r"<(script|b>|i>)", html)
        assert '"onclick' not in html
        assert "&lt;script&gt;" in html


def test_html_of_a_list_has_no_paragraph_where_an_item_is_one_line():
    assert prose_html("- Homes\n  - Oak\n- Carers") == (
        "<ul><li>Homes<ul><li>Oak</li></ul></li><li>Carers</li></ul>"
    )


def test_highest_sub_heading_takes_the_level_of_its_place():
    assert prose_html("### A\n###### B", heading_level=5) == "<h5>A</h5>\n<h6>B</h6>"
    assert prose("### A") == "<h3>A</h3>"
    assert prose(None) == ""


def test_plain_words_keep_markers_and_addresses():
    text = "### Homes\n1. **Oak**\n   - full\n2. [Elm](https://elm.example)\n\n> Good."
    assert prose_text(text) == ("Homes\n1. Oak\n  - full\n2. Elm (https://elm.example)\nGood.")


HOSTILE = {
    "brackets": "[", "stars": "*a", "mixed emphasis": "_*", "quotes": ">", "quoted lists": "> - ",
    "bullets in a line": "- ", "links": "[a](", "images": "![a](", "backslashes": "\\",
    "newlines": "\n", "short items": "- x\n", "all stars": "*", "angles": "[a](<b",
    "everything": "**a*b_c[d](e ", "headings": "### \n", "spaces": " ", "years": "2019. ",
    "ticks": "`", "tags": "<a", "one deep word": "\t- x\n\t\t", "bold": "**a ",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twenty_thousand_hostile_characters_take_under_a_second(piece):
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    prose_html(text)
    assert time.process_time() - started < 8


def depth(blocks):
    inner = [
        depth(item) for block in blocks if isinstance(block, ListBlock) for item in block.items
    ]
    return 1 + max(inner) if inner else 0


def test_lists_nest_no_deeper_than_the_limit_and_lose_nothing():
    blocks = parse_prose("\n".join(f"{'  ' * step}- level{step}" for step in range(60)))
    assert depth(blocks) == DEEPEST_LIST
    assert prose_text("\n".join(f"{'  ' * s}- level{s}" for s in range(60))).count("level") == 60


PIECES = st.sampled_from(
    ["alpha", "beta", " ", "  ", "\n", "\n\n", "- ", "> ", "1. ", "23) ", "*", "**", "_", "### ",
     "[", "](", "](https://a.example)", "\\", "\t", "• ", "<", "&", "2019. "]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_typed_letter_is_lost_or_moved(text):
    def letters(words):
        return re.findall(r"[a-z]", words.replace("https://a.example", ""))

    assert letters(prose_text(text)) == letters(text)
    prose_html(text)


def test_link_with_a_bold_word_is_one_link():
    text = "[our **new** offer](https://a.example)"
    assert prose_html(text) == (
        '<p><a href="https://a.example">our <strong>new</strong> offer</a></p>'
    )
    assert prose_text(text) == "our new offer (https://a.example)"
