"""What was chosen about a file holds for the next one where that says the same."""

from dataclasses import replace

from actions.imports.carrying import carried_decisions, carried_maps
from actions.imports.columns import propose_maps
from tests.actions.import_files import FIRST, HEADINGS, csv_file, read

CUT = ("", "", "", "", "", "in June.")
OTHER = ("2.", "Run a drop-in.", "", "", "", "")


def grids(*rows, headings=HEADINGS):
    return read(csv_file(headings, *rows))


def test_a_row_is_joined_again_where_the_same_words_stand_below_the_same():
    before, decisions = grids(FIRST, CUT), {"0:3": "join"}
    assert carried_decisions(before, decisions, grids(OTHER, FIRST, CUT)) == {"0:4": "join"}
    assert carried_decisions(before, decisions, grids(FIRST, OTHER, CUT)) == {}
    assert carried_decisions(before, decisions, grids(FIRST, (*CUT[:5], "in July."))) == {}


def test_choices_about_leads_are_not_carried():
    before = grids(FIRST)
    assert carried_decisions(before, {"lead:Ana Bell": "Ana / Bell"}, before) == {}


def test_columns_are_read_again_as_they_were_chosen_where_the_headings_are_the_same():
    before = grids(FIRST)
    (columns,) = propose_maps(before)
    chosen = replace(columns, roles=(*columns.roles[:5], ""))
    assert carried_maps(before, [chosen], grids(OTHER, FIRST)) == (chosen,)
    other = grids(FIRST, headings=("Ref", *HEADINGS[1:]))
    assert carried_maps(before, [chosen], other) == propose_maps(other)


def test_columns_of_a_table_without_known_headings_are_found_by_its_first_row():
    heads = ("Task", "Wording", "Boss", "", "", "")
    before = grids(FIRST, headings=heads)
    (columns,) = propose_maps(before)
    chosen = replace(columns, roles=("number", "action", "leads", "", "", ""))
    narrow = replace(chosen, roles=chosen.roles[:3])
    assert carried_maps(before, [chosen], grids(OTHER, headings=heads)) == (narrow,)
    other = grids(OTHER, headings=("Job", *heads[1:]))
    assert carried_maps(before, [chosen], other) == propose_maps(other)
