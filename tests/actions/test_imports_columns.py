import pytest

from actions.imports.columns import (
    ColumnMap,
    column_doubts,
    heading_role,
    map_from_json,
    map_to_json,
    propose_map,
    propose_maps,
)
from tests.actions.import_files import FIRST, HEADINGS, csv_file, excel_file, read, word_file

ROLES = ("number", "action", "who", "leads", "timescale", "note")


def proposed(*rows):
    (grid,) = read(excel_file(*rows))
    return propose_map(grid)


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        ("number", ("No.", "Number", "Ref", "Ref.", "Reference", "Action no.", "#")),
        ("priority", ("Priority", "Promise", "Our pledge", "Pillar", "Aim", "Priority area")),
        ("action", ("Action", "Actions", "Key actions", "What we will do")),
        ("what", ("Strand", "Activity", "Step", "Deliverables")),
        ("who", ("Who/where", "Where")),
        ("leads", ("Lead", "Agency leads", "Responsible officer", "Owner", "Who", "By whom")),
        ("timescale", ("Timescale", "Timescales", "Timeline", "By when", "Due date", "Due")),
        ("note", ("Comments/progress", "Progress", "Comments", "Update (Q3)", "Position")),
        ("", ("", "Budget", "RAG", "Led" * 30)),
    ],
)
def test_heading_words_name_their_column(role, headings):
    assert {heading: heading_role(heading) for heading in headings} == dict.fromkeys(headings, role)


def test_columns_are_found_below_titles_and_blank_rows():
    columns = proposed(["Fernmoor plan"], [], HEADINGS, FIRST)
    assert columns == ColumnMap(ROLES, HEADINGS, 3)


def test_unnamed_columns_hold_the_number_and_the_words_of_the_action():
    columns = proposed(
        ["", "", "Action", "Lead"], ["1.", "Open", "", "Ana Bell"], ["2.", "Run", "", "Jo Ward"]
    )
    assert columns.roles == ("number", "action", "action", "leads")


def test_a_heading_merged_across_columns_names_all_of_them():
    (grid,) = read(
        excel_file(
            ["Action", "", "Lead"],
            ["Open", "a drop-in", "Ana Bell"],
            change=lambda sheet: sheet.merge_cells("A1:B1"),
        )
    )
    assert propose_map(grid).roles == ("action", "action", "leads")


def test_who_is_the_place_beside_a_lead_and_the_lead_alone():
    assert proposed(["Action", "Who", "Lead"], ["a", "b", "c"]).roles == ("action", "who", "leads")
    assert proposed(["Action", "Who", "When"], ["a", "b", "c"]).roles == (
        *("action", "leads", "timescale"),
    )


def test_strands_stand_for_actions_where_there_are_none():
    assert proposed(["Activity", "Lead"], ["a", "b"]).roles == ("action", "leads")


def test_a_table_without_headings_takes_those_of_a_like_table_before_it():
    grids = read(word_file([HEADINGS, FIRST], "x", [FIRST], "y", [("a", "b")]))
    assert [(columns.roles, columns.header_row) for columns in propose_maps(grids)] == [
        (ROLES, 1),
        (ROLES, 0),
        (("", ""), 0),
    ]


def test_a_sheet_without_an_action_column_is_named_with_the_headings_expected():
    (grid,) = read(excel_file(["Budget", "Cost"], ["Rent", "£85k"], title="Money"))
    (doubt,) = column_doubts(grid, propose_map(grid))
    assert (str(doubt.place), doubt.kind, doubt.value) == ("Money", "columns", "Budget; Cost")
    assert doubt.sentence == ("Money has no column headed “Action”, so nothing of it is imported.")
    assert doubt.remedy == (
        "Choose its columns, or head them with words such as "
        "Action, Who/where, Lead, Timescale, Comments/progress."
    )


def test_a_column_that_is_not_recognised_is_a_doubt_only_where_it_has_words():
    (grid,) = read(csv_file(("Action", "Budget", "Lead", "RAG"), ("Open", "£85k", "Ana Bell", "")))
    doubts = column_doubts(grid, propose_map(grid))
    assert [(str(doubt.place), doubt.value) for doubt in doubts] == [
        ("The file, row 1, column 2", "Budget")
    ]


def test_a_map_is_the_same_after_json_and_unknown_roles_are_refused():
    columns = ColumnMap(ROLES, HEADINGS, 3)
    assert map_from_json(map_to_json(columns)) == columns
    with pytest.raises(ValueError, match="no column of the kind “colour”"):
        map_from_json({"roles": ["colour"], "headings": [], "header_row": 1})
