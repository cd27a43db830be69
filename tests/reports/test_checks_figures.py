"""Figures, totals and differences in a paper's words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corporate_parenting.prose import ListBlock, Paragraph, Run
from reports.checks import Check, Counted, Facts, Measured, Passage, words_read
from reports.checks.figures import counts_against_data
from reports.checks.findings import finding
from reports.checks.totals import differences, parts_of, totals
from reports.document import Cell, Column, Heading, Recommendation, Table
from tests.reports.checks import MEETING, paper, said

MARCH = date(2022, 3, 25)
IN_SCORECARD = Counted(536, MARCH, "in the scorecard (P1)")
VISITS = Measured(
    "P3.5",
    "Statutory visits on time",
    latest="91.3%, Quarter 3",
    values=frozenset([Decimal("91.3"), Decimal("88"), Decimal("95")]),
)


@pytest.mark.parametrize(
    "words",
    [
        "There were 537 children in our care on 25 March 2022.",
        "There are currently 537 children in our care.",
        "We had 537 children in our care at 25 March 2022.",
        "On 25/03/2022 we cared for 537 children in our care.",
        "537 children in our care were here on 25 March 2022, and there were 537 children in our "
        "care the day after.",
        "The number of children in our care stands at 537.",
        "Our numbers of children in our care are now 537.",
    ],
)
def test_a_number_of_children_that_is_not_the_recorded_one_is_asked_about(words):
    assert said(Check.FIGURES, words, counted=(IN_SCORECARD,)) == [
        "It says 537; the number in the scorecard (P1) is 536, as at 25 March 2022."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "There were 536 children in our care on 25 March 2022.",
        "There were 537 children in our care on 24 March 2022.",
        "537 children in our care went to the fair.",
        "There were 537 bicycles on 25 March 2022.",
        "The number of children in our care fell by 537% on 25 March 2022.",
        "The number of children in our care was 570 on 1 May 2021 and 537 on 25 March 2022.",
    ],
)
def test_the_recorded_number_and_numbers_of_something_else_are_not(words):
    assert said(Check.FIGURES, words, counted=(IN_SCORECARD,)) == []


def test_two_numbers_of_one_day_in_one_paper_are_asked_about_where_nothing_is_recorded():
    words = "There were {} children in our care on 1 May 2021."
    assert said(Check.FIGURES, words.format(570), words.format(571)) == [
        "It says 571; the number said under Update: There were 570 children in our… is 570, as at "
        "1 May 2021."
    ]


def test_the_number_that_was_recorded_first_for_a_day_is_the_one_that_counts():
    other = Counted(537, MARCH, "recorded for this paper")
    words = "There were 537 children in our care on 25 March 2022."
    assert len(said(Check.FIGURES, words, counted=(IN_SCORECARD, other))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("P3.5 was 92% this quarter.", "92%"),
        ("P3.5 was 92% after 88%.", "92%"),
        ("Statutory visits on time were at 91.4 per cent.", "91.4 per cent"),
        ("P3.5 went from 70% to 80%.", "70% and 80%"),
    ],
)
def test_a_percentage_that_the_indicator_never_had_is_asked_about(words, told):
    found = said(Check.FIGURES, words, measured=(VISITS,), typed={words: 1})
    assert found == [
        f"It says {told} of P3.5 Statutory visits on time; the scorecard has 91.3%, Quarter 3."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "P3.5 was 91.3% (target 95%), after 88%.",
        "P3.5 was 91%.",
        "P3.51 was 12%.",
        "Visits were at 12%.",
    ],
)
def test_a_percentage_that_the_data_has_or_of_no_one_indicator_is_not(words):
    assert said(Check.FIGURES, words, measured=(VISITS,), typed={words: 1}) == []


def test_a_paragraph_under_an_indicator_is_about_it():
    words = "Nearly all were made: 92%."
    facts = {"measured": (VISITS,), "typed": {words: 1}}
    assert len(said(Check.FIGURES, words, heading="P3.5 Visits", **facts)) == 1
    assert said(Check.FIGURES, words, heading="Visits", **facts) == []


def test_what_the_paper_takes_from_the_data_is_not_asked_about():
    assert said(Check.FIGURES, "P3.5 was 92%.", measured=(VISITS,)) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12 of 10 were seen.", "“12 of 10”: the part is more than the whole."),
        ("1,200 out of 900 were.", "“1,200 of 900”: the part is more than the whole."),
        ("12 of 40 children (25%) were.", "12 of 40 are 30.0%, and it says 25%."),
        ("25% (12 of the 40) were seen.", "12 of 40 are 30.0%, and it says 25%."),
        ("A total of 9: 4 girls and 6 boys.", "4 + 6 make 10, and the total is 9."),
        ("A total of 9 (four and six).", "4 + 6 make 10, and the total is 9."),
        (
            "It increased from 570 to 577, a rise of 8.",
            "From 570 to 577 is a difference of 7, and it says 8.",
        ),
        (
            "It fell by 8, from 577 to 570.",
            "From 577 to 570 is a difference of 7, and it says 8.",
        ),
        ("It increased from 577 to 570.", "From 577 to 570 is a fall, and it says otherwise."),
        ("It fell from 570 to 577.", "From 570 to 577 is a rise, and it says otherwise."),
        ("It rose from 570 to 570.", "From 570 to 570 is no change, and it says otherwise."),
        (
            "It rose by 10% from 100 to 112.",
            "From 100 to 112 is a difference of 12.0%, and it says 10%.",
        ),
    ],
)
def test_sums_that_do_not_come_out_are_asked_about(words, told):
    assert said(Check.TOTALS, words) == [told]


@pytest.mark.parametrize(
    "words",
    [
        "12 of 40 children (30%) were seen.",
        "33% (1 of 3) were seen.",
        "The 3 of 5 November.",
        "31 of 2021 were seen.",
        "A total of 10: 4 girls and 6 boys.",
        "A total of 9: 4 in May 2021 and 5 in June 2021.",
        "A total of 9 were seen.",
        "It increased from 1,570 to 1,577, a rise of 7.",
        "It rose by 12% from 100 to 112.",
        "It increased from 80% to 85%, a rise of 5%.",
        "It increased from 80% to 85%, a rise of 5 percentage points.",
        "The children moved from 12 to 14 homes.",
    ],
)
def test_sums_that_come_out_are_not(words):
    assert said(Check.TOTALS, words) == []


def test_the_place_is_a_number_or_the_heading_with_the_first_words():
    words = Paragraph((Run("The board is asked to note what was done."),))
    blocks = (
        Heading(3, "Visits", number="2.4"),
        ListBlock(ordered=False, start=1, items=((Paragraph((Run("Seen."),)),),)),
        Recommendation((words,), number="3.1"),
        Recommendation((words,)),
        Table("Homes", (Column("Home"),), ((Cell(("Larch", "Good"), header=True),),)),
    )
    assert [each.place for each in words_read(paper(*blocks))] == [
        "heading: Update",
        "heading: Visits",
        "under 2.4 Visits: Seen.",
        "3.1",
        "under 2.4 Visits: The board is asked to note…",
        "in the table Homes, Larch Good: Larch",
        "in the table Homes, Larch Good: Good",
    ]


def test_the_key_stays_until_the_paragraph_or_what_is_odd_about_it_changes():
    def key(text="Text", heading="Update", number="", words="Odd."):
        passage = Passage(text, heading, number=number)
        return finding(Check.DATES, passage, words, "Do this.").key

    assert key() == key(number="2.1")
    assert len({key(), key(text="Other"), key(heading="Other"), key(words="Other.")}) == 4


NUMBERY = st.text(alphabet="0123456789,.% ()ofromtalby:increasedchildrenourcae-", max_size=300)


@given(NUMBERY)
def test_no_words_break_the_arithmetic(text):
    read, facts = (Passage(text),), Facts(meeting_on=MEETING, counted=(IN_SCORECARD,))
    for check in (counts_against_data, parts_of, totals, differences):
        assert all(each.text == text for each in check(read, facts))


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_rise_or_fall_is_odd_exactly_where_it_is_wrong(first, last, by):
    way = "rose" if last >= first else "fell"
    words = f"The number {way} from {first:,} to {last:,}, a change of {by:,}."
    is_wrong = first == last or abs(last - first) != by
    assert bool(said(Check.TOTALS, words)) == is_wrong
