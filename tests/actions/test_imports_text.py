from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.imports.grids import grids_from_json, grids_to_json
from corporate_parenting.uploads import MAX_COLUMNS, MAX_LINES, MAX_ROWS
from tests.actions.import_files import FIRST, HEADINGS, csv_file, read, refusal, texts


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_of_a_csv_file_is_found(delimiter):
    assert texts(csv_file(HEADINGS, FIRST, delimiter=delimiter)) == [list(HEADINGS), list(FIRST)]


def test_a_quoted_csv_cell_keeps_its_lines_and_separators():
    content = b'Action,Lead\r\n"Open, then\r\nclose","Ana ""Annie"" Bell"\r\n'
    (grid,) = read(content)
    assert [cell.lines for cell in grid.rows[1].cells] == [
        ("Open, then", "close"),
        ('Ana "Annie" Bell',),
    ]


def test_tags_in_cells_become_lines_and_links_their_words():
    content = b"Action,Lead\n<p>Open &amp; run</p> <ul><li>one</li><li>two</li></ul>,[Ana](#)\n"
    assert [cell.lines for cell in read(content)[0].rows[1].cells] == [
        ("Open & run", "• one", "• two"),
        ("Ana",),
    ]


def test_signs_that_are_no_tags_stay_as_they_are():
    content = b"Action,Lead\nUnder <18s & <p>age>,R&amp;D\n"
    assert [cell.text for cell in read(content)[0].rows[1].cells] == [
        "Under <18s & age>",
        "R&amp;D",
    ]


def extract(*lines):
    return "\n".join(lines).encode()


def test_tables_of_an_extract_are_parted_by_text_and_not_by_running_lines():
    first, second = read(
        extract(
            *("Plan", "", "Priority 1", "", "No.\tAction\tLead"),
            *(
                "1.\tOpen\tAna Bell",
                "",
                "DRAFT",
                "",
                "\tand close\t",
                "--\t--\t--",
                "",
                "DRAFT",
                "",
                "Priority 2",
                "",
            ),
            *("No.\tAction\tLead", "1.\tRun\tJo Ward", "", "The end"),
        )
    )
    assert [row.number for row in first.rows] == [5, 6, 10]
    assert [row.after_break for row in first.rows] == [False, False, True]
    assert (first.above, first.below) == (("Plan", "Priority 1"), ("DRAFT", "DRAFT"))
    assert (second.above, second.below) == (("Priority 2",), ("The end",))


def test_rows_of_an_extract_that_run_over_lines_are_one_row():
    (grid,) = read(
        extract(
            "No.\tAction\tLead\tTimescale",
            "1.\tOpen",
            "and close\tAna Bell\tOngoing",
            '2.\t"Run',
            "",
            'daily"\tJo Ward\tTermly',
            "3.\tWalk\tKim Staff\tin spring",
            "and summer",
            "4.\tRest",
            "5.\tSing\tAna Bell\tOngoing",
        )
    )
    assert [[cell.lines for cell in row.cells] for row in grid.rows[1:]] == [
        [("1.",), ("Open", "and close"), ("Ana Bell",), ("Ongoing",)],
        [("2.",), ("Run", "daily"), ("Jo Ward",), ("Termly",)],
        [("3.",), ("Walk",), ("Kim Staff",), ("in spring", "and summer")],
        [("4.",), ("Rest",), (), ()],
        [("5.",), ("Sing",), ("Ana Bell",), ("Ongoing",)],
    ]


def test_text_beyond_the_limits_is_refused():
    assert refusal(b"Action,Lead\n" * (MAX_ROWS + 1)).startswith(
        "The file has more than 2,000 rows"
    )
    assert refusal(b"a," * MAX_COLUMNS + b"b\n").startswith("The file has more than 50 columns")


CELLS = st.text(st.sampled_from("ab1.,;\"'\t\n•<p>/[]()#é "), max_size=12)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60)
def test_grids_of_any_text_are_the_same_after_json(rows):
    content = "\n".join("\t".join(row) for row in [["Action", "Lead"], *rows]).encode()
    grids = read(content)
    assert grids_from_json(grids_to_json(grids)) == grids


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\n" * (MAX_LINES + 1) + b"a", "The file has more than 40,000 lines."),
        (b"a\tb\n" * (MAX_ROWS + 1), "The file has more than 2,000 rows in a table."),
        (b"a," * 4_000_000 + b"a", "The file has more than 50 columns."),
    ],
    ids=["lines", "rows", "columns"],
)
def test_the_largest_texts_are_refused_quickly(content, sentence):
    began = process_time()
    assert refusal(content).startswith(sentence)
    assert process_time() - began < 8


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (b"a\tb\n" + b"x\n" * (MAX_LINES - 1), 1),
        (b"a\tb\n" + b'"\n' * (MAX_LINES - 1), 1),
        (b'"' + b"a\n" * MAX_LINES, 1),
    ],
    ids=["lines", "marks", "quoted"],
)
def test_the_longest_cells_are_read_quickly(lines, rows):
    began = process_time()
    assert [len(grid.rows) for grid in read(lines)] == [rows]
    assert process_time() - began < 8
