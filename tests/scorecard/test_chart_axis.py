"""The axis of a chart, and words that are kept within their room."""

from decimal import Decimal

import pytest

from scorecard.charts import figure
from scorecard.charts.axis import axis_for, cut_words, tick_figures
from scorecard.charts.lettering import apart, plain, shortened, width, wrapped
from tests.scorecard.charts import numbers


def ticks(*values, intervals=5, decimals=0):
    axis = axis_for(numbers(*values), intervals=intervals, decimals=decimals)
    return " ".join(tick_figures(axis))


# The axis


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("88", "133", "60"), "0 50 100 150"),
        (("8", "25"), "0 5 10 15 20 25"),
        (("100",), "0 20 40 60 80 100"),
        (("7", "7", "7"), "0 2 4 6 8"),
        (("0", "0"), "0 1"),
        (("3",), "0 1 2 3"),
        (("-12", "30"), "−20 −10 0 10 20 30"),
        (("-7", "-3"), "−8 −6 −4 −2 0"),
        (("61581500", "19787193"), "0 20m 40m 60m 80m"),
        (("2500000", "100"), "0 0.5m 1.0m 1.5m 2.0m 2.5m"),
        (("3000000000",), "0 1bn 2bn 3bn"),
    ],
)
def test_an_axis_has_round_values_and_shows_zero(values, shown):
    assert ticks(*values) == shown


def test_scores_have_ticks_as_fine_as_they_need_and_no_finer_than_they_are_printed():
    assert ticks("-1.42", "-0.72", decimals=2) == "−1.5 −1.0 −0.5 0"
    assert ticks("0.4", "0.2", decimals=1) == "0 0.1 0.2 0.3 0.4"
    assert ticks("1.9", "0.2", decimals=0) == "0 1 2"


@pytest.mark.parametrize(
    ("values", "unit", "sentence"),
    [
        (("79", "95"), "%", "The axis starts at 75%, not at 0."),
        (("-95", "-79"), "", "The axis ends at −75, not at 0."),
        (("1000000", "1010000"), "£", "The axis starts at £1.000m, not at 0."),
        (("76", "95"), "%", ""),  # a fifth of the furthest figure is seen from 0
        (("-95", "79"), "", ""),
        (("95", "95"), "%", ""),  # no movement to see
        (("1000", "1000.9"), "", ""),  # none worth seeing
    ],
)
def test_an_axis_is_cut_only_where_zero_would_hide_all_movement_and_says_so(values, unit, sentence):
    axis = axis_for(numbers(*values), intervals=5, decimals=0)
    assert cut_words(axis, unit) == sentence


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        ("1210", "", 0, "1,210"),
        ("16.100000000000001", "%", 1, "16.1%"),
        ("0.25", "", 1, "0.3"),
        ("-0.4", "", 1, "−0.4"),
        ("-0.04", "", 1, "0.0"),
        ("0", "£", 2, "£0"),
        ("-875", "£", 0, "−£875"),
        ("61581500", "£", 0, "£61.6m"),
        ("4500000000", "days", 0, "4.5bn"),
    ],
)
def test_figures_are_printed_as_people_read_them(value, unit, decimals, printed):
    assert figure(Decimal(value), unit, decimals) == printed


# Words


def test_words_are_never_wider_than_they_are_taken_to_be():
    # Measured with the bold letters of Liberation Sans, which has Arial's widths, at 15 pixels.
    measured = {
        "Fernmoor-on-Water": 139.4,
        "Statistical neighbours": 156.7,
        "Quarter 3 2019-20": 125.9,
        "England 67.5%": 105.9,
    }
    taken = {text: round(width(text, 15), 1) for text in measured}
    assert {text: measured[text] <= taken[text] <= measured[text] * 1.05 for text in taken} == (
        dict.fromkeys(measured, True)
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("England", ("England",)),
        ("Fernmoor-on-Water", ("Fernmoor-", "on-Water")),
        ("Statistical neighbours", ("Statistical", "neighbours")),
        ("2019-20", ("2019-20",)),
        ("Fernmoor West and Chester", ("Fernmoor", "West and…")),
        ("Llanfairpwllgwyngyll", ("Llanfairp…",)),
        ("", ()),
    ],
)
def test_long_names_take_two_lines_and_then_an_ellipsis(text, lines):
    assert wrapped(text, 86, 15, 2) == lines


def test_what_fits_is_not_shortened():
    assert (shortened("Gap", 50, 15), shortened("Gap", 20, 15)) == ("Gap", "…")


def test_words_lose_what_nobody_sees_and_xml_cannot_hold():
    assert plain("Care\x00 \n leavers\u202e\ud800 ") == "Care leavers"


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([20.0, 60.0], (20.0, 60.0)),
        ([50.0, 50.0], (40.0, 60.0)),
        ([50.0, 51.0, 90.0], (40.5, 60.5, 90.0)),
        ([0.0, 0.0], (10.0, 30.0)),
        ([99.0, 99.0], (70.0, 90.0)),
        ([], ()),
    ],
)
def test_labels_make_room_for_each_other_and_stay_inside(wanted, placed):
    assert apart(wanted, [20.0] * len(wanted), 0, 100) == placed
