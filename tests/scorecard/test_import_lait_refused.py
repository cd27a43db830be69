"""Files of the interactive tool that are refused: each doubt with its place, nothing saved."""

import pytest

from scorecard.models import Measurement
from tests.factories import make_area, make_indicator
from tests.scorecard.import_files import (
    HEADS,
    figures,
    lait_arguments,
    lait_row,
    lait_rows,
    refused,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lait(tmp_path):
    """Runs the command on made-up rows and answers with what it said."""
    return lambda rows, *options, **files: said(*lait_arguments(tmp_path, rows, *options, **files))


@pytest.fixture
def doubts(tmp_path):
    """Runs the command on made-up rows and answers with why nothing was saved."""
    return lambda rows, *options, **files: refused(
        *lait_arguments(tmp_path, rows, *options, **files)
    )


def test_a_final_figure_is_corrected_only_with_a_reason(lait, doubts):
    lait(lait_row(value="91"))
    assert doubts(lait_row(value="92")) == [
        "lait.csv, row 2 [92]: CARE, Fernmoor, 2019-20 is final at 91.0 per 10,000. Give the"
        " reason of the correction, or leave the row out."
    ]
    lines = lait(lait_row(value="92"), "--reason", "DfE revised the year.")
    assert "CARE, Fernmoor, 2019-20: 91.0 per 10,000 → 92.0 per 10,000" in lines
    row = Measurement.objects.get()
    assert (row.value, row.finality, row.revised_because, row.version) == (
        92,
        "revised",
        "DfE revised the year.",
        2,
    )
    assert row.history.count() == 2


def test_an_indicator_of_another_unit_gets_no_figures(doubts):
    make_indicator(
        code="P1.1", outside_code="CARE", name="Children in care per 10000", unit="number",
        polarity="neutral", decimals=1, frequency="financial_year",
    )  # fmt: skip
    assert doubts(lait_row()) == [
        "Indicators [CARE]: P1.1: unit is “Number” here, “Rate per 10,000” in the file. Correct"
        " the indicator, or take its outside code."
    ]


def test_an_outside_code_that_two_indicators_have_is_named(doubts):
    for code in ("P1", "P2"):
        make_indicator(code=code, outside_code="CARE")
    assert doubts(lait_row()) == [
        "Indicators [CARE]: P1 and P2 have the outside code “CARE”. Take it away from all but one"
        " of them."
    ]


def test_our_own_council_may_not_be_another_one(doubts):
    make_area(name="Westmere", code="803")
    assert doubts(lait_row()) == [
        "Areas [Fernmoor]: Our council is Westmere here, and Fernmoor in the file. Correct the"
        " area's name, kind or code in the admin, or give the other council."
    ]


@pytest.mark.parametrize(
    ("council", "sentence"),
    [
        (
            "Fernmore",
            "lait.csv: There is no council “Fernmore” in the file. Did you mean “Fernmoor”?",
        ),
        ("Mere", "lait.csv: There is no council “Mere” in the file. Did you mean “Westmere”?"),
        (
            "Qqq",
            "lait.csv: There is no council “Qqq” in the file. It holds 3 councils. Check the name.",
        ),
        (
            "England",
            "lait.csv: There is no council “England” in the file. It holds 3 councils. Check the"
            " name.",
        ),
    ],
)
def test_an_unknown_council_is_told_close_names(doubts, council, sentence):
    assert doubts(lait_rows("CARE"), council=council) == [sentence]


def test_rows_that_disagree_are_named_and_rows_that_agree_count_once(lait, doubts):
    assert doubts(lait_row(value="91") + lait_row(value="92")) == [
        "lait.csv, row 3 [92]: CARE, Fernmoor, 2019-20 stands in row 2 too, with another figure."
        " Keep the right one of the two rows."
    ]
    lines = lait(lait_row(value="91") + lait_row(value="91.0"))
    assert "1 row stood twice and counted once." in lines
    assert [row[3] for row in figures()] == [91]


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (
            lait_row("HOMES", value="101"),
            "lait.csv, row 2, column Values [101]: “101” is above 100%. Check it.",
        ),
        (
            lait_row(value='"1.234,5"'),
            "lait.csv, row 2, column Values [1.234,5]: “1.234,5” may be 1,234.5 or 1.2345. Write"
            " it with a point before the decimals and no other marks, or with commas at the"
            " thousands.",
        ),
        (
            lait_row(year="31/03/2020"),
            "lait.csv, row 2, column Years [31/03/2020]: “31/03/2020” is a date, not a period."
            " Write the period: “2019-20”.",
        ),
        (
            lait_row("UNKNOWN"),
            "lait.csv, row 2, column Short Desc [UNKNOWN]: “UNKNOWN” is not in dictionary.csv."
            " Give the dictionary that was published with the file.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(doubts, row, doubt):
    assert doubts(row + lait_row()) == [doubt]


@pytest.mark.parametrize(
    ("measure", "doubt"),
    [
        (
            "1,Care,One,One,CARE,Up,Score,,,1,Annual\n",
            "dictionary.csv, row 2, column Polarity [Up]: The polarity is not known: it is High,"
            " Low or “-”. Correct it in the dictionary.",
        ),
        (
            "1,Care,One,One,CARE,Low,Furlongs,,,1,Annual\n",
            "dictionary.csv, row 2, column y_axis_name [Furlongs]: The unit is not known: it"
            " starts with %, Number or Rate per 10,000, or is a score, a cost or days. Correct it"
            " in the dictionary.",
        ),
        (
            "1,Care,One,One,CARE,Low,Score,,,1,Weekly\n",
            "dictionary.csv, row 2, column Year_Type [Weekly]: The kind of year is not known: it"
            " is Financial Year, Academic Year or Annual. Correct it in the dictionary.",
        ),
        (
            "1,Care,One,One,CARE,Low,Score,,,1,Annual\n1,X,One,One,CARE,High,Score,,,1,Annual\n",
            "dictionary.csv, row 3, column Polarity [High]: “CARE” stands in row 2 too, with"
            " another meaning (“Low”). Keep the right row.",
        ),
    ],
)
def test_a_dictionary_that_is_not_understood_is_named_with_its_place(doubts, measure, doubt):
    assert doubts(lait_row(), measures=measure) == [doubt]


@pytest.mark.parametrize(
    ("rows", "heads", "sentence"),
    [
        ("", HEADS, "lait.csv: lait.csv has no row below its heads."),
        (
            lait_row(),
            HEADS.replace("Values", "Worth"),
            "lait.csv: lait.csv has no column “Values”. Its columns are “Short Desc”, “Data item”,"
            " “LA and Regions”, “LA Number”, “Region”, “Years” and “Worth”.",
        ),
        (
            lait_row(value="1,234"),
            HEADS,
            "lait.csv: lait.csv, row 2 has more cells than there are heads. Check the commas in"
            " it.",
        ),
    ],
)
def test_a_file_of_another_form_is_refused(doubts, rows, heads, sentence):
    assert doubts(rows, heads=heads) == [sentence]


def test_a_file_that_is_not_there_is_named(tmp_path):
    nowhere = tmp_path / "nowhere.csv"
    lines = refused("import_lait", nowhere, "--dictionary", nowhere, "--council", "Fernmoor")
    assert lines == [f"{nowhere}: No such file or directory."]
