from datetime import date
from random import Random

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.imports.columns import ROLE_WORDS, ColumnMap
from actions.imports.grids import Cell, Grid, Row, grids_from_json, grids_to_json
from actions.imports.interpretation import interpret
from tests.actions.import_files import (
    FIRST,
    HEADINGS,
    action_shape,
    csv_file,
    excel_file,
    proposal_words,
    read,
    saved,
    strand_shape,
    word_file,
    words,
)


def propose(content, **choices):
    return interpret(read(content), **choices)


def headings_of(proposal):
    return [(one.number, one.level_word, one.title, one.promise) for one in proposal.priorities]


def references(proposal):
    return [action.reference for action in proposal.actions]


def doubts_of(proposal, kind):
    return [(str(d.place), d.value, d.sentence) for d in proposal.doubts if d.kind == kind]


def plan_csv(*rows):
    return csv_file(HEADINGS, *rows)


# Priorities


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["Priority 1", "We promise a home."], (1, "Priority", "", "We promise a home.")),
        (["We promise a home.", "Priority 1"], (1, "Priority", "", "We promise a home.")),
        (["Pledge 2: Be healthy"], (2, "Pledge", "Be healthy", "")),
        (["Pillar three", "Be healthy"], (3, "Pillar", "Be healthy", "")),
        (
            ["PRIORITY 4 – Be safe", "We will keep you safe."],
            (4, "Priority", "Be safe", "We will keep you safe."),
        ),
        (["Contents", "Aim 1 Home", "Aim 2 Health", "Aim 1 Home"], (1, "Aim", "Home", "")),
    ],
)
def test_the_text_above_a_table_names_its_priority(lines, heading):
    proposal = propose(word_file(*lines, [HEADINGS, FIRST]))
    assert headings_of(proposal) == [heading]
    assert references(proposal) == [f"{heading[0]}.1"]


def test_a_title_merged_across_the_table_names_its_priority():
    document = Document()
    table = document.add_table(3, len(HEADINGS))
    table.cell(0, 0).merge(table.cell(0, 5)).text = "Promise 2\nWe promise to listen."
    for index, (heading, value) in enumerate(zip(HEADINGS, FIRST, strict=True)):
        table.cell(1, index).text, table.cell(2, index).text = heading, value
    assert headings_of(propose(saved(document))) == [(2, "Promise", "", "We promise to listen.")]


def test_priorities_in_a_column_begin_where_their_words_change():
    rows = [
        ("Pledge", "No.", "Action"),
        ("1. We pledge a home.", 1, "Open"),
        ("1. We pledge a home.", 2, "Run"),
        ("Pledge 2 - Be safe", 1, "Walk"),
        ("", 2, "Rest"),
    ]
    proposal = propose(excel_file(*rows))
    assert headings_of(proposal) == [
        (1, "Pledge", "", "We pledge a home."),
        (2, "Pledge", "Be safe", ""),
    ]
    assert references(proposal) == ["1.1", "1.2", "2.1", "2.2"]
    assert proposal.doubts == ()


def test_rows_that_name_a_priority_begin_it_within_one_sheet():
    proposal = propose(
        excel_file(HEADINGS, ["Priority 1: Home"], FIRST, ["Priority 2: Health"], FIRST)
    )
    assert [title for _, _, title, _ in headings_of(proposal)] == ["Home", "Health"]
    assert references(proposal) == ["1.1", "2.1"]


def test_a_sheet_named_for_a_priority_is_that_priority():
    assert headings_of(propose(excel_file(HEADINGS, FIRST, title="Priority 3"))) == [
        (3, "Priority", "", "")
    ]


def test_a_table_that_goes_on_after_a_break_stays_with_its_priority():
    second = ("2.", "Run a drop-in.", "", "", "", "")
    proposal = propose(word_file("Priority 1: Home", [HEADINGS, FIRST], [second]))
    assert references(proposal) == ["1.1", "1.2"]
    assert proposal.doubts == ()


