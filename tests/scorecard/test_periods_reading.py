from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import (
    Period,
    PeriodError,
    PeriodKind,
    UnlikePeriods,
    parse,
    parse_year_ending,
    periods_between,
)

MONTH, QUARTER, FINANCIAL, ACADEMIC, CALENDAR = PeriodKind
THAT_YEAR = Period(FINANCIAL, date(2019, 4, 1))
PERIODS = st.builds(
    Period.of, st.sampled_from(PeriodKind), st.dates(date(1991, 1, 1), date(2100, 12, 31))
)


def read(words, kind=None, **options):
    period = parse(words, kind, **options)
    return period.kind, period.starts_on


def refusal(words, kind=None, reader=parse):
    with pytest.raises(PeriodError) as refused:
        reader(words, kind)
    return str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        *("2020-21", "2020/21", "2020-2021", "2020/2021", "2020–21", " 2020 - 21 ", "20/21"),
        *(
            "FY 2020-21",
            "FY20/21",
            "F/Y 20-21",
            "financial year: 2020-21",
            "2020-21 Financial Year",
        ),
        *("2020-21 (OT)", "2020-21 outturn", "Year 2020-21", "2020-21 Financial Year"),
        *("Year ending 31 March 2021", "the financial year ended 31st March 2021"),
    ],
)
def test_a_financial_year_is_read_in_all_its_spellings(words):
    assert read(words) == (FINANCIAL, date(2020, 4, 1))
    assert read(words, FINANCIAL) == (FINANCIAL, date(2020, 4, 1))


@pytest.mark.parametrize(
    "words",
    [
        *("Quarter 3 2019-20", "Q3 2019-20", "Q3 2019/20", "Q3 19/20", "q3, 2019-2020"),
        *("Qtr 3 2019-20", "Quarter three 2019-20", "Q3 (2019-20)", "Q3 FY 2019-20"),
        *("2019-20 Q3", "2019/20 Quarter 3", "3rd quarter 2019-20", "Third quarter of 2019-20"),
        *("October to December 2019", "Oct-Dec 2019", "Oct – Dec, 2019"),
    ],
)
def test_a_quarter_is_read_in_all_its_spellings(words):
    assert read(words) == (QUARTER, date(2019, 10, 1))


@pytest.mark.parametrize(
    ("words", "starts_on"),
    [
        ("Q1 2021-22", date(2021, 4, 1)),
        ("Q2 2021-22", date(2021, 7, 1)),
        ("Q4 2021-22", date(2022, 1, 1)),
        ("Q4 11/12", date(2012, 1, 1)),
        ("Jan-Mar 2020", date(2020, 1, 1)),
    ],
)
def test_quarters_are_those_of_the_financial_year(words, starts_on):
    assert read(words) == (QUARTER, starts_on)


@pytest.mark.parametrize(
    "words",
    [
        *("March 2020", "march, 2020", "Mar 2020", "Mar. 2020", "Mar-20", "Mar 20", "Mar ’20"),
        *("2020-03", "03/2020", "3/2020", "03-2020", "202003", "2020 March"),
    ],
)
def test_a_month_is_read_in_all_its_spellings(words):
    assert read(words) == (MONTH, date(2020, 3, 1))


@pytest.mark.parametrize(
    ("ordinals", "month"),
    [
        (("quarter 1", "quarter one", "1st quarter", "first quarter"), 4),
        (("quarter 2", "quarter two", "2nd quarter", "second quarter"), 7),
        (("quarter 3", "quarter three", "3rd quarter", "third quarter"), 10),
        (("quarter 4", "quarter four", "4th quarter", "fourth quarter"), 1),
    ],
)
def test_the_number_of_a_quarter_may_be_a_word(ordinals, month):
    starts_on = date(2019 + (month < 4), month, 1)
    assert [read(f"{words} 2019-20") for words in ordinals] == [(QUARTER, starts_on)] * 4


def test_two_figures_are_years_where_they_are_no_day():
    assert [read("12/13"), read("202001"), read("202012")] == [
        (FINANCIAL, date(2012, 4, 1)),
        (MONTH, date(2020, 1, 1)),
        (MONTH, date(2020, 12, 1)),
    ]


def test_a_year_of_two_figures_from_90_on_is_of_the_last_century():
    assert [read("Mar-90"), read("Sept-89")] == [
        (MONTH, date(1990, 3, 1)),
        (MONTH, date(2089, 9, 1)),
    ]


