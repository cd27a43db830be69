"""Charts as geometry: small ones compared whole, odd ones by what must always hold."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts import NARROW, WIDE, LineChart, NoChart, Role, Series, draw, sparkline
from scorecard.charts.axis import axis_for, tick_figures
from scorecard.charts.drawing import Label, Tick
from scorecard.charts.frame import Plot
from scorecard.charts.lines import Line
from scorecard.charts.parts import LOOKS, Text, path_of, runs
from tests.scorecard.charts import (
    any_chart,
    boxes,
    figures_by_role,
    is_round,
    make_chart,
    make_series,
    numbers,
    overlapping,
    places,
)

ENGLAND = {"label": "England", "role": Role.ENGLAND}


def words(texts):
    return [text.words for text in texts]


def lines_by_role(drawing):
    return {line.role: line.pieces for line in drawing.lines}


# Drawings


def test_a_small_chart_is_drawn_to_the_last_place():
    chart = make_chart(make_series("10", "20"), make_series("8", "-", **ENGLAND), unit="%")
    drawing = draw(chart, key="adoptions")
    assert drawing.plot == Plot(left=39.1, top=11.4, right=443.3, bottom=251.4)
    assert drawing.ticks == tuple(
        Tick(Decimal(value), y, Text(31.1, y + 5, f"{value}%"))
        for value, y in ((0, 251.4), (5, 191.4), (10, 131.4), (15, 71.4), (20, 11.4))
    )
    assert drawing.periods == (Text(50.1, 270.6, "2022"), Text(432.3, 270.6, "2023"))
    assert drawing.lines == (
        Line(
            Role.ENGLAND,
            LOOKS[Role.ENGLAND],
            (((50.1, 155.4),),),
            "M453.3 155.4L475.3 155.4",
            "M50.1 150.6l4.8 8.64h-9.6zM464.3 150.6l4.8 8.64h-9.6z",
        ),
        Line(
            Role.OWN,
            LOOKS[Role.OWN],
            (((50.1, 131.4), (432.3, 11.4)),),
            "M50.1 131.4L432.3 11.4M453.3 12.4L475.3 12.4",
            "M45.6 131.4a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
            "M427.8 11.4a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
            "M459.8 12.4a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
        ),
    )
    assert drawing.labels == (
        Label(Role.OWN, 3.0, 21.8, (Text(480.3, 17.4, "Fernmoor 20%"),)),
        Label(Role.ENGLAND, 146.0, 164.8, (Text(480.3, 160.4, "England 8% in 2022"),)),
    )
    (mark,) = drawing.states
    assert mark.bracket == ((428.3, 278.6), (428.3, 282.6), (436.3, 282.6), (436.3, 278.6))
    assert mark.text == Text(432.3, 296.0, "England: suppressed")
    assert (drawing.zero, drawing.height, drawing.leaders, drawing.notes) == (251.4, 304, (), ())


def test_a_line_breaks_where_a_value_is_a_state_and_a_lone_point_stays_visible():
    drawing = draw(make_chart(make_series("1", "-", "3", "-", None, "6", "7")), key="k")
    (line,) = drawing.lines
    assert [len(piece) for piece in line.pieces] == [1, 1, 2]
    assert line.marks.count("M") == 4 + 1  # and one beside the label
    assert words(mark.text for mark in drawing.states) == ["suppressed", "suppressed"]


def test_close_points_are_marked_only_at_the_ends_of_a_line():
    series = make_series(*map(str, range(30)), "-", "3", "-", *map(str, range(28)))
    wide, narrow = (draw(make_chart(series), key="k", form=form) for form in (WIDE, NARROW))
    few = draw(make_chart(make_series(*map(str, range(9)))), key="k")
    marks = [drawing.lines[0].marks.count("M") for drawing in (wide, narrow, few)]
    assert marks == [2 + 1 + 2 + 1, 2 + 1 + 2 + 1, 9 + 1]  # the last beside the label


def test_targets_are_steps_across_the_whole_plot():
    target = make_series("8", "8", "9", "-", label="Target", role=Role.TARGET)
    drawing = draw(make_chart(make_series("10", "10", "10", "10"), target), key="k")
    left, xs = drawing.plot.left, [text.x for text in drawing.periods]
    first, second = ((one + other) / 2 for one, other in pairwise(xs[1:]))
    ((start, low), *corners, (end, high)) = lines_by_role(drawing)[Role.TARGET][0]
    assert (start, corners) == (left, [(round(first, 1), low), (round(first, 1), high)])
    assert end == pytest.approx(second, abs=0.1)
    assert words(drawing.labels[1].texts) == ["Target 9 in 2024"]


def test_two_limits_make_a_band_where_both_are_known():
    upper = make_series("10", "10", "-", "8", label="Upper limit", role=Role.LIMIT)
    lower = make_series("0", "0", "0", "2", label="Lower limit", role=Role.LIMIT)
    own = make_series("5", "5", "5", "5")
    both = draw(make_chart(own, upper, lower), key="k")
    plot, xs = both.plot, [text.x for text in both.periods]
    before, after = (round((xs[at] + xs[at + 1]) / 2, 1) for at in (1, 2))
    assert both.band == (
        ((plot.left, 11.4), (before, 11.4), (before, 251.4), (plot.left, 251.4)),
        ((after, 59.4), (plot.right, 59.4), (plot.right, 203.4), (after, 203.4)),
    )
    assert draw(make_chart(own, upper), key="k").band == ()


def test_lines_that_end_at_one_height_lead_to_labels_that_stand_apart():
    series = [make_series("5", "9"), make_series("6", "9", **ENGLAND)]
    target = make_series("9", "9", label="Target", role=Role.TARGET)
    drawing = draw(make_chart(*series, target), key="k")
    assert [(label.role, label.top) for label in drawing.labels] == [
        (Role.OWN, 7.2),
        (Role.ENGLAND, 26.0),
        (Role.TARGET, 44.8),
    ]
    # The middle label stands where its line ends.
    assert [(start[1], end[1]) for start, end in drawing.leaders] == [(35.4, 16.6), (35.4, 54.2)]


def test_no_line_leads_to_the_label_of_a_series_that_ended_earlier():
    series = [make_series("5", "9"), make_series("9", "-", **ENGLAND)]
    region = make_series("9", "9", label="North East", role=Role.REGION)
    drawing = draw(make_chart(*series, region), key="k")
    assert len(drawing.leaders) == 2
    assert words(drawing.labels[1].texts) == ["England 9 in 2022"]


def test_a_figure_too_long_for_the_name_takes_a_line_of_its_own():
    series = make_series("12.55", label="Statistical neighbours", role=Role.NEIGHBOURS)
    chart = make_chart(series, unit="%", decimals=2)
    assert words(draw(chart, key="k").labels[0].texts) == ["Statistical neighbours", "12.55%"]


def test_the_names_of_periods_never_overlap_and_the_newest_always_stands():
    months = tuple(f"{month} 2021" for month in ("January", "February", "March", "April", "May"))
    quarters = tuple(f"Quarter {number} 2021-22" for number in (1, 2, 3, 4))
    narrow = draw(make_chart(make_series(*"12345"), categories=months), key="k", form=NARROW)
    assert words(narrow.periods) == ["January", "2021", "March", "2021", "May 2021"]
    wide = draw(make_chart(make_series(*"1234"), categories=quarters), key="k")
    assert words(wide.periods)[:3] == ["Quarter 1", "2021-22", "Quarter 2"]
    long = draw(make_chart(make_series("1", "2"), categories=("W" * 99, "W" * 98)), key="k")
    assert len(long.periods) == 2


def test_a_chart_grows_where_its_labels_need_more_room():
    series = [make_series("5", label="Yorkshire and The Humber, all of it", role=r) for r in Role]
    drawing = draw(make_chart(*series), key="k", form=NARROW)
    tops = [label.top for label in drawing.labels]
    assert [len(label.texts) for label in drawing.labels] == [3] * 7
    assert {round(after - before, 1) for before, after in pairwise(tops)} == {48.8}
    assert drawing.labels[-1].bottom <= drawing.plot.bottom + 5.3


def test_states_say_whose_they_are_unless_all_share_them_or_the_council_has_its_own():
    drawing = draw(
        make_chart(
            make_series("-", "1", "-", "4", "5"),
            make_series("-", "2", "3", "-", "-", **ENGLAND),
            make_series("-", "2", "3", "-", "-", label="North East", role=Role.REGION),
        ),
        key="k",
    )
    assert words(mark.text for mark in drawing.states) == [
        "suppressed",
        "suppressed",
        "England, North East: suppressed",
    ]


def test_a_series_without_figures_has_no_line_and_no_label_but_its_state():
    drawing = draw(make_chart(make_series("1", "2"), make_series("-", "-", **ENGLAND)), key="k")
    assert [line.role for line in drawing.lines] == [Role.OWN]
    assert [label.role for label in drawing.labels] == [Role.OWN]
    assert words(mark.text for mark in drawing.states) == ["England: suppressed"]


def test_more_states_than_there_is_room_for_are_left_to_the_table():
    series = make_series(*["1", "-"] * 20)
    drawing = draw(make_chart(series), key="k", form=NARROW)
    assert words(drawing.notes) == ["More gaps: see the table."]
    assert 3 <= len(drawing.states) < 20


def test_unit_and_cut_axis_stand_above_it_in_words():
    chart = make_chart(make_series("90", "95"), unit="days")
    drawing = draw(chart, key="k")
    assert words(drawing.captions) == ["Days. The axis starts at 90, not at 0."]
    assert drawing.description == "Fewer than in 2022. The axis starts at 90, not at 0."
    foot = (drawing.plot.left, drawing.plot.bottom), (drawing.plot.right, drawing.plot.bottom)
    assert (drawing.zero, drawing.base_path) == (None, path_of([foot]))


def test_a_chart_without_figures_is_a_sentence():
    target = make_series("9", "9", label="Target", role=Role.TARGET)
    chart = make_chart(make_series("-", None), target)
    sentence = NoChart("Adoptions", "Adoptions: there are no figures to draw.")
    assert draw(chart, key="k") == sentence
    assert draw(LineChart("Adoptions", "", (), ()), key="k") == sentence


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Series("England", (1.5,)), "“England” has 1.5, which no chart can show."),
        (lambda: make_series("NaN"), "Decimal('NaN'), which"),
        (lambda: make_series("1e15"), "which no chart can show"),
        (lambda: Series("England", (" ",)), "“England” has ' ', which no chart can show."),
        (lambda: make_chart(make_series("1"), decimals=7), "0 to 6 decimals, not 7"),
        (lambda: make_chart(make_series("1"), categories=("a", "b")), "has 1 points, not 2"),
        (lambda: make_chart(make_series("1"), make_series("2")), "2 series of the role “own”"),
        (lambda: draw(make_chart(make_series("1")), key="a b"), "'a b' cannot be part of an id."),
        (lambda: sparkline((1,)), "“A sparkline” has 1, which no chart can show."),
    ],
)
def test_what_no_chart_can_show_is_refused_by_name(make, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        make()


# Sparklines


def test_a_sparkline_shows_the_newest_twelve_points_up_to_its_end():
    line = sparkline(numbers(*["99"] * 5, *["1"] * 9, "2", "-", "4"))
    assert (line.pieces[-1], line.end) == (((115.0, 5.0),), (115.0, 5.0))
    assert [len(piece) for piece in line.pieces] == [10, 1]
    assert line.pieces[0][0] == (5.0, 21.5)


def test_a_sparkline_marks_lone_figures_and_the_newest():
    assert sparkline(numbers("-", "1", "-", "4", "-")).dots == (
        "M101.5 5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0zM83 21.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"
    )


def test_a_sparkline_without_figures_is_none():
    assert (sparkline(()), sparkline(numbers("-", None))) == (None, None)


# What holds for every chart


@given(any_chart(), st.sampled_from((WIDE, NARROW)))
def test_everything_stays_inside_the_drawing_and_no_words_overlap(chart, form):
    drawing = draw(chart, key="k", form=form)
    if drawing.sentence:
        return
    found = list(boxes(drawing))
    assert overlapping(found) == []
    for left, top, right, bottom in found:
        assert left + 0.1 >= 0
        assert right - 0.1 <= form.width
        assert top + 0.1 >= 0
        assert bottom - 0.1 <= drawing.height
    for x, y in places(drawing):
        assert 0 <= x <= form.width
        assert 0 <= y <= drawing.height
    assert drawing.plot.left < drawing.plot.right


@given(any_chart())
def test_ticks_are_round_and_cover_every_figure(chart):
    axis = axis_for(chart.figures or [Decimal(0)], intervals=5, decimals=chart.decimals)
    (step,) = {after - before for before, after in pairwise(axis.ticks)}
    assert is_round(step)
    assert 2 <= len(axis.ticks) <= 6
    assert all(axis.ticks[0] <= value <= axis.ticks[-1] for value in chart.figures)
    assert len(set(tick_figures(axis, chart.unit))) == len(axis.ticks)


@given(any_chart())
def test_lines_have_gaps_only_where_there_is_no_figure(chart):
    drawing = draw(chart, key="k")
    if drawing.sentence:
        return
    pieces = {
        line.role: [len(piece) for piece in line.pieces] for line in drawing.lines if line.marks
    }
    assert pieces == figures_by_role(chart)


@given(st.lists(st.sampled_from((None, 1))))
def test_runs_hold_exactly_what_is_there(present):
    found = [position for run in runs(present) for position in run]
    assert found == [position for position, thing in enumerate(present) if thing]
