"""Figures that are asked about before they are kept."""

from decimal import Decimal

import pytest

from scorecard.figures import State, Unit
from scorecard.periods import parse
from scorecard.plausibility import doubt, moved_baseline
from scorecard.rating import Basis

Q3 = parse("Quarter 3 2019-20")


def series(*figures, last=Q3):
    """The figures of the quarters before, the newest last."""
    points = []
    for figure in reversed(figures):
        last = last.previous()
        points.append((last, figure if isinstance(figure, State) else Decimal(figure)))
    return points


def asked(figure, points, unit=Unit.PERCENT, **more):
    return doubt(Q3, figure if figure is None else Decimal(figure), points, unit=unit, **more)


@pytest.mark.parametrize("figure", [54, 90])
def test_a_move_of_a_quarter_is_likely(figure):
    assert asked(figure, series(72)) == ""


def test_a_larger_move_is_asked_about():
    assert asked(12, series(72)) == (
        "12% differs by more than a quarter from 72% for Quarter 2 2019-20."
    )


def test_small_numbers_may_double():
    assert asked(6, series(2), Unit.NUMBER) == ""
    assert asked(8, series(2), Unit.NUMBER) == (
        "8 differs by more than a quarter from 2 for Quarter 2 2019-20."
    )
    assert asked(2, series(1), Unit.RATIO) == (
        "2 differs by more than a quarter from 1 for Quarter 2 2019-20."
    )


def test_states_and_first_figures_raise_no_doubt():
    assert doubt(Q3, State.NOT_YET, series(72)) == ""
    assert asked(12, []) == asked(None, series(72)) == ""


def test_gaps_are_stepped_over_and_later_figures_do_not_count():
    points = [*series(72, State.NOT_YET), (Q3.next(), Decimal(12)), (Q3, Decimal(12))]
    assert asked(12, points) == (
        "12% differs by more than a quarter from 72% for Quarter 1 2019-20."
    )


def test_a_figure_that_grows_with_the_year_is_set_beside_the_year_before():
    points = [*series(20), (Q3.year_before(), Decimal(60))]
    assert asked(62, points, Unit.NUMBER, basis=Basis.YEAR_TO_DATE) == ""
    assert asked(20, points, Unit.NUMBER, basis=Basis.YEAR_TO_DATE) == (
        "20 differs by more than a quarter from 60 for Quarter 3 2018-19."
    )
    assert asked(62, series(20), Unit.NUMBER, basis=Basis.YEAR_TO_DATE) == ""


def test_where_what_is_usual_is_known_it_decides():
    steady = series(*[70, 72] * 7)
    assert asked(75, steady) == ""
    assert asked(78, steady) == "78% is outside what is usual (66% to 76%)."
    wild = series(*[20, 60] * 7)
    assert asked(20, wild) == ""


MONTHS = [parse("April 2018")]
for _ in range(15):
    MONTHS.append(MONTHS[-1].next())
USUAL = [80, 82, 81, 83, 80, 82, 81, 80, 83, 82, 81, 80, 82]
BASELINE = [(month, Decimal(figure)) for month, figure in zip(MONTHS, USUAL, strict=False)]


def test_later_figures_never_move_what_is_usual():
    for place in range(13, 16):
        assert moved_baseline(BASELINE, [*BASELINE, (MONTHS[place], Decimal(20))]) == ""


def test_what_moves_what_is_usual_is_told():
    older = [(parse("March 2018"), Decimal(50)), *BASELINE]
    stands = "what is usual stands on April 2018 to April 2019"
    assert moved_baseline(BASELINE, older) == (
        f"{stands} and is worked out from March 2018 to March 2019 then."
    )
    corrected = [*BASELINE[:5], (MONTHS[5], Decimal(70)), *BASELINE[6:]]
    assert moved_baseline(BASELINE, corrected) == (
        f"{stands} and is worked out anew, as one of these figures changes."
    )
    gone = [*BASELINE[:5], (MONTHS[5], State.NOT_COLLECTED), *BASELINE[6:]]
    assert moved_baseline(BASELINE, gone) == f"{stands} and can no longer be worked out."


def test_a_start_that_somebody_named_is_not_moved_by_older_figures():
    older = [(parse("March 2018"), Decimal(50)), *BASELINE]
    assert moved_baseline(BASELINE, older, baseline_from=MONTHS[0]) == ""


def test_where_nothing_was_usual_yet_nothing_is_moved():
    assert moved_baseline(BASELINE[1:], BASELINE) == ""


def test_a_figure_before_that_was_worked_out_is_named_without_its_many_decimals():
    points = [(MONTHS[0], Decimal("91.366906"))]
    assert doubt(MONTHS[1], Decimal(2), points, unit=Unit.PERCENT, decimals=1) == (
        f"2.0% differs by more than a quarter from 91.4% for {MONTHS[0]}."
    )
