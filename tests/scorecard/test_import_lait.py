"""Published figures come in from the interactive tool's file: all of them or nothing."""

from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scorecard.figures import State
from scorecard.models import Area, Indicator, Measurement
from tests.factories import make_area, make_indicator
from tests.scorecard.import_files import (
    DICTIONARY_HEADS,
    MEASURES,
    everything,
    figures,
    lait_arguments,
    lait_row,
    lait_rows,
    neighbours_workbook,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lait(tmp_path):
    """Runs the command on made-up rows and answers with what it said."""
    return lambda rows, *options, **files: said(*lait_arguments(tmp_path, rows, *options, **files))


def test_our_council_its_region_and_england_come_in_and_others_are_left_out(lait):
    lines = lait(lait_rows("CARE", years=("2020",)))
    assert figures() == [
        ("CARE", "England", "2019-20", Decimal(15), "final"),
        ("CARE", "Fernmoor", "2019-20", Decimal(10), "final"),
        ("CARE", "North Vale", "2019-20", Decimal(13), "final"),
    ]
    assert [(a.name, a.kind, a.code) for a in Area.objects.all()] == [
        ("England", "england", "970"),
        ("Fernmoor", "own", "801"),
        ("North Vale", "region", "980"),
    ]
    assert lines == [
        "Fernmoor: added as own area",
        "North Vale: added as region area",
        "England: added as england area",
        "LAIT 124 Children in care per 10000: added (at a date)",
        "3 other areas left out, with 3 rows.",
        "1 indicator, 3 areas and 3 figures read: 3 to add, 0 to change, 0 as they are.",
        "Saved.",
    ]


def test_an_indicator_is_what_the_dictionary_says(lait):
    lait(lait_rows("CARE", "HOMES", "ABSENT", areas=("Fernmoor",)))
    fields = ("code", "outside_code", "name", "unit", "decimals", "polarity", "basis", "frequency")
    assert list(Indicator.objects.values_list(*fields)) == [
        ("LAIT 112", "HOMES", "Care leavers 19-21 with a home (%)", "percent", 0, "high", "cohort",
         "financial_year"),
        ("LAIT 124", "CARE", "Children in care per 10000", "rate", 1, "neutral", "snapshot",
         "financial_year"),
        ("LAIT 201", "ABSENT", "Absence of children in care (%)", "percent", 2, "low", "cohort",
         "academic_year"),
    ]  # fmt: skip
    care = Indicator.objects.get(outside_code="CARE")
    assert (care.definition, care.source, care.counts_people) == (
        "On 31 March.",
        "DfE, Local Authority Interactive Tool, measure 124",
        True,
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("45962", "updated 1 November 2025, "),
        ("01/11/2025", "updated 1 November 2025, "),
        ("New Data", ""),
        ("", ""),
    ],
)
def test_each_figure_says_when_its_source_was_brought_up_to_date(lait, written, told):
    heads, *measures = (DICTIONARY_HEADS + MEASURES).splitlines()
    dictionary = "\n".join([f"{heads},Last Update", *(f"{row},{written}" for row in measures), ""])
    lait(lait_rows("CARE", years=("2020",)), explained=dictionary)
    (source,) = set(Measurement.objects.values_list("source", flat=True))
    assert source == f"DfE, Local Authority Interactive Tool, {told}lait.csv"


def test_neighbours_come_from_the_workbook_with_or_without_figures(lait, tmp_path):
    workbook = tmp_path / "neighbours.xlsx"
    workbook.write_bytes(neighbours_workbook())
    rows = lait_rows("CARE", years=("2020",))
    lines = lait(rows, "--neighbours", workbook)
    assert list(Area.objects.filter(kind="neighbour").values_list("name", "code")) == [
        ("Aldbrook", "802"),
        ("Eastwold", "804"),
    ]
    assert "The file has no figures of these neighbours: Eastwold." in lines
    assert ("CARE", "Aldbrook", "2019-20", Decimal(11), "final") in figures()


def test_neighbours_that_are_kept_get_their_figures_without_the_workbook(lait):
    make_area(name="Aldbrook", kind="neighbour", code="802")
    lait(lait_row(area="Fernmoor") + lait_row(area="Aldbrook", value="12"))
    assert [row[1] for row in figures()] == ["Aldbrook", "Fernmoor"]