def test_a_plan_without_priorities_gets_one_with_a_doubt():
    proposal = propose(plan_csv(FIRST))
    assert headings_of(proposal) == [(1, "Priority", "", "")]
    assert doubts_of(proposal, "priority") == [
        ("The file, row 2", "", "The priority has no number; 1 is proposed."),
        ("The file, row 2", "", "Priority 1 has neither a title nor a promise in the file."),
    ]


def test_two_priorities_of_one_number_are_kept_apart_with_a_doubt():
    table = [HEADINGS, FIRST]
    proposal = propose(word_file("Priority 1: Home", table, "Priority 1: Health", table))
    assert [number for number, *_ in headings_of(proposal)] == [1, 2]
    assert doubts_of(proposal, "priority") == [
        ("Table 2, row 1", "Health", "There are two of priority 1; the second is proposed as 2.")
    ]


# Actions and strands


def test_a_row_becomes_an_action_with_one_strand_as_typed():
    (action,) = propose(plan_csv(FIRST)).actions
    assert action_shape(action) == {
        "number": 1,
        "text": "Open a drop-in.",
        "strands": [
            {
                "who": ["Fernmoor Hall"],
                "leads": ["Ana Bell"],
                "when": ["Ongoing"],
                "note": ["Opened in May."],
            }
        ],
    }


def test_rows_without_number_and_action_are_further_strands():
    second = ("", "", "Library", "Jo Ward", "Termly", "Starts in June.")
    (action,) = propose(plan_csv(FIRST, second)).actions
    assert [strand.who_where for strand in action.strands] == [("Fernmoor Hall",), ("Library",)]


def test_a_flat_file_that_repeats_the_action_gives_strands():
    second = (*FIRST[:2], "Library", "Jo Ward", "Termly", "Starts in June.")
    (action,) = propose(plan_csv(FIRST, second)).actions
    assert (action.wording, len(action.strands)) == ("Open a drop-in.", 2)


def test_an_action_without_anything_else_has_one_empty_strand():
    (action,) = propose(plan_csv(("1.", "Open a drop-in.", "", "", "", ""))).actions
    assert [strand_shape(strand) for strand in action.strands] == [
        {"who": [], "leads": [], "when": [], "note": []}
    ]


def test_headings_repeated_in_the_middle_are_left_out():
    second = ("2.", "Run a drop-in.", "", "", "", "")
    proposal = propose(plan_csv(FIRST, HEADINGS, second))
    assert references(proposal) == ["1.1", "1.2"]
    assert [left.why for left in proposal.left_out] == ["headings"] * 12


def numbered(*stated):
    rows = [(number, f"Do {row}.", *[""] * 4) for row, number in enumerate(stated)]
    return propose(word_file("Priority 2", [HEADINGS, *rows]))


@pytest.mark.parametrize(
    ("stated", "found", "sentences"),
    [
        (("1.", "2)", "3"), ["2.1", "2.2", "2.3"], []),
        (("2.1", "2.2", "2.2a", "2.3"), ["2.1", "2.2", "2.2a", "2.3"], []),
        (("9", "10"), ["2.9", "2.10"], ["The first action has the number 9, not 1."]),
        (("1", "4"), ["2.1", "2.4"], ["Number 4 follows 1: 2 to 3 is missing."]),
        (("1", "1"), ["2.1", "2.1a"], ["2.1 stands twice; the second is proposed as 2.1a."]),
        (
            ("1", "2", "3", "2"),
            ["2.1", "2.2", "2.3", "2.2a"],
            ["2.2 stands twice; the second is proposed as 2.2a."],
        ),
        (
            ("2", "1"),
            ["2.2", "2.1"],
            [
                "The first action has the number 2, not 1.",
                "Number 1 follows 2: the numbers start again or are out of order.",
            ],
        ),
        (("3.1",), ["3.1"], ["3.1 stands under priority 2."]),
        (("1", "", "2"), ["2.1", "2.1a", "2.2"], ["The action has no number; 2.1a is proposed."]),
        (("CP-1",), ["CP-1"], []),
        (("1", "soon"), ["2.1", "2.1a"], ["The action has no number; 2.1a is proposed."]),
    ],
)
def test_stated_numbers_stay_and_those_that_do_not_fit_are_doubts(stated, found, sentences):
    proposal = numbered(*stated)
    assert references(proposal) == found
    assert [sentence for _, _, sentence in doubts_of(proposal, "number")] == sentences


