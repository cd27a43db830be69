"""Targets come in from the council's own sheets: read where certain, else named with a remedy."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.models import Indicator, Measurement, Target
from tests.factories import make_area, make_indicator, make_target
from tests.scorecard.import_files import everything, refused, said, sheet

pytestmark = pytest.mark.django_db

YEAR, NEXT = date(2019, 4, 1), date(2020, 4, 1)
UNCERTAIN = "“As good as we can” cannot be read with certainty."
REMEDY = (
    "Write it like “At least 90” or “Fewer than 85”, or set it on the indicator’s own page first."
)


@pytest.fixture
def scorecard(tmp_path):
    """Our council and three indicators; the path of a made-up file with the content given."""
    make_area()
    make_indicator(code="P4.2")
    make_indicator(code="P3.1", unit="number", polarity="low")
    make_indicator(code="P5.1", polarity="band")

    def make(content):
        path = tmp_path / ("scorecard.csv" if isinstance(content, str) else "scorecard.xlsx")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def targets(*names):
    """(code, from, then the fields named) of every target."""
    fields = ("indicator__code", "starts_on", *names)
    return list(Target.objects.order_by("indicator__code", "starts_on").values_list(*fields))


def test_targets_of_the_sheet_are_read_shown_and_kept_with_their_words(scorecard):
    lines = said(
        "import_figures",
        scorecard("Code,Target,Q3 2019-20\nP4.2,95%,91.5\nP3.1,Fewer than 85,80\nP5.1,80-90%,85\n"),
    )
    assert lines == [
        "P4.2, target from 1 April 2019: At least 95%",
        "P3.1, target from 1 April 2019: “Fewer than 85”, read as fewer than 85",
        "P5.1, target from 1 April 2019: “80-90%”, read as 80% to 90%",
        "3 indicators, 1 area and 3 figures read: 3 to add, 0 to change, 0 as they are;"
        " 3 targets to set.",
        "Saved.",
    ]
    assert targets("kind", "words", "value", "lower", "upper", "is_strict") == [
        ("P3.1", YEAR, "target", "Fewer than 85", 85, None, None, True),
        ("P4.2", YEAR, "target", "", 95, None, None, False),
        ("P5.1", YEAR, "band", "80-90%", None, 80, 90, False),
    ]
    reasons = Target.history.values_list("history_change_reason", flat=True)
    assert list(reasons) == 3 * ["Imported from scorecard.csv"]


def test_another_areas_figure_may_be_the_target(scorecard):
    path = scorecard("Code,Period,Value,Target\nP4.2,Q3 2019-20,91,Above Stat Neighbour Average\n")
    said("import_figures", path)
    assert targets("area", "is_strict", "words") == [
        ("P4.2", date(2019, 10, 1), "neighbours", True, "Above Stat Neighbour Average")
    ]


def test_a_target_that_each_row_repeats_is_one_until_it_changes(scorecard):
    rows = ["Q1 2019-20,90,95", "Q2 2019-20,91,95%", "Q3 2019-20,,97", "Q4 2019-20,,"]
    content = "Code,Period,Value,Target\n" + "".join(f"P4.2,{row}\n" for row in reversed(rows))
    lines = said("import_figures", scorecard(content))
    assert lines[:2] == [
        "P4.2, target from 1 April 2019: At least 95%",
        "P4.2, target from 1 October 2019: At least 95% → At least 97%",
    ]
    assert targets("value") == [("P4.2", YEAR, 95), ("P4.2", date(2019, 10, 1), 97)]


def test_a_target_beside_several_periods_counts_from_the_year_of_the_newest_figure(scorecard):
    """Of the years before the sheet says only their figures; next year's column is still empty."""
    said(
        "import_figures",
        scorecard(
            sheet(
                ["Code", "Q4 2018-19", "Q1 2019-20", "Q2 2019-20", "Q1 2020-21", "Our target"],
                ["P4.2", 90, 91, 92, None, 95],
            )
        ),
    )
    assert targets("value") == [("P4.2", YEAR, 95)]


def test_columns_of_targets_may_name_their_periods(scorecard):
    said(
        "import_figures",
        scorecard(
            "Code,Q3 2019-20,Target 2019-20,Target (2020/21),Q2 2020-21 target\n"
            "P4.2,91,95%,96%,97%\n"
        ),
    )
    assert targets("value") == [
        ("P4.2", YEAR, 95),
        ("P4.2", NEXT, 96),
        ("P4.2", date(2020, 7, 1), 97),
    ]


def test_the_same_sheet_again_changes_nothing(scorecard):
    path = scorecard(
        "Code,Period,Value,Target\nP4.2,Q1 2019-20,90,95\nP4.2,Q2 2019-20,91,97\n"
        "P3.1,Q1 2019-20,80,Fewer than 85\nP3.1,Q2 2019-20,80,-\n"
    )
    said("import_figures", path)
    before = everything()
    lines = said("import_figures", path)
    assert lines[-2:] == [
        "2 indicators, 1 area and 4 figures read: 0 to add, 0 to change, 4 as they are;"
        " 0 targets to set.",
        "Nothing to change.",
    ]
    assert everything() == before


