"""Dates, old figures, repeated words, names, small numbers, acronyms and the language list."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corporate_parenting.prose import Paragraph, Quotation, Run
from reports.checks import CHECKS, Check, Facts, Measured, Passage, Wording, check_paper
from reports.document import Cell, Column, Table
from tests.reports.checks import MEETING, paper, said

PLACEMENT = Wording("placement", "home", "The law says placement of an order.")
RED = Measured("P3.5", "Visits on time", "70%, Quarter 3", is_red=True, has_commentary=False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Met on 9 October 202.", "“9 October 202” is no date: its year is not whole."),
        ("Met on 9 Oct 20211.", "“9 Oct 20211” is no date: its year is too long."),
        ("By the 31st of June 2021.", "“31st of June 2021” is no date: June 2021 has 30 days."),
        ("On 29 February 2021.", "“29 February 2021” is no date: February 2021 has 28 days."),
        ("On 31/06/2021.", "“31/06/2021” is no date: June 2021 has 30 days."),
        ("On 12/13/2021.", "“12/13/2021” is no date: there is no month 13."),
        ("On 9 October 1021.", "“9 October 1021” is no date: the year is 1021."),
        ("On Friday 5 April 2022.", "“Friday 5 April 2022” is no date: that day is a Tuesday."),
        (
            "It will be open by March 2021.",
            "“March 2021” is spoken of as still to come (“will”), and is over when the board meets "
            "on 8 April 2022.",
        ),
        (
            "The home is due to open on 7 April 2022.",
            "“7 April 2022” is spoken of as still to come (“is due”), and is over when the board "
            "meets on 8 April 2022.",
        ),
    ],
)
def test_a_date_that_cannot_be_or_is_over_is_asked_about(words, told):
    assert said(Check.DATES, words) == [told]


@pytest.mark.parametrize(
    "words",
    [
        "On 29 February 2024 and on Friday 8 April 2022.",
        "On 9 October 1,500 children came.",
        "It will be open by 8 April 2022, or in April 2022.",
        "The plan of 3 March 2021 will be read again.",
        "It was done in March 2021. It will go on.",
        "Between 1 and 9 October 12 children came.",
    ],
)
def test_other_dates_are_not(words):
    assert said(Check.DATES, words) == []


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("As at 6 January 2022 there were 40.", 13),
        ("As of 25 March 2021 there were 40.", 54),
        ("At the 1 October 2021 we had 40.", 27),
        ("There were 40 homes on 1 October 2021.", 27),
    ],
)
def test_figures_of_a_day_long_before_the_meeting_are_asked_about(words, weeks):
    (found,) = said(Check.AGE, words)
    assert f"is {weeks} weeks old when the board meets on 8 April 2022" in found


@pytest.mark.parametrize(
    "words", ["As at 7 January 2022 there were 40.", "The law of 6 January 2021 says so."]
)
def test_figures_that_are_no_older_than_the_councils_weeks_are_not(words):
    assert said(Check.AGE, words) == []
    assert len(said(Check.AGE, words, stale_weeks=1)) == ("As at" in words)


def test_the_day_of_a_table_is_asked_about_once():
    rows = tuple((Cell((name,)), Cell(("as at 1 October 2021",))) for name in ("Larch", "Ash"))
    table = Table("Figures", (Column("Name"), Column("Figure")), rows)
    assert len(said(Check.AGE, table)) == 1


def test_a_red_indicator_of_the_paper_without_commentary_is_asked_about():
    assert said(Check.COMMENTARY, "Words.", measured=(RED,)) == []
    assert said(Check.COMMENTARY, "Words.", measured=(RED,), told=frozenset(["P3.5"])) == [
        "P3.5 Visits on time is red, and no commentary is recorded (70%, Quarter 3)."
    ]


def test_words_that_the_last_board_read_are_asked_about_once_a_note():
    words = ("The homes were seen by all.", "Nothing to add.", "The homes were all found good.")
    facts = {"before": frozenset(words), "before_on": date(2022, 2, 11)}
    once = "The board read the same words on 11 February 2022"
    assert said(Check.UNCHANGED, *words, typed=dict.fromkeys(words, 1), **facts) == [
        f"{once} (2 paragraphs)."
    ]
    apart = {each: number for number, each in enumerate(words)}
    assert said(Check.UNCHANGED, *words, typed=apart, **facts) == [f"{once}.", f"{once}."]


def test_the_papers_own_sentences_and_words_that_differ_are_not():
    words = "The homes were seen by all."
    facts = {"before": frozenset([words]), "before_on": date(2022, 2, 11)}
    assert said(Check.UNCHANGED, words, **facts) == []
    other = "The homes were seen by few."
    assert said(Check.UNCHANGED, other, typed={other: 1}, **facts) == []


def test_the_name_of_a_private_home_is_asked_about_as_a_word_of_its_own():
    names = frozenset(["Larkfield", "The Elms"])
    words = ("Those of LARKFIELD moved.", "Seen in the  elms.", "Larkfields and elms were seen.")
    assert said(Check.PRIVATE, *words, names=names) == [
        "It says “Larkfield”, which gives a home away that is kept private.",
        "It says “The Elms”, which gives a home away that is kept private.",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Only 3 children came.", "“3 children”"),
        ("One child aged 14 who left.", "“One child”"),
        ("Of 40, two of these young people stayed.", "“two of these young people”"),
        ("4 care leavers and one baby.", "“4 care leavers” and “one baby”"),
    ],
)
def test_few_people_are_asked_about(words, told):
    assert said(Check.PRIVATE, words) == [f"It says {told}: so few people may be known by it."]


@pytest.mark.parametrize(
    "words",
    [
        "5 children came.",
        "One of our children’s homes was seen.",
        "Three homes were seen.",
        "Children aged 4 came.",
        "On 3 April children came.",
    ],
)
def test_other_numbers_are_not(words):
    assert said(Check.PRIVATE, words) == []


def test_the_councils_own_limit_counts_and_a_rule_of_one_hides_two():
    limits = {limit: len(said(Check.PRIVATE, "2 boys.", hide_up_to=limit)) for limit in (0, 1, 4)}
    assert limits == {0: 0, 1: 1, 4: 1}
    assert said(Check.PRIVATE, "3 boys.", hide_up_to=1) == []


@pytest.mark.parametrize(
    "words",
    [
        "An Initial Health Assessment (IHA) and IHAs.",
        "IHA (initial health assessment).",
        "Their electronic personal education plan (IHA, then ePEP).",
        "Part II, as the NHS says.",
        "CHILDREN IN OUR CARE COME FIRST WITH THE IHA",
        "The code is P3.5 or A-IHA.",
    ],
)
def test_letters_that_are_explained_or_no_acronym_are_not_asked_about(words):
    assert (
        said(Check.ACRONYMS, words, acronyms=frozenset(["EPEP", "IHA"][: "ePEP" in words and 2]))
        == []
    )


def test_letters_that_are_explained_nowhere_are_asked_about_once():
    words = ("Each IRO wrote.", "The IROs met with (IHA) staff.", "Education (PEP) for ePEPs.")
    assert said(Check.ACRONYMS, *words, acronyms=frozenset(["pep"])) == [
        "“IRO” is explained nowhere in the paper.",
        "“IHA” is explained nowhere in the paper.",
        "“ePEP” is explained nowhere in the paper.",
    ]


def test_words_of_the_language_list_are_asked_about_but_not_in_quotations():
    quoted = Quotation((Paragraph((Run("My placement is good."),)),))
    words = ("Each Placement was seen.", "Placements end.", "Replacement.", quoted)
    assert said(Check.LANGUAGE, *words, wordings=(PLACEMENT,)) == [
        "“Placement” is on the council’s language list.",
        "“Placements” is on the council’s language list.",
    ]


def test_the_remedy_says_what_to_write():
    facts = Facts(meeting_on=MEETING, wordings=(PLACEMENT, Wording("LAC", "")))
    found = check_paper(paper("A placement of an order of lac."), facts)
    assert [each.remedy for each in found] == [
        "Write “home”, or answer why the word is right here. The law says placement of an order.",
        "Use other words, or answer why the word is right here.",
    ]


def test_findings_come_by_check_and_each_once():
    words = "By 31 June 2021 we had 12 of 10 placements."
    facts = Facts(meeting_on=MEETING, wordings=(PLACEMENT,))
    found = check_paper(paper(words, words), facts)
    assert [each.check for each in found] == [Check.TOTALS, Check.DATES, Check.LANGUAGE]


@given(st.text(max_size=400))
def test_no_words_break_a_check(text):
    facts = Facts(meeting_on=MEETING, names=frozenset(["Elm"]), wordings=(PLACEMENT,))
    read = (Passage(text, text),)
    for check in CHECKS:
        assert all(each.place for each in check(read, facts))


@pytest.mark.parametrize("piece", ["1,111", "A", "a ", "from 1 to ", "(", "9 October ", "12 of "])
def test_a_paragraph_of_100_kb_takes_no_more_than_a_second_or_two(piece):
    facts = Facts(meeting_on=MEETING, names=frozenset(["Elm"]), wordings=(PLACEMENT,))
    started = process_time()
    check_paper(paper(piece * (100_000 // len(piece))), facts)
    assert process_time() - started < 5
