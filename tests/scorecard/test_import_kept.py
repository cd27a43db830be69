"""What was read of a file is kept with its import, and no more than one import can take."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from actions.imports.grids import Place
from corporate_parenting.uploads import UploadError
from scorecard.figures import State, Unit
from scorecard.imports.cells import KnownIndicator
from scorecard.imports.kept import proposal_from_json, proposal_to_json
from scorecard.imports.lait import read_lait
from scorecard.imports.lait_dictionary import Dictionary
from scorecard.imports.mapped import FigureColumns, read_mapped
from scorecard.imports.own_scorecard import maps_of, read_scorecard
from scorecard.imports.proposals import (
    AreaRow,
    Doubt,
    FigureRow,
    IndicatorRow,
    Proposal,
    TargetRow,
)
from scorecard.imports.tables import MOST_FIGURES, Table, TableRow
from scorecard.models import FigureImport, Measurement
from scorecard.periods import PeriodKind, parse
from scorecard.rating import Basis, Polarity
from scorecard.sentences import Finality
from scorecard.services import Entry, record_figures
from scorecard.services.figure_reviews import proposal_of, start_import
from tests.factories import make_area, make_figure_mapping, make_indicator, make_user

TODAY = date(2020, 1, 15)
Q3 = parse("Quarter 3 2019-20")
P4 = KnownIndicator("P4.2", "", "Health", Unit.PERCENT, PeriodKind.QUARTER)
PLACE = Place("scorecard.csv", 2, "Figure")


def table(heads, *rows):
    return Table("scorecard.csv", heads, tuple(TableRow(2 + i, row) for i, row in enumerate(rows)))


def kept_import(*rows, heads=("Code", "Period", "Figure"), **fields):
    return start_import(
        file_name="scorecard.csv",
        tables=[table(heads, *rows)],
        by=make_user(),
        at=datetime(2020, 1, 15, 9, tzinfo=UTC),
        **{"kind": FigureImport.Kind.OWN, **fields},
    )


def read_own(*rows, heads=("Code", "Period", "Figure", "Target"), on=TODAY):
    return read_scorecard(maps_of([table(heads, *rows)]), [P4], "Fernmoor", on)


def test_what_was_read_comes_back_as_it_was():
    row = FigureRow("P4.2", "Fernmoor", Q3, Decimal("91.50"), PLACE)
    counted = FigureRow(
        "P4.2", "Fernmoor", Q3.next(), State.SUPPRESSED, Place("Sheet"), Finality.PROVISIONAL,
        Decimal(3), Decimal("8.5"), date(2020, 3, 31),
    )  # fmt: skip
    indicator = IndicatorRow(
        "CARE", "LAIT 1", "Care", "All.", "DfE", Unit.RATE, 1, Polarity.NEUTRAL, Basis.SNAPSHOT,
        PeriodKind.ACADEMIC_YEAR, True,
    )  # fmt: skip
    proposal = Proposal(
        figures=(row, counted),
        targets=(TargetRow("P4.2", date(2019, 4, 1), "At least 95%", PLACE),),
        areas=(AreaRow("Fernmoor", "own", "801"),),
        indicators=(indicator,),
        doubts=(Doubt(PLACE, "x", "Why.", "What to do."),),
        notes=("One row was left out.",),
        codes="outside_code",
        source="DfE",
    )
    back = proposal_from_json(proposal_to_json(proposal))
    assert back == proposal
    assert [type(each.figure) for each in back.figures] == [Decimal, State]
    assert (type(back.indicators[0].unit), type(back.figures[0].finality)) == (Unit, Finality)


@pytest.mark.django_db
def test_a_second_look_does_not_read_the_file_again():
    make_area()
    make_indicator()
    kept = kept_import(("P4.2", "Q3 2019-20", "91.5"))
    first = proposal_of(kept, TODAY)
    FigureImport.objects.update(tables=[])
    again = FigureImport.objects.without_tables().get()
    assert (proposal_of(again, TODAY), again.version) == (first, kept.version)
    assert "tables" in again.get_deferred_fields()


@pytest.mark.django_db
def test_an_indicator_that_is_added_meanwhile_is_found_at_the_next_look():
    make_area()
    kept = kept_import(("P4.2", "Q3 2019-20", "91.5"))
    (doubt,) = proposal_of(kept, TODAY).doubts
    assert doubt.remedy == "Add it first under Admin, Indicators, or ask an administrator to."
    make_indicator()
    proposal = proposal_of(FigureImport.objects.get(), TODAY)
    assert (proposal.doubts, len(proposal.figures)) == ((), 1)


@pytest.mark.django_db
def test_choices_that_are_corrected_and_another_day_are_read_anew():
    make_area()
    yearly = make_indicator(code="PLA-02", frequency="financial_year")
    mapping = make_figure_mapping(
        yearly, area_columns=["la"], period_column="year", value_column="figure", filters={}
    )
    heads = ("la", "year", "figure", "share")
    kept = kept_import(
        ("Fernmoor", "2020", "71", "72"), heads=heads, kind="published", mapping=mapping
    )
    assert proposal_of(kept, TODAY).figures[0].figure == 71
    mapping.value_column, mapping.version = "share", 2
    mapping.save()
    kept = FigureImport.objects.get()
    assert proposal_of(kept, TODAY).figures[0].figure == 72
    assert proposal_of(kept, date(2019, 3, 31)).doubts[0].sentence == "2019-20 has not begun."


# Periods that have not begun


@pytest.mark.parametrize(
    ("heads", "row", "place"),
    [
        (
            ("Code", "Period", "Figure", "Target"),
            ("P4.2", "Q4 2019-20", "91.5", "95%"),
            "scorecard.csv, row 2, column Figure",
        ),
        (
            ("Code", "Q3 2019-20", "Q4 2019-20", "Target 2019-20"),
            ("P4.2", "", "91.5", "95%"),
            "scorecard.csv, row 2, column Q4 2019-20",
        ),
    ],
)
def test_a_figure_of_a_period_that_has_not_begun_is_refused(heads, row, place):
    proposal = read_own(row, heads=heads, on=date(2019, 12, 31))
    assert [str(doubt) for doubt in proposal.doubts] == [
        f"{place} [91.5]: Quarter 4 2019-20 has not begun. Correct the period, or leave its figures"
        " out."
    ]
    begun = read_own(row, heads=heads, on=date(2020, 1, 1))
    assert (begun.doubts, len(begun.figures), len(begun.targets)) == ((), 1, 1)


def test_a_period_that_has_not_begun_is_named_once_a_column():
    rows = [("P4.2", "", str(number), "") for number in (90, 91, 92)]
    heads = ("Code", "Q3 2019-20", "Q4 2019-20", "Owner")
    doubts = read_own(*rows, heads=heads, on=date(2019, 12, 31)).doubts
    assert [doubt.place.row for doubt in doubts] == [2]


def test_a_target_of_a_coming_period_is_set():
    proposal = read_own(("P4.2", "Q1 2020-21", "", "95%"))
    assert [(row.starts_on, row.words) for row in proposal.targets] == [(date(2020, 4, 1), "95%")]
    assert (proposal.doubts, proposal.figures) == ((), ())


def test_a_coming_figure_that_is_said_to_be_missing_is_left_out():
    proposal = read_own(("P4.2", "Q1 2020-21", "not yet available", ""))
    assert (proposal.doubts, proposal.figures) == ((), ())
    assert proposal.notes == ("1 cell held no figure.",)


@pytest.mark.django_db
@pytest.mark.parametrize("figure", [Decimal(72), State.NOT_YET, State.NOT_COLLECTED])
def test_a_figure_that_is_entered_by_hand_is_refused_too(figure):
    area, entry = make_area(), Entry(make_indicator(), Q3.next(), 0, figure)
    with pytest.raises(ValidationError) as error:
        record_figures(area=area, entries=[entry], by=make_user(), on=date(2019, 12, 31))
    assert error.value.messages == ["P4.2: Quarter 4 2019-20 has not begun."]
    assert Measurement.objects.count() == 0


# Files that hold too much


def test_more_figures_of_our_own_than_come_in_at_once_are_refused_before_they_are_read():
    rows = [("P4.2", "Q3 2019-20", "91", "")] * (MOST_FIGURES + 1)
    with pytest.raises(UploadError) as error:
        read_own(*rows)
    assert str(error.value) == (
        "scorecard.csv holds 10,001 figures for us; 10,000 can be brought in at once. Split it by"
        " years, and bring the parts in one after the other."
    )
    assert len(read_own(*rows[1:]).figures) == 1


def test_targets_count_as_figures():
    rows = [("P4.2", "Q3 2019-20", "91", "95%")] * (MOST_FIGURES // 2 + 1)
    with pytest.raises(UploadError, match="holds 10,002 figures for us"):
        read_own(*rows)


def test_rows_of_other_areas_do_not_count():
    columns = FigureColumns(areas=("la",), period="year", value="figure", filters={})
    areas = [AreaRow("Fernmoor", "own")]
    ours, other = ("Fernmoor", "2019", "71"), ("Westmere", "2019", "72")
    yearly = KnownIndicator("P5", "", "Carer", Unit.PERCENT, PeriodKind.FINANCIAL_YEAR)
    many = table(("la", "year", "figure"), *[ours] * MOST_FIGURES, *[other] * 3)
    assert len(read_mapped(many, columns, yearly, areas, TODAY).figures) == 1
    more = table(("la", "year", "figure"), *[ours] * (MOST_FIGURES + 1))
    with pytest.raises(UploadError, match="holds 10,001 figures for us"):
        read_mapped(more, columns, yearly, areas, TODAY)


def test_more_figures_of_the_interactive_tool_than_come_in_at_once_are_refused():
    heads = ("Short Desc", "LA and Regions", "LA Number", "Region", "Years", "Values")
    rows = [("CARE", "Fernmoor", "801", "North Vale", "2019", "91")] * (MOST_FIGURES + 1)
    dictionary = Dictionary(
        table(
            (
                "Measure_code",
                "Measure",
                "Chart_title",
                "Measure_short",
                "Polarity",
                "y_axis_name",
                "Description",
                "Methodology",
                "dps",
                "Year_Type",
            ),
        )  # fmt: skip
    )
    with pytest.raises(UploadError, match="holds 10,001 figures for us"):
        read_lait(table(heads, *rows), dictionary, council="Fernmoor", on=TODAY)
