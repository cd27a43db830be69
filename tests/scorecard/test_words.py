import pytest

from scorecard.words import hides_characters, listed, quoted


def test_a_quoted_value_is_one_short_line():
    assert quoted("Q5\n 2020-21") == "“Q5 2020-21”"
    assert quoted("a" * 40) == f"“{'a' * 40}”"
    assert quoted("a" * 41) == f"“{'a' * 39}…”"


def test_a_quoted_value_turns_no_figures_round():
    assert quoted("\u202e85") == "“85”"


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_things_are_listed_as_people_say_them(parts, words):
    assert listed(parts) == words


def test_choices_are_listed_with_or():
    assert listed(["A", "B", "C"], "or") == "A, B or C"


@pytest.mark.parametrize(
    ("value", "hides"), [("85", False), ("8\n5", False), ("\u202e85", True), ("\ufeff85", True)]
)
def test_characters_that_cannot_be_seen_are_found(value, hides):
    assert hides_characters(value) == hides
