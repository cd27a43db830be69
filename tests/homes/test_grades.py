"""Grades as they are read from what somebody typed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes.grades import GradeError, GradeFacts, read_grade, spelling_key
from homes.kinds import Tone

GOOD = GradeFacts("Good", "Good", 2, Tone.GOOD, 1)
RI = GradeFacts(
    "Requires improvement to be good",
    "Requires improvement",
    3,
    Tone.CONCERN,
    1,
    spellings=("RI", "R.I.", "Adequate"),
)
SCALE = [RI, GOOD]


@pytest.mark.parametrize(
    "words",
    [
        "RI",
        "ri",
        " R.I. ",
        "Requires Improvement",
        "requires-improvement",
        "Requires improvement to be good",
        "REQUIRES\u00a0IMPROVEMENT",
        "Adequate",
        "RI (this was primarily due to staffing)",
    ],
)
def test_the_words_of_a_grade_are_read_however_they_are_written(words):
    assert read_grade(words, SCALE) == RI


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_a_blank_is_no_grade(words):
    assert read_grade(words, SCALE) is None


@pytest.mark.parametrize("words", ["Superb", "Good-ish", "(staffing)"])
def test_an_unknown_grade_is_refused_with_those_that_are_allowed(words):
    with pytest.raises(GradeError) as error:
        read_grade(words, SCALE)
    assert str(error.value) == (
        f"“{words}” is not a grade of this scale. "
        "Write one of “Good”, “Requires improvement to be good”."
    )


def test_a_scale_without_grades_says_so():
    with pytest.raises(GradeError, match="none: the scale is empty"):
        read_grade("Good", [])


def test_each_accepted_spelling_is_named_once():
    assert GOOD.accepted == ("Good",)
    assert RI.accepted == (
        "Requires improvement to be good", "Requires improvement", "RI", "R.I.", "Adequate",
    )  # fmt: skip


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(words):
    with suppress(GradeError):
        assert read_grade(words, SCALE) in (None, GOOD, RI)
    assert spelling_key(spelling_key(words)) == spelling_key(words)