def test_years_are_named_by_the_one_they_end_in_or_by_both(lait):
    rows = lait_row(year="2016") + lait_row(year="2016-17 (OT)") + lait_row("ABSENT", year="2016")
    lait(rows)
    assert [(row[0], row[2]) for row in figures()] == [
        ("CARE", "2015-16"),
        ("CARE", "2016-17"),
        ("ABSENT", "2015/16 academic year"),
    ]


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("16.100000000000001", Decimal("16.1")),
        ("7.0000000000000007E-2", Decimal("0.07")),
        ("0.12345678", Decimal("0.123457")),
        ("-", State.NOT_AVAILABLE),
        ("c", State.SUPPRESSED),
        ("0", Decimal(0)),
    ],
)
def test_a_figure_is_what_a_person_meant(lait, written, figure):
    lait(lait_row(value=written))
    assert [row[3] for row in figures()] == [figure]


def test_decimals_that_the_dictionary_leaves_out_are_those_of_the_figures(lait):
    lait(lait_row("HOMES", value="91.5") + lait_row("HOMES", year="2021", value="92"))
    assert Indicator.objects.get().decimals == 1


@pytest.mark.parametrize("stated", ["²", "9" * 5_000, "-1", "1.0"])
def test_what_is_no_number_of_decimals_is_left_out(lait, stated):
    measure = f"124,Care,Rate,Rate in care,CARE,-,Rate per 10000,,,{stated},Annual\n"
    lait(lait_row(value="91.25"), measures=measure)
    assert Indicator.objects.get().decimals == 2


def test_a_measure_that_stands_twice_in_the_dictionary_is_one_indicator(lait):
    again = "124,Other,Rate in care again,Rate,CARE,-,Rate per 10000,On 31 March.,,NA,Annual\n"
    lait(lait_row(), measures=MEASURES + again)
    assert list(Indicator.objects.values_list("code", "name")) == [
        ("LAIT 124", "Children in care per 10000")
    ]


def test_measures_that_share_a_code_are_numbered_in_the_order_of_the_dictionary(lait):
    more = "124,Care,Number,Children in care (num),NUMBER,-,Number of children,,,0,Annual\n"
    lait(lait_row("NUMBER") + lait_row("CARE"), measures=MEASURES + more)
    assert list(Indicator.objects.values_list("code", "outside_code")) == [
        ("LAIT 124.1", "CARE"),
        ("LAIT 124.2", "NUMBER"),
    ]


def test_a_measure_without_a_code_is_called_by_its_short_name(lait):
    lait(lait_row("NEW"), measures="NA,Care,New,New one,NEW,NA,Score,,,1,Financial Year\n")
    (row,) = Indicator.objects.values_list("code", "unit", "polarity", "counts_people")
    assert row == ("LAIT NEW", "score", "neutral", False)


def test_a_code_that_we_use_already_is_left_alone(lait):
    make_indicator(code="lait 124")
    lait(lait_row())
    assert Indicator.objects.get(outside_code="CARE").code == "LAIT 124 (2)"


def test_the_same_file_again_changes_nothing(lait):
    rows = lait_rows("CARE", "HOMES", "ABSENT")
    lait(rows)
    before = everything()
    lines = lait(rows)
    assert everything() == before
    assert lines[-2:] == [
        "3 indicators, 3 areas and 18 figures read: 0 to add, 0 to change, 18 as they are.",
        "Nothing to change.",
    ]


def test_a_new_year_is_added_with_one_history_row(lait):
    lait(lait_row(year="2019"))
    lait(lait_row(year="2019") + lait_row(year="2020", value="12"))
    assert [row[2:4] for row in figures()] == [("2018-19", 91), ("2019-20", 12)]
    assert Measurement.history.count() == 2


def test_the_history_says_which_file_a_figure_came_from(lait):
    lait(lait_row())
    measurement = Measurement.objects.get()
    (row,) = measurement.history.all()
    assert (row.history_change_reason, row.history_type) == ("Imported from lait.csv", "+")
    assert measurement.source == "DfE, Local Authority Interactive Tool, lait.csv"


