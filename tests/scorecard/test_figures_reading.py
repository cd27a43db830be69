from decimal import Decimal as D

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scorecard.figures import FigureError, State, Unit, read_figure

EXAMPLE = "Write a number such as 1,234 or 12.5, or why there is none, such as “not yet”."


def refusal(text, unit=None):
    with pytest.raises(FigureError) as refused:
        read_figure(text, unit)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1,234", "1234"),
        ("1,234,567.80", "1234567.8"),
        (" 12 ", "12"),
        ("12%", "12"),
        ("12.5 %", "12.5"),
        ("12 per cent", "12"),
        (".5", "0.5"),
        ("+0.3", "0.3"),
        ("-1.7", "-1.7"),
        ("−1.7", "-1.7"),
        ("- 3", "-3"),
        ("£1,234.50", "1234.5"),
        ("-£5", "-5"),
        ("1E2", "100"),
        ("100", "100"),
    ],
)
def test_a_number_is_read_as_sheets_and_people_write_it(text, figure):
    value = read_figure(text)
    assert (value, str(value)) == (D(figure), figure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("16.100000000000001", "16.1"),
        ("16.399999999999999", "16.4"),
        ("8.0299999999999994", "8.03"),
        ("7.0000000000000007E-2", "0.07"),
        ("-1.5099999999999998", "-1.51"),
        ("99.99999999999997", "100"),
        ("0.30000000000000004", "0.3"),
        ("2.7755575615628914E-17", "0"),
        ("33.33333333333333", "33.3333333333333"),
    ],
)
def test_the_noise_of_a_spreadsheet_becomes_the_decimal_that_a_person_meant(text, figure):
    assert str(read_figure(text)) == figure


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ("c|C|[c]|*|suppressed|<5|< 5|<10|fewer than 5|Less than 5", State.SUPPRESSED),
        ("z|[z]|n/a|N/A|not applicable", State.NOT_APPLICABLE),
        ("k|low|[low]|rounds to zero", State.ROUNDS_TO_ZERO),
        ("x|[x]|-|–|..|:|not available|no data", State.NOT_AVAILABLE),
        ("n|not  collected", State.NOT_COLLECTED),
        ("…|...|Not yet|awaited|tbc|to follow", State.NOT_YET),
    ],
)
def test_published_symbols_are_states_and_never_numbers(texts, state):
    assert [read_figure(text) for text in texts.split("|")] == [state] * (texts.count("|") + 1)


@pytest.mark.parametrize("state", State)
def test_what_stands_for_a_state_reads_back_as_that_state(state):
    assert (read_figure(state.symbol), read_figure(state.label)) == (state, state)


@pytest.mark.parametrize("text", ["", " ", "\n\t\xa0"])
def test_a_blank_cell_gives_nothing(text):
    assert read_figure(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("£85k", "is shortened. Write the whole amount, such as 85,000."),
        ("1.2 million", "is shortened. Write the whole amount, such as 85,000."),
        ("(3)", "may be minus 3, or 3 in brackets. Write “-3” or “3”."),
        ("(3.5%)", "may be minus 3.5%, or 3.5% in brackets. Write “-3.5%” or “3.5%”."),
        ("１２", "has digits of another script or width. Type it with the keys 0 to 9."),
        ("5²", "has digits of another script or width. Type it with the keys 0 to 9."),
        ("1 234", "may be 1,234 or more than one figure. Write one figure without blanks."),
        ("92/112", "is two numbers. Put the part and the whole into columns of their own."),
        ("92 of 112", "is two numbers. Put the part and the whole into columns of their own."),
        ("34/10,000", "is two numbers. Put the part and the whole into columns of their own."),
        ("15-20", "is a range. Write one figure, or c where it is too small to show."),
        ("1 to 4", "is a range. Write one figure, or c where it is too small to show."),
        ("over 90%", "is not exact. Write the figure itself, or c where it is too small to show."),
        ("<100", "is not exact. Write the figure itself, or c where it is too small to show."),
        ("007", "starts with a zero, as codes do. Write the figure without it."),
        (
            "01:10",
            "looks like a time. Write a number, or give the indicator the unit “Years and months”.",
        ),
        (
            "#DIV/0!",
            "is an error of the spreadsheet. Correct the formula, or leave the cell empty.",
        ),
        ("#N/A", "is an error of the spreadsheet. Correct the formula, or leave the cell empty."),
        ("1234567890123", "is too large for a figure. Check it."),
        ("-1e99", "is too large for a figure. Check it."),
        ("NaN", f"is not a figure. {EXAMPLE}"),
        ("inf", f"is not a figure. {EXAMPLE}"),
        ("-Infinity", f"is not a figure. {EXAMPLE}"),
        ("1e500", f"is not a figure. {EXAMPLE}"),
        ("<1", "is not exact. Write the figure itself, or c where it is too small to show."),
        ("85 children", f"is not a figure. {EXAMPLE}"),
        ("[c", f"is not a figure. {EXAMPLE}"),
    ],
)
def test_what_is_no_figure_is_quoted_with_a_remedy(text, sentence):
    assert refusal(text) == f"“{text}” {sentence}"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1.234,5", "1,234.5", "1.2345"),
        ("1 234,5", "1,234.5", "12,345"),
        ("12,5", "12.5", "125"),
        ("0,5", "0.5", "5"),
        ("1,23", "1.23", "123"),
        ("1,234,5", "1,234.5", "12,345"),
        ("1.234.567", "1,234.567", "1,234,567"),
        ("1.2.3,4", "123.4", "1,234"),
        ("1 234.5", "1,234.5", "12,345"),
    ],
)
def test_mixed_decimal_marks_are_refused_with_both_readings(text, first, second):
    assert refusal(text) == (
        f"“{text}” may be {first} or {second}. Write it with a point before the decimals and no"
        " other marks, or with commas at the thousands."
    )