@pytest.mark.parametrize("words", ["2019/20", "2019-20", "AY 2019-20", "201920", "19/20"])
def test_a_year_of_schools_is_told_by_the_kind_that_the_indicator_is_kept_by(words):
    assert read(words, ACADEMIC) == (ACADEMIC, date(2019, 9, 1))


@pytest.mark.parametrize(
    "words", ["2019/20 academic year", "Academic Year 2019-20", "year ending 31 August 2020"]
)
def test_a_year_of_schools_that_says_so_needs_no_kind(words):
    assert read(words) == (ACADEMIC, date(2019, 9, 1))


@pytest.mark.parametrize("words", ["2020", "calendar year 2020", "year to 31 December 2020"])
def test_a_calendar_year_is_read(words):
    assert read(words) == (CALENDAR, date(2020, 1, 1))


def test_what_is_ambiguous_alone_is_read_with_its_kind():
    assert [read("2011-12", FINANCIAL), read("2011-12", MONTH), read("201112", ACADEMIC)] == [
        (FINANCIAL, date(2011, 4, 1)),
        (MONTH, date(2011, 12, 1)),
        (ACADEMIC, date(2011, 9, 1)),
    ]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Quarter 3", (QUARTER, date(2019, 10, 1))),
        ("Q4", (QUARTER, date(2020, 1, 1))),
        ("March", (MONTH, date(2020, 3, 1))),
        ("Apr.", (MONTH, date(2019, 4, 1))),
        ("Q1 2021-22", (QUARTER, date(2021, 4, 1))),
    ],
)
def test_a_quarter_without_its_year_is_read_within_the_year_that_the_paper_is_about(words, period):
    assert read(words, within=THAT_YEAR) == period


def test_a_quarter_belongs_to_no_year_of_schools():
    with pytest.raises(UnlikePeriods) as refused:
        parse("Quarter 3", within=Period(ACADEMIC, date(2019, 9, 1)))
    assert str(refused.value) == (
        "A quarter without its year belongs to a financial year; 2019/20 academic year is"
        " an academic year."
    )


LIKE = "Write it like “March 2020”, “Quarter 3 2019-20” or “2019-20”."
LIKE_QUARTER = "Write it like “Quarter 3 2019-20”."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("2020-22", f"has two years that do not follow each other. {LIKE}"),
        ("20-2021", f"is no month: a year has 12, not 20. {LIKE}"),
        ("FY 2020-22", f"has two years that do not follow each other. {LIKE}"),
        ("11/12", f"may be a year or a day of a month. {LIKE}"),
        ("Q5 2020-21", f"names a quarter 5, and a year has only 1 to 4. {LIKE_QUARTER}"),
        ("Quarter 3", f"has no year. {LIKE_QUARTER}"),
        ("third quarter", f"has no year. {LIKE_QUARTER}"),
        ("FY21", f"may belong to 2020-21 or 2021-22. {LIKE}"),
        ("Q1 2021", f"may belong to 2020-21 or 2021-22. {LIKE}"),
        ("Q1 2019/20 academic year", f"is not a period. {LIKE}"),
        ("13/2020", f"is no month: a year has 12, not 13. {LIKE}"),
        ("00/2020", f"is no month: a year has 12, not 0. {LIKE}"),
        ("43921", f"looks like a date that a spreadsheet counts in days (31 March 2020). {LIKE}"),
        ("1889-90", f"is not a likely year, which is one from 1980 to 2100. {LIKE}"),
        ("3000", f"is not a likely year, which is one from 1980 to 2100. {LIKE}"),
        ("Feb to Apr 2020", f"is not a period. {LIKE}"),
        ("March", f"is not a period. {LIKE}"),
        ("next year", f"is not a period. {LIKE}"),
        ("202000", f"is not a period. {LIKE}"),
        ("202013", f"is not a period. {LIKE}"),
        ("٢٠٢٠", f"is not a period. {LIKE}"),
    ],
)
def test_words_that_are_no_period_are_quoted_with_a_remedy(words, sentence):
    assert refusal(words) == f"“{words}” {sentence}"