def test_actions_without_a_number_column_are_counted():
    proposal = propose(csv_file(("Action", "Lead"), ("Open.", "Ana Bell"), ("Run.", "Jo Ward")))
    assert references(proposal) == ["1.1", "1.2"]
    assert doubts_of(proposal, "number") == []


# Rows that look cut


CUT = ("1.", "Open a drop-in.", "Library, Museum,", "Ana Bell", "Ongoing", "It opens")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "", "", "", "", "in May."), "The words in the comments go on in small letters."),
        (("", "", "", "", "", "May 2020."), "Only the comments are filled."),
        (("", "", "Hall", "Jo Ward", "", ""), "The row above breaks off in the who/where column."),
    ],
)
def test_rows_that_look_cut_are_offered_and_joined_only_when_chosen(row, reason):
    grids = read(plan_csv(CUT, row)) if "," not in CUT[2] else read(excel_file(HEADINGS, CUT, row))
    kept = interpret(grids)
    (offer,) = kept.offers
    assert (offer.row_id, offer.reason, offer.decision) == ("0:3", reason, "")
    assert len(kept.strands) == 2
    assert interpret(grids, decisions={"0:3": "keep"}).strands[1].join.decision == "keep"
    joined = interpret(grids, decisions={"0:3": "join"})
    (strand,) = joined.strands
    assert [offer.decision for offer in strand.joined] == ["join"]
    assert joined.offers == strand.joined


def test_joining_closes_a_cut_sentence_and_keeps_lines_of_names():
    rest = ("", "", "and Hall", "Jo Ward", "Termly", "in May.\nIt is free.")
    grids = read(excel_file(HEADINGS, CUT, rest))
    (strand,) = interpret(grids, decisions={"0:3": "join"}).strands
    assert strand_shape(strand) == {
        "who": ["Library, Museum, and Hall"],
        "leads": ["Ana Bell", "Jo Ward"],
        "when": ["Ongoing", "Termly"],
        "note": ["It opens in May.", "It is free."],
    }


def test_words_of_a_cut_action_go_back_to_it_when_joined():
    rows = [("1.", "Open a drop-in for", "", "", "", ""), ("", "all.", "Hall", "", "", "")]
    grids = read(excel_file(HEADINGS, *rows))
    assert references(interpret(grids)) == ["1.1", "1.1a"]
    (action,) = interpret(grids, decisions={"0:3": "join"}).actions
    assert action.wording == "Open a drop-in for all."
    assert action.strands[0].who_where == ("Hall",)


def test_any_further_row_can_be_joined_and_other_decisions_change_nothing():
    second = ("", "", "Library", "Jo Ward", "Termly", "Starts in June.")
    grids = read(plan_csv(FIRST, second))
    assert interpret(grids).offers == ()
    assert len(interpret(grids, decisions={"0:3": "join"}).strands) == 1
    assert interpret(grids, decisions={"0:3": "split", "9:9": "join"}) == interpret(grids)


# Doubts and what is left out


