from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.figures import State, Unit
from scorecard.noise import noise
from scorecard.periods import parse
from scorecard.rating import (
    Area,
    Basis,
    Likeness,
    Polarity,
    Rating,
    TargetKind,
    TargetRule,
    change,
    overridden,
    rate,
)
from scorecard.sentences import Comparator, Facts, Finality, plain_sentences

HIGH, LOW, BAND, NEUTRAL = Polarity
Q3, Q2, LAST_YEAR = parse("Q3 2019-20"), parse("Q2 2019-20"), parse("2018-19")
PERCENT = {"unit": Unit.PERCENT, "decimals": 0}
NORTH_EAST = Comparator("the North East", D(81), LAST_YEAR)
ENGLAND = Comparator("England", D(84), LAST_YEAR)
TARGET = TargetRule(TargetKind.TARGET, D(98))
FLOORED = TargetRule(TargetKind.TARGET, D(98), floor=D(80))
NEAR = TargetRule(TargetKind.TARGET, D(92), tolerance=D(3))
ENGLANDS = TargetRule(TargetKind.TARGET, D(85), area=Area.ENGLAND)


def rated(figure, rule=TARGET, polarity=HIGH):
    return rate(D(figure), rule, polarity, **PERCENT)


def moved(later, earlier, polarity=HIGH, **options):
    return change(D(later), D(earlier), polarity, **PERCENT | options)


def usual(newest, *, count=14, polarity=HIGH):
    """What is usual for figures of 70 and 74 in turns, of which the last is given."""
    points, period = [(Q3, D(newest))], Q3
    for number in range(1, count):
        period = period.previous()
        points.append((period, D(70 + number % 2 * 4)))
    return noise(points, unit=Unit.PERCENT, decimals=0, polarity=polarity)


def percent(figure, **parts):
    return Facts(figure=D(figure), unit=Unit.PERCENT, decimals=0, **parts)


HEALTH = percent(
    72,
    numerator=D(92),
    denominator=D(128),
    period=Q3,
    as_at=date(2019, 12, 31),
    finality=Finality.PROVISIONAL,
    polarity=HIGH,
    rated=rated(72),
    change=moved(72, 70),
    since=Q2,
    noise=usual(72),
    comparators=(NORTH_EAST, ENGLAND),
)


def test_everything_that_is_known_is_said_in_two_sentences():
    assert plain_sentences(HEALTH) == (
        "72% (92 of 128) for Quarter 3 2019-20 (as at 31 December 2019, provisional) misses the"
        " target of at least 98%, but is up 2 points since Quarter 2 2019-20, a small move for"
        " the better. It is within its usual range (62% to 83%) and is worse than the North East"
        " (81% in 2018-19) and England (84% in 2018-19); higher is better."
    )


def test_a_sign_of_change_stands_in_a_sentence_of_its_own():
    facts = replace(HEALTH, figure=D(90), rated=None, change=None, noise=usual(90))
    assert plain_sentences(replace(facts, numerator=None, as_at=None, finality=None)) == (
        "The figure is 90% for Quarter 3 2019-20. It is above its usual range (62% to 83%), so"
        " something has probably changed for the better. It is better than the North East (81%"
        " in 2018-19) and England (84% in 2018-19); higher is better."
    )


def test_too_few_points_are_said_to_be_too_few():
    facts = percent(72, noise=usual(72, count=9), comparators=(ENGLAND,), polarity=HIGH)
    assert plain_sentences(facts) == (
        "The figure is 72%. It has too few figures before it to say what is usual (9 of the 13"
        " needed) and is worse than England (84% in 2018-19); higher is better."
    )


def test_what_is_usual_stays_unsaid_where_it_cannot_be_worked_out():
    silent = noise([(Q3, D(72))], basis=Basis.ROLLING_12_MONTHS)
    assert plain_sentences(percent(72, noise=silent)) == "The figure is 72%."


@pytest.mark.parametrize(
    ("figure", "earlier", "joined"),
    [
        (99, 98, "meets the target of at least 98% and is up 1 point"),
        (98, 99, "meets the target of at least 98%, but is down 1 point"),
        (90, 91, "misses the target of at least 98% and is down 1 point"),
        (90, 89, "misses the target of at least 98%, but is up 1 point"),
    ],
)
def test_but_stands_where_the_target_and_the_move_pull_apart(figure, earlier, joined):
    facts = percent(figure, rated=rated(figure), change=moved(figure, earlier), since=Q2)
    assert joined in plain_sentences(facts)


