"""Numbers that people write into a text."""

import pytest

from scorecard.narrative import counts_in, may_name_small, numbers_named


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three children moved; 3 of 12 stayed.", [3, 3, 12]),
        ("Twenty-one, forty two and 1,234", [21, 42, 1234]),
        ("one, (4) “2”", [1, 4, 2]),
        ("In Quarter 3 2019-20, P3.1 fell to 3%, 3 per cent, by 3.5 and 3 points", []),
        ("On 3 March and 3rd April, within 3 months or 20 working days, for £3", []),
        ("Someone weighed a stone; two-thirds, 3-4, 5/6", []),
        ("", []),
    ],
)
def test_counts_are_found_and_what_is_plainly_no_count_is_not(text, numbers):
    assert [number for _, number in counts_in(text)] == numbers


def test_numbers_are_named_as_they_are_written_each_once():
    text = "Three moved. 3 of 12 came back, three did not, and five stayed."
    assert numbers_named(text) == ("Three", "3", "12", "three", "five")
    assert numbers_named("None of 0 moved.") == ()


@pytest.mark.parametrize(
    "text",
    ["2-3 children", "3/4 of them", "No.3", "Child x3", "a pair", "Both sisters", "a single child",
     "3 year olds", "3 days-old twins", "3 december babies", "Only three were late."],
)  # fmt: skip
def test_a_reason_that_could_name_a_small_number_is_found(text):
    assert may_name_small(text, 4)


@pytest.mark.parametrize(
    "text", ["", "Late returns of 3 May 2019.", "12 of 500", "Quarter of 2019-20", "1.5 points"]
)
def test_a_reason_that_names_no_small_number_is_told(text):
    assert not may_name_small(text, 4)
