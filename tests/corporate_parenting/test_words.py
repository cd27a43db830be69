"""Plurals, articles and capitals of the words that councils use."""

from datetime import UTC, date, datetime

import pytest

from corporate_parenting.words import (
    capitalised,
    counted,
    day_words,
    listed,
    moment_words,
    plural,
    quoted,
    with_article,
)
from tests.factories import make_council


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("action", "actions"),
        ("activity", "activities"),
        ("aim", "aims"),
        ("commitment", "commitments"),
        ("deliverable", "deliverables"),
        ("mission", "missions"),
        ("objective", "objectives"),
        ("pillar", "pillars"),
        ("pledge", "pledges"),
        ("priority", "priorities"),
        ("promise", "promises"),
        ("step", "steps"),
        ("strand", "strands"),
        ("approach", "approaches"),
        ("day", "days"),
        ("focus", "focuses"),
        ("process", "processes"),
        ("wish", "wishes"),
        ("Care Leaver", "Care Leavers"),
        ("delivery activity", "delivery activities"),
        ("care experienced young person", "care experienced young people"),
        ("child", "children"),
        ("Child in our care", "Children in our care"),
        ("line of work", "lines of work"),
        ("area of focus", "areas of focus"),
        ("KPI", "KPIs"),
        ("work-stream", "work-streams"),
        ("gweithgaredd", "gweithgaredds"),
        ("activities", "activities"),
        ("delivery activities", "delivery activities"),
        ("actions", "actions"),
        ("Promises", "Promises"),
        ("areas of focus", "areas of focus"),
        ("focuses", "focuses"),
        ("KPIs", "KPIs"),
        ("children in our care", "children in our care"),
        ("care experienced young people", "care experienced young people"),
        ("series", "series"),
        ("business", "businesses"),
        ("point 3", "point 3"),
        ("action (LAC)", "action (LAC)"),
        ("", ""),
    ],
)
def test_several_are_named_as_english_names_them(one, several):
    assert plural(one) == several


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 activities"), (1, "1 activity"), (2, "2 activities"), (1200, "1,200 activities")],
)
def test_only_one_of_them_is_named_in_the_singular(count, words):
    assert counted(count, "activity") == words


@pytest.mark.parametrize(
    "words",
    [
        *("a pledge", "a strand", "a unit", "a user story", "a one-off", "a European aim"),
        *("an action", "an activity", "an aim", "an objective", "an undertaking", "an hour"),
        *("an Aim", "a "),
    ],
)
def test_one_has_the_article_that_people_say(words):
    assert with_article(words.partition(" ")[2]) == words


@pytest.mark.parametrize(
    ("words", "at_start"), [("priority", "Priority"), ("CIOC aim", "CIOC aim"), ("", "")]
)
def test_a_capital_changes_no_other_letter(words, at_start):
    assert capitalised(words) == at_start


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 3, 25), "25 March 2022"),
        (date(2024, 2, 29), "29 February 2024"),
        (date(2019, 5, 1), "1 May 2019"),
        (datetime(2019, 5, 1, 23, 59, tzinfo=UTC), "1 May 2019"),
    ],
)
def test_a_day_is_written_as_papers_write_it(day, words):
    assert day_words(day) == words


def test_a_moment_is_its_day_and_its_time():
    assert moment_words(datetime(2019, 5, 1, 9, 5, tzinfo=UTC)) == "1 May 2019, 09:05"


@pytest.mark.django_db
def test_a_council_knows_several_of_each_of_its_words():
    council = make_council(
        action_word="activity",
        strand_word="step",
        care_leaver_word="care experienced young person",
    )
    assert [
        council.actions_word,
        council.strands_word,
        council.care_leavers_word,
    ] == ["activities", "steps", "care experienced young people"]


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
