from datetime import date, datetime
from time import process_time

import pytest
from openpyxl import Workbook

from corporate_parenting.uploads import MAX_COLUMNS, MAX_ROWS
from tests.actions.import_files import excel_file, part_of, read, refusal, repacked, saved, texts

SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(content, before, after):
    """The workbook with a piece of its first sheet's XML replaced."""
    part = part_of(content, SHEET)
    assert before in part
    return repacked(content, {SHEET: part.replace(before, after, 1)})


def test_sheets_come_with_letters_row_numbers_and_merged_cells():
    def merge(sheet):
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B1:C1")

    content = excel_file(["No.", "Action"], [1, "Open"], [], ["", "Close"], change=merge)
    (grid,) = read(content)
    assert [row.number for row in grid.rows] == [1, 2, 3, 4]
    assert grid.rows[2].cells[0].merged == "down"
    assert str(grid.place(4, 1)) == "Plan, row 4, column B"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("October 2019", "General", "October 2019"),
        (date(2022, 3, 25), "dd/mm/yyyy", "25 March 2022"),
        (date(2019, 3, 1), "mmm-yy", "March 2019"),
        (datetime(2022, 3, 25, 14, 30), "dd/mm/yyyy hh:mm", "25 March 2022 14:30"),
        (5.1, "0.00", "5.10"),
        (5.1, "General", "5.1"),
        (2, "General", "2"),
        (0.12, "0%", "12%"),
        (True, "General", "TRUE"),
        ("Ana\nBell", "General", "Ana Bell"),
    ],
)
def test_values_are_written_as_the_officer_sees_them(value, number_format, shown):
    def format_cell(sheet):
        sheet["A1"].number_format = number_format

    assert texts(excel_file([value], change=format_cell)) == [[shown]]


def test_dates_counted_from_1904_are_the_same_days():
    workbook = Workbook()
    workbook.epoch = datetime(1904, 1, 1)
    workbook.active["A1"] = date(2022, 3, 25)
    assert texts(saved(workbook)) == [["25 March 2022"]]


def test_a_formula_gives_its_saved_value_and_without_one_a_doubt():
    content = excel_file(["=1+1", "=2+2", "=1/0"])
    content = sheet_with(content, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    content = sheet_with(
        content, b'<c r="C1"><f>1/0</f><v></v>', b'<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v>'
    )
    (grid,) = read(content)
    assert [cell.text for cell in grid.rows[0].cells] == ["2", "", "#DIV/0!"]
    assert [(str(doubt.place), doubt.sentence) for doubt in grid.doubts] == [
        (
            "Plan, row 1, column B",
            "The cell is a formula without a saved value, so it is read as empty.",
        ),
        ("Plan, row 1, column C", "The cell's formula shows the error #DIV/0!."),
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_refused_by_name(state):
    workbook = Workbook()
    workbook.active["A1"] = "Action"
    workbook.create_sheet("Names").sheet_state = state
    assert refusal(saved(workbook)).startswith("The workbook has a hidden sheet: “Names”.")


def test_hidden_rows_and_columns_with_content_are_refused_by_number():
    def hide_row(sheet):
        sheet.row_dimensions[2].hidden = True

    def hide_column(sheet):
        sheet.column_dimensions["B"].hidden = True

    rows = [["Action", "Lead"], ["Open", "Ana Bell"]]
    assert refusal(excel_file(*rows, change=hide_row)).startswith(
        "Sheet “Plan” has hidden rows with content (2)."
    )
    assert refusal(excel_file(*rows, change=hide_column)).startswith(
        "Sheet “Plan” has hidden columns (B to B)."
    )


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (1, MAX_COLUMNS + 1, "Sheet “Plan” has content in column AY; 50 columns can be read."),
        (MAX_ROWS + 1, 1, "Sheet “Plan” has content in row 2,001; 2,000 rows can be read."),
        (1_048_576, 16_384, "Sheet “Plan” has content in row 1,048,576; 2,000 rows can be read."),
    ],
)
def test_a_sheet_with_content_beyond_the_limits_is_refused_quickly(row, column, sentence):
    content = excel_file(["Action"], change=lambda sheet: sheet.cell(row, column, "x"))
    began = process_time()
    assert refusal(content).startswith(sentence)
    assert process_time() - began < 8


def test_a_sheet_of_just_the_largest_size_is_read():
    content = excel_file(["Action"], change=lambda sheet: sheet.cell(MAX_ROWS, MAX_COLUMNS, "x"))
    (grid,) = read(content)
    assert (grid.rows[-1].number, grid.width) == (MAX_ROWS, MAX_COLUMNS)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (200_000, "Sheet “Plan” has more than 100,000 formatted cells or rows."),
        (600_000, "The file holds more than 500,000 cells, rows and other elements."),
    ],
)
def test_a_sheet_of_every_row_is_refused_quickly(count, sentence):
    content = excel_file(["Action"])
    rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(2, count))
    content = sheet_with(content, b"</sheetData>", rows + b"</sheetData>")
    began = process_time()
    assert refusal(content).startswith(sentence)
    assert process_time() - began < 8


def test_an_empty_formatted_cell_at_the_far_end_does_no_harm():
    content = sheet_with(
        excel_file(["Action"]),
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
    )
    assert texts(content) == [["Action"]]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_broken_part_is_refused(part):
    assert refusal(repacked(excel_file(["Action"]), {part: b"<broken"})).startswith(
        "The file is damaged and cannot be read."
    )