@pytest.mark.parametrize(
    ("rule", "earlier", "joined"),
    [
        (FLOORED, 91, "at least 80% but not the target of at least 98%, and is down 1 point since"),
        (FLOORED, 89, "at least 80% but not the target of at least 98%, and is up 1 point since"),
        (NEAR, 91, "is near the target of at least 92% (tolerance 3 points), but is down 1 point"),
        (NEAR, 89, "is near the target of at least 92% (tolerance 3 points) and is up 1 point"),
        (ENGLANDS, 89, "meets the target of at least 85%, the figure for England, and is up 1"),
        (ENGLANDS, 91, "meets the target of at least 85%, the figure for England, but is down 1"),
    ],
)
def test_no_sentence_says_but_twice_or_leaves_a_comma_open(rule, earlier, joined):
    facts = percent(90, rated=rated(90, rule), change=moved(90, earlier), since=Q2)
    assert joined in plain_sentences(facts)
    assert plain_sentences(facts).count(" but ") == joined.count(" but ")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"change": moved(72, 72), "since": Q2},
            "72% has not changed since Quarter 2 2019-20.",
        ),
        (
            {"change": moved(72, 60), "since": Q2},
            "72% is up 12 points since Quarter 2 2019-20, a large move for the better.",
        ),
        (
            {"change": moved(72, 70, NEUTRAL), "polarity": NEUTRAL},
            "72% is up 2 points since the figure before, a small move; neither higher nor lower"
            " is better.",
        ),
        (
            {"change": moved(3, 0, LOW, unit=Unit.NUMBER), "since": Q2},
            "72% is up 3 since Quarter 2 2019-20, which is worse.",
        ),
        (
            {"change": moved(3, 0, NEUTRAL, unit=Unit.NUMBER), "since": Q2},
            "72% is up 3 since Quarter 2 2019-20.",
        ),
        (
            {"change": change(D(72), State.SUPPRESSED, HIGH), "since": Q2},
            "The figure is 72%. It is not compared with Quarter 2 2019-20: the earlier figure is"
            " hidden to protect people.",
        ),
        (
            {"change": moved(72, 70, likeness=Likeness(False, "They are not like."))},
            "The figure is 72%. It is not compared with the period before: they are not like.",
        ),
    ],
)
def test_a_move_is_said_from_where_it_began(parts, sentence):
    assert plain_sentences(percent(72, **parts)) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"rated": rated(72, TargetRule())}, "72% has no target."),
        (
            {"rated": rated(72, TargetRule(TargetKind.TARGET, words="Improve"))},
            "The figure is 72%. Not rated: the target “Improve” is not a figure.",
        ),
        ({"rated": rated(72, TARGET, NEUTRAL)}, "The figure is 72%."),
        (
            {"rated": overridden(rated(72), Rating.AMBER, "Records are late.")},
            "72% misses the target of at least 98%. It is rated “Near target” by hand, not “Off"
            " target”: Records are late.",
        ),
        (
            {"rated": rated(72, TargetRule()), "change": moved(72, 70), "since": Q2},
            "72% has no target and is up 2 points since Quarter 2 2019-20, a small move for the"
            " better.",
        ),
    ],
)
def test_the_target_is_said_as_far_as_it_goes(parts, sentence):
    assert plain_sentences(percent(72, **parts)) == sentence


@pytest.mark.parametrize(
    ("parts", "subject"),
    [
        ({"as_at": date(2019, 12, 31)}, "72% (as at 31 December 2019)"),
        ({"basis": Basis.ROLLING_12_MONTHS}, "72% (rolling 12 months)"),
        ({"basis": Basis.SNAPSHOT, "finality": Finality.FINAL}, "72% (at a date, final)"),
        ({"basis": Basis.SNAPSHOT, "as_at": date(2019, 12, 31)}, "72% (as at 31 December 2019)"),
        (
            {"basis": Basis.FLOW, "as_at": date(2019, 12, 31), "finality": Finality.PROVISIONAL},
            "72% (over the period, as at 31 December 2019, provisional)",
        ),
        ({"finality": Finality.REVISED}, "72% (revised)"),
        (
            {"period": parse("2018/19 academic year")},
            "72% for the 2018/19 academic year",
        ),
        ({"numerator": State.SUPPRESSED, "denominator": D(128)}, "72%"),
    ],
)
def test_a_figure_carries_what_it_was_counted_over_and_whether_it_may_change(parts, subject):
    assert plain_sentences(percent(72, **parts)) == f"The figure is {subject}."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts(), "No figure is recorded."),
        (Facts(period=Q3, polarity=HIGH), "No figure is recorded for Quarter 3 2019-20."),
        (
            Facts(figure=State.NOT_YET, period=Q3, comparators=(NORTH_EAST,), **PERCENT),
            "The figure for Quarter 3 2019-20 is not yet available. The North East had 81% in"
            " 2018-19.",
        ),
    ],
)
def test_where_there_is_no_figure_the_reason_is_said_and_nothing_is_compared(facts, sentence):
    assert plain_sentences(facts) == sentence


def test_better_and_worse_areas_are_told_apart():
    facts = Facts(
        figure=D(350),
        unit=Unit.DAYS,
        decimals=0,
        polarity=LOW,
        comparators=(
            Comparator("the North East", D(376), LAST_YEAR),
            Comparator("England", D("350.4"), LAST_YEAR),
            Comparator("the statistical neighbours", D(340)),
        ),
    )
    assert plain_sentences(facts) == (
        "The figure is 350 days. It is better than the North East (376 days in 2018-19), the same"
        " as England (350 days in 2018-19) and worse than the statistical neighbours (340 days);"
        " lower is better."
    )


