import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corporate_parenting.differences import Piece, word_differences
from corporate_parenting.text import TEXT_LIMIT

FEW_WORDS = st.lists(
    st.sampled_from(["visit", "2.4", "the", "\n", "  ", ",", "don't", "(", "Zoë", "—"])
).map(" ".join)


def marked(old, new):
    """The difference on one line: removed in square brackets, added in braces."""
    marks = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_differences(old, new))


def assert_gives_both_texts_back(old, new):
    pieces = word_differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    return pieces


def test_equal_texts_are_one_same_piece():
    assert word_differences("As it was.", "As it was.") == (Piece("same", "As it was."),)


def test_two_empty_texts_have_no_piece():
    assert word_differences("", "") == ()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Three visits in May.", "Four visits in May.", "[Three]{Four} visits in May."),
        ("Due in May", "Due in May, at last", "Due in May{, at last}"),
        ("Due in May", "Due", "Due[ in May]"),
        ("", "All new", "{All new}"),
        ("All gone", "", "[All gone]"),
        ("the plan", "the plans", "the [plan]{plans}"),
        ("under 2.4 now", "under 2.5 now", "under [2.4]{2.5} now"),
        ("they don't", "they do", "they [don't]{do}"),
        ("3,000 places", "3,500 places", "[3,000]{3,500} places"),
        ("one two", "one\ntwo", "one[ ]{\n}two"),
        ("one two", "one  two", "one { }two"),
        ("Zoe\u0308 and", "Zo\u0308e and", "[Zoe\u0308]{Zo\u0308e} and"),
        ("yes yes yes no yes", "yes yes no yes", "yes yes[ yes] no yes"),
    ],
)
def test_whole_words_are_shown_as_removed_and_added(old, new, shown):
    assert marked(old, new) == shown


def test_word_that_agrees_by_chance_does_not_break_up_a_rewritten_sentence():
    old = "Carers met twice and the survey was sent out in spring."
    new = "Young people wrote a guide and it is given to everyone."
    assert marked(old, new) == f"[{old[:-1]}]{{{new[:-1]}}}."


def test_words_kept_between_changes_stay_as_they_are():
    old = "First we met the carers of Fernmoor and then we wrote a report."
    new = "Later we met the carers of Fernmoor and then we sent a letter."
    assert marked(old, new) == (
        "[First]{Later} we met the carers of Fernmoor and then we [wrote]{sent} a [report]{letter}."
    )


def test_each_of_many_small_edits_in_a_long_text_is_shown_alone():
    old = " ".join(f"Home {number} was seen in May." for number in range(400))
    new = " ".join(f"Home {number} was seen in June." for number in range(400))
    changed = [piece for piece in word_differences(old, new) if piece.kind != "same"]
    assert changed == [Piece("removed", "May"), Piece("added", "June")] * 400


@given(st.text(), st.text())
def test_pieces_of_any_texts_give_both_back(old, new):
    assert_gives_both_texts_back(old, new)


@given(FEW_WORDS, FEW_WORDS)
def test_pieces_of_like_texts_are_tidy_and_give_both_back(old, new):
    pieces = assert_gives_both_texts_back(old, new)
    kinds = [piece.kind for piece in pieces]
    assert all(piece.text for piece in pieces)
    assert all(pair != ("added", "removed") for pair in zip(kinds, kinds[1:], strict=False))
    assert all(first != second for first, second in zip(kinds, kinds[1:], strict=False))


def shuffled_words(seed, words, count):
    return " ".join(random.Random(seed).choices(words, k=count))[:TEXT_LIMIT]


def with_landmarks(seed, between):
    """Words that occur once, with many that do not between them."""
    pick = random.Random(seed)
    return " ".join(
        f"u{at} " + " ".join(pick.choices("ab", k=between)) for at in range(10_000 // between)
    )[:TEXT_LIMIT]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 10_000, "a " * 5_000 + "b " + "a " * 4_990 + "c a"),
        ("a b " * 5_000, "b a " * 5_000),
        (shuffled_words(1, "ab", 10_000), shuffled_words(2, "ab", 10_000)),
        (shuffled_words(3, "!?.,", 10_000), shuffled_words(4, "!?.,", 10_000)),
        (
            shuffled_words(5, [*map(str, range(900))], 6_000),
            shuffled_words(6, [*map(str, range(900))], 6_000),
        ),
        (with_landmarks(7, 60), with_landmarks(8, 60)),
        (with_landmarks(9, 130), with_landmarks(10, 130)),
        (" " * TEXT_LIMIT, "\n" * TEXT_LIMIT),
        ("x" * TEXT_LIMIT, "x-" * (TEXT_LIMIT // 2)),
        (" ".join(map(str, range(4_000))), " ".join(map(str, range(3_999, -1, -1)))),
    ],
)
def test_longest_texts_are_compared_in_little_time(old, new):
    started = time.process_time()
    assert_gives_both_texts_back(old, new)
    assert time.process_time() - started < 8
