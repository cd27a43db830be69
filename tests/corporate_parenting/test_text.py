import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corporate_parenting.text import TEXT_LIMIT, clean_text, hides_characters, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))
ODD_TEXT = st.text(
    st.sampled_from(
        "a=\n\r\t\v\f \x00\x85\u0301\u0327\u200b\u200c\u200d\u202e\ufeff\u2028\ud800\u0645\u0915"
        "\u094d\U0001f468\U0001f3f4\U000e0067\U000e007f\ufe0f"
    )
)


def test_limit_is_the_one_that_the_forms_name():
    assert TEXT_LIMIT == 20_000


@pytest.mark.parametrize(
    "control",
    [chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\v\f\r\x85"],
)
def test_control_characters_go(control):
    assert clean_text(f"Reg{control}ular visits") == "Regular visits"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"])
def test_every_kind_of_line_end_is_one_newline(end):
    assert clean_text(f"First{end}Second") == "First\nSecond"
    assert clean_text(f"First{end}Second", lines=False) == "First Second"


def test_blank_lines_between_paragraphs_stay():
    assert clean_text(" First\r\n\r\n\tSecond \n") == "First\n\n\tSecond"


def test_one_line_keeps_spaces_and_joins_lines_with_one():
    assert clean_text("Jo  Lee \n\n\t Kim\tStaff", lines=False) == "Jo  Lee Kim Staff"


@pytest.mark.parametrize(
    "control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)
def test_85_never_reads_58(control):
    assert clean_text(f"Of these, {control}85{control} moved") == "Of these, 85 moved"


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\xad",
        "\ufffe",
        "\ud800",
        chr(0xDFFF),
        "\U000e0041",
        "\ud83d\ude00",
    ],
)
def test_characters_that_nobody_sees_go(hidden):
    assert clean_text(f"{hidden}place{hidden}ment{hidden}") == "placement"


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\U0001f3f3\ufe0f\u200d\U0001f308",  # rainbow flag
        "\U0001f469\U0001f3fd\u200d\U0001f680",  # astronaut with a skin tone
        "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468",  # couple with a heart
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
        "\U0001f1ec\U0001f1e7",  # United Kingdom
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: I want
        "\u0915\u094d\u200d\u0937",  # Devanagari half form
        "\u05e9\u05dc\u05d5\u05dd",  # Hebrew
        "Cyngor Llŷn a Łódź, 中文",
        "＝１＋１",
    ],
)
def test_joiners_flags_and_other_scripts_stay(text):
    assert clean_text(text) == text


def test_joiner_between_an_emoji_and_a_word_goes():
    assert clean_text("\U0001f468\u200dfather") == "\U0001f468father"


def test_letters_are_composed_even_around_a_hidden_character():
    assert clean_text("Siwa\u0302n Zoe\u200b\u0308") == "Siwân Zoë"


def test_visible_keeps_ends_line_ends_and_composition():
    assert visible(" a\u0302\r\n\x07b\u202e\v\f\x85\t") == " a\u0302\r\nb\n\n\n\t"


def test_a_joiner_that_marks_leave_behind_goes_with_the_first_cleaning():
    assert clean_text("\u0300\u093c\u200c") == "\u093c\u0300"


@given(ANY_TEXT | ODD_TEXT)
def test_clean_text_is_nfc_bare_of_controls_and_stable(value):
    cleaned = clean_text(value)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(c) for c in cleaned.replace("\n", "").replace("\t", "")} & {
        "Cc",
        "Cs",
        "Zl",
        "Zp",
    }
    assert cleaned == cleaned.strip() == clean_text(cleaned)
    assert "\n" not in clean_text(value, lines=False)
    cleaned.encode()


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0651\u064b" * 100_000,
        " " * 200_000 + "x",
        "\u200d" * 200_000,
        "\U0001f3f4" * 200_000,
        "a\n\u200b" * 100_000,
    ],
)
def test_hostile_text_takes_linear_time(text):
    started = time.process_time()
    clean_text(text)
    clean_text(text, lines=False)
    # Half a second is ample for linear work here; quadratic work takes many seconds.
    assert time.process_time() - started < 8


def test_marks_pile_up_to_thirty_and_no_further():
    assert clean_text("z" + "\u0323" * 40 + "a") == "ẓ" + "\u0323" * 29 + "a"


@pytest.mark.parametrize(
    ("value", "hides"), [("85", False), ("8\n5", False), ("\u202e85", True), ("\ufeff85", True)]
)
def test_characters_that_cannot_be_seen_are_found(value, hides):
    assert hides_characters(value) == hides
