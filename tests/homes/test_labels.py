"""What a home is called in public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes.labels import (
    HiddenNames,
    LabelKind,
    gives_away,
    hidden_words_of,
    is_kept_for_us,
    label_key,
    private_names_of,
    public_label,
)
from homes.models import Home

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
        ("We saw oak_house.", "Oak House"),
        ("The home was full.", ""),
    ],
)
def test_names_are_found_in_texts_as_words_of_their_own(text, named):
    assert HiddenNames(["Ashgrove", "Oak House", "Oak Houses", " "]).found_in(text) == named


def kept(name="Oak House", kind="number", alias="", location=""):
    return Home(internal_name=name, label_kind=kind, alias=alias, number=4, location=location)


def private_names_in(text, *homes):
    return HiddenNames(name for home in homes for name in private_names_of(home)).all_in(text)


@pytest.mark.parametrize(
    ("home", "text", "found"),
    [
        (kept(), "We saw OAK\n house and Home 4.", ["Oak House"]),
        (kept("St Mary’s"), "Staff of St Mary's left; st  mary‘s is full.", ["St Mary’s"]),
        (kept("St Mary’s"), "Staff of St Marys left.", ["St Mary’s"]),
        (kept("St Marys"), "Staff of St Mary’s left.", ["St Marys"]),
        (kept("St Mary’s"), "St Maryʼs and st mary`s are one.", ["St Mary’s"]),
        (kept("Oak"), "Soak, oaks and oak-like: an oak’s leaf.", ["Oak"]),
        (kept("Oak"), "Soak and oaks.", []),
        (kept(kind="name"), "Oak House is called Oak House.", []),
        (kept(kind="alias", alias="Willow"), "Willow was Oak House.", ["Oak House"]),
        (kept(kind="none", alias="Willow"), "Willow is full.", ["Willow"]),
        (kept(), "", []),
    ],
)
def test_a_name_that_is_kept_private_is_found_in_a_text(home, text, found):
    assert private_names_in(text, home) == found


ADDRESS = "3 Mill Lane\nFernmoor, FM1 2AB"


@pytest.mark.parametrize(
    ("location", "text", "found"),
    [
        (ADDRESS, "The house at 3, mill lane in Fernmoor.", ["3 Mill Lane"]),
        (ADDRESS, "Post to fm1 2ab.", ["FM1 2AB"]),
        (ADDRESS, "Mill Lane in Fernmoor has 3 shops.", []),
        ("Flat 2", "Flat 2 was painted.", ["Flat 2"]),
        ("12, Mill Lane", "Twelve, or 12, of them.", []),
        ("Mill Lane, Fernmoor", "It is in Mill Lane, Fernmoor.", ["Mill Lane, Fernmoor"]),
        ("Mill Lane, Fernmoor", "Fernmoor is a town.", []),
    ],
)
def test_an_address_gives_a_home_away_and_its_town_does_not(location, text, found):
    assert private_names_in(text, kept(location=location)) == found


def test_the_address_of_a_home_that_all_may_name_stays_private_too():
    home = kept(kind="name", location=ADDRESS)
    assert private_names_in("Oak House is at 3 Mill Lane.", home) == ["3 Mill Lane"]
    vague = kept(kind="name", location="Fernmoor")
    assert private_names_in("Oak House is in Fernmoor.", vague) == []


def test_words_for_all_may_name_a_town():
    assert hidden_words_of(kept(location="Fernmoor")) == ["Oak House"]
    assert hidden_words_of(kept(location=ADDRESS)) == ["Oak House", "3 Mill Lane", "FM1 2AB"]


def test_what_gives_homes_away_is_told_once_in_the_order_of_the_text():
    homes = [kept("Ash Lodge"), kept("Oak House"), kept("Elm Court", kind="name")]
    text = "Oak House, Ash Lodge, Elm Court and Oak House again."
    assert private_names_in(text, *homes) == ["Oak House", "Ash Lodge"]
    assert private_names_in(text) == []