def test_timescales_and_leads_in_doubt_name_sheet_row_column_and_value():
    row = ("1.", "Open.", "", "Ana Bell Jo Ward", "31 September 2020", "")
    proposal = interpret(
        read(excel_file(HEADINGS, row)),
        plan_starts=date(2020, 1, 1),
        plan_ends=date(2021, 12, 31),
    )
    found = [
        (doubt.where, doubt.value, doubt.remedy)
        for doubt in proposal.doubts
        if doubt.kind in ("lead", "timescale")
    ]
    assert found == [
        (
            *("Plan, row 2, column D (Lead)", "Ana Bell Jo Ward"),
            "Put / between them, or enter each lead.",
        ),
        (
            *("Plan, row 2, column E (Timescale)", "31 September 2020"),
            "Correct the date, for example “25 March 2022”.",
        ),
    ]


@pytest.mark.parametrize("words", ["31 September 2020", "Ongoing", "July 2020"])
def test_a_timescale_among_the_leads_is_a_doubt(words):
    proposal = interpret(
        read(excel_file(HEADINGS, ("1.", "Open.", "", f"Ana Bell\n{words}", "", ""))),
        plan_starts=date(2020, 1, 1),
        plan_ends=date(2021, 12, 31),
    )
    assert [(doubt.where, doubt.sentence) for doubt in proposal.doubts if doubt.kind == "lead"] == [
        ("Plan, row 2, column D (Lead)", f"“{words}” looks like a timescale rather than a lead.")
    ]


def test_a_person_can_correct_the_columns():
    content = csv_file(("Task no", "Wording", "Boss"), ("1.", "Open.", "Ana Bell"))
    assert interpret(read(content)).actions == ()
    columns = ColumnMap(("number", "action", "leads"), ("Task no", "Wording", "Boss"), 1)
    (action,) = interpret(read(content), [columns]).actions
    assert (action.reference, action.strands[0].leads) == ("1.1", ("Ana Bell",))


def test_grids_stored_as_json_give_the_same_proposal():
    grids = read(word_file("Priority 1", [HEADINGS, FIRST], "End"))
    assert interpret(grids_from_json(grids_to_json(grids))) == interpret(grids)


LINES = (
    *("Priority 1", "Priority 2: Home", "We promise.", "1.", "2.4", "CP-1", "Action", "Lead"),
    *("Who/where", "and so on", "Ana Bell", "Termly", "Library,", "DRAFT", "", "", "", ""),
)
MERGES = ("", "", "", "", "", "", "down", "across")


def drawn_grid(random, name):
    """A grid of 4 columns; a third of its lines end in a word that stands nowhere else."""

    def lines():
        drawn = (random.choice(LINES) for _ in range(random.randint(0, 2)))
        return tuple(
            f"{line} x{random.getrandbits(40)}" if random.random() < 0.3 else line
            for line in drawn
            if line
        )

    def cell():
        merged = random.choice(MERGES)
        return Cell((), merged) if merged else Cell(lines())

    rows = [Row(number, tuple(cell() for _ in range(4))) for number in range(1, 8)]
    return Grid(name, tuple(rows), lines() + lines(), lines())


def chosen_map(random):
    roles = tuple(random.choice(list(ROLE_WORDS)) for _ in range(4))
    return ColumnMap(roles, (), random.randint(0, 2))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150)
def test_no_word_is_lost_whatever_the_file_the_map_and_the_decisions(seed):
    random = Random(seed)
    grids = tuple(drawn_grid(random, f"Table {number}") for number in range(1, 4))
    maps = random.choice([None, [chosen_map(random) for _ in grids]])
    choices = ("join", "keep", "")
    rows = [f"{index}:{row.number}" for index, grid in enumerate(grids) for row in grid.rows]
    proposal = interpret(grids, maps, {row: random.choice(choices) for row in rows})
    label = {"Action"}  # of a number cell: "Action 2.4" becomes the reference 2.4
    assert set(source_words(grids)) - set(proposal_words(proposal)) - label == set()
    assert len(references(proposal)) == len(set(references(proposal)))


def source_words(grids):
    for grid in grids:
        for line in (*grid.above, *grid.below):
            yield from words(line)
        for row in grid.rows:
            for cell in row.cells:
                yield from words(cell.text)
