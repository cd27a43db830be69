"""Our own figures as the public may read them."""

from decimal import Decimal

import pytest

from scorecard.figures import State
from scorecard.periods import parse
from scorecard.queries.public_figures import SeenFigure, as_kept, as_public
from tests.factories import make_area, make_indicator, make_measurement

pytestmark = pytest.mark.django_db

Q1, Q2, Q3 = (parse(f"Quarter {number} 2019-20") for number in (1, 2, 3))
HIDDEN = State.SUPPRESSED


def seen(*rows, hide_up_to=4):
    """Figure, numerator and denominator of each row, with numbers as whole numbers."""
    public = as_public(rows, hide_up_to)
    return [
        tuple(
            int(each) if isinstance(each, Decimal) else each
            for each in (
                public[row.pk].figure,
                public[row.pk].numerator,
                public[row.pk].denominator,
            )
        )
        for row in rows
    ]


def counts(*values, **fields):
    fields = {"unit": "number", "code": "P3.1", **fields}
    indicator, area = make_indicator(**fields), make_area()
    periods = (Q1, Q2, Q3)[: len(values)]
    return [
        make_measurement(indicator, area, period, value)
        for period, value in zip(periods, values, strict=True)
    ]


def share(value, numerator, denominator, **fields):
    indicator = make_indicator(**fields)
    parts = {"numerator": numerator, "denominator": denominator}
    row = make_measurement(indicator, make_area(), Q3, value, **parts)
    row.refresh_from_db()
    return row


def test_small_counts_are_hidden_zero_and_larger_ones_are_shown():
    rows = counts(0, 4, 5)
    assert seen(*rows) == [(0, None, None), (HIDDEN, None, None), (5, None, None)]
    assert seen(*rows, hide_up_to=0) == [(0, None, None), (4, None, None), (5, None, None)]


def test_a_rule_that_would_hide_one_number_hides_two():
    assert [row[0] for row in seen(*counts(1, 2, 3), hide_up_to=1)] == [HIDDEN, HIDDEN, 3]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"hide_up_to": 9}, [HIDDEN, HIDDEN, 10]),
        ({"hide_up_to": 0}, [2, 7, 10]),
        ({"counts_people": False}, [2, 7, 10]),
        ({"counts_people": False, "hide_up_to": 9}, [2, 7, 10]),
    ],
)
def test_an_indicators_own_rule_goes_before_the_councils(fields, shown):
    assert [row[0] for row in seen(*counts(2, 7, 10, **fields))] == shown


def test_a_percentage_of_few_children_is_hidden_with_what_it_is_of():
    assert seen(share(67, 2, 3)) == [(HIDDEN, HIDDEN, HIDDEN)]


def test_a_percentage_that_leaves_few_children_is_not_told_with_both_counts():
    ((figure, numerator, denominator),) = seen(share(97, 97, 100))
    assert HIDDEN in (figure, numerator, denominator)
    assert [figure, numerator, denominator].count(HIDDEN) < 3


def test_a_numerator_that_readers_would_work_out_is_protected_too():
    ((figure, numerator, denominator),) = seen(share(20, None, 10))
    assert numerator is None
    assert HIDDEN in (figure, denominator)


def test_a_step_of_few_in_the_year_to_date_is_not_told():
    assert HIDDEN in {row[0] for row in seen(*counts(10, 12, basis="year_to_date"))}
    assert seen(*counts_of_another(10, 12)) == [(10, None, None), (12, None, None)]


def counts_of_another(*values):
    indicator = make_indicator(code="P9", unit="number", basis="snapshot")
    return [
        make_measurement(indicator, make_area(name=f"Area {value}", kind="neighbour"), Q1, value)
        for value in values
    ]


def test_those_who_may_see_small_numbers_see_all():
    row = share(67, 2, 3)
    assert as_kept(row) == SeenFigure(Decimal(67), Decimal(2), Decimal(3))


def test_states_stay_what_they_are_and_tell_nothing_of_their_parts():
    indicator, own = make_indicator(), make_area()
    row = make_measurement(indicator, own, Q2, state="not_yet")
    kept_back = make_measurement(
        indicator, own, Q3, state="suppressed", numerator=30, denominator=60
    )
    assert seen(row, kept_back) == [(State.NOT_YET, None, None), (HIDDEN, None, None)]
