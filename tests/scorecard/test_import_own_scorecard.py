"""The council's own scorecard comes in from a sheet: recognised by its heads, or refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from scorecard.figures import State
from scorecard.models import Measurement
from scorecard.periods import parse
from tests.factories import make_area, make_indicator, make_measurement
from tests.scorecard.import_files import everything, figures, refused, said, sheet

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")


@pytest.fixture
def scorecard(tmp_path):
    """Our council and two indicators; the path of a made-up file with the content given."""
    make_area()
    make_indicator(code="P4.2", outside_code="HEA-02", name="Health assessments in time")
    make_indicator(code="P3.17", name="Children in care", unit="number", polarity="neutral")

    def make(content):
        path = tmp_path / ("scorecard.csv" if isinstance(content, str) else "scorecard.xlsx")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def came_in(path, *options):
    said("import_figures", path, *options)
    return [(code, period, figure) for code, _, period, figure, _ in figures()]


IN = [("P3.17", "Quarter 3 2019-20", 560), ("HEA-02", "Quarter 3 2019-20", Decimal("91.5"))]


@pytest.mark.parametrize(
    "content",
    [
        "Code,Period,Figure\nP4.2,Q3 2019-20,91.5\nP3.17,Q3 2019-20,560\n",
        "KPI ref;Indicator;Quarter;Actual\nP4.2;Health;Q3 2019-20;91.5%\np3.17;;Q3 2019-20;560\n",
        "Measure\tReporting period\tValue\nHealth assessments in time\tQ3 2019-20\t91.5\n"
        "Children in care\tQ3 2019-20\t560\n",
        "Our code,Name,Q3 2019-20\nHEA-02,Health,91.5\nP3.17,Children,560\n",
    ],
)
def test_a_sheet_is_recognised_by_its_heads(scorecard, content):
    assert came_in(scorecard(content)) == IN


def test_periods_may_stand_as_columns_below_a_title_in_a_workbook(scorecard):
    content = sheet(
        ["Scorecard of our board"],
        [],
        ["Code", "Indicator", "Q3 2019-20", "Q4 2019-20"],
        ["Pledge 4", None, None, None],
        ["P4.2", "Health assessments in time", 91.5, "c"],
        ["P3.17", "Children in care", 560, None],
    )
    assert came_in(scorecard(content)) == [
        ("P3.17", "Quarter 3 2019-20", 560),
        ("HEA-02", "Quarter 3 2019-20", Decimal("91.5")),
        ("HEA-02", "Quarter 4 2019-20", State.SUPPRESSED),
    ]


def test_parts_and_days_come_in_and_a_percentage_is_worked_out_from_its_parts(scorecard):
    path = scorecard(
        "Code,Period,Value,Numerator,Denominator,As at\n"
        "P4.2,Q3 2019-20,,92,112,31 December 2019\n"
        "P4.2,Q4 2019-20,80,8,10,2020-03-31\n"
    )
    came_in(path)
    fields = ("value", "numerator", "denominator", "as_at", "finality", "source")
    assert list(Measurement.objects.values_list(*fields)) == [
        (Decimal("82.142857"), 92, 112, date(2019, 12, 31), "provisional", "scorecard.csv"),
        (Decimal(80), 8, 10, date(2020, 3, 31), "provisional", "scorecard.csv"),
    ]


def test_a_figure_that_is_not_what_its_parts_give_is_told_and_comes_in(scorecard):
    heads = "Code,Period,Value,Numerator,Denominator\n"
    path = scorecard(f"{heads}P4.2,Q3 2019-20,95,10,100\nP4.2,Q4 2019-20,,0,0\n")
    assert said("import_figures", path)[0] == (
        "scorecard.csv, row 2, column Value: 95% is not 10 of 100, which is 10.0%."
    )
    fields = ("value", "state", "numerator", "denominator")
    assert list(Measurement.objects.order_by("pk").values_list(*fields)) == [
        (95, "", 10, 100),
        (None, "not_applicable", 0, 0),
    ]


def test_of_many_figures_that_disagree_the_first_twenty_are_told(scorecard):
    quarters = [
        f"Q{quarter} {year}-{year % 100 + 1:02}"
        for year in range(2000, 2006)
        for quarter in range(1, 5)
    ]
    rows = "".join(f"P4.2,{quarter},95,10,100\n" for quarter in quarters)
    lines = said("import_figures", scorecard(f"Code,Period,Value,Numerator,Denominator\n{rows}"))
    assert [line for line in lines if "more" in line or "is not" in line][-1] == (
        "… and 4 figures more."
    )


def test_figures_that_are_unlikely_after_those_kept_are_asked_about(scorecard):
    came_in(scorecard("Code,Period,Value\nP4.2,Q2 2019-20,95.5\nP3.17,Q2 2019-20,560\n"))
    lines = said(
        "import_figures",
        scorecard("Code,Period,Value\nP4.2,Q3 2019-20,0.955\nP3.17,Q3 2019-20,1600\n"),
    )
    assert [line for line in lines if line.startswith("Unlikely")] == [
        "Unlikely: P4.2, Quarter 3 2019-20: 0.955% differs by more than a quarter from 95.5% for "
        "Quarter 2 2019-20. If it is a share of 1, write it as a percentage.",
        "Unlikely: P3.17, Quarter 3 2019-20: 1,600 differs by more than a quarter from 560 for "
        "Quarter 2 2019-20.",
    ]


def test_the_command_tells_what_moves_what_is_usual(scorecard):
    quarters = [f"Q{1 + at % 4} {2015 + at // 4}-{16 + at // 4}" for at in range(16)]
    rows = "".join(f"P4.2,{quarter},{80 + at % 3}\n" for at, quarter in enumerate(quarters))
    came_in(scorecard(f"Code,Period,Value\n{rows}"))
    lines = said("import_figures", scorecard("Code,Period,Value\nP4.2,Q4 2014-15,81\n"))
    assert any(line.startswith("P4.2: what is usual stands on Quarter 1 2015-16") for line in lines)


def test_the_same_sheet_again_changes_nothing(scorecard):
    path = scorecard("Code,Period,Value,As at\nP4.2,Q3 2019-20,91.5,31/12/2019\n")
    came_in(path)
    before = everything()
    assert said("import_figures", path)[-1] == "Nothing to change."
    assert everything() == before


def test_a_provisional_figure_changes_with_one_history_row(scorecard):
    came_in(scorecard("Code,Period,Value\nP4.2,Q3 2019-20,91.5\nP3.17,Q3 2019-20,560\n"))
    lines = said("import_figures", scorecard("Code,Q3 2019-20\nP4.2,92\nP3.17,560\n"))
    assert lines == [
        "P4.2, Fernmoor, Quarter 3 2019-20: 91.5% → 92%",
        "2 indicators, 1 area and 2 figures read: 0 to add, 1 to change, 1 as they are.",
        "Saved.",
    ]
    changed, same = Measurement.objects.order_by("-indicator__code_key")
    assert (changed.value, changed.version, changed.history.count()) == (92, 2, 2)
    assert (same.value, same.version, same.history.count()) == (560, 1, 1)


def test_a_final_figure_is_corrected_only_with_a_reason(scorecard):
    path = scorecard("Code,Period,Value\nP4.2,Q3 2019-20,92\nP3.17,Q3 2019-20,560\n")
    indicator, area = make_indicator(code="P9", name="Old"), make_area(name="X", kind="england")
    make_measurement(indicator, area, Q3, 1, finality="final")
    came_in(path)
    row = Measurement.objects.get(indicator__code="P4.2")
    row.finality = "final"
    row.save()
    path = scorecard("Code,Period,Value\nP4.2,Q3 2019-20,93\nP3.17,Q3 2019-20,561\n")
    assert refused("import_figures", path) == [
        "scorecard.csv, row 2, column Value [93]: P4.2, Fernmoor, Quarter 3 2019-20 is final at"
        " 92%. Give the reason of the correction, or leave the row out."
    ]
    said("import_figures", path, "--reason", "Counted again.")
    row.refresh_from_db()
    assert (row.value, row.finality, row.revised_because) == (93, "revised", "Counted again.")
    other = Measurement.objects.get(indicator__code="P3.17")
    assert (other.value, other.finality, other.revised_because) == (561, "provisional", "")


def test_the_day_of_a_final_figure_is_corrected_only_with_a_reason(scorecard):
    heads = "Code,Period,Value,As at\n"
    came_in(scorecard(f"{heads}P4.2,Q3 2019-20,92,31/12/2019\n"))
    row = Measurement.objects.get()
    row.finality = "final"
    row.save()
    path = scorecard(f"{heads}P4.2,Q3 2019-20,92,30/12/2019\n")
    assert refused("import_figures", path) == [
        "scorecard.csv, row 2, column Value [92]: P4.2, Fernmoor, Quarter 3 2019-20 is final at 92%"
        " as at 31 December 2019. Give the reason of the correction, or leave the row out."
    ]
    said("import_figures", path, "--reason", "Counted a day early.")
    row.refresh_from_db()
    assert (row.as_at, row.finality) == (date(2019, 12, 30), "revised")


def test_a_dry_run_saves_nothing(scorecard):
    path = scorecard("Code,Period,Value\nP4.2,Q3 2019-20,91.5\n")
    before = everything()
    assert said("import_figures", path, "--dry-run") == [
        "1 indicator, 1 area and 1 figure read: 1 to add, 0 to change, 0 as they are.",
        "Nothing was saved: this was a dry run.",
    ]
    assert everything() == before


def test_what_is_not_read_is_told(scorecard):
    path = scorecard("Code,Owner,Target met,Q3 2019-20\nP4.2,Ada Rowe,No,91.5\nP3.17,,,\n")
    assert said("import_figures", path)[:2] == [
        "scorecard.csv: not read: “Owner” and “Target met”.",
        "1 cell held no figure.",
    ]


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        (
            "P4.20,Q3 2019-20,91,,,",
            "row 2, column Code [P4.20]: No indicator has the code “P4.20”. Did you mean P4.2?",
        ),
        (
            "ZZZ,Q3 2019-20,91,,,",
            "row 2, column Code [ZZZ]: No indicator has the code “ZZZ”. Add it first under"
            " Admin, Indicators, or ask an administrator to.",
        ),
        (
            "P4.2,Q3 2019-20,91,,,1 September 2019",
            "row 2, column As at [1 September 2019]: 1 September 2019 lies before Quarter 3"
            " 2019-20. Correct the day.",
        ),
        (
            "P4.2,Q3 2019-20,91,,,31/12/2099",
            "row 2, column As at [31/12/2099]: 31 December 2099 lies in the future. Enter a day up"
            " to today.",
        ),
        (
            "P4.2,Q3 2019-20,c,3,10,",
            "row 2, column Value [c]: “c” says that there is no figure, but a numerator and a"
            " denominator are entered. Clear them, or this.",
        ),
        (
            "P4.2,Q3 2019-20,91,10,,",
            "row 2, column Denominator: Enter both numbers, the numerator and the denominator, or"
            " neither.",
        ),
        (
            "P4.2,Q3 2019-20,50,0,0,",
            "row 2, column Denominator [0]: Of 0 there is no percentage. Correct it, or clear the"
            " figure.",
        ),
        (
            "P5.1,Q3 2019-20,60,300,20,",
            "row 2, column Numerator [300]: 300 is more than the denominator, 20. Check both"
            " numbers.",
        ),
        (",Q3 2019-20,91,,,", "row 2: The row has no code. Type the indicator’s code."),
        (
            "P4.2,Q3 2019-20,100.1,,,",
            "row 2, column Value [100.1]: “100.1” is above 100%. Check it.",
        ),
        (
            "P4.2,Q3 2019-20,90,112,92,",
            "row 2, column Numerator [112]: 112 is more than the denominator, 92. Check both"
            " numbers.",
        ),
        (
            'P4.2,Q3 2019-20,"91,5",,,',
            "row 2, column Value [91,5]: “91,5” may be 91.5 or 915. Write it with a point before"
            " the decimals and no other marks, or with commas at the thousands.",
        ),
        (
            "P4.2,31/12/2019,91,,,",
            "row 2, column Period [31/12/2019]: “31/12/2019” is a date, not a period. Write the"
            " period: “Quarter 3 2019-20”.",
        ),
        (
            "P4.2,Q3 2019-20,91,,,soon",
            "row 2, column As at [soon]: “soon” is not a day. Write the day like 31/12/2019.",
        ),
        (
            "P4.2,Q3 2019-20,91,,,\nP4.2,Quarter 3 2019-20,92,,,",
            "row 3, column Value [92]: P4.2, Fernmoor, Quarter 3 2019-20 stands in row 2 too, with"
            " another figure. Keep the right one of the two rows.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(scorecard, rows, doubt):
    make_indicator(code="P5.1", name="Offending", unit="rate")
    path = scorecard(
        f"Code,Period,Value,Numerator,Denominator,As at\n{rows}\nP3.17,Q3 2019-20,560,,,\n"
    )
    assert refused("import_figures", path) == [f"scorecard.csv, {doubt}"]


@pytest.mark.parametrize(
    ("head", "doubt"),
    [
        (
            "31 December 2019",
            "“31 December 2019” is a date, not a period. Write the period: “Quarter 3 2019-20”.",
        ),
        ("Q3", "“Q3” has no year. Write it like “Quarter 3 2019-20”."),
        ("2019-20", "“2019-20” is a financial year, but a quarter is wanted. Write it like"
         " “Quarter 3 2019-20”."),
    ],
)  # fmt: skip
def test_a_head_that_is_no_period_of_the_indicator_is_named_once(scorecard, head, doubt):
    path = scorecard(f"Code,Q2 2019-20,{head}\nP4.2,90,91\nP3.17,550,560\n")
    assert refused("import_figures", path) == [
        f"scorecard.csv, row 1, column {head} [{head}]: {doubt}"
    ]


def test_a_code_or_a_name_that_two_indicators_have_is_named_and_our_own_code_decides(scorecard):
    make_indicator(code="P9", outside_code="HEA-02", name="Children in care", frequency="quarter")
    path = scorecard(
        "Code,Name,Q3 2019-20\nHEA-02,,91\n,Children in Care,5\n,Health asessments,5\nP9,,7\n"
    )
    assert refused("import_figures", path) == [
        "scorecard.csv, row 2, column Code [HEA-02]: P4.2 and P9 have the code “HEA-02”. Write our"
        " own code.",
        "scorecard.csv, row 3, column Name [Children in Care]: P3.17 and P9 have the name"
        " “Children in Care”. Write our own code.",
        "scorecard.csv, row 4, column Name [Health asessments]: No indicator has the name “Health"
        " asessments”. Did you mean Health assessments in time?",
    ]


def test_figures_of_another_council_are_named(scorecard):
    path = scorecard("Code,Council,Q3 2019-20\nP4.2,fernmoor,91\nP3.17,Aldbrook,560\n")
    assert refused("import_figures", path) == [
        "scorecard.csv, row 3, column Council [Aldbrook]: “Aldbrook” is not Fernmoor, whose figures"
        " are read from this sheet. Leave the row out, or correct the council."
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_head(scorecard):
    assert came_in(scorecard("\ufeffCode,Q3 2019-20\nP4.2,91.5\nP3.17,560\n")) == IN


def test_a_workbooks_floats_are_what_a_person_meant(scorecard):
    content = sheet(["Code", "Q3 2019-20"], ["P4.2", 16.100000000000001], ["P3.17", 560.0])
    assert [row[2] for row in came_in(scorecard(content))] == [560, Decimal("16.1")]


def test_a_day_of_a_workbook_is_no_period(scorecard):
    content = sheet(["Code", "Period", "Value"], ["P4.2", datetime(2019, 12, 31), 91])
    (line,) = refused("import_figures", scorecard(content))
    assert line.endswith("is a date, not a period. Write the period: “Quarter 3 2019-20”.")
    assert line.startswith("Figures, row 2, column Period")


def test_a_rating_by_hand_does_not_outlive_its_figure(scorecard):
    came_in(scorecard("Code,Q3 2019-20\nP4.2,91\n"))
    row = Measurement.objects.get()
    row.rating, row.rating_reason = "green", "One clinic closed."
    row.save()
    came_in(scorecard("Code,Q3 2019-20\nP4.2,70\n"))
    row.refresh_from_db()
    assert (row.value, row.rating, row.rating_reason) == (70, "", "")


@pytest.mark.parametrize(
    ("hidden", "sentence"),
    [
        ({"hidden_rows": [3]}, "Sheet “Figures” has hidden rows with content (3)."),
        ({"hidden_columns": ["B"]}, "Sheet “Figures” has hidden columns (B to B)."),
    ],
)
def test_hidden_parts_of_a_sheet_are_refused_by_name(scorecard, hidden, sentence):
    path = scorecard(sheet(["Code", "Q3 2019-20"], ["P4.2", 91], ["P3.17", 560], **hidden))
    (line,) = refused("import_figures", path)
    assert line.startswith(f"scorecard.xlsx: {sentence}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "Priority,Owner\nOne,Ada\n",
            "No table of figures was found. Head its columns with “code”, “name”, “period”,"
            " “value”, “numerator”, “denominator”, “as at” and “target”, or with a code and the"
            " periods.",
        ),
        (b"\x00\x01", "The file is not text (line 1 holds control codes). Save it as a Word"
         " document (.docx), an Excel workbook (.xlsx) or a CSV file."),
        (
            sheet(["Code", "Q3 2019-20"], ["P4.2", "=1+1"]),
            "Figures, row 2, column B: The cell is a formula without a saved value, so it is read"
            " as empty. Open the workbook in Excel, save it and import it again, or type the"
            " value.",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(scorecard, content, sentence):
    path = scorecard(content)
    assert refused("import_figures", path) == [f"{path.name}: {sentence}"]


def test_without_our_council_nothing_is_read(tmp_path):
    path = tmp_path / "scorecard.csv"
    path.write_text("Code,Period,Value\nP4.2,Q3 2019-20,91.5\n")
    assert refused("import_figures", path) == [
        "scorecard.csv: Our council is not among the areas. An administrator adds it."
    ]