def test_other_areas_are_told_with_how_final_their_figures_are():
    england = replace(ENGLAND, marks="as at 31 March 2019, provisional")
    gone = Comparator("Wales", State.SUPPRESSED, LAST_YEAR)
    others = (replace(NORTH_EAST, marks="published"), england, gone)
    facts = Facts(figure=D(72), polarity=HIGH, comparators=others, **PERCENT)
    assert plain_sentences(facts) == (
        "The figure is 72%. It is worse than the North East (81% in 2018-19, published) and"
        " England (84% in 2018-19, as at 31 March 2019, provisional); higher is better. There is no"
        " figure for Wales (hidden to protect people in 2018-19)."
    )
    facts = Facts(figure=State.NOT_YET, period=Q3, comparators=others[:1], **PERCENT)
    assert plain_sentences(facts).endswith("The North East had 81% in 2018-19 (published).")


@pytest.mark.parametrize(
    ("polarity", "ending"),
    [
        (NEUTRAL, "; neither higher nor lower is better."),
        (BAND, "; it is best between two figures."),
        (None, "."),
    ],
)
def test_without_better_and_worse_areas_are_above_and_below(polarity, ending):
    facts = Facts(
        figure=D("120.3"),
        unit=Unit.RATE,
        polarity=polarity,
        comparators=(Comparator("the North East", D(108)), Comparator("England", D(130))),
    )
    assert plain_sentences(facts) == (
        "The figure is 120.3 per 10,000. It is above the North East (108 per 10,000) and below"
        f" England (130 per 10,000){ending}"
    )


def test_numbers_of_children_are_told_beside_each_other_and_not_compared():
    facts = Facts(
        figure=D(570),
        polarity=NEUTRAL,
        comparators=(Comparator("the North East", D(5450), LAST_YEAR),),
    )
    assert plain_sentences(facts) == (
        "The figure is 570; neither higher nor lower is better. The North East had 5,450 in"
        " 2018-19."
    )


def test_unlike_and_missing_comparators_are_told_apart():
    facts = percent(
        72,
        polarity=HIGH,
        comparators=(
            ENGLAND,
            replace(NORTH_EAST, is_like=False),
            Comparator("the statistical neighbours", State.NOT_YET, LAST_YEAR),
            Comparator("Wales", None),
        ),
    )
    assert plain_sentences(facts) == (
        "The figure is 72%. It is worse than England (84% in 2018-19); higher is better. The North"
        " East had 81% in 2018-19. There is no figure for the statistical neighbours (not yet"
        " available in 2018-19) or Wales (not recorded)."
    )


def test_fixed_words_from_the_database_are_plain_text():
    typed = replace(HEALTH, basis=Basis.COHORT)
    plain = replace(HEALTH, unit="percent", polarity="high", finality="provisional", basis="cohort")
    assert plain_sentences(plain) == plain_sentences(typed)


def test_every_finality_has_its_word():
    assert [finality.label for finality in Finality] == ["Provisional", "Final", "Revised"]


FIGURES = st.none() | st.sampled_from(State) | st.decimals(0, 100, places=1)
COMPARATORS = st.builds(
    Comparator, st.just("England"), FIGURES, st.sampled_from([None, LAST_YEAR]), st.booleans()
)


@st.composite
def facts_of_all_sorts(draw):
    figure, earlier = draw(FIGURES), draw(FIGURES)
    polarity, unit = draw(st.sampled_from(Polarity)), draw(st.sampled_from(Unit))
    target = draw(st.sampled_from([TARGET, TargetRule(), TargetRule("floor", floor=D(50))]))
    parts = {
        "period": Q3,
        "as_at": date(2019, 12, 31),
        "basis": draw(st.sampled_from(Basis)),
        "finality": draw(st.sampled_from(Finality)),
        "polarity": polarity,
        "rated": rate(figure, target, polarity, unit=unit),
        "change": change(figure, earlier, polarity, unit=unit),
        "since": Q2,
        "noise": usual(draw(st.integers(0, 100)), count=draw(st.integers(1, 20))),
        "comparators": tuple(draw(st.lists(COMPARATORS, max_size=3))),
    }
    kept = draw(st.sets(st.sampled_from(sorted(parts))))
    return Facts(figure=figure, unit=unit, **{name: parts[name] for name in kept})


@given(facts_of_all_sorts())
def test_with_any_part_missing_there_are_whole_sentences_without_jargon(facts):
    words = plain_sentences(facts)
    assert words.endswith(".")
    assert words[0].isupper() or words[0].isdigit() or words[0] in "£−"
    assert [bad for bad in ("  ", "..", "XmR", "None", "_", " ,", "()") if bad in words] == []
