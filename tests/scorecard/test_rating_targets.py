from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import State, Unit
from scorecard.rating import (
    Area,
    Bound,
    Polarity,
    TargetKind,
    TargetReading,
    TargetRule,
    rate,
    read_target,
)


def reading(bound, value=None, unit=None, **options):
    return TargetReading(bound, None if value is None else D(value), unit=unit, **options)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fewer than 85", reading(Bound.BELOW, 85)),
        ("fewer than 85 children.", reading(Bound.BELOW, 85)),
        ("< 5", reading(Bound.BELOW, 5)),
        ("At least 90%", reading(Bound.AT_LEAST, 90, Unit.PERCENT)),
        ("≥90 per cent", reading(Bound.AT_LEAST, 90, Unit.PERCENT)),
        ("95% or more", reading(Bound.AT_LEAST, 95, Unit.PERCENT)),
        ("95%+", reading(Bound.AT_LEAST, 95, Unit.PERCENT)),
        ("Minimum of 12 places", reading(Bound.AT_LEAST, 12)),
        ("Target: no less than 90%", reading(Bound.AT_LEAST, 90, Unit.PERCENT)),
        ("Over 90%", reading(Bound.ABOVE, 90, Unit.PERCENT)),
        ("No more than 426 days", reading(Bound.AT_MOST, 426, Unit.DAYS)),
        ("Within 30 weeks", reading(Bound.AT_MOST, 30, Unit.WEEKS)),
        ("Within 20 working days", reading(Bound.AT_MOST, 20)),
        ("20 or fewer children", reading(Bound.AT_MOST, 20)),
        ("at most 62.5 per 10,000", reading(Bound.AT_MOST, "62.5", Unit.RATE)),
        ("£1,200 or less", reading(Bound.AT_MOST, 1200, Unit.POUNDS)),
        ("90%", reading(Bound.GOOD, 90, Unit.PERCENT)),
        ("85", reading(Bound.GOOD, 85)),
        ("Between 15 and 20", reading(Bound.BETWEEN, 15, upper=D(20))),
        ("15% – 20%", reading(Bound.BETWEEN, 15, Unit.PERCENT, upper=D(20))),
        ("2,100 to 2,101", reading(Bound.BETWEEN, 2100, upper=D(2101))),
        ("Above Stat Neighbour Average", reading(Bound.ABOVE, area=Area.NEIGHBOURS)),
        ("above statistical neighbours’ average", reading(Bound.ABOVE, area=Area.NEIGHBOURS)),
        ("Below SN average", reading(Bound.BELOW, area=Area.NEIGHBOURS)),
        ("Below the England average", reading(Bound.BELOW, area=Area.ENGLAND)),
        ("At or above the regional average", reading(Bound.AT_LEAST, area=Area.REGION)),
        ("Better than national average", reading(Bound.BETTER, area=Area.ENGLAND)),
        ("No worse than England", reading(Bound.GOOD, area=Area.ENGLAND)),
    ],
)
def test_a_target_in_words_is_read_where_it_is_certain(words, expected):
    assert read_target(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("", "Improve on last year", "In line with England", "Above the North East average"),
        *("At least 90% by March 2021", "from 72% to 85%", "20 to 15", "20 to 20"),
        *("1990-2100", "2019-20", "2019-2020"),
        *("2021", "1 in 10", "National", "above national", "Fewer", "90%ish", "better", "1,23"),
    ],
)
def test_words_that_may_mean_something_else_stay_words(words):
    assert read_target(words) is None


@pytest.mark.parametrize(
    ("words", "options", "rule"),
    [
        (
            "Fewer than 85",
            {"words": "Fewer than 85"},
            TargetRule(
                TargetKind.TARGET,
                D(85),
                is_strict=True,
                polarity=Polarity.LOW,
                words="Fewer than 85",
            ),
        ),
        (
            "90%",
            {"floor": D(80), "tolerance": D(2)},
            TargetRule(TargetKind.TARGET, D(90), floor=D(80), tolerance=D(2)),
        ),
        (
            "Between 15 and 20",
            {"tolerance": D(1)},
            TargetRule(
                TargetKind.BAND,
                lower=D(15),
                upper=D(20),
                tolerance=D(1),
                polarity=Polarity.BAND,
            ),
        ),
        (
            "Above Stat Neighbour Average",
            {"area_figure": D("81.4")},
            TargetRule(
                TargetKind.TARGET,
                D("81.4"),
                is_strict=True,
                polarity=Polarity.HIGH,
                area=Area.NEIGHBOURS,
            ),
        ),
        (
            "Better than England",
            {"area_figure": State.SUPPRESSED},
            TargetRule(TargetKind.TARGET, is_strict=True, area=Area.ENGLAND),
        ),
    ],
)
def test_a_reading_becomes_the_rule_that_a_figure_is_rated_by(words, options, rule):
    assert read_target(words).rule(**options) == rule


def test_better_than_an_area_follows_what_is_better():
    rule = read_target("Better than England").rule(area_figure=D(30))
    ratings = [rate(D(28), rule, polarity).words for polarity in (Polarity.HIGH, Polarity.LOW)]
    assert ratings == ["Off target", "On target"]


@given(st.text())
def test_any_words_are_a_target_or_stay_words(words):
    answer = read_target(words)
    assert answer is None or isinstance(answer, TargetReading)


@given(value=st.decimals(0, 999, places=2), figure=st.decimals(0, 999, places=2))
def test_a_target_means_what_its_words_say(value, figure):
    expected = {
        f"At least {value}": figure >= value,
        f"More than {value}": figure > value,
        f"{value} or less": figure <= value,
        f"Fewer than {value}": figure < value,
    }
    for words, is_met in expected.items():
        found = read_target(words)
        assert (rate(figure, found.rule(), found.polarity).words == "On target") == is_met
