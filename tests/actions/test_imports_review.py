"""The review of a proposal: what is doubtful stands together, with place, value and remedy."""

from datetime import date

import pytest

from actions.imports.columns import ROLE_WORDS, propose_maps
from actions.imports.grids import Doubt, Place
from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.imports.review import (
    CutCell,
    FileRows,
    NamedTimescale,
    cut_cells,
    doubts_by_kind,
    named_timescales,
)
from corporate_parenting.uploads import open_upload
from tests.actions.import_files import HEADINGS, excel_file, read

STARTS, ENDS = date(2020, 1, 1), date(2021, 12, 31)
ROWS = [
    ["Priority 1: Home"],
    ("1.", "Open.", "", "Ongoing", "31 September 2020", ""),
    ("2.", "Run.", "", "", "31 June 2021", ""),
    ["Priority 2: Health"],
    ("1.", "Walk.", "", "", "30 February 2021", ""),
    ("", "", "Clinic", "", "Ongoing", ""),
]


def proposal_of(*rows):
    return interpret(read(excel_file(HEADINGS, *rows)), plan_starts=STARTS, plan_ends=ENDS)


def shown(kinds):
    """Title, count, and each advice with its remarks as (where, value, sentence) by priority."""
    return [
        (
            *(kind.title, kind.count, advice.sentence, advice.remedy),
            {
                name: [(remark.where, remark.value, remark.sentence) for remark in remarks]
                for name, remarks in advice.sections.items()
            },
        )
        for kind in kinds
        for advice in kind.advice
    ]


def test_doubts_with_one_remedy_stand_together_by_priority():
    proposal = proposal_of(*ROWS)
    assert shown(doubts_by_kind(proposal.doubts, FileRows(proposal))) == [
        (
            *("Leads", 1, "Looks like a timescale rather than a lead."),
            "Correct the cell in the file, or which column holds what.",
            {"Priority 1": [("Action 1.1, Plan, row 3, column D (Lead)", "Ongoing", "")]},
        ),
        (
            *("Timescales", 3, "", "Correct the date, for example “25 March 2022”."),
            {
                "Priority 1": [
                    (
                        *("Action 1.1, Plan, row 3, column E (Timescale)", "31 September 2020"),
                        "Was not read: September has 30 days.",
                    ),
                    (
                        *("Action 1.2, Plan, row 4, column E (Timescale)", "31 June 2021"),
                        "Was not read: June has 30 days.",
                    ),
                ],
                "Priority 2": [
                    (
                        *("Action 2.1, Plan, row 6, column E (Timescale)", "30 February 2021"),
                        "Was not read: February has 28 days in 2021.",
                    ),
                ],
            },
        ),
    ]


@pytest.mark.parametrize(
    ("value", "sentence", "said"),
    [
        ("Soon", "“Soon” may name several leads.", "May name several leads."),
        ("As “we” say  so", "“As “we” say so” is odd.", "Is odd."),
        ("A long text", "“A long…” looks like progress.", "Looks like progress."),
        ("Other", "“Soon” is odd.", "“Soon” is odd."),
        ("2", "2.2 stands twice.", "2.2 stands twice."),
        ("Soon", "“Soon”", "“Soon”"),
    ],
)
def test_a_sentence_does_not_repeat_the_words_that_stand_beside_it(value, sentence, said):
    doubt = Doubt(Place("Plan", 2), "", value, sentence, "Look.", "lead")
    (kind,) = doubts_by_kind([doubt], FileRows(proposal_of(*ROWS)))
    assert (kind.advice[0].sentence, kind.advice[0].remedy) == (said, "Look.")


def test_rows_of_an_action_that_do_not_change_stay():
    proposal = proposal_of(*ROWS)
    rows = FileRows(proposal, [Place("Plan", 3), Place("Plan", 7)])
    places = [Place("Plan", row) for row in range(1, 8)]
    assert [place.row for place in places if rows.stays(place)] == [4, 6]
    assert not any(map(FileRows(proposal).stays, places))


def test_of_many_places_the_first_are_named():
    rows = FileRows(proposal_of(*ROWS))
    places = [Place("Plan", row) for row in (3, 4, 6, 7, 1, 2)]
    assert rows.where_all(places[:2]) == "Action 1.1, Plan, row 3; Action 1.2, Plan, row 4"
    assert rows.where_all(places) == (
        "Action 1.1, Plan, row 3; Action 1.2, Plan, row 4; Action 2.1, Plan, row 6; "
        "Action 2.1, Plan, row 7; and 2 more"
    )


def test_a_cut_row_is_shown_below_the_end_of_the_one_above():
    above = ("1.", "Open.", "", "", "", f"{'Many words. ' * 9}They are")
    grids = read(excel_file(HEADINGS, above, ("", "", "", "Ana Bell", "", f"well{' fed' * 30}")))
    (offer,) = interpret(grids).offers
    assert cut_cells(grids, propose_maps(grids), offer, ROLE_WORDS) == [
        CutCell("Lead", "", "Ana Bell"),
        CutCell(
            "Comments/progress",
            "…Many words. Many words. Many words. Many words. They are",
            "well" + " fed" * 13 + "…",
        ),
    ]


@pytest.mark.shared
def test_the_cut_rows_of_the_extract_read_on(shared):
    path = next((shared / "seeds").glob("002_*.txt"))
    grids = read_grids(open_upload(path.name, path.read_bytes()))
    offers = interpret(grids).offers
    cells = [cut_cells(grids, propose_maps(grids), offer, ROLE_WORDS) for offer in offers]
    assert cells[0] == [
        CutCell(
            "Comments/progress",
            "…establishments are well represented in the CICC. They are",
            "supported to represent the voices of our CIOC.",
        )
    ]
    assert len(cells) == 11


def test_timescales_are_listed_once_those_that_stay_words_first():
    lines = ["Ongoing", "Soon", "Ongoing", "June 2020"]
    assert named_timescales(lines, STARTS, ENDS) == [
        NamedTimescale("Soon", "", 1),
        NamedTimescale("Ongoing", "ongoing", 2),
        NamedTimescale("June 2020", "by 30 June 2020", 1),
    ]
