"""What the checks find in the source papers, read line by line from beside the project."""

from datetime import date

import pytest

from reports.checks import Counted, Facts, Passage
from reports.checks.dates import odd_dates
from reports.checks.figures import counts_against_data
from reports.checks.totals import differences, parts_of, totals

pytestmark = pytest.mark.shared

MEETINGS = {
    "000": date(2022, 4, 8),
    "001": date(2021, 7, 2),
    "002": date(2019, 1, 1),
    "003": date(2020, 3, 17),
    "004": date(2021, 12, 1),
}


def read(shared, seed):
    (file,) = (shared / "seeds").glob(f"{seed}_*.txt")
    lines = file.read_text("utf-8").splitlines()
    return tuple(Passage(line.removeprefix("- ").strip()) for line in lines if line.strip())


def facts(seed, **known):
    return Facts(meeting_on=MEETINGS[seed], **known)


def test_the_date_that_lost_a_digit_is_the_one_impossible_date_in_five_papers(shared):
    found = {
        seed: [
            each.words
            for each in odd_dates(read(shared, seed), facts(seed))
            if "no date" in each.words
        ]
        for seed in MEETINGS
    }
    told = "“9 October 202” is no date: its year is not whole."
    assert found == {"000": [], "001": [], "002": [], "003": [], "004": [told]}


@pytest.mark.parametrize(
    ("seed", "day", "said"), [("001", "2021-05-27", 582), ("004", "2021-10-01", 568)]
)
def test_a_number_of_children_that_the_register_has_otherwise_is_found(shared, seed, day, said):
    counted = Counted(said - 1, date.fromisoformat(day), "in the scorecard (P1)")
    words = ("children in our care", "CIOC")
    found = counts_against_data(
        read(shared, seed), facts(seed, counted=(counted,), children_words=words)
    )
    assert [each.words.split(";")[0] for each in found] == [f"It says {said}"]
    right = facts(seed, counted=(Counted(said, counted.day, "there"),), children_words=words)
    assert list(counts_against_data(read(shared, seed), right)) == []


@pytest.mark.parametrize("seed", MEETINGS)
def test_the_sums_of_the_papers_come_out(shared, seed):
    for check in (parts_of, totals, differences):
        assert list(check(read(shared, seed), facts(seed))) == []