def test_a_dry_run_says_what_would_change_and_saves_nothing(lait):
    before = everything()
    lines = lait(lait_row(), "--dry-run")
    assert everything() == before
    assert lines == [
        "Fernmoor: added as own area",
        "LAIT 124 Children in care per 10000: added (at a date)",
        "The file has no figures of the region “North Vale”.",
        "The file has no figures of England.",
        "1 indicator, 1 area and 1 figure read: 1 to add, 0 to change, 0 as they are.",
        "Nothing was saved: this was a dry run.",
    ]


def test_an_indicator_keeps_the_name_that_the_council_gave_it(lait):
    make_indicator(
        code="P1.1", outside_code="CARE", name="Our children", unit="rate", polarity="low",
        decimals=1, frequency="financial_year",
    )  # fmt: skip
    lines = lait(lait_row())
    assert lines[:2] == [
        "P1.1: name is “Our children” here, “Children in care per 10000” in the file.",
        "P1.1: polarity is “Lower is better” here, “Neither higher nor lower is better” in the"
        " file.",
    ]
    row = Indicator.objects.get()
    assert (row.name, row.polarity, row.history.count()) == ("Our children", "low", 1)
    assert Measurement.objects.get().indicator == row


def test_an_area_without_a_code_gets_the_published_one(lait):
    make_area(name="FERNMOOR")
    lines = lait(lait_row())
    assert lines[0] == "Fernmoor: code 801 filled in"
    assert list(Area.objects.values_list("name", "code", "version")) == [("FERNMOOR", "801", 2)]


@pytest.mark.parametrize(
    ("areas", "years"),
    [(("Fernmoor",), ("2020",)), (("Fernmoor", "North Vale", "England"), ("2018", "2019", "2020"))],
)
def test_figures_take_a_fixed_number_of_queries(lait, django_assert_num_queries, areas, years):
    lait(lait_rows("CARE", "HOMES", years=("2010",)))
    with django_assert_num_queries(12):
        lait(lait_rows("CARE", "HOMES", areas=areas, years=years))
    assert Measurement.objects.filter(period_starts_on__year__gt=2010).count() == 2 * len(
        areas
    ) * len(years)


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_queries_do_not_grow_with_areas_indicators_and_rows(
    lait, django_assert_num_queries, option
):
    """The first figures of three measures take as many queries as those of one."""
    first = "124,Care,One,One in care,ONE,-,Rate per 10000,,,1,Annual\n"
    with CaptureQueriesContext(connection) as captured:
        lait(lait_row("ONE", "Fernmoor"), *option, measures=first)
    Measurement.objects.all().delete()
    with django_assert_num_queries(len(captured)):
        lait(lait_rows("CARE", "HOMES", "ABSENT"), *option)


def test_four_hundred_figures_take_twenty_statements_more_than_nine(lait):
    """They and their history go in together: SQLite takes a thousand values in a statement."""
    keys = list(product(("CARE", "HOMES", "ABSENT"), ("Fernmoor", "North Vale", "England")))
    counts = []
    for years in ([1981], [1982], range(1983, 2027)):
        rows = [lait_row(*key, str(year), "5") for key in keys for year in years]
        with CaptureQueriesContext(connection) as captured:
            lait("".join(rows))
        counts.append(len(captured))
    assert counts[2] - counts[1] <= 20


def test_corrections_take_a_fixed_number_of_queries(lait, django_assert_num_queries):
    areas = ("Fernmoor", "North Vale", "England")
    lait(lait_rows("CARE", areas=areas))
    for count in (1, 3):
        rows = "".join(lait_row(area=area, value=str(90 + count)) for area in areas[:count])
        with django_assert_num_queries(12):
            lait(rows, "--reason", "Revised.")


def test_regions_are_found_in_all_their_spellings(lait):
    rows = "CARE,,York,816.0,Yorkshire and the Humber,NA,2020,5\n".replace(",NA,", ",")
    rows += "CARE,,Yorkshire and The Humber,988.0,NA,2020,6\n"
    lait(rows, council="york")
    assert list(Area.objects.values_list("name", "kind")) == [
        ("York", "own"),
        ("Yorkshire and The Humber", "region"),
    ]
