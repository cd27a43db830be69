"""Published files of any form come in by saved choices of columns."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from scorecard.figures import State
from scorecard.models import FigureMapping, Measurement
from tests.factories import make_area, make_figure_mapping, make_indicator
from tests.scorecard.import_files import everything, figures, refused, said

pytestmark = pytest.mark.django_db

HEADS = "time_period,geographic_level,country_name,region_name,old_la_code,la_name,stability,"
HEADS += "children_count,all_children,children_percent\n"
ENGLAND = "2025,National,England,,,,Two years,100,145,69\n"
REGION = "2025,Regional,England,Yorkshire and The Humber,,,Two years,c,70,c\n"
OURS = "2025,Local authority,England,Yorkshire and The Humber,816,York City,Two years,10,14,71\n"
OTHER = "2025,Local authority,England,Yorkshire and The Humber,370,Barnsley,Two years,9,12,72\n"
ALL_CHILDREN = OURS.replace("Two years", "All").replace("71", "100")
MAPPING = "Same carer for two years"


@pytest.fixture
def published(tmp_path):
    """Areas, and a mapping; the path of a made-up file with the rows given."""
    make_area(name="York", code="816")
    make_area(name="Yorkshire and the Humber", kind="region")
    make_area(name="England", kind="england")
    indicator = make_indicator(
        code="PLA-02", name="Same carer", basis="cohort", frequency="financial_year"
    )
    make_figure_mapping(
        indicator,
        area_code_column="old_la_code",
        numerator_column="children_count",
        denominator_column="all_children",
    )

    def make(rows, heads=HEADS):
        path = tmp_path / "published.csv"
        path.write_text(heads + rows, encoding="utf-8-sig")
        return path

    return make


def test_figures_of_our_areas_come_in_and_the_rest_is_counted(published):
    path = published(ENGLAND + REGION + OURS + OTHER + ALL_CHILDREN)
    assert said("import_figures", path, "--mapping", MAPPING) == [
        "1 row left out by the filters.",
        "1 row of other areas left out.",
        "1 indicator, 3 areas and 3 figures read: 3 to add, 0 to change, 0 as they are.",
        "Saved.",
    ]
    assert figures() == [
        ("PLA-02", "England", "2024-25", Decimal(69), "final"),
        ("PLA-02", "York", "2024-25", Decimal(71), "final"),
        ("PLA-02", "Yorkshire and the Humber", "2024-25", State.SUPPRESSED, "final"),
    ]
    parts = Measurement.objects.order_by("pk").values_list("numerator", "denominator")
    assert set(parts) == {(100, 145), (None, None), (10, 14)}


def test_the_same_file_again_changes_nothing(published):
    path = published(ENGLAND + REGION + OURS)
    said("import_figures", path, "--mapping", MAPPING)
    before = everything()
    assert said("import_figures", path, "--mapping", MAPPING.upper())[-1] == "Nothing to change."
    assert everything() == before


@pytest.mark.parametrize(
    ("written", "period"), [("2025", "2024-25"), ("202425", "2024-25"), ("2024-25", "2024-25")]
)
def test_years_are_read_as_dfe_writes_them(published, written, period):
    said("import_figures", published(OURS.replace("2025", written, 1)), "--mapping", MAPPING)
    assert [row[2] for row in figures()] == [period]


def test_a_filter_that_was_forgotten_shows_as_rows_that_disagree(published):
    mapping = FigureMapping.objects.get()
    mapping.filters = {}
    mapping.save()
    assert refused("import_figures", published(OURS + ALL_CHILDREN), "--mapping", MAPPING) == [
        "published.csv, row 3, column children_percent [100]: PLA-02, York, 2024-25 stands in row"
        " 2 too, with another figure. Keep the right one of the two rows."
    ]


WRITTEN = {
    "c": State.SUPPRESSED, "z": State.NOT_APPLICABLE, "k": State.ROUNDS_TO_ZERO,
    "x": State.NOT_AVAILABLE, "-": State.NOT_AVAILABLE, "..": State.NOT_AVAILABLE,
    "*": State.SUPPRESSED, "<5": State.SUPPRESSED, "[c]": State.SUPPRESSED, "0": Decimal(0),
    "16.100000000000001": Decimal("16.1"), "71.0": Decimal(71),
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_symbols_are_states_and_the_noise_of_a_sheet_is_no_figure(published, written):
    row = OURS.replace("10,14,71", f",,{written}")
    said("import_figures", published(row), "--mapping", MAPPING)
    assert [row[3] for row in figures()] == [WRITTEN[written]]


@pytest.mark.parametrize("spelt", ["Yorkshire and The Humber", "YORKSHIRE AND HUMBER"])
def test_a_region_is_found_in_all_its_spellings(published, spelt):
    rows = OURS + REGION.replace("Yorkshire and The Humber", spelt)
    said("import_figures", published(rows), "--mapping", MAPPING)
    assert [row[1] for row in figures()] == ["York", "Yorkshire and the Humber"]


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        (
            OURS.replace("71", "101"),
            "row 2, column children_percent [101]: “101” is above 100%. Check it.",
        ),
        (
            OURS.replace("71", '"71,5"'),
            "row 2, column children_percent [71,5]: “71,5” may be 71.5 or 715. Write it with a"
            " point before the decimals and no other marks, or with commas at the thousands.",
        ),
        (
            OURS.replace("2025", "31/03/2025"),
            "row 2, column time_period [31/03/2025]: “31/03/2025” is a date, not a period. Write"
            " the period: “2024-25”.",
        ),
        (
            OURS.replace("816,York City", "817,Yorc"),
            "column la_name [York]: There is no row of York among 1 council. Did you mean “Yorc”?"
            " Choose another column, or correct the name or number of our area in the admin.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(published, rows, doubt):
    path = published(ENGLAND + rows)
    (line,) = refused("import_figures", path, "--mapping", MAPPING)
    assert line == f"published.csv, {doubt.replace('row 2', 'row 3')}"


def test_a_part_above_its_whole_is_named(published):
    path = published(OURS.replace("14", "9"))
    assert refused("import_figures", path, "--mapping", MAPPING) == [
        "published.csv, row 2, column children_count [10]: 10 is more than the denominator, 9."
        " Check both numbers."
    ]


def test_a_file_of_england_alone_names_no_council(published):
    said("import_figures", published(ENGLAND), "--mapping", MAPPING)
    assert [row[1] for row in figures()] == ["England"]


def test_a_final_figure_is_corrected_only_with_a_reason_and_is_revised(published):
    said("import_figures", published(OURS), "--mapping", MAPPING)
    path = published(OURS.replace("71", "72"))
    assert refused("import_figures", path, "--mapping", MAPPING) == [
        "published.csv, row 2, column children_percent [72]: PLA-02, York, 2024-25 is final at 71%."
        " Give the reason of the correction, or leave the row out."
    ]
    said("import_figures", path, "--mapping", MAPPING, "--reason", "DfE revised it.")
    row = Measurement.objects.get()
    assert (row.value, row.finality, row.revised_because, row.history.count()) == (
        72,
        "revised",
        "DfE revised it.",
        2,
    )


@pytest.mark.parametrize(
    ("rows", "heads", "sentence"),
    [
        (
            ALL_CHILDREN,
            HEADS,
            "published.csv has no row with “Two years” in “stability”. There are “All”.",
        ),
        (
            OURS,
            HEADS.replace("children_percent", "percent"),
            "published.csv has no column “children_percent”. Its columns are “time_period”,"
            " “geographic_level”, “country_name”, “region_name”, “old_la_code”, “la_name”,"
            " “stability”, “children_count”, “all_children” and “percent”.",
        ),
    ],
)
def test_a_file_that_does_not_fit_the_choices_is_refused(published, rows, heads, sentence):
    path = published(rows, heads)
    assert refused("import_figures", path, "--mapping", MAPPING) == [f"published.csv: {sentence}"]


def test_a_mapping_that_there_is_not_is_named(published):
    assert refused("import_figures", published(OURS), "--mapping", "Other") == [
        f"There is no mapping “Other”. There are “{MAPPING}”."
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"area_columns": "la_name"}, "Name at least one column, each in quotes."),
        ({"area_columns": []}, "Name at least one column, each in quotes."),
        ({"filters": {"a": 1}}, "Name each column with the value that it must have."),
        ({"filters": ["a"]}, "Name each column with the value that it must have."),
        ({"value_column": ""}, "This field cannot be blank."),
        (
            {"numerator_column": "children_count"},
            "Choose both columns, the numerator’s and the denominator’s.",
        ),
    ],
)
def test_choices_that_name_no_column_are_refused(fields, sentence):
    with pytest.raises(ValidationError) as error:
        make_figure_mapping(**fields)
    assert sentence in error.value.messages


@pytest.mark.shared
def test_the_placement_stability_of_the_department_comes_in(shared):
    make_area(name="Stockton-on-Tees", code="808")
    make_area(name="North East", kind="region")
    make_area(name="England", kind="england")
    make_figure_mapping(
        make_indicator(code="PLA-02", basis="cohort", frequency="financial_year"),
        area_code_column="old_la_code",
        filters={
            "cla_group": "Children looked after continuously for at least 2.5 years on 31 March"
            " aged under 16 years",
            "placement_stability": "Living with the same carer for at least 2 years",
        },
    )
    path = shared / "open-data" / "dfe-la-cla-placement-stability.csv"
    assert said("import_figures", path, "--mapping", MAPPING) == [
        "4,175 rows left out by the filters.",
        "820 rows of other areas left out.",
        "1 indicator, 3 areas and 15 figures read: 15 to add, 0 to change, 0 as they are.",
        "Saved.",
    ]
    assert [row[1:4] for row in figures() if row[2] in ("2023-24", "2024-25")] == [
        ("England", "2023-24", 68),
        ("England", "2024-25", 69),
        ("North East", "2023-24", 68),
        ("North East", "2024-25", 65),
        ("Stockton-on-Tees", "2023-24", 72),
        ("Stockton-on-Tees", "2024-25", 67),
    ]