@pytest.mark.parametrize(
    "words",
    [
        *("2020-03-31 00:00:00", "2020-03-31T00:00:00", "31/03/2020", "31.3.20", "31 March 2020"),
        *("31st of March 2020", "March 31, 2020"),
    ],
)
def test_a_date_is_not_a_period_but_lies_in_one(words):
    periods = "“March 2020”, “Quarter 4 2019-20” or “2019-20”"
    assert refusal(words) == f"“{words}” is a date, not a period. Write the period: {periods}."
    assert refusal(words, QUARTER) == (
        f"“{words}” is a date, not a period. Write the period: “Quarter 4 2019-20”."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 September 2020", "is not a date that exists: September 2020 has no day 31."),
        ("2021-02-29", "is not a date that exists: February 2021 has no day 29."),
        ("03/31/2020", "is not a date that exists, and a period is wanted."),
    ],
)
def test_a_date_that_does_not_exist_is_named_as_such(words, sentence):
    assert refusal(words, MONTH) == f"“{words}” {sentence} Write it like “March 2020”."


def test_a_period_of_another_kind_is_refused():
    assert [refusal("March 2020", QUARTER), refusal("2020-21", CALENDAR)] == [
        f"“March 2020” is a month, but a quarter is wanted. {LIKE_QUARTER}",
        "“2020-21” is a financial year, but a calendar year is wanted. Write it like “2020”.",
    ]


def test_one_year_alone_does_not_name_a_year_of_twelve_months():
    assert [refusal("2016", FINANCIAL), refusal("2016", ACADEMIC)] == [
        "“2016” does not say which financial year is meant. Write “2015-16” or “2016-17”.",
        "“2016” does not say which academic year is meant. Write “2015/16” or “2016/17”.",
    ]


def test_words_with_two_meanings_name_both():
    assert [refusal("2011-12"), refusal("202425")] == [
        "“2011-12” may be the financial year 2011-12 or the month Dec 2011."
        " Say which kind of period it is, or write it out.",
        "“202425” may be the academic year 2024/25 or the financial year 2024-25."
        " Say which kind of period it is, or write it out.",
    ]


def test_nothing_written_and_what_cannot_be_seen_are_refused():
    assert [refusal(" ", ACADEMIC), refusal("2020-21\u200b")] == [
        "No period is given. Write it like “2019/20”.",
        "“2020-21” holds characters that cannot be seen. Type the period again.",
    ]


@pytest.mark.parametrize(
    ("words", "kind", "starts_on"),
    [
        ("2016", FINANCIAL, date(2015, 4, 1)),
        ("2016", ACADEMIC, date(2015, 9, 1)),
        ("2016", CALENDAR, date(2016, 1, 1)),
        ("2016-17 (OT)", FINANCIAL, date(2016, 4, 1)),
        ("202425", ACADEMIC, date(2024, 9, 1)),
    ],
)
def test_a_published_year_is_named_by_the_one_in_which_it_ends(words, kind, starts_on):
    assert parse_year_ending(words, kind) == Period(kind, starts_on)


def test_only_years_are_named_by_the_year_in_which_they_end():
    assert [
        refusal("2016", QUARTER, parse_year_ending),
        refusal("2016-18", FINANCIAL, parse_year_ending),
    ] == [
        "A quarter is not named by the year it ends in.",
        "“2016-18” has two years that do not follow each other. Write it like “2019-20”.",
    ]


@pytest.mark.parametrize("kind", PeriodKind)
def test_what_is_written_for_a_period_reads_back_as_that_period(kind):
    first = Period(kind, date(1990, kind.first_month, 1))
    periods = periods_between(first, Period.of(kind, date(2100, 12, 31)))
    assert [parse(period.label, kind) for period in periods] == list(periods)
    assert [parse(period.short_label, kind) for period in periods] == list(periods)


@given(period=PERIODS, blanks=st.sampled_from([" ", "  ", "\n", "\xa0"]))
def test_capitals_and_blanks_make_no_other_period(period, blanks):
    assert parse(period.label.upper().replace(" ", blanks), period.kind) == period


def sentence_or_period(words, kind=None):
    """What ``parse`` answers: a period, or the words with which it refuses."""
    try:
        return parse(words, kind)
    except PeriodError as error:
        return str(error)


@given(words=st.text(), kind=st.none() | st.sampled_from(PeriodKind))
def test_any_words_are_a_period_or_refused_with_a_sentence(words, kind):
    answer = sentence_or_period(words, kind)
    assert isinstance(answer, Period) or answer.endswith(".")


PIECES = ["q", "quarter ", "1", "3", "2020", "21", "/", "-", " ", "march", "31", "fy", "(ot)", "t"]


@given(words=st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_pieces_of_periods_in_any_order_are_a_period_or_refused_with_a_sentence(words):
    answer = sentence_or_period(words)
    if isinstance(answer, Period):
        assert parse(answer.label, answer.kind) == answer
    else:
        assert answer.endswith(".")
