"""What a home is called in public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes.labels import (
    HiddenNames,
    LabelKind,
    gives_away,
    is_kept_for_us,
    label_key,
    public_label,
)

names = st.text(min_size=1, max_size=20)


@given(
    st.sampled_from([kind for kind in LabelKind if kind is not LabelKind.NAME]),
    names,
    names,
    st.none() | st.integers(1, 99),
)
def test_no_kind_but_the_name_ever_shows_the_name(kind, name, alias, number):
    with_name = public_label(kind, name=name, alias=alias, number=number)
    with_another = public_label(kind, name="another", alias=alias, number=number)
    assert with_name == with_another


def test_labels_that_people_take_for_one_are_one():
    assert label_key("  Willow   House") == label_key("WILLOW house")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Home 4", True),
        ("home 12", True),
        ("HOME4", True),
        ("Home", True),
        ("A children's home", True),
        ("Homefield", False),
        ("Willow", False),
        ("", False),
    ],
)
def test_words_that_only_numbers_and_no_label_give_are_kept_for_them(words, kept):
    assert is_kept_for_us(words) == kept


def test_an_alias_that_holds_the_name_gives_it_away():
    assert gives_away("the oak house team", "Oak House")
    assert not gives_away("Willow", "Oak House")
    assert not gives_away("Willow", "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Staff of OAK\nhouse were new.", "Oak House"),
        ("Oak House’s manager left.", "Oak House"),
        ("The oak housed nothing.", ""),
        ("Soak House", ""),
        ("We saw oak-house.", "Oak House"),
        ("The home was full.", ""),
    ],
)
def test_names_are_found_in_texts_as_words_of_their_own(text, named):
    assert HiddenNames(["Ashgrove", "Oak House", "Oak Houses", " "]).found_in(text) == named
