from hypothesis import example, given
from hypothesis import strategies as st

from actions.references import SORT_KEY_LENGTH, sort_key

PARTS = st.lists(st.integers(0, 99_999_999), min_size=1, max_size=6).map(tuple)


def test_references_sort_by_their_parts():
    ordered = ["1", "2.4", "5", "5.1", "5.9", "5.10", "5.10a", "5.10b", "5.11", "6", "10.1"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_codes_with_letters_before_the_number_sort_by_the_number():
    assert sorted(["P3.17", "P3.5", "P3.1"], key=sort_key) == ["P3.1", "P3.5", "P3.17"]


@given(first=PARTS, second=PARTS)
def test_order_of_keys_is_the_order_of_number_parts(first, second):
    keys = [sort_key(".".join(map(str, parts))) for parts in (first, second)]
    assert (keys[0] < keys[1]) == (first < second)


@given(parts=PARTS, letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_lettered_reference_stands_directly_after_its_number(parts, letter):
    stem = ".".join(map(str, parts))
    following = ".".join(map(str, (*parts[:-1], parts[-1] + 1)))
    if parts[-1] < 99_999_999:
        assert sort_key(stem) < sort_key(stem + letter) < sort_key(following)


@given(reference=st.text())
@example(reference="1" * 500)
@example(reference="²٣")
def test_any_reference_has_a_key_of_limited_length(reference):
    assert len(sort_key(reference)) <= SORT_KEY_LENGTH


def test_a_number_that_is_too_long_sorts_last_and_not_first():
    assert sort_key("5.99999") < sort_key("5.123456789")