def test_a_changed_target_is_a_change_that_keeps_tolerance_and_history(scorecard):
    from_page = make_target(
        _indicator("P4.2"), starts_on=YEAR, value=95, tolerance=2, floor=80, kind="milestone"
    )
    path = scorecard("Code,Target 2019-20,Q3 2019-20\nP4.2,97,91\n")
    assert said("import_figures", path)[0] == (
        "P4.2, target from 1 April 2019: Milestone: at least 95%; floor 80% (tolerance 2 points)"
        " → Milestone: at least 97%; floor 80% (tolerance 2 points)"
    )
    from_page.refresh_from_db()
    assert (from_page.value, from_page.tolerance, from_page.version) == (97, 2, 2)
    assert list(from_page.history.values_list("value", "history_change_reason")) == [
        (Decimal(97), "Imported from scorecard.csv"),
        (Decimal(95), None),
    ]


def test_a_target_that_the_sheet_ends_is_followed_by_none(scorecard):
    make_target(_indicator("P4.2"), starts_on=YEAR, value=95)
    path = scorecard("Code,Period,Value,Target\nP4.2,Q3 2019-20,91,None\n")
    assert said("import_figures", path)[0] == (
        "P4.2, target from 1 October 2019: At least 95% → No target"
    )
    assert targets("kind") == [("P4.2", YEAR, "target"), ("P4.2", date(2019, 10, 1), "none")]


def test_words_that_were_kept_on_the_page_stand_in_no_way(scorecard):
    make_target(_indicator("P4.2"), starts_on=YEAR, value=None, words="As good as we can")
    said("import_figures", scorecard("Code,Target,Q3 2019-20\nP4.2,as good  as we can,91\n"))
    assert (Target.objects.count(), Measurement.objects.count()) == (1, 1)


@pytest.mark.parametrize("written", ["16.100000000000001", "16.1", "16.10%"])
def test_the_noise_of_a_spreadsheet_is_no_other_target(scorecard, written):
    said("import_figures", scorecard(f"Code,Target,Q3 2019-20\nP4.2,{written},91\n"))
    assert targets("value") == [("P4.2", YEAR, Decimal("16.1"))]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("As good as we can", UNCERTAIN),
        ("2021", "“2021” is above 100%. Check it."),
        ("104%", "“104%” is above 100%. Check it."),
        (
            '"91,5"',
            "“91,5” may be 91.5 or 915. Write it with a point before the decimals and no other"
            " marks, or with commas at the thousands.",
        ),
        ("TBC", "“TBC” cannot be read with certainty."),
        (
            "20 days",
            "“20 days” speaks of days, but the unit of the indicator is “Percentage”. Correct the"
            " words.",
        ),
        (
            "Fewer than 85",
            "The target asks for the opposite of “Higher is better”. Correct the target or the"
            " indicator.",
        ),
        (
            "80-90%",
            "A target of the kind “Band” does not fit “Higher is better”. Correct the target or"
            " the indicator.",
        ),
        ("<b>" + "9" * 300, f"“<b>{'9' * 36}…” cannot be read with certainty."),
    ],
)
def test_a_target_that_is_not_certain_is_named_with_place_and_remedy(scorecard, written, sentence):
    path = scorecard(f"Code,Target,Q3 2019-20\nP4.2,{written},91\n")
    value = written.strip('"')[:80]
    assert refused("import_figures", path) == [
        f"scorecard.csv, row 2, column Target [{value}]: {sentence} {REMEDY}"
    ]


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        (
            "Code,Period,Value,Target\nP4.2,Q3 2019-20,91,95\nP4.2,Q3 2019-20,91,96\n",
            "row 3, column Target [96]: P4.2 has another target from the same day on in row 2."
            " Keep the right one of the two.",
        ),
        (
            "Code,Q3 2019-20,Target Q3\nP4.2,91,95\n",
            "row 1, column Target Q3 [Target Q3]: “q3” has no year. Write it like"
            " “Quarter 3 2019-20”.",
        ),
        (
            "Code,Period,Value,Target\nP9,Q3 2019-20,,95\n",
            "row 2, column Code [P9]: No indicator has the code “P9”. Add it first under"
            " Admin, Indicators, or ask an administrator to.",
        ),
    ],
)
def test_targets_that_have_no_one_place_are_named(scorecard, content, doubt):
    assert refused("import_figures", scorecard(content)) == [f"scorecard.csv, {doubt}"]


@pytest.mark.parametrize("count", [1, 3])
def test_targets_take_a_fixed_number_of_queries(scorecard, django_assert_num_queries, count):
    rows = "".join(f"P4.2,Q{q} 2019-20,90,{90 + q}\n" for q in range(1, count + 1))
    path = scorecard(f"Code,Period,Value,Target\n{rows}")
    with django_assert_num_queries(15):
        said("import_figures", path)
    assert Target.objects.count() == count


def _indicator(code):
    return Indicator.objects.get(code=code)
