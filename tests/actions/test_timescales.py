from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.timescales import Reading, read_timescale

STARTS, ENDS = date(2019, 1, 1), date(2021, 12, 31)


def read(words):
    return read_timescale(words, plan_starts=STARTS, plan_ends=ENDS)


def every(count, unit):
    return Reading("recurring", every_count=count, every_unit=unit)


def by(*day):
    return Reading("by", ends_on=date(*day))


def during(first, last):
    return Reading("during", date(*first), date(*last))


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("Ongoing", Reading("ongoing")),
        ("On going", Reading("ongoing")),
        ("on-going.", Reading("ongoing")),
        ("Current and ongoing", Reading("ongoing")),
        ("Monthly meetings", every(1, "month")),
        ("Meets monthly", every(1, "month")),
        ("Forum meet monthly", every(1, "month")),
        ("Meet every 3 months.", every(3, "month")),
        ("Weekly updates", every(1, "week")),
        ("Fortnightly", every(2, "week")),
        ("Termly", every(1, "term")),
        ("Primary – termly meetings.", every(1, "term")),
        ("Every half term", every(1, "half_term")),
        ("Half-termly", every(1, "half_term")),
        ("Quarterly", every(3, "month")),
        ("twice per year", every(6, "month")),
        ("6 monthly", every(6, "month")),
        ("Annual", every(1, "year")),
        ("Updated every 3 years", every(3, "year")),
        ("2019", during((2019, 1, 1), (2019, 12, 31))),
        ("Feb/March 2019", during((2019, 2, 1), (2019, 3, 31))),
        ("During 2019 (May/June)", during((2019, 5, 1), (2019, 6, 30))),
        ("30.01.19 to 06.02.19", during((2019, 1, 30), (2019, 2, 6))),
        ("January 2019 – March 2020", during((2019, 1, 1), (2020, 3, 31))),
        ("Q1 2019-20", during((2019, 4, 1), (2019, 6, 30))),
        ("Quarter 4 2019/20", during((2020, 1, 1), (2020, 3, 31))),
        ("March 19", by(2019, 3, 31)),
        ("October 2019", by(2019, 10, 31)),
        ("Sept 2019", by(2019, 9, 30)),
        ("25 March 2020", by(2020, 3, 25)),
        ("25th March 2020", by(2020, 3, 25)),
        ("25/03/2020", by(2020, 3, 25)),
        ("25.03.20", by(2020, 3, 25)),
        ("2020-03-25", by(2020, 3, 25)),
        ("29 February 2020", by(2020, 2, 29)),
        ("by end of March 2020", by(2020, 3, 31)),
        ("By 2020", by(2020, 12, 31)),
        ("to be complete by July 2019", by(2019, 7, 31)),
        ("First aid training to be complete by July 2019.", by(2019, 7, 31)),
        ("Until funding committed", Reading("until")),
        ("Until March 2021", Reading("until", ends_on=date(2021, 3, 31))),
    ],
)
def test_words_that_a_person_would_be_sure_of_are_read(words, reading):
    assert read(words) == reading


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "  ",
            "Spring term 2020",
            "Spring 2020",
            "early 2020",
            "2019-20",
            "ASAP",
            "Bimonthly",
        ),
        *("As part of school curriculum.", "by Friday", "Bimonthly", "every 0 months", "one year"),
        *("Does not meet monthly", "Was completed by July 2019", "Ongoing March 19 Ongoing"),
    ],
)
def test_words_that_leave_a_choice_are_not_read(words):
    assert read(words) == Reading()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("31 September 2020", "September has 30 days."),
        ("31/09/2020", "September has 30 days."),
        ("30 February", "February has 29 days at most."),
        ("29 February 2021", "February has 28 days in 2021."),
        ("25/13/2020", "there is no month 13."),
        ("9 October 202", "its year is not written in four figures."),
        ("25/03/20", "its year is not written in four figures."),
        ("9 October", "the date has no year."),
        ("by 31 April 2020", "April has 30 days."),
        ("Nov/Jan 2020", "it ends before it starts."),
        ("06.02.20 to 30.01.20", "it ends before it starts."),
        ("June 12", "it may be a day in June or June 2012, and the plan has neither."),
        ("March 1019", "1019 is not a likely year."),
    ],
)
def test_odd_dates_are_reported_and_never_guessed(words, reason):
    assert read(words) == Reading(
        problem=f"“{words}” was not read: {reason}",
        remedy="Correct the date, for example “25 March 2022”.",
    )


@pytest.mark.parametrize(
    ("words", "ends_on", "problem"),
    [
        ("December 18", date(2018, 12, 31), "lies before the plan starts (1 January 2019)."),
        ("25 March 2022", date(2022, 3, 25), "lies after the plan ends (31 December 2021)."),
    ],
)
def test_days_outside_the_plan_are_read_with_a_doubt(words, ends_on, problem):
    reading = read(words)
    assert (reading.kind, reading.ends_on) == ("by", ends_on)
    assert reading.doubt == f"“{words}” {problem} Check the year."


def test_a_paragraph_of_progress_is_not_read_and_says_so():
    reading = read("The audit of all plans took place in May 2019. " * 3)
    assert (reading.kind, reading.ends_on) == ("", None)
    assert reading.problem.endswith("looks like progress rather than a timescale.")


PIECES = (
    *("31", "30", "2019", "202", "0", "march", "Feb", "september", "/", "–", "-", "to", "by"),
    *("until", "every", "months", "Termly", "q1", "end", "of", "(", ")", ".", ""),
)


@given(words=st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join) | st.text(max_size=200))
def test_no_words_fail_and_a_reading_is_whole(words):
    reading = read(words)
    if reading.kind == "during":
        assert reading.starts_on <= reading.ends_on
    if reading.kind == "recurring":
        assert reading.every_count >= 1
        assert reading.every_unit in {"week", "month", "half_term", "term", "year"}
    if reading.kind == "":
        assert reading == Reading(problem=reading.problem, remedy=reading.remedy)
    assert reading.kind in {"", "ongoing", "recurring", "by", "during", "until"}


@given(day=st.dates(STARTS, ENDS), form=st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y"]))
def test_each_day_of_the_plan_is_read_back_from_how_it_is_written(day, form):
    assert read(day.strftime(form)) == Reading("by", ends_on=day)