def test_a_figure_that_reads_otherwise_than_it_looks_is_refused():
    assert refusal("\u202e85") == (
        "“85” holds characters that cannot be seen. Type the figure again."
    )


def test_a_figure_is_checked_against_its_unit():
    assert [
        refusal("101%", Unit.PERCENT),
        refusal("-1", Unit.NUMBER),
        refusal("12%", Unit.NUMBER),
        refusal("£12", Unit.PERCENT),
    ] == [
        "“101%” is above 100%. Check it.",
        "“-1” is below 0. Check it.",
        "“12%” is written with %, but the unit is “Number”. Correct the figure or the unit.",
        "“£12” is written with £, but the unit is “Percentage”. Correct the figure or the unit.",
    ]


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("100%", Unit.PERCENT, D(100)),
        ("0", Unit.PERCENT, D(0)),
        ("£12", Unit.POUNDS, D(12)),
        ("-0.5", Unit.SCORE, D("-0.5")),
        ("01:10", Unit.YEARS_MONTHS, D(22)),
        ("1:10:00", Unit.YEARS_MONTHS, D(22)),
        ("22", Unit.YEARS_MONTHS, D(22)),
        ("c", Unit.PERCENT, State.SUPPRESSED),
    ],
)
def test_a_figure_of_its_unit_is_read(text, unit, figure):
    assert read_figure(text, unit) == figure


def test_a_year_has_no_thirteenth_month():
    assert refusal("01:13", Unit.YEARS_MONTHS).startswith("“01:13” looks like a time.")


@given(
    whole=st.integers(-(10**8), 10**8),
    decimals=st.integers(0, 6),
    thousands=st.booleans(),
)
def test_a_written_decimal_is_read_exactly(whole, decimals, thousands):
    value = D(whole).scaleb(-decimals)
    assert read_figure(f"{value:,f}" if thousands else f"{value:f}") == value


@given(value=st.decimals(-(10**6), 10**6, places=3))
def test_a_decimal_that_went_through_a_float_comes_back(value):
    assert read_figure(repr(float(value))) == value
    assert read_figure(f"{float(value):.17g}") == value


PIECES = st.text("-(£0123456789., %<e:#/kc)", max_size=9)


@given(text=st.text(max_size=30) | PIECES)
@example("9" * 300)
@example("1," * 300)
def test_any_text_is_a_finite_figure_a_state_nothing_or_refused_with_a_sentence(text):
    try:
        answer = read_figure(text)
    except FigureError as error:
        answer = str(error)
    if isinstance(answer, D):
        assert answer.is_finite()
        assert abs(answer) < 10**12
    else:
        assert answer is None or isinstance(answer, State) or answer.endswith(".")
